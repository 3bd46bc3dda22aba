"""What the house can say of itself."""

import re

from django.apps import apps

# Names that a field for what national rules forbid would have: check-ins, points, time online,
# tracks, read receipts, faces, rankings.
FORBIDDEN = re.compile(
    r"check_?in|punch|(?<!check)points?$|score|online_(time|minutes|hours)|mileage|steps_walked|"
    r"track(_|$)|trajectory|read_receipt|face_|ranking|key_person|likes$"
)


def field_count() -> int:
    """How many fields the house stores."""
    return len(_fields())


def forbidden_fields() -> list[str]:
    """The stored fields whose name says something that may not be collected."""
    return [name for name in _fields() if FORBIDDEN.search(name.rpartition(".")[2])]


def _fields() -> list[str]:
    """Every stored field of our own rooms, as "room.model.field"."""
    models = (model for model in apps.get_models() if model.__module__.startswith("liandong."))
    return [
        f"{model._meta.label_lower}.{field.name}"
        for model in models
        for field in model._meta.concrete_fields
    ]
