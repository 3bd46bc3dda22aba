"""Who reports, asks, answers, looks on site and comments."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.appraisal.models import Appraised, Question
from liandong.appraisal.rules.planning import concerns, handles
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import SECRETARIES


def may_report(actor: Actor, appraised: Appraised) -> Verdict:
    """The secretary under review writes the report, and may better it until the meeting."""
    may = concerns("report", appraised)
    if may and actor.post_id != appraised.post_id:
        return refuse(_("The report is written by the secretary under review, and by nobody else."))
    return may


def may_ask(actor: Actor, appraised: Appraised) -> Verdict:
    """Questions come from the classes of raters; the own level writes them down."""
    return concerns("ask", appraised) and handles("ask", actor, appraised.appraisal)


def may_answer(actor: Actor, appraised: Appraised, question: Question | None = None) -> Verdict:
    """The secretary answers; what is answered in the hall the own level writes down. Once."""
    may = concerns("answer", appraised)
    if not may:
        return may
    if question is not None and question.answer:
        return refuse(_("This question was answered already."))
    if actor.post_id == appraised.post_id:
        return ALLOWED
    return handles("answer", actor, appraised.appraisal)


def may_check_site(actor: Actor, appraised: Appraised) -> Verdict:
    """The own level looks on site; whoever is reviewed never checks the own work."""
    return concerns("check_site", appraised) and handles("check_site", actor, appraised.appraisal)


def is_past(on: date, today: date) -> Verdict:
    """What was seen lies behind."""
    if on > today:
        return refuse(_("A check is written down after it was made."))
    return ALLOWED


def may_comment(actor: Actor, appraised: Appraised) -> Verdict:
    """Each report gets its comment, by the secretary of the reviewing level (一述一评)."""
    may = concerns("comment", appraised)
    if not may:
        return may
    if actor.role not in SECRETARIES or actor.place_id != appraised.appraisal.place_id:
        return refuse(_("The secretary of the reviewing level comments."))
    if not appraised.report:
        return refuse(_("There is no report to comment on yet."))
    return ALLOWED
