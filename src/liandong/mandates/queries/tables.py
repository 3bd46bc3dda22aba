"""List files: TOML with a head of its own, CSV and Excel with the columns of our own export."""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from liandong.mandates.models import Level, ListKind, MandateItem
from liandong.rulebook.models import Category

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """One item as a file has it."""

    item_no: int
    class_no: int
    class_name: str
    class_name_en: str
    name: str
    name_en: str
    categories: tuple[str, ...]
    lead_level: str
    lead_kind: str
    lead: str
    support_level: str
    support_kinds: tuple[str, ...]
    support: str
    basis: str


HEADS = [field.name for field in fields(Line)]
NUMBERS = ("item_no", "class_no")
CODES = ("categories", "support_kinds")
NEEDED = ("class_name", "name", "lead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a list says of itself."""

    kind: str
    name: str
    effective_from: date
    name_en: str = ""
    source: str = ""
    template: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A list that was read: its head if the file has one, its good lines, its errors by row."""

    head: Head | None
    lines: tuple[Line, ...]
    errors: tuple[str, ...] = ()


class BadListError(Exception):
    """The file as a whole cannot be read."""


def read_list(name: str, content: bytes) -> Draft:
    """Read a list file by the ending of its name. Raises `BadListError` when it is no table."""
    ending = name.rpartition(".")[2].lower()
    if ending == "toml":
        head, rows = _toml(content)
    elif ending in {"xlsx", "xls", "ods"}:
        head, rows = None, list(_sheet(content))
    elif ending == "csv":
        head, rows = None, list(_csv(content))
    else:
        raise BadListError(_("The file must be TOML, CSV or Excel."))
    if not rows or len(rows) > LONGEST:
        raise BadListError(
            _("The file must have between 1 and %(count)d rows.") % {"count": LONGEST}
        )
    return _checked(head, rows)


def as_row(item: MandateItem | Line) -> list[object]:
    """An item in the columns of `HEADS`, as our export writes it and our import reads it."""
    values = {head: getattr(item, head) for head in HEADS}
    if isinstance(item, MandateItem):
        values["categories"] = sorted(kind.code for kind in item.categories.all())
        values["support_kinds"] = sorted(item.support_kinds)
    return [
        " ".join(value) if isinstance(value, list | tuple) else value for value in values.values()
    ]


def to_csv(lines: Sequence[Line]) -> str:
    """The lines as our own CSV, to be read again."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    writer.writerows(as_row(line) for line in lines)
    return out.getvalue()


def _toml(content: bytes) -> tuple[Head, list[Mapping[str, Any]]]:
    try:
        data = tomllib.loads(content.decode())
        names = {field.name for field in fields(Head)}
        head = Head(**{name: value for name, value in data.items() if name in names})
        rows: list[Mapping[str, Any]] = [
            {
                **item,
                "item_no": item["no"],
                "class_no": group["no"],
                "class_name": group["name"],
                "class_name_en": group.get("name_en", ""),
            }
            for group in data["class"]
            for item in group["item"]
        ]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        raise BadListError(_("The file is not a list: %(why)s") % {"why": error}) from error
    if head.kind not in ListKind.values or not isinstance(head.effective_from, date):
        raise BadListError(_("The head of the file must name a known kind and a day."))
    return head, rows


def _sheet(content: bytes) -> Iterator[Mapping[str, Any]]:
    try:
        table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = table.to_python()
    except (CalamineError, IndexError) as error:
        raise BadListError(_("The file is not a list: %(why)s") % {"why": error}) from error
    heads = [str(value).strip() for value in rows[0]] if rows else []
    _has_heads(heads)
    for row in rows[1:]:
        yield dict(zip(heads, row, strict=False))


def _csv(content: bytes) -> Iterator[Mapping[str, Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    reader = csv.DictReader(io.StringIO(text))
    _has_heads(list(reader.fieldnames or []))
    yield from reader


def _has_heads(heads: list[str]) -> None:
    missing = [name for name in (*NUMBERS, *NEEDED, "lead_level") if name not in heads]
    if missing:
        raise BadListError(_("Columns are missing: %(names)s.") % {"names": ", ".join(missing)})


def _checked(head: Head | None, rows: Sequence[Mapping[str, Any]]) -> Draft:
    known = set(Category.objects.values_list("code", flat=True))
    lines: dict[int, Line] = {}
    errors = []
    for number, row in enumerate(rows, start=1):
        why = _wrong(row, known)
        line = None if why else _line(row)
        if line is not None and line.item_no in lines:
            why = _("the item number is there twice")
        if why or line is None:
            errors.append(_("Row %(row)d: %(why)s.") % {"row": number, "why": why})
        else:
            lines[line.item_no] = line
    return Draft(head, tuple(lines[key] for key in sorted(lines)), tuple(errors))


def _wrong(row: Mapping[str, Any], known: set[str]) -> str:
    """What is wrong with a row, or nothing."""
    if any(_number(row.get(name)) < 1 for name in NUMBERS):
        return _("item and class need a number from 1 on")
    empty = [name for name in NEEDED if not text_in(row.get(name))]
    if empty:
        return _("empty: %(names)s") % {"names": ", ".join(empty)}
    levels = [text_in(row.get("lead_level")), text_in(row.get("support_level")) or Level.CITY]
    if any(level not in Level.values for level in levels):
        return _("a level must be one of %(names)s") % {"names": ", ".join(Level.values)}
    unknown = [code for code in _codes(row.get("categories")) if code not in known]
    if unknown:
        return _("unknown kinds of matter: %(names)s") % {"names": ", ".join(unknown)}
    return ""


def _line(row: Mapping[str, Any]) -> Line:
    words: dict[str, Any] = {name: text_in(row.get(name)) for name in HEADS}
    words |= {name: _number(row.get(name)) for name in NUMBERS}
    words |= {name: _codes(row.get(name)) for name in CODES}
    return Line(**words)


def text_in(value: object) -> str:
    """A cell as text; the quote that our CSV puts before a formula's sign is taken off."""
    text = str(value if value is not None else "").strip()
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def number_in(value: object) -> int | None:
    """A cell as a whole number; None when it is none."""
    try:
        return int(float(text_in(value)))
    except (ValueError, OverflowError):
        return None


def _number(value: object) -> int:
    return number_in(value) or 0


def _codes(value: object) -> tuple[str, ...]:
    codes = value if isinstance(value, list) else text_in(value).replace(",", " ").split()
    return tuple(sorted({str(code) for code in codes}))
