"""Tables in: an office's Excel sheet, with its title, two rows of heads and foot, read as rows.

`reading.py` finds the table in the sheet, `values.py` reads what people type in cells, and
`copies.py` writes the sheet again with its errors in red. What a row means the room says itself.
"""

from liandong.kernel.sheets.copies import Fault, error_copy
from liandong.kernel.sheets.reading import BadSheet, Column, Table, find_table, read_sheet
from liandong.kernel.sheets.values import code, day, plain

__all__ = [
    "BadSheet",
    "Column",
    "Fault",
    "Table",
    "code",
    "day",
    "error_copy",
    "find_table",
    "plain",
    "read_sheet",
]
