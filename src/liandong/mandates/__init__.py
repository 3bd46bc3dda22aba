"""职责 Mandates: who must lead on a kind of matter, and who must support.

The lists are data of a place, dated and sourced: the 95 territorial matters (15 classes), and since
2025 the basic, cooperative and withdrawn duties of a subdistrict. An edit is a new dated version.
The dispatch guards follow from them: nobody hands down what the list gives to somebody else.
Start reading at `models.py`, then `rules.py`.
"""
