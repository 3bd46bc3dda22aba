"""议事 Deliberation: who talked a matter over, what they agreed, and which body decided.

A council announces its topic, hears those entitled and ends with a consensus text and named
dissent; it never votes. 四议两公开 goes through six steps, each a gate for the next. Who convenes,
who is heard and what a step must reach stands in dated rules of deliberation.
Start reading at `lifecycle.py`, then `models/`, then `actions/`.
"""
