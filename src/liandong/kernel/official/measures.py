"""What GB/T 9704-2012 measures: the page, the grid, sizes of type, rules, and fonts by name."""

from dataclasses import dataclass

from docx.shared import Mm, Pt, Twips

# The page and the type area 版心 of 156 × 225 mm, with 22 lines of 28 characters.
WIDTH, HEIGHT = Mm(210), Mm(297)
TOP, LEFT = Mm(37), Mm(28)
AREA_WIDTH, AREA_HEIGHT = Mm(156), Mm(225)
LINES, CHARACTERS = 22, 28
LINE = Twips(int(AREA_HEIGHT.twips / LINES))
CHARACTER = Twips(int(AREA_WIDTH.twips / CHARACTERS))

SIZE_2, SIZE_3, SIZE_4, SIZE_5 = Pt(22), Pt(16), Pt(14), Pt(10.5)  # 二号 三号 四号 五号
LARGEST_MARK = Pt(42)  # 初号: the mark at the head is made smaller until it fits the line
MARK_FROM_TOP = Mm(35)
RULE_FROM_NUMBER = Mm(4)
LETTER_MARK = Mm(30)  # from the edge of the sheet
LETTER_RULE = Mm(170)
LETTER_FOOT = Mm(20)

# Widths of rules in eighths of a point, as Word counts them.
RED_RULE, THICK, THIN, DOUBLE = 16, 8, 6, 24  # 0.7 mm, 0.35 mm, 0.25 mm, 信函 3 pt
RED, BLACK = "FF0000", "000000"

# The dash of the page number stands 7 mm below the type area.
NUMBER_LINE = Pt(14)
NUMBER_FROM_EDGE = Mm(25.5)


@dataclass(frozen=True, slots=True)
class Font:
    """A font that documents name and nobody may give away, and what stands in where it is not."""

    name: str
    others: tuple[str, ...]


SONG_TITLE = Font("方正小标宋简体", ("小标宋", "Noto Serif CJK SC", "Source Han Serif SC"))
FANGSONG = Font("仿宋_GB2312", ("仿宋", "FangSong", "FandolFang", "Noto Serif CJK SC"))
KAI = Font("楷体_GB2312", ("楷体", "KaiTi", "FandolKai", "Noto Serif CJK SC"))
HEI = Font("黑体", ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC"))
SONG = Font("宋体", ("SimSun", "Noto Serif CJK SC"))
FONTS = (SONG_TITLE, FANGSONG, KAI, HEI, SONG)
HEADINGS = (HEI, KAI, FANGSONG, FANGSONG)
