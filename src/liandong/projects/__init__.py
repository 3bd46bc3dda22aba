"""书记项目 Projects: what a secretary claims for a year, in numbers, and what became of it.

A project is drawn up, claimed by its secretary and registered by the level above; that freezes the
baseline. Afterwards the plan changes only by an amendment with a reason, and the slip is counted
against the baseline. Whoever leads or supports never accepts the work as done.
Start reading at `lifecycle.py`, then `models/`, then `rules/`, then `actions/`.
"""
