"""Pages of the lists of duties: for staff alone."""
