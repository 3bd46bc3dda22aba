"""经费 Funds: a community's working fund of one year, from allotment to receipt.

What the rulebook says is owed is checked against what came ("足额落实"). Money moves through
budget lines and commitments to payments with receipts; every movement is a posting that is never
edited, only reversed by another. Sums can never fall below nothing: the database holds them to it.
Start reading at `lifecycle.py`, then `models.py`, then `actions/common.py`.
"""
