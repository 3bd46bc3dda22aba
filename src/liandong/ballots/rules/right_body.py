"""The right body decides: a ballot that does not fit its rule set is refused, with the article."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.ballots.lifecycle import Base, Body, Secrecy
from liandong.ballots.models import RuleSet, RuleSubject
from liandong.kernel.verdict import ALLOWED, Verdict, refuse


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be put to which body, and how it is to be voted on."""

    title: str
    question: str
    body: str
    base: str
    opens_at: datetime
    closes_at: datetime
    explanation: str = ""
    compound: str = ""
    secrecy: str = Secrecy.OPEN.value
    online: bool = True
    silence_counts: bool = False
    silence_clause: str = ""


def right_body(subject: RuleSubject, draft: Draft, opening_day: date) -> Verdict:
    """Whether this body may decide this subject in this way, by the set that the subject is of."""
    rule_set = subject.rule_set
    if not _holds(rule_set, opening_day):
        return refuse(
            _("%(set)s is not in force on %(day)s. Choose the rules that are.")
            % {"set": _named(rule_set, "name"), "day": opening_day.isoformat()}
        )
    if draft.body not in subject.bodies:
        return refuse(
            _(
                "By %(article)s “%(subject)s” is decided by: %(bodies)s. "
                "No other body may decide it."
            )
            % {
                "article": _named(subject, "article"),
                "subject": _named(subject, "name"),
                "bodies": ", ".join(str(Body(body).label) for body in subject.bodies),
            }
        )
    terms = rule_set.terms["bodies"][draft.body]
    if draft.base not in terms["bases"]:
        return refuse(
            _("In this body these have a voice: %(bases)s. No other base of voting is allowed.")
            % {"bases": ", ".join(str(Base(base).label) for base in terms["bases"])}
        )
    return _fitting_way(rule_set, draft, secret=terms["secret"])


def _fitting_way(rule_set: RuleSet, draft: Draft, *, secret: bool) -> Verdict:
    if draft.secrecy == Secrecy.SECRET and not secret:
        return refuse(
            _(
                "This body votes openly: its ballots are signed, and an area would tell whose "
                "ballot it is."
            )
        )
    if draft.silence_counts and not rule_set.limits_for(draft.body)["silence"]["value"]:
        return refuse(_("In this body a vote that was not returned counts for nothing."))
    if draft.silence_counts and not draft.silence_clause.strip():
        return refuse(
            _(
                "That silence counts with the majority must be said by the body's own rules of "
                "procedure. Write down the clause."
            )
        )
    return ALLOWED


def _holds(rule_set: RuleSet, on: date) -> bool:
    until = rule_set.effective_until
    return rule_set.effective_from <= on and (until is None or on < until)


def _named(thing: RuleSet | RuleSubject, field: str) -> str:
    english = (get_language() or "").startswith("en")
    return str(getattr(thing, f"{field}_en" if english else field))
