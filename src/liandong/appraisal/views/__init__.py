"""Pages of yearly reviews: for everybody, the staff's desk, and the rating with a ticket."""
