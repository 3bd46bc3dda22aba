"""Pages of secretaries' projects: for everybody, and the staff's desk."""
