"""辖区 Places: the tree city, district, subdistrict, community, grid, building, through time.

A place is never deleted: it is founded, renamed, moved, abolished, on a day, and the tree of any
day can be read. Official codes are attributes with an issuer and dates, never keys. Boundaries are
kept in CGCS2000 and say whether they are official. Start at `models.py`, then `queries/`.
"""
