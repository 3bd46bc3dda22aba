"""Pages of budget votes: for everybody, for voters with a code, and the community's desk."""
