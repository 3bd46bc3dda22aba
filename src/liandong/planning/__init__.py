"""规划 Planning: results that can be proved, from plain data.

A pure library: no Django, no database, no clock, nothing printed. Plain data and arrays go in,
frozen results come out, with the arithmetic that a person can follow. `tallying` counts votes,
`reach` finds who walks where, `siting` chooses where sites should stand, `gridding` divides
communities into grids, `pairing` finds who does what, `rostering` who works when. `plan` is the
ground that they share, `drawing` makes pictures.
"""
