"""The shape of what is asked of places."""

from liandong.places.forms.designs import (
    AcceptDesign,
    AskDesign,
    EnterBuildings,
    RefuseDesign,
    StopDesign,
)
from liandong.places.forms.tree import AsOf, DescribeGrid, Find, Point, a_phone

__all__ = [
    "AcceptDesign",
    "AsOf",
    "AskDesign",
    "DescribeGrid",
    "EnterBuildings",
    "Find",
    "Point",
    "RefuseDesign",
    "StopDesign",
    "a_phone",
]
