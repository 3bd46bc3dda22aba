"""A numbered paper goes out, within the action that issues it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Model

from liandong.duties import queries, rules
from liandong.duties.lifecycle import Paper
from liandong.duties.models import IssuedPaper
from liandong.kernel.dates import day_of
from liandong.kernel.official import Document, plain
from liandong.kernel.series import allot
from liandong.kernel.transactions import within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of
from liandong.people.models import Post
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Issue:
    """Which kind of paper a post issues for its place; without a code, under the one used last."""

    kind: Paper
    place: Place
    issuer: Post
    code: str = ""


@within_action
def issue_paper(*, subject: Model, issue: Issue, document: Document, now: datetime) -> IssuedPaper:
    """Allot the next number of the office's series, and keep the paper as it goes out."""
    code = issue.code or queries.code_for(issue.place, issue.kind)
    ensure(rules.may_use_code(code, issue.place, queries.owner_of(code)))
    number = allot(code, day_of(now).year)
    numbered = replace(document, number=str(number), day=day_of(now))
    return IssuedPaper.objects.create(
        subject=name_of(subject),
        kind=issue.kind,
        place=issue.place,
        issuer=issue.issuer,
        code=code,
        year=number.year,
        no=number.no,
        title="".join(document.title.split()),
        content=plain(numbered),
        issued_at=now,
    )
