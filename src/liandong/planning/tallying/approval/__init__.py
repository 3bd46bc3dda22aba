"""Several winners by approval: who sits on a committee when every voter ticks some names.

    vote = Election(("Ann", "Bo", "Cai"), seats=2, ballots=[{"Ann"}, {"Ann", "Bo"}, {"Cai"}])
    elect(vote, "pav")          one committee; ties go to the names that stand first
    committees(vote, "pav")     all committees that tie

All is exact. Rules that compare all committees are for elections of ordinary size; more than half a
million committees are refused. Names and definitions: Lackner and Skowron, "Multi-Winner Voting
with Approval Preferences" (2023).
"""

from collections.abc import Callable
from itertools import islice

from liandong.planning.tallying.approval.comparing import COMPARED
from liandong.planning.tallying.approval.election import Committee, Election
from liandong.planning.tallying.approval.paying import PAYING
from liandong.planning.tallying.approval.stepwise import STEPWISE

RULES: dict[str, Callable[[Election], set[Committee]]] = {**COMPARED, **STEPWISE, **PAYING}

__all__ = ["RULES", "Election", "committees", "elect"]


def committees(election: Election, rule: str) -> tuple[tuple[str, ...], ...]:
    """Return every winning committee, those whose names stand first on the list before others."""
    if rule not in RULES:
        raise ValueError(f"There is no rule {rule}; there are {', '.join(RULES)}.")
    found = sorted(sorted(committee) for committee in RULES[rule](election))
    return tuple(tuple(election.candidates[place] for place in one) for one in found)


def elect(election: Election, rule: str) -> tuple[str, ...]:
    """Return one committee. Of those that tie, the one whose names stand first on the list."""
    return next(islice(committees(election, rule), 1))
