"""An official document laid out: from the red head to the imprint at the foot of the last page."""

from datetime import UTC, date, datetime, time

import docx as word
from docx.document import Document as File
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt

from liandong.kernel.official import head, marks, measures
from liandong.kernel.official.blocks import Style, blank, paragraph, write_all
from liandong.kernel.official.content import (
    Annex,
    Document,
    Form,
    Imprint,
    Presence,
    spelled_day,
)
from liandong.kernel.official.measures import FANGSONG, HEI, SIZE_3, SIZE_4, SONG, SONG_TITLE

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

UNDATED = date(2000, 1, 1)
TITLE = Style(SONG_TITLE, measures.SIZE_2, ALIGN.CENTER)
PLAIN = Style(FANGSONG, SIZE_3)
LABEL = Style(HEI, SIZE_3)
IMPRINT = Style(FANGSONG, SIZE_4, left=1, right=1)


def docx(document: Document) -> bytes:
    """The document as a Word file. The same document gives the same bytes."""
    file = word.Document()
    _prepare(file, document)
    head.write(file, document)
    _write_title(file, document)
    write_all(file, document.blocks)
    _write_end(file, document)
    for number, annex in enumerate(document.annexes, 1):
        _write_annex(file, annex, number if len(document.annexes) > 1 else 0)
    if document.imprint:
        across = document.annexes[-1].across if document.annexes else document.across
        width = measures.AREA_HEIGHT if across else measures.AREA_WIDTH
        _write_imprint(file, _lines(document.form, document.imprint), width)
    return marks.packed(file)


def _prepare(file: File, document: Document) -> None:
    """The sheet, the grid, the fonts, the page numbers, and what Word shows as properties."""
    normal = file.styles["Normal"]
    marks.name_font(normal.element.get_or_add_rPr(), FANGSONG)
    normal.font.size = SIZE_3
    marks.keep_pace(normal.element)
    for properties in file.styles.element.iter(qn("w:rPrDefault")):
        marks.name_font(properties[0], FANGSONG)
    marks.name_fonts(file)
    _set_page(file.sections[0], across=document.across)
    _number_pages(file, document.form)
    said = file.core_properties
    said.title, said.author, said.comments = document.title, document.signed, ""
    said.subject = document.number
    said.created = said.modified = datetime.combine(document.day or UNDATED, time(), UTC)
    said.last_modified_by, said.revision = document.signed, 1


def _set_page(section: Section, *, across: bool) -> None:
    """A4 with the type area of the standard; across, the binding edge is at the top."""
    right = measures.WIDTH - measures.LEFT - measures.AREA_WIDTH
    bottom = measures.HEIGHT - measures.TOP - measures.AREA_HEIGHT
    sides = [measures.TOP, Length(right), Length(bottom), measures.LEFT]
    if across:
        sides = [sides[3], sides[0], sides[1], sides[2]]
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width = measures.HEIGHT if across else measures.WIDTH
    section.page_height = measures.WIDTH if across else measures.HEIGHT
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = sides
    section.header_distance = measures.LETTER_MARK
    section.footer_distance = Mm(16) if across else measures.NUMBER_FROM_EDGE
    section.different_first_page_header_footer = False
    marks.set_grid(section)


def _number_pages(file: File, form: Form) -> None:
    """— 1 — under the type area: to the right on odd pages, to the left on even ones."""
    file.settings.odd_and_even_pages_header_footer = True
    section = file.sections[0]
    section.different_first_page_header_footer = form == Form.LETTER
    odd = Style(SONG, SIZE_4, ALIGN.RIGHT, right=1, line=measures.NUMBER_LINE)
    even = Style(SONG, SIZE_4, ALIGN.LEFT, left=1, line=measures.NUMBER_LINE)
    for footer, style in ((section.footer, odd), (section.even_page_footer, even)):
        line = footer.paragraphs[0]
        paragraph(line, "— ", style)
        run = line.add_run()
        marks.set_font(run, SONG)
        run.font.size = SIZE_4
        marks.page_number(run)
        paragraph(line, " —", style)


def _write_title(file: File, document: Document) -> None:
    if document.form != Form.INTERNAL:
        blank(file, 2)
    paragraph(file, document.title, TITLE)
    blank(file, 1)
    if document.to:
        paragraph(file, f"{document.to}：", PLAIN)


def _write_end(file: File, document: Document) -> None:
    """What follows the text: annexes by name, who was there, who issued it and when."""
    if document.annexes:
        _write_list(file, [annex.title for annex in document.annexes])
    if document.presence:
        _write_presence(file, document.presence)
    if document.form != Form.MINUTES:
        _write_signature(file, document)


def _write_list(file: File, titles: list[str]) -> None:
    """附件说明: one line below the text; the names stand one under the other."""
    blank(file, 1)
    many = len(titles) > 1
    for number, title in enumerate(titles, 1):
        name = f"{number}. {title}" if many else title
        label = "附件：" if number == 1 else "　　　"
        paragraph(file, label + name, Style(FANGSONG, SIZE_3, left=2))


def _write_presence(file: File, presence: Presence) -> None:
    """出席、请假、列席: the label in 黑体, the names under each other."""
    groups = (
        ("出席", presence.present),
        ("请假", presence.excused),
        ("列席", presence.observing),
    )
    for label, names in groups:
        if names:
            blank(file, 1)
            line = paragraph(file, f"{label}：", Style(HEI, SIZE_3, left=5, first=-3))
            paragraph(line, names, Style(FANGSONG, SIZE_3, left=5, first=-3))


def _write_signature(file: File, document: Document) -> None:
    """Who issues it above the day, one centred on the other; the day ends four characters in."""
    if not document.day:
        return
    day, signed = spelled_day(document.day), document.signed
    wide = (len(day) + 3) / 2  # figures are half as wide as characters; 年 月 日 are three
    of_day = max(4.0, 2 + (len(signed) - wide) / 2)
    blank(file, 2)
    if signed:
        of_signed = of_day + (wide - len(signed)) / 2
        paragraph(file, signed, Style(FANGSONG, SIZE_3, ALIGN.RIGHT, right=of_signed, keep=True))
    paragraph(file, day, Style(FANGSONG, SIZE_3, ALIGN.RIGHT, right=of_day))


def _write_annex(file: File, annex: Annex, number: int) -> None:
    """附件 on pages of its own: the label at the top left, its title on the third line."""
    section = file.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, across=annex.across)
    paragraph(file, f"附件{number or ''}", LABEL)
    blank(file, 1)
    paragraph(file, annex.title, TITLE)
    blank(file, 1)
    write_all(file, annex.blocks)


def _lines(form: Form, imprint: Imprint) -> list[str]:
    """Who has it too, and which office printed it when; a letter says only the first."""
    printed = f"{imprint.office}\t{spelled_day(imprint.day)}印发"
    copies = [f"抄送：{imprint.copies}"] if imprint.copies else []
    return copies if form == Form.LETTER else [*copies, printed]


def _write_imprint(file: File, lines: list[str], width: Length) -> None:
    """版记 at the foot of the last page: thick rules around it, a thin one within."""
    grid = file.add_table(rows=len(lines), cols=1)
    marks.at_the_foot(grid, width)
    for text, row in zip(lines, grid.rows, strict=True):
        row.cells[0].width = width
        line = paragraph(row.cells[0].paragraphs[0], text, IMPRINT)
        head.tab_at(line, Length(width - measures.CHARACTER))
    paragraph(file, "", Style(FANGSONG, SIZE_3, line=Pt(1)))  # what the table above hangs on
