"""Everything that can be done to places. Each function is one change, whole or not at all."""

from liandong.places.actions.boundaries import draw_boundaries, draw_boundary
from liandong.places.actions.buildings import enter_buildings
from liandong.places.actions.designs import (
    Wishes,
    accept_design,
    ask_design,
    carry_out_design,
    note_design,
    present_design,
    refuse_design,
    stop_design,
)
from liandong.places.actions.founding import Facts, NewPlace, found, found_many
from liandong.places.actions.grids import GridCard, describe_grid
from liandong.places.actions.tables import import_tables
from liandong.places.actions.tree import abolish, move, rename

__all__ = [
    "Facts",
    "GridCard",
    "NewPlace",
    "Wishes",
    "abolish",
    "accept_design",
    "ask_design",
    "carry_out_design",
    "describe_grid",
    "draw_boundaries",
    "draw_boundary",
    "enter_buildings",
    "found",
    "found_many",
    "import_tables",
    "move",
    "note_design",
    "present_design",
    "refuse_design",
    "rename",
    "stop_design",
]
