"""The duty report, what was seen on site, questions and answers, and the comment."""

from datetime import date, datetime

from liandong.appraisal import rules
from liandong.appraisal.actions.steps import hold_appraised, tell_of
from liandong.appraisal.lifecycle import Raters
from liandong.appraisal.models import Appraised, Question, SiteCheck
from liandong.duties.actions import end
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure


@action
def report(*, appraised_id: int, report: str, actor: Actor, now: datetime) -> Appraised:
    """Hand in the duty report, or a better one before the meeting. Its length is never refused."""
    one = hold_appraised(appraised_id)
    ensure(rules.may_report(actor, one))
    end(promise=one.promise, now=now)
    one.report, one.reported_at = report, now
    one.save(update_fields=["report", "reported_at"])
    tell_of("reported", one, actor, now, characters=one.characters, report=report)
    return one


@action
def check_site(
    *, appraised_id: int, on: date, where: str, findings: str, actor: Actor, now: datetime
) -> SiteCheck:
    """Write down what was seen on site."""
    one = hold_appraised(appraised_id)
    ensure(rules.may_check_site(actor, one))
    ensure(rules.is_past(on, day_of(now)))
    check = SiteCheck.objects.create(
        appraised=one, post_id=actor.post, on=on, where=where, findings=findings
    )
    tell_of("checked_on_site", one, actor, now, on=on, where=where, findings=findings)
    return check


@action
def ask(
    *, appraised_id: int, raters: Raters, question: str, actor: Actor, now: datetime
) -> Question:
    """Write down a question, and from which class it came."""
    one = hold_appraised(appraised_id)
    ensure(rules.may_ask(actor, one))
    asked = Question.objects.create(appraised=one, raters=raters, question=question, asked_at=now)
    tell_of("asked", one, actor, now, raters=raters, question=question)
    return asked


@action
def answer(*, question_id: int, answer: str, actor: Actor, now: datetime) -> Question:
    """Answer a question, once."""
    asked = Question.objects.select_for_update(of=("self",)).get(pk=question_id)
    one = hold_appraised(asked.appraised_id)
    ensure(rules.may_answer(actor, one, asked))
    asked.answer, asked.answered_at = answer, now
    asked.save(update_fields=["answer", "answered_at"])
    tell_of("answered", one, actor, now, question=asked.question, answer=answer)
    return asked


@action
def comment(*, appraised_id: int, comment: str, actor: Actor, now: datetime) -> Appraised:
    """Comment on a report: what was good, what was not, what is expected (一述一评)."""
    one = hold_appraised(appraised_id)
    ensure(rules.may_comment(actor, one))
    one.comment, one.commented_at = comment, now
    one.save(update_fields=["comment", "commented_at"])
    tell_of("commented", one, actor, now, comment=comment)
    return one
