"""Numbered papers: which was issued about a thing, and under which code the next one goes out."""

import re

from liandong.duties.lifecycle import Paper
from liandong.duties.models import IssuedPaper
from liandong.places.models import Place

# What follows the name of a place in a code that nobody has chosen yet.
LETTERS: dict[str, str] = {Paper.NOTICE: "联通", Paper.MINUTES: "联纪", Paper.LIST: "督"}
KIND_OF_PLACE = re.compile(r"(街道办事处|街道|社区|[市区县镇乡村])$")


def issued_paper(subject: str, kind: Paper) -> IssuedPaper | None:
    """The paper that was issued about a thing; the latest when a changed one followed."""
    found = IssuedPaper.objects.filter(subject=subject, kind=kind)
    return found.order_by("-id").first()


def papers_about(subject: str) -> list[IssuedPaper]:
    """Every paper that was issued about a thing, the first one first."""
    return list(IssuedPaper.objects.filter(subject=subject).order_by("id"))


def owner_of(code: str) -> int | None:
    """The place that issues papers under a code."""
    found = IssuedPaper.objects.filter(code=code).order_by("id")
    return found.values_list("place_id", flat=True).first()


def code_for(place: Place, kind: Paper) -> str:
    """The code that a place used last for this kind of paper; at first one made of its name."""
    used = IssuedPaper.objects.filter(place=place, kind=kind).order_by("-id")
    last = used.values_list("code", flat=True).first()
    if last:
        return last
    code = _short(place.name) + LETTERS[kind]
    if owner_of(code) in {None, place.pk} or place.parent is None:
        return code
    return _short(place.parent.name) + code


def _short(name: str) -> str:
    """潍坊市 is 潍坊; names that would be one character stay whole."""
    short = KIND_OF_PLACE.sub("", name)
    return short if len(short) > 1 else name
