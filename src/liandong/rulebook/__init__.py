"""规矩 Rulebook: what law and city say, as dated rows with their source; the working calendar.

Presets are TOML files; loading them makes rows, and a place overrides a row by a row of its own.
Nothing that a city or a year can change is a constant in code. A rule that needs local
confirmation says so wherever it is shown.
Start reading at `models.py`, then `queries/limits.py` and `queries/deadlines.py`.
"""
