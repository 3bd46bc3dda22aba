"""All reading of places: the tree of any day, the place at a point, search, tables to import."""

from liandong.places.queries.locate import (
    find_place,
    find_place_ids,
    find_places,
    forget,
    place_id_at,
)
from liandong.places.queries.outlines import (
    Origin,
    Outline,
    OutlineFile,
    areas_geojson,
    edition,
    outline_of,
    read_outlines,
)
from liandong.places.queries.plan import Known, Plan
from liandong.places.queries.reconcile import plan_import
from liandong.places.queries.romanising import romanised
from liandong.places.queries.search import fold, search_address, searchable
from liandong.places.queries.tables import Row, Table, UnknownLayout, read_table
from liandong.places.queries.tree import (
    Node,
    ancestor,
    ancestors,
    ancestors_on,
    children,
    codes_on,
    counts_below,
    find,
    history,
    listed_children,
    path_names,
    standing,
    standing_place,
    tree_as_of,
    version_on,
    within,
)

__all__ = [
    "Known",
    "Node",
    "Origin",
    "Outline",
    "OutlineFile",
    "Plan",
    "Row",
    "Table",
    "UnknownLayout",
    "ancestor",
    "ancestors",
    "ancestors_on",
    "areas_geojson",
    "children",
    "codes_on",
    "counts_below",
    "edition",
    "find",
    "find_place",
    "find_place_ids",
    "find_places",
    "fold",
    "forget",
    "history",
    "listed_children",
    "outline_of",
    "path_names",
    "place_id_at",
    "plan_import",
    "read_outlines",
    "read_table",
    "romanised",
    "search_address",
    "searchable",
    "standing",
    "standing_place",
    "tree_as_of",
    "version_on",
    "within",
]
