"""联席会议 Joint meetings: on four levels the secretary convenes, and what climbed is decided.

Lower-level secretaries and the named departments attend. The agenda is drawn from what is in the
record: each item is a question with a proposed decision. A decision goes back down the ladder,
becomes a duty or a project, goes further up, or is carried over; the next meeting checks it.
Start reading at `lifecycle.py`, then `models/`, then `actions/`.
"""
