"""One count by equal shares, from a given sum in every purse: always the cheapest rate next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from liandong.planning.tallying.budget.exact import ExactPurses
from liandong.planning.tallying.budget.instance import Poll
from liandong.planning.tallying.budget.purses import EPS, Payment, Purses, Quote, weighed
from liandong.planning.tallying.budget.ties import TieWord, rank


@dataclass(frozen=True)
class Count:
    """What was bought, in order; who paid; which ties the rule settled; what is left."""

    each: Fraction
    bought: tuple[int, ...]
    payments: dict[int, Payment]
    tied: dict[int, tuple[int, ...]]
    purses: Purses


def count(poll: Poll, utility: str, each: Fraction, ties: Sequence[TieWord]) -> Count:
    """Buy one project after the other until no supporters can pay."""
    wanted = [project for project in range(len(poll.names)) if poll.score[project]]
    free = [project for project in wanted if not poll.costs[project]]
    race = _Race(poll, gains(poll, utility), each, ties)
    race.run([project for project in wanted if poll.costs[project]])
    return Count(each, (*free, *race.bought), race.payments, race.tied, race.purses)


def gains(poll: Poll, utility: str) -> Sequence[int]:
    """What a voter gains from each project, for one point."""
    return poll.costs if utility == "cost" else (1,) * len(poll.names)


@dataclass
class _Race:
    """The state of a count. `low` are prices for one unit of utility that are never too high:

    purses only shrink, so a price that was right once stays a bound, and most projects need not be
    looked at again in most rounds.
    """

    poll: Poll
    gain: Sequence[int]
    each: Fraction
    ties: Sequence[TieWord]
    bought: list[int] = field(default_factory=list)
    payments: dict[int, Payment] = field(default_factory=dict)
    tied: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.purses = Purses(self.poll, float(self.each))
        self.exact = ExactPurses(self.poll, self.each)
        self.rank = rank(self.poll, self.ties)

    def run(self, projects: list[int]) -> None:
        low = {
            project: self._price(project, self.poll.costs[project] / self.poll.score[project])
            for project in projects
        }
        while quotes := self._round(low):
            project = self._choose(quotes)
            self.payments[project] = self.purses.pay(project, quotes[project].rate)
            self.bought.append(project)
            del low[project]

    def _price(self, project: int, rate: float) -> float:
        return rate / self.gain[project] * (1 - 4 * EPS)

    def _round(self, low: dict[int, float]) -> dict[int, Quote]:
        """Return the quotes among which the cheapest must be; drop what nobody can pay any more."""
        limit, quotes = float("inf"), dict[int, Quote]()
        for project in sorted(low, key=low.__getitem__):
            if low[project] > limit:
                break
            quote = self._quote(project, low[project] * self.gain[project])
            if quote is None:
                del low[project]
                continue
            quotes[project] = quote
            low[project] = max(low[project], self._price(project, quote.low))
            limit = min(limit, quote.high / self.gain[project] * (1 + 4 * EPS))
        return {project: quote for project, quote in quotes.items() if low[project] <= limit}

    def _quote(self, project: int, start: float) -> Quote | None:
        """Return the rate of a project, or None where its supporters have too little left."""
        held = self.purses.of_supporters(project)
        spare = float(weighed(held, self.poll.weights[project])) - self.poll.costs[project]
        slack = self.purses.slack(project)
        if spare < -slack:
            return None
        found = self.purses.quote(project, start, held) if spare > slack else None
        if found is not None:
            return found
        self.exact.follow(self.bought)
        rate = self.exact.rate(project)
        return None if rate is None else Quote(float(rate), *_around(float(rate)))

    def _choose(self, quotes: dict[int, Quote]) -> int:
        if len(quotes) == 1:
            return next(iter(quotes))
        self.exact.follow(self.bought)
        prices = {}
        for project in quotes:
            rate = self.exact.rate(project)
            if rate is not None:
                prices[project] = rate / self.gain[project]
        best = min(prices.values())
        equal = sorted((p for p in prices if prices[p] == best), key=self.rank)
        if len(equal) > 1:
            self.tied[equal[0]] = tuple(equal[1:])
        return equal[0]


def _around(rate: float) -> tuple[float, float]:
    return rate * (1 - EPS), rate * (1 + EPS)
