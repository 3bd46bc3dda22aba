"""述职评议 Yearly review: what the record shows of a secretary's year, and what the committee says.

A level plans the review of the secretaries directly below. Evidence comes from the record by
itself; the secretary reports, is asked and commented on, and is rated in secret by classes. The
software counts and never proposes a grade: the grade is the committee's, with its reasons.
Start reading at `lifecycle.py`, then `models/`, then `queries/evidence.py`, then `actions/`.
"""
