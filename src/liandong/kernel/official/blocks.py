"""Paragraphs and tables in the styles of the standard."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.blkcntnr import BlockItemContainer
from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph

from liandong.kernel.official import marks, measures
from liandong.kernel.official.content import Block, Heading, Table, numbered
from liandong.kernel.official.measures import FANGSONG, HEADINGS, HEI, SIZE_3, SIZE_5, Font

type Holder = File | BlockItemContainer | Paragraph


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks; indents are in characters, `line` is the height of its lines."""

    font: Font
    size: Length
    align: ALIGN = ALIGN.JUSTIFY
    first: float = 0
    left: float = 0
    right: float = 0
    colour: str = measures.BLACK
    line: Length = measures.LINE
    before: Length = Pt(0)
    keep: bool = False


BODY = Style(FANGSONG, SIZE_3, first=2)
IN_TABLE = Style(FANGSONG, SIZE_5, ALIGN.LEFT, line=Pt(15))
TABLE_HEAD = Style(HEI, SIZE_5, ALIGN.CENTER, line=Pt(15))


def paragraph(holder: Holder, text: str, style: Style) -> Paragraph:
    """Write a paragraph, or go on with the one that is given."""
    made = holder if isinstance(holder, Paragraph) else holder.add_paragraph()
    layout = made.paragraph_format
    layout.space_before, layout.space_after = style.before, Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = style.line
    layout.alignment, layout.keep_with_next = style.align, style.keep or None
    marks.indent(made, first=style.first, left=style.left, right=style.right)
    run = made.add_run(text)
    marks.set_font(run, style.font)
    run.font.size = style.size
    if style.colour != measures.BLACK:
        run.font.color.rgb = RGBColor.from_string(style.colour)
    return made


def blank(holder: Holder, lines: int) -> None:
    for _line in range(lines):
        paragraph(holder, "", Style(FANGSONG, SIZE_3))


def write_all(file: File, blocks: Sequence[Block]) -> None:
    """Headings with their numbers and in their fonts, paragraphs, tables."""
    for number, block in numbered(blocks):
        if isinstance(block, Table):
            _write_table(file, block)
        elif isinstance(block, Heading):
            font = HEADINGS[block.order - 1]
            line = paragraph(file, number + block.text, Style(font, SIZE_3, first=2, keep=True))
            marks.outline(line, block.order)
        else:
            for part in block.text.splitlines():
                paragraph(file, part, BODY)


def _write_table(file: File, table: Table) -> None:
    """A table with rules all round; its heads are repeated on every page."""
    grid = file.add_table(rows=len(table.rows) + 1, cols=len(table.heads), style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = Mm(width)
    heads, *rows = grid.rows
    _write_row(heads, table.heads, TABLE_HEAD, table.widths)
    heads._tr.get_or_add_trPr().append(marks.element("w:tblHeader"))
    for row, texts in zip(rows, table.rows, strict=True):
        _write_row(row, texts, IN_TABLE, table.widths)


def _write_row(row: Row, texts: Sequence[str], style: Style, widths: Sequence[int]) -> None:
    row._tr.get_or_add_trPr().append(marks.element("w:cantSplit"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(width)
        paragraph(cell.paragraphs[0], text, style)
