"""The played days: matters arrive, are heard, worked on and judged, through the same actions.

A story is a generator: it does something, then yields the moment at which it goes on. The stage
keeps all stories in the order of their moments and stops at the demo's "now". Nothing bypasses a
rule: what a rule refuses stops the play with its reason. Start at `stage.py`, then `life.py`.
"""
