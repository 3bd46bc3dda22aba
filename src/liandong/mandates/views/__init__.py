"""Pages of lists and powers."""
