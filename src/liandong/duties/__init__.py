"""督办 Duties: what was promised, what a post must do and put right, and what became of it.

A promise is a due date that was given. It is never edited: it is kept, missed, withdrawn, or
superseded with a reason that everyone can read; `tasks.tick` marks it yellow and red. The lists
责任清单 and 问题整改清单 stand on promises: a post draws them up; the level above issues them,
verifies and closes out. Start at `lifecycle.py`, then `models/`, then `actions/`.
"""
