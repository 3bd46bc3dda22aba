"""A real city to play with: Weifang's places, an invented cast, and sixty days of played matters.

Every matter goes through the same actions as in earnest, with the time passed in; the same seed
gives the same days. `ground.py` draws cells and founds grids and buildings, `offices.py` fills the
posts, `play/` lets the days pass, `views.py` lets a visitor of the demo be anybody of the cast.
Start reading at `management/commands/demo_seed.py`, then `play/stage.py`.
"""
