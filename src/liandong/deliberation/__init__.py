"""议事 Deliberation: who talked a matter over, what they agreed, and which body decided.

For now a recorded consultation (invited, came, opinions, consensus, dissent) and a recorded
decision by a named body. Consultation is not voting: a consensus text never decides.
Start reading at `models.py`, then `actions.py`.
"""
