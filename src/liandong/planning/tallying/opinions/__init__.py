"""Opinion maps: statements, who agrees with them, and which people think alike.

    votes = Votes.of([("a", "s1", 1), ("a", "s2", -1), ("b", "s1", 0)])
    found = draw(votes)
    found.groups, found.consensus, found.divisive

The formulas are those that Polis published (Small, Bjorkegren, Erkkilä, Shaw, Megill 2021). With
too few votes there are no groups, only counts.
"""

from liandong.planning.tallying.opinions.map import Limits, OpinionMap, draw
from liandong.planning.tallying.opinions.statements import Group, Stand
from liandong.planning.tallying.opinions.votes import Votes

__all__ = ["Group", "Limits", "OpinionMap", "Stand", "Votes", "draw"]
