"""表决 Ballots: the right body decides, on a fixed roll, by a count that anybody can repeat.

A ballot is bound to a dated rule set and one subject of it, which say which body decides and by
which majority; the roll is published, objected to and fixed, then people vote on paper, online or
by proxy, and never twice. In a secret ballot no stored thing joins a voter with a choice.
Start reading at `lifecycle.py`, then `models/`, then `queries/counting.py`.
"""
