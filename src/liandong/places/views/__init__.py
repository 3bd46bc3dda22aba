"""Pages of places: the tree for everybody, and proposals for grids for staff."""

from liandong.places.views.tree import boundary, describe, detail, find, history, index

__all__ = ["boundary", "describe", "detail", "find", "history", "index"]
