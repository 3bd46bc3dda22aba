"""征询 Opinions: a conversation in which residents agree, disagree or pass, and what it shows.

Residents answer statements and add their own; a person looks at each before it is published and
the original stays. A background task draws the map of those who think alike; closing freezes it,
publishes the answers without names, and the community says what comes of it.
Start reading at `lifecycle.py`, then `models.py`, then `queries/drawing.py`.
"""
