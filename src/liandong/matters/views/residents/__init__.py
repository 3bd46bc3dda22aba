"""The pages of residents. No account: a matter opens with its number and its secret together."""

from liandong.matters.views.residents.doing import (
    add,
    erase_contact,
    evaluate,
    take_up,
    urge,
    withdraw,
)
from liandong.matters.views.residents.file import follow, matter, photo, receipt, words
from liandong.matters.views.residents.public import (
    join,
    my_grid,
    of_project,
    points,
    public_list,
    public_matter,
    public_photo,
)
from liandong.matters.views.residents.raising import kept_photo, paper, raise_matter, send

__all__ = [
    "add",
    "erase_contact",
    "evaluate",
    "follow",
    "join",
    "kept_photo",
    "matter",
    "my_grid",
    "paper",
    "photo",
    "points",
    "public_list",
    "of_project",
    "public_matter",
    "public_photo",
    "raise_matter",
    "receipt",
    "send",
    "take_up",
    "urge",
    "withdraw",
    "words",
]
