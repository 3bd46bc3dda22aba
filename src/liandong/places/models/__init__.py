"""The tables of places: the tree through time, and proposals for a community's grids."""

from liandong.places.models.designs import DesignedGrid, DesignedMove, EndingGrid, GridDesign
from liandong.places.models.tree import (
    LEVEL_OF,
    Boundary,
    Edition,
    GridType,
    Issuer,
    Level,
    Place,
    PlaceCode,
    PlaceKind,
    PlaceVersion,
    SourceCrs,
)

__all__ = [
    "LEVEL_OF",
    "Boundary",
    "DesignedGrid",
    "DesignedMove",
    "Edition",
    "EndingGrid",
    "GridDesign",
    "GridType",
    "Issuer",
    "Level",
    "Place",
    "PlaceCode",
    "PlaceKind",
    "PlaceVersion",
    "SourceCrs",
]
