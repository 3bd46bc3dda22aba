"""A witness of other cities' logs: it remembers the last head of each, and cosigns what continues.

`book` remembers and judges, `server` answers over HTTP, `post` is how our own log asks others.
It has a folder of its own and knows nothing of this house's database.
"""
