"""公文 Official documents: plain data in, a .docx after GB/T 9704-2012 out.

`content.py` says what a document is made of, `measures.py` what the standard measures, `writer.py`
lays it out, and `marks.py` holds what Word needs that python-docx has no word for.
"""

from liandong.kernel.official.content import (
    Annex,
    Block,
    Document,
    Form,
    Heading,
    Imprint,
    Presence,
    Table,
    Text,
    length,
    too_long,
)
from liandong.kernel.official.writer import DOCX, docx

__all__ = [
    "DOCX",
    "Annex",
    "Block",
    "Document",
    "Form",
    "Heading",
    "Imprint",
    "Presence",
    "Table",
    "Text",
    "docx",
    "length",
    "too_long",
]
