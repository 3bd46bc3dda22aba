"""督办 Duties: what was promised, to whom the promise belongs, and what became of it.

A promise is a due date that was given under a rule. It is never edited: it is kept, missed,
withdrawn, or superseded by another with a reason that everyone can read. Its clock can stand
still for a stated reason. The clock's work (yellow, red) is done by `tasks.tick`.
Start reading at `lifecycle.py`, then `models.py`, then `actions.py`.
"""
