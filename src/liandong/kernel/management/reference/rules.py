"""Which rules ship with the house: the rulebook's presets, with their sources."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liandong.kernel.management.reference.reading import HOUSE, page, table

PRESETS = HOUSE / "rulebook" / "presets"


def write() -> str:
    return page(
        _("Rules"),
        _(
            "What a new house begins with. A place overrides a rule with a dated row of its own. "
            "⚠ marks what a city has yet to confirm."
        ),
        *(part for path in sorted(PRESETS.rglob("*.toml")) for part in _file(path)),
    )


def _file(path: Any) -> list[str]:
    name = path.relative_to(PRESETS).as_posix()
    read_preset = import_module("liandong.rulebook.queries").read_preset
    preset = read_preset(name, path.read_text("utf-8"))
    return [
        f"## `{name}`",
        _rules(preset.rules, {row["code"]: row for row in preset.categories}),
        _reasons(preset.exclusions),
        _hours(preset.hours),
    ]


def _rules(rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, Any]) -> str:
    heads = [
        _("Key"),
        _("Kind of matter"),
        _("Value"),
        _("In force from"),
        _("What it says"),
        *_said_by(),
    ]
    cells = [
        [
            f"`{row['key']}`",
            _own(kinds.get(row["category"], {}), "name") or row["category"],
            f"`{row['value']}`",
            row["effective_from"].isoformat(),
            "" if row["category"] in kinds else _own(row, "text"),
            *_source(row),
        ]
        for row in rows
    ]
    return table(heads, cells) if cells else ""


def _reasons(rows: Iterable[Mapping[str, Any]]) -> str:
    heads = [_("Reason for not accepting"), _("Code"), _("Proper channel"), *_said_by()]
    cells = [
        [_own(row, "name"), f"`{row['code']}`", _own(row, "channel"), *_source(row)] for row in rows
    ]
    return table(heads, cells) if cells else ""


def _hours(rows: Iterable[Mapping[str, Any]]) -> str:
    heads = [_("Work hours"), _("Code"), _("Season"), _("Spans"), *_said_by()]
    cells = [
        [
            _own(row, "name"),
            f"`{row['code']}`",
            f"{row['from_day']}–{row['until_day']}",
            " ".join(f"{start}–{end}" for start, end in row["spans"]),
            *_source(row),
        ]
        for row in rows
    ]
    return table(heads, cells) if cells else ""


def _said_by() -> list[str]:
    return [_("Source"), _("How sure")]


def _source(row: Mapping[str, Any]) -> list[str]:
    confidence = row["confidence"]
    unsure = confidence == confidence.NEEDS_LOCAL_CONFIRMATION
    source = f"{_own(row, 'source')} {row.get('article', '')}"
    return [source, f"⚠ {confidence.label}" if unsure else str(confidence.label)]


def _own(row: Mapping[str, Any], field: str) -> str:
    """A field in the page's language."""
    english = get_language() == "en"
    return str(row.get(f"{field}_en" if english else field) or row.get(field, ""))
