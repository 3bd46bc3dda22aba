"""A share with its denominator, and what it is worth when there are few."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054  # the 97.5 % point of the normal distribution


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927), as fractions of one.

    Unlike the usual approximation it never leaves 0..1 and is honest at 0 and at `whole`.
    Raises `ValueError` when there is nothing to be a share of.
    """
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole}")
    share = part / whole
    spread = Z * sqrt(share * (1 - share) / whole + Z**2 / (4 * whole**2))
    middle, scale = share + Z**2 / (2 * whole), 1 + Z**2 / whole
    low = (middle - spread) / scale if part else 0.0
    high = (middle + spread) / scale if part < whole else 1.0
    return low, high


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. `least` is how many are needed to show a bare percentage."""

    part: int
    whole: int
    least: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None

    @property
    def small(self) -> bool:
        return self.whole < self.least

    @property
    def interval(self) -> tuple[int, int] | None:
        """The interval in percent; None when there is nothing."""
        if not self.whole:
            return None
        low, high = wilson(self.part, self.whole)
        return round(100 * low), round(100 * high)
