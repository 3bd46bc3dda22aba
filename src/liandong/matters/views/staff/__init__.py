"""The pages of staff: the inbox, the list, one file and what can be done to it, a place."""
