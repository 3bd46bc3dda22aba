"""Pages of facilities: cover for everybody, facilities and plans for those who keep them."""
