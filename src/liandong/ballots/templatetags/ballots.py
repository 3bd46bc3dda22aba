"""Words for the pages of ballots: areas, terms in two languages, thresholds in sentences."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from liandong.ballots import queries
from liandong.ballots.lifecycle import Body, Choice, State
from liandong.kernel.templatetags.liandong import chinese

register = template.Library()
PILLS = {
    State.DRAFTED: "pill-wait",
    State.NOTICED: "pill-wait",
    State.OPEN: "pill-go",
    State.CLOSED: "pill-wait",
    State.ANNULLED: "pill-bad",
}


@register.filter
def square_metres(hundredths: int | None) -> str:
    return queries.square_metres(hundredths or 0)


@register.filter
def term(row: Mapping[str, Any], field: str = "name") -> str | SafeString:
    """A word of a ballot's terms, in the reader's language."""
    english = (get_language() or "").startswith("en")
    if english and row.get(f"{field}_en"):
        return conditional_escape(row[f"{field}_en"])
    return chinese(row.get(field, ""))


@register.filter
def sentence(judged: Mapping[str, Any]) -> str:
    return queries.sentence(judged)


@register.filter
def arithmetic(judged: Mapping[str, Any]) -> str:
    return queries.arithmetic(judged)


@register.filter
def choice_name(choice: str) -> str:
    return str(Choice(choice).label)


@register.filter
def state_pill(ballot: Any) -> str:
    """The colour of a ballot's state; always beside its word."""
    if ballot.state in PILLS:
        return PILLS[ballot.state]
    return "pill-good" if ballot.passed else "pill-bad"


@register.filter
def spaced(code: str) -> str:
    """A code in groups, so that people can read it to each other."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


@register.filter
def limit(ballot: Any, key: str) -> Mapping[str, Any]:
    row: Mapping[str, Any] = ballot.terms["limits"][key]
    return row


@register.filter
def body_name(body: str) -> str:
    return str(Body(body).label)


@register.filter
def share_words(text: str) -> str:
    return queries.share_words(text)


@register.filter
def majority_name(rule_set: Any, key: str) -> str | SafeString:
    return term(rule_set.terms["majorities"][key])
