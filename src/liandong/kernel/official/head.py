"""The head of an official document, in each of its forms."""

from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from liandong.kernel.official import marks, measures
from liandong.kernel.official.blocks import Style, blank, paragraph
from liandong.kernel.official.content import Document, Form, spelled_day
from liandong.kernel.official.measures import FANGSONG, HEI, RED, SIZE_3, SONG_TITLE

CENTRED = Style(FANGSONG, SIZE_3, ALIGN.CENTER)
RIGHT = Style(FANGSONG, SIZE_3, ALIGN.RIGHT)
PLAIN = Style(FANGSONG, SIZE_3)


def write(file: File, document: Document) -> None:
    """What stands above the title."""
    if document.form == Form.LETTER:
        _write_letter(file, document)
    elif document.form != Form.INTERNAL:
        _write_red(file, document)


def _write_red(file: File, document: Document) -> None:
    """版头: what it is marked with, the red mark, the number, and the red rule."""
    lines = _write_marking(file, document)
    free = max(0, measures.MARK_FROM_TOP - lines * measures.LINE)
    paragraph(file, document.mark, _mark(document.mark, Length(free)))
    blank(file, 2)
    line = paragraph(file, document.number, CENTRED)
    if document.form == Form.MINUTES:
        day = spelled_day(document.day) if document.day else ""
        line = paragraph(file, f"{document.signed}\t{day}", PLAIN)
        tab_at(line, measures.AREA_WIDTH)
    marks.red_rule(line, measures.RED_RULE)


def _write_marking(file: File, document: Document) -> int:
    """份号, 密级, 紧急程度, one line each; how many there are."""
    marked = [(document.copy_number, FANGSONG), (document.secrecy, HEI), (document.urgency, HEI)]
    lines = [(text, font) for text, font in marked if text]
    for text, font in lines:
        paragraph(file, text, Style(font, SIZE_3))
    return len(lines)


def _mark(text: str, before: Length) -> Style:
    """The red mark, as large as fits on one line."""
    size = Pt(min(measures.LARGEST_MARK.pt, measures.AREA_WIDTH.pt // max(1, len(text))))
    line = Pt(size.pt * 1.2)
    return Style(SONG_TITLE, size, ALIGN.CENTER, colour=RED, line=line, before=before)


def _write_letter(file: File, document: Document) -> None:
    """信函格式: the mark over a double rule wider than the text; another at the sheet's foot."""
    section = file.sections[0]
    section.footer_distance = measures.LETTER_FOOT
    top = section.first_page_header.paragraphs[0]
    paragraph(top, document.mark, _mark(document.mark, Pt(0)))
    foot = section.first_page_footer.paragraphs[0]
    paragraph(foot, "", Style(FANGSONG, SIZE_3, line=Pt(1)))
    for line, style in ((top, "thickThinSmallGap"), (foot, "thinThickSmallGap")):
        marks.red_rule(line, measures.DOUBLE, style)
        beyond = measures.LEFT - (measures.WIDTH - measures.LETTER_RULE) // 2
        line.paragraph_format.left_indent = Length(-beyond)
        line.paragraph_format.right_indent = Length(
            beyond + measures.AREA_WIDTH - measures.LETTER_RULE
        )
    _write_marking(file, document)
    paragraph(file, document.number, RIGHT)


def tab_at(line: Paragraph, place: Length) -> None:
    """What follows a tab ends at `place`."""
    line.paragraph_format.tab_stops.add_tab_stop(place, WD_TAB_ALIGNMENT.RIGHT)
