"""票选 Budgeting: residents propose, everybody sees costs and reasons, and a vote spends a sum.

The rule that turns votes into winners is fixed when a vote is opened and never edited. Nothing
stored joins a voter with what they marked (see `docs/adr/0071`). After the count each project says
why it won or not; what won becomes commitments of the community's fund, and matters in execution.
Start reading at `lifecycle.py`, then `models.py`, then `queries/counting.py`.
"""
