"""Django's PostgreSQL, with a cheaper look at a kept connection before it is used again."""
