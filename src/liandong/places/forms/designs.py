"""What is wished of a proposal for grids, and what is decided of it."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.fields import day
from liandong.kernel.page import KeyedForm
from liandong.places.actions import Wishes
from liandong.places.lifecycle import Staying
from liandong.places.models import GridDesign, Place
from liandong.places.queries import BuildingRow, read_buildings

LARGEST = 1024 * 1024
MOST_PROBLEMS = 20
LINES = {"LineString", "MultiLineString", "Polygon", "MultiPolygon"}


class AskDesign(KeyedForm):
    """The wishes for a proposal. A file of roads and rivers may come along, or be kept."""

    low = forms.IntegerField(
        label=_("Households of a grid, at least"), min_value=1, max_value=5000, initial=300
    )
    high = forms.IntegerField(
        label=_("Households of a grid, at most"), min_value=2, max_value=5000, initial=500
    )
    whole = forms.BooleanField(
        label=_("Keep every estate in one grid where it fits"), required=False, initial=True
    )
    staying = forms.ChoiceField(
        label=_("How much staying in today's grid counts"),
        choices=Staying.choices,
        initial=Staying.USUAL,
    )
    file = forms.FileField(
        label=_("Main roads and rivers that no grid crosses"),
        required=False,
        help_text=_("GeoJSON in degrees (CGCS2000 or WGS-84), at most 1 MB."),
    )
    barriers = forms.CharField(required=False, widget=forms.HiddenInput)
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=1,
        max_value=9999,
        initial=1,
        help_text=_("The same seed gives the same proposal; another one may find another."),
    )

    @classmethod
    def like(cls, design: GridDesign) -> "AskDesign":
        """The form with the wishes of an earlier proposal."""
        names = ("low", "high", "whole", "staying", "barriers", "seed")
        return cls(initial={name: getattr(design, name) for name in names})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("low", 0) >= given.get("high", 1):
            self.add_error("high", _("The most must be more than the least."))
        if file := given.get("file"):
            given["barriers"] = self._read(file)
        elif given.get("barriers"):
            given["barriers"] = self._checked(given["barriers"])
        return given

    def _read(self, file: Any) -> str:
        if file.size > LARGEST:
            self.add_error("file", _("The file is larger than 1 MB."))
            return ""
        return self._checked(file.read().decode("utf-8-sig", "replace"))

    def _checked(self, text: str) -> str:
        if not _draws_lines(text):
            self.add_error("file", _("This is not GeoJSON with lines or areas in degrees."))
            return ""
        return text

    @property
    def wishes(self) -> Wishes:
        given = self.cleaned_data
        return Wishes(
            low=given["low"],
            high=given["high"],
            whole=given["whole"],
            staying=Staying(given["staying"]),
            barriers=given["barriers"],
            seed=given["seed"],
        )


def _draws_lines(text: str) -> bool:
    """Whether a text is a collection of lines or areas that lie within degrees."""
    try:
        shapes = [feature["geometry"] for feature in json.loads(text)["features"]]
        kinds = {shape["type"] for shape in shapes}
        spots = [spot for shape in shapes for spot in _spots(shape["coordinates"])]
    except (ValueError, KeyError, TypeError):
        return False
    return kinds <= LINES and all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in spots)


def _spots(part: Any) -> list[tuple[float, float]]:
    if isinstance(part[0], int | float):
        return [(float(part[0]), float(part[1]))]
    return [spot for one in part for spot in _spots(one)]


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AcceptDesign(KeyedForm):
    """From which day the new grids hold, and why. It stands on one page with refusing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "accept_%s", **kwargs})

    since = day(_("New grids hold from"))
    reason = _reason(_("Reason for accepting"))


class RefuseDesign(KeyedForm):
    """Why a proposal is not accepted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "refuse_%s", **kwargs})

    reason = _reason(_("Reason for not accepting"))


class EnterBuildings(KeyedForm):
    """A table of buildings of one community."""

    table = forms.FileField(
        label=_("Table of buildings"),
        help_text=_("CSV in UTF-8: building, households, longitude, latitude, grid[, address]."),
    )

    def __init__(self, *args: Any, community: Place, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "table_%s", **kwargs})
        self.community = community
        self.rows: list[BuildingRow] = []

    def clean_table(self) -> Any:
        file = self.cleaned_data["table"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        read = read_buildings(self.community, file.read().decode("utf-8-sig", "replace"))
        if read.problems:
            raise forms.ValidationError(read.problems[:MOST_PROBLEMS])
        self.rows = read.rows
        return file


class StopDesign(KeyedForm):
    """Nothing but the key of the press."""
