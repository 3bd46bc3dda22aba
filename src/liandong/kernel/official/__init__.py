"""公文 Official documents: plain data in, a .docx after GB/T 9704-2012 out.

`content.py` says what a document is made of, `measures.py` what the standard measures, `writer.py`
lays it out, `plain.py` keeps what was issued, `marks.py` holds what python-docx has no word for.
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
from liandong.kernel.official.plain import from_plain, plain
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
    "from_plain",
    "length",
    "plain",
    "too_long",
]
