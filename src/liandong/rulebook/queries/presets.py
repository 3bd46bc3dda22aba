"""Reading preset files (TOML) into rows, with every mistake named by its row.

A file gives `source`, `source_en`, `confidence`, `effective_from` and perhaps `place` for all its
rows; a row may say any of them for itself. Its tables are `[[rule]]`, `[[category]]` (with
`[groups]`), `[[exclusion]]` and `[[hours]]`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from liandong.rulebook.models import TIMES, Confidence, Evidence, Unit
from liandong.rulebook.queries.memory import minute_of

type Row = Mapping[str, Any]
WHOLE = frozenset({Unit.DAY, Unit.WORK_DAY})


class BadPresetError(ValueError):
    """A preset file cannot be loaded; `errors` has one line for each wrong row."""

    def __init__(self, name: str, errors: list[str]) -> None:
        super().__init__(f"{name}: " + "; ".join(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Preset:
    """The rows of one file, as fields of their tables. `category` and `place` are still names."""

    name: str
    source: str
    rules: list[dict[str, Any]] = field(default_factory=list)
    categories: list[dict[str, Any]] = field(default_factory=list)
    exclusions: list[dict[str, Any]] = field(default_factory=list)
    hours: list[dict[str, Any]] = field(default_factory=list)


def read_preset(name: str, text: str) -> Preset:
    """Parse one file. Raises `BadPresetError` that names every wrong row."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPresetError(name, [str(error)]) from error
    preset, errors = Preset(name, str(said.get("source", name))), []
    makers = {
        "rule": (_rules, preset.rules),
        "category": (_categories, preset.categories),
        "exclusion": (_exclusions, preset.exclusions),
        "hours": (_hours, preset.hours),
    }
    for table, (maker, rows) in makers.items():
        for number, row in enumerate(said.get(table, ()), start=1):
            try:
                rows.append(maker(said, row))
            except (KeyError, ValueError) as error:
                errors.append(
                    f"[[{table}]] {number} {row.get('key', row.get('code', ''))}: {error}"
                )
    preset.rules.extend(_limits(said, preset, errors))
    if errors:
        raise BadPresetError(name, errors)
    return preset


def amount_of(value: str) -> tuple[Decimal | None, str]:
    """A value as it is written, "5 work_day", as a number and a unit; a bare word is no number.

    Raises `ValueError` for a unknown unit, part of a day, or a time that is not positive.
    """
    number, _space, unit = value.strip().partition(" ")
    try:
        amount = Decimal(number)
    except InvalidOperation:
        if unit or not number:
            raise ValueError(f"{value!r} is neither a number with a unit nor a word") from None
        return None, ""
    if unit not in Unit.values or not amount.is_finite():
        raise ValueError(f"{unit!r} is not a unit")
    if unit in TIMES and amount <= 0:
        raise ValueError(f"{value!r} is no time")
    if unit in WHOLE and amount % 1:
        raise ValueError(f"{value!r}: days are whole")
    return amount, unit


def _rules(said: Row, row: Row) -> dict[str, Any]:
    value = str(row["value"])
    amount, unit = amount_of(value)
    return {
        **_origin(said, row),
        "key": row["key"],
        "category": row.get("category", ""),
        "place": row.get("place", said.get("place", "")),
        "value": value,
        "amount": amount,
        "unit": unit,
        "effective_from": _day(row.get("effective_from", said.get("effective_from"))),
        "article": row.get("article", ""),
        "text": row["text"],
        "text_en": row["text_en"],
    }


def _categories(said: Row, row: Row) -> dict[str, Any]:
    group = said["groups"][row["group"]]
    evidence = Evidence(row.get("evidence", "none"))
    law = row.get("evidence_law", "")
    if (evidence == Evidence.REQUIRED_BY_LAW) != bool(law):
        raise ValueError("evidence that is required by law names the law, and no other does")
    return {
        **_origin(said, row),
        "code": row["code"],
        "group_code": row["group"],
        "group_name": group["name"],
        "group_name_en": group["name_en"],
        "name": row["name"],
        "name_en": row["name_en"],
        "register_condition": row["register"],
        "register_condition_en": row["register_en"],
        "close_condition": row["close"],
        "close_condition_en": row["close_en"],
        "department": row["department"],
        "evidence": evidence,
        "evidence_law": law,
    }


def _limits(said: Row, preset: Preset, errors: list[str]) -> Iterator[dict[str, Any]]:
    """The limits of the kinds of matter, one rule for each stage."""
    known = {row["code"]: row for row in preset.categories}
    for row in said.get("category", ()):
        kind = known.get(row.get("code", ""))
        for stage, given in row.get("limits", {}).items() if kind else ():
            limit = given if isinstance(given, dict) else {"value": given}
            texts = {"text": row["name"], "text_en": row["name_en"]}
            key = {"key": f"matter.{stage}", "category": row["code"]}
            origin = {name: row[name] for name in _ORIGIN if name in row}
            try:
                yield _rules(said, {**texts, **origin, **limit, **key})
            except (KeyError, ValueError) as error:
                errors.append(f"[[category]] {row['code']} {stage}: {error}")


def _exclusions(said: Row, row: Row) -> dict[str, Any]:
    return {
        **_origin(said, row),
        "code": row["code"],
        "name": row["name"],
        "name_en": row["name_en"],
        "article": row["article"],
        "channel": row.get("channel", ""),
        "channel_en": row.get("channel_en", ""),
    }


def _hours(said: Row, row: Row) -> dict[str, Any]:
    spans = row["spans"]
    minutes = [minute_of(clock) for span in spans for clock in span]
    if not minutes or len(minutes) % 2 or sorted(set(minutes)) != minutes:
        raise ValueError(f"{spans} are not spans in order")
    return {
        **_origin(said, row),
        "code": row["code"],
        "name": row["name"],
        "name_en": row["name_en"],
        "from_day": _stamp(row["from_day"]),
        "until_day": _stamp(row["until_day"]),
        "weekdays": row.get("weekdays", "1111100"),
        "holidays": row.get("holidays", False),
        "spans": spans,
        "effective_from": _day(row.get("effective_from", said.get("effective_from"))),
    }


_ORIGIN = ("source", "source_en", "confidence")


def _origin(said: Row, row: Row) -> dict[str, Any]:
    """Who says so, and how sure that is. A row with a source of its own needs its own English."""
    base = said if "source" not in row else {"confidence": said.get("confidence", "")}
    words = {name: row.get(name, base.get(name, "")) for name in _ORIGIN}
    if not words["source"] or not words["source_en"]:
        raise ValueError("no source in both languages")
    words["confidence"] = Confidence(words["confidence"])
    return words


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise ValueError(f"{value!r} is not a day")
    return value


def _stamp(value: str) -> str:
    """A day of the year as "MMDD". Raises `ValueError` when there is none such."""
    date(2024, int(value[:2]), int(value[2:]))
    return value
