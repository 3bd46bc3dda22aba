"""Rules in which voters pay for names: Phragmén's sequential rule, and equal shares.

A state is a committee with what each voter holds. Where names tie, the count goes on from each.
"""

from collections.abc import Callable
from fractions import Fraction

from liandong.planning.tallying.approval.election import Committee, Election

State = tuple[Committee, tuple[Fraction, ...]]
Step = Callable[[Election, State], dict[int, tuple[Fraction, State]]]


def _phragmen(election: Election, state: State) -> dict[int, tuple[Fraction, State]]:
    """Offer each name at the load that its supporters would carry, all alike."""
    chosen, loads = state
    offers = {}
    for place, supporters in enumerate(election.supporters):
        if place in chosen or not supporters:
            continue
        load = (1 + sum(loads[voter] for voter in supporters)) / Fraction(len(supporters))
        after = tuple(load if voter in supporters else old for voter, old in enumerate(loads))
        offers[place] = load, (chosen | {place}, after)
    return offers


def _shares(election: Election, state: State) -> dict[int, tuple[Fraction, State]]:
    """Offer each name, of price 1, at what each supporter pays who has enough."""
    chosen, purses = state
    offers = {}
    for place, supporters in enumerate(election.supporters):
        share = None if place in chosen else _share([purses[voter] for voter in supporters])
        if share is not None:
            after = tuple(
                max(purse - share, Fraction(0)) if voter in supporters else purse
                for voter, purse in enumerate(purses)
            )
            offers[place] = share, (chosen | {place}, after)
    return offers


def _share(purses: list[Fraction]) -> Fraction | None:
    missing, payers = Fraction(1), len(purses)
    for purse in sorted(purses):
        if purse * payers >= missing:
            return missing / payers
        missing, payers = missing - purse, payers - 1
    return None


def _run(election: Election, step: Step, starts: set[State]) -> set[State]:
    """Take the cheapest offers, all that tie, until the seats are filled or nothing is offered."""
    done: set[State] = set()
    states = starts
    while states:
        following: set[State] = set()
        for state in states:
            offers = step(election, state) if len(state[0]) < election.seats else {}
            if not offers:
                done.add(state)
                continue
            least = min(price for price, _ in offers.values())
            following |= {after for price, after in offers.values() if price == least}
        states = following
    return done


def _filled(election: Election, chosen: Committee) -> set[Committee]:
    """Fill seats that nobody's vote fills, in every way there is."""
    return {one for one in election.all_committees() if one >= chosen}


def _by_phragmen(election: Election) -> set[Committee]:
    start = (Committee(), (Fraction(0),) * len(election.votes))
    return _all_filled(election, _run(election, _phragmen, {start}))


def _all_filled(election: Election, states: set[State]) -> set[Committee]:
    return {full for chosen, _ in states for full in _filled(election, chosen)}


def _bought(election: Election) -> set[State]:
    each = Fraction(election.seats, max(len(election.votes), 1))
    return _run(election, _shares, {(Committee(), (each,) * len(election.votes))})


def _equal_shares(election: Election) -> set[Committee]:
    """Seats that remain go by Phragmén's rule; what is left in a purse counts against the load."""
    left = {(chosen, tuple(-purse for purse in purses)) for chosen, purses in _bought(election)}
    return _all_filled(election, _run(election, _phragmen, left))


def _equal_shares_by_votes(election: Election) -> set[Committee]:
    """Seats that remain go to the names with the most votes."""
    found: set[Committee] = set()
    for chosen, _ in _bought(election):
        ways = _filled(election, chosen)
        figures = {way: sum(len(election.supporters[place]) for place in way) for way in ways}
        most = max(figures.values())
        found |= {way for way, votes in figures.items() if votes == most}
    return found


PAYING = {
    "seqphragmen": _by_phragmen,
    "equal-shares": _equal_shares,
    "equal-shares-with-av-completion": _equal_shares_by_votes,
}
