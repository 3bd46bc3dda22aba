"""What an official document is made of. Nothing here knows how it is laid out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from liandong.kernel.verdict import ALLOWED, Verdict, refuse

NUMERALS = "一二三四五六七八九十"


class Form(StrEnum):
    """The four faces of a paper."""

    DOCUMENT = "document"  # 文件: red head, number, red rule
    LETTER = "letter"  # 信函格式: two double rules, no page number on the first page
    MINUTES = "minutes"  # 纪要格式: who was there, no 主送, no seal
    INTERNAL = "internal"  # an office's own form: a title, and no red at all


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first to fourth order. It is numbered when the document is laid out."""

    text: str
    order: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of heads; `widths` are in millimetres."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


type Block = Heading | Text | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: what hangs on the document on pages of its own, upright or across."""

    title: str
    blocks: Sequence[Block]
    across: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """Who was at a meeting, for minutes: 出席, 请假, 列席."""

    present: str
    excused: str = ""
    observing: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: who has it too, which office printed it, and on which day."""

    office: str
    day: date
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One official document.

    `mark` is what stands in red at its head ("中共潍坊市委文件", "××会议纪要"), `signed` who issues
    it. `copy_number`, `secrecy` and `urgency` stand at the top left, each only if there is one.
    """

    form: Form
    title: str
    blocks: Sequence[Block]
    mark: str = ""
    number: str = ""
    to: str = ""
    signed: str = ""
    day: date | None = None
    annexes: Sequence[Annex] = ()
    presence: Presence | None = None
    imprint: Imprint | None = None
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    across: bool = False


def numbered(blocks: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """Each block with the number that stands before it: 一、 （一） 1. （1） for headings."""
    counts = [0, 0, 0, 0]
    for block in blocks:
        if not isinstance(block, Heading):
            yield "", block
            continue
        at = block.order - 1
        counts[at] += 1
        counts[at + 1 :] = [0] * (3 - at)
        yield _number(block.order, counts[at]), block


def _number(order: int, count: int) -> str:
    spelled = (f"{numeral(count)}、", f"（{numeral(count)}）", f"{count}.", f"（{count}）")
    return spelled[order - 1]


def numeral(count: int) -> str:
    """1 to 99 in Chinese: 十, 二十一."""
    tens, ones = divmod(count, 10)
    last = NUMERALS[ones - 1] if ones else ""
    if not tens:
        return last
    return ("" if tens == 1 else NUMERALS[tens - 1]) + "十" + last


def spelled_day(day: date) -> str:
    """成文日期: Arabic figures, no leading zero."""
    return f"{day.year}年{day.month}月{day.day}日"


def length(document: Document) -> int:
    """How many characters the text has, as the rules of 2024 count: without tables and annexes."""
    texts = (block.text for block in document.blocks if not isinstance(block, Table))
    return sum(len("".join(text.split())) for text in texts)


def too_long(document: Document, most: int) -> Verdict:
    """Whether the text keeps within `most` characters; if not, the warning that the page shows."""
    found = length(document)
    if found <= most:
        return ALLOWED
    return refuse(
        _("The text has %(found)d characters; the rule allows %(most)d. Shorten it.")
        % {"found": found, "most": most}
    )
