"""How many grids a block takes, and what no plan can undercut."""

from collections.abc import Iterable

from liandong.planning.gridding.problem import Rule


def counts(households: int, units: int, rule: Rule, now: int = 0) -> list[int]:
    """Return the numbers of grids worth trying, the likeliest first: near today's or the middle.

    Where no number brings every grid into the range, those numbers are named that miss it by least.
    """
    least, most = -(-households // rule.high), households // rule.low
    if least > most:
        tries = [number for number in (most, least) if number > 0] or [1]
        tries.sort(key=lambda number: (_miss(households, number, rule), number))
    else:
        wanted = now or round(households / rule.middle)
        middle = min(max(wanted, least), most)
        tries = sorted(range(max(least, middle - 1), min(most, middle + 1) + 1))
        tries.sort(key=lambda number: abs(number - middle))
    return list(dict.fromkeys(min(max(number, 1), units) for number in tries))


def bound(households: int, largest: Iterable[int], rule: Rule) -> int:
    """Return the least number of households that must lie outside the range, whatever the plan.

    So many households in k grids miss the range by at least k·low − all or all − k·high; the least
    of that over k holds for every plan. A unit that cannot be cut and is above the range misses it
    too.
    """
    tops = max(-(-households // rule.high), 1), max(households // rule.low, 1)
    together = min(_miss(households, number, rule) for number in tops)
    return max(together, sum(max(unit - rule.high, 0) for unit in largest))


def ceiling(households: int, number: int, rule: Rule) -> int:
    """Return how many of so many grids can lie in the range at best."""
    if number * rule.low <= households <= number * rule.high:
        return number
    return min(households // rule.low, number - 1)


def _miss(households: int, number: int, rule: Rule) -> int:
    return max(number * rule.low - households, households - number * rule.high, 0)
