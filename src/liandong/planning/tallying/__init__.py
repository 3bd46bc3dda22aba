"""计票 Tallying: lawful majorities, budgets by vote, committees and opinion maps.

Start reading at `thresholds.py` (does a count meet the law?), then `budget` (greedy, and the method
of equal shares), `approval` (several winners by approval) and `opinions` (who thinks alike).
"""
