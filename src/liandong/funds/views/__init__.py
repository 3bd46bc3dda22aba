"""Pages of funds: what everybody may read, and the books for those who deal with them."""
