"""人 People: who there is, what they may do, and how they sign in.

A person does nothing by name alone: rights come from a post (岗位), which lies at a place or in an
organisation and is held for a term. They reach down the tree of places from where the post stands.
An inbox belongs to the post, so a hand-over moves it without touching a single row of it.
Start reading at `models.py`, then `rules.py`, then `actions.py`.
"""
