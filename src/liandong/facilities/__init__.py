"""阵地 Facilities: service centres and stations, who reaches them on foot, where more may stand.

A facility stands at a place from a day to a day. Cover is counted in households of buildings, on
streets where they are known and else by the straight line × 1.3, and says which. A plan for new
sites comes from `planning.siting` with its bound and a reason per site: a plan, not a decision.
Start at `models.py`, then `queries/cover.py`.
"""
