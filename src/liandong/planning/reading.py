"""Reading plain tables: rows with the columns that are needed, and places in metres."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EARTH = 6_371_008.8
Row = dict[str, str]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Flat:
    """Degrees laid flat around a middle: within 0.1 % over a district."""

    longitude: float
    latitude: float

    @classmethod
    def around(cls, longitude: Real, latitude: Real) -> "Flat":
        return cls(float(longitude.mean()), float(latitude.mean()))

    def metres(self, spots: Real) -> Real:
        """Turn rows of longitude and latitude into metres east and north of the middle."""
        return np.radians(spots - self._middle) * self._scale

    def degrees(self, spots: Real) -> Real:
        """Turn metres back into degrees."""
        return np.degrees(spots / self._scale) + self._middle

    @property
    def _middle(self) -> Real:
        return np.array([self.longitude, self.latitude])

    @property
    def _scale(self) -> Real:
        return np.array([EARTH * np.cos(np.radians(self.latitude)), EARTH])


def rows(text: str, needed: Sequence[str], name: str = "") -> list[Row]:
    """Read a table as dictionaries; the values of the column `name` must differ."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if missing := [head for head in needed if head not in (reader.fieldnames or ())]:
        raise ValueError(f"The table has no column {', '.join(missing)}.")
    found = [{head: (value or "").strip() for head, value in row.items()} for row in reader]
    if not found:
        raise ValueError(f"The table has no lines below {', '.join(needed)}.")
    times = Counter(row[name] for row in found) if name else {}
    if double := [value for value, count in times.items() if count > 1]:
        raise ValueError(f"Named twice: {', '.join(double)}.")
    return found


def spots(table: Sequence[Row], flat: "Flat | None" = None) -> tuple[Real, "Flat | None"]:
    """Return where the rows lie, in metres, and the way back where they were in degrees.

    A second table is laid flat like the first one, with its `flat`.
    """
    degrees = "longitude" in table[0] and "latitude" in table[0]
    names = ("longitude", "latitude") if degrees else ("east", "north")
    if missing := [name for name in names if name not in table[0]]:
        raise ValueError(f"The table has no column {', '.join(missing)}.")
    found = np.array([[float(row[name]) for name in names] for row in table])
    if not degrees:
        return found, None
    own = flat or Flat.around(*found.T)
    return own.metres(found), own
