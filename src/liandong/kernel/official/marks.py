"""What Word needs and python-docx has no word for: grid, borders, fields, frames, fixed bytes."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as File
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from liandong.kernel.official import measures
from liandong.kernel.official.measures import BLACK, CHARACTER, RED, THICK, THIN, Font

EPOCH = (1980, 1, 1, 0, 0, 0)
FONT_TABLE = "/word/fontTable.xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AFTER_BORDERS = ("w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")


def element(tag: str, **attributes: object) -> BaseOxmlElement:
    """One element of Word's own, such as `element("w:framePr", w=8844, yAlign="bottom")`."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_font(run: Run, font: Font) -> None:
    """The font of a run for every script: figures and letters stand in the same face."""
    name_font(run._r.get_or_add_rPr(), font)


def name_font(properties: BaseOxmlElement, font: Font) -> None:
    """Name a font in the properties of a run or a style, in place of the theme's."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = element("w:rFonts")
        properties.insert(0, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font.name)


def set_grid(section: Section) -> None:
    """The grid of 22 lines of 28 characters, to which lines and characters are aligned."""
    (grid,) = section._sectPr.iter(qn("w:docGrid"))
    closer = measures.AREA_WIDTH.pt / measures.CHARACTERS - measures.SIZE_3.pt
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(measures.LINE.twips))
    grid.set(qn("w:charSpace"), str(round(closer * 4096)))


def keep_pace(normal: BaseOxmlElement) -> None:
    """Set the style of all text so that 28 characters fill a line in every program.

    Characters of 16 pt stand 15.79 pt apart. Word does so by the grid; others put each character
    that is wider than its cell into two. So the text carries its own pace beside the grid.
    """
    normal.get_or_add_pPr().append(element("w:snapToGrid", val=0))
    pace = measures.CHARACTER.twips - round(measures.SIZE_3.pt * 20)
    normal.get_or_add_rPr().insert_element_before(element("w:spacing", val=pace), "w:sz")


def indent(paragraph: Paragraph, *, first: float = 0, left: float = 0, right: float = 0) -> None:
    """Indent by characters, and by the same in twips for programs that do not count characters."""
    sides = {"firstLine": first, "left": left, "right": right}
    found = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for side, characters in sides.items():
        word = "hanging" if characters < 0 else side
        if characters:
            found.set(qn(f"w:{word}Chars"), str(round(abs(characters) * 100)))
            found.set(qn(f"w:{word}"), str(round(abs(characters) * CHARACTER.twips)))


def red_rule(paragraph: Paragraph, width: int, style: str = "single") -> None:
    """A red rule 4 mm under a paragraph, `width` in eighths of a point."""
    borders = element("w:pBdr")
    space = round(measures.RULE_FROM_NUMBER.pt)
    borders.append(element("w:bottom", val=style, sz=width, space=space, color=RED))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *AFTER_BORDERS)


def at_the_foot(grid: Table, width: Length) -> None:
    """Let a table stand at the foot of the type area of the page on which it falls: 版记.

    Its first and last rules are thick, those within thin; there are none at the sides.
    """
    properties = grid._tbl.tblPr
    place = element(
        "w:tblpPr",
        vertAnchor="margin",
        horzAnchor="margin",
        tblpXSpec="left",
        tblpYSpec="bottom",
    )
    borders = element("w:tblBorders")
    for side, rule_width in (("top", THICK), ("bottom", THICK), ("insideH", THIN)):
        borders.append(element(f"w:{side}", val="single", sz=rule_width, space=0, color=BLACK))
    gaps = element("w:tblCellMar")
    gaps.extend(element(f"w:{side}", w=0, type="dxa") for side in ("left", "right"))
    for found in properties.findall(qn("w:tblW")):
        properties.remove(found)
    wide = element("w:tblW", w=width.twips, type="dxa")
    properties.insert_element_before(place, "w:tblW", "w:tblLayout", "w:tblLook")
    for made in (wide, borders, gaps):
        properties.insert_element_before(made, "w:tblLook")


def outline(paragraph: Paragraph, order: int) -> None:
    """Make a paragraph a heading of Word's navigation."""
    level = element("w:outlineLvl", val=order - 1)
    paragraph._p.get_or_add_pPr().insert_element_before(level, "w:rPr", "w:sectPr")


def page_number(run: Run) -> None:
    """The number of the page on which the run stands."""
    for kind in ("begin", "", "end"):
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        else:
            asked = element("w:instrText")
            asked.text = "PAGE"
            run._r.append(asked)


def name_fonts(file: File) -> None:
    """The document's table of fonts, each with what stands in for it where it is missing."""
    fonts = "".join(
        f'<w:font w:name="{font.name}"><w:altName w:val="{",".join(font.others)}"/>'
        '<w:charset w:val="86"/></w:font>'
        for font in measures.FONTS
    )
    table = f'<w:fonts xmlns:w="{NAMESPACE}">{fonts}</w:fonts>'
    for part in file.part.package.iter_parts():
        if part.partname == FONT_TABLE:
            part._blob = (DECLARATION + table).encode()


def packed(file: File) -> bytes:
    """The file's bytes, the same for the same content: nothing in them tells the hour."""
    out, fixed = io.BytesIO(), io.BytesIO()
    file.save(out)
    with ZipFile(out) as made, ZipFile(fixed, "w") as kept:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            kept.writestr(ZipInfo(name, EPOCH), made.read(name), ZIP_DEFLATED)
    return fixed.getvalue()
