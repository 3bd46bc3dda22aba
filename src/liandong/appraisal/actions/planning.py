"""A review is planned and announced; somebody may be taken out, or all of it cancelled."""

from datetime import datetime

from liandong.appraisal import queries, rules
from liandong.appraisal.actions.steps import REPORT, hold, hold_appraised, tell, tell_of
from liandong.appraisal.lifecycle import Raters, State
from liandong.appraisal.models import Appraisal, Appraised, Plan, RaterClass
from liandong.duties.actions import Terms, give_date, void
from liandong.duties.queries.periods import last_moment
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.places.models import Place


@action
def plan(*, place_id: int, plan: Plan, actor: Actor, now: datetime) -> Appraisal:
    """Plan the review of a year; weights and effects of today's rulebook are frozen for it."""
    place = Place.objects.select_for_update(of=("self",)).get(pk=place_id)
    ensure(rules.may_plan(actor, place))
    ensure(rules.is_first(queries.present(place, plan.year)))
    ensure(rules.comes_after(plan.report_by, plan.day))
    known = list(queries.secretaries_below(place))
    ensure(rules.are_reviewed_here(plan.posts, [post.pk for post in known]))
    appraisal = Appraisal.objects.create(
        place=place,
        convener_id=actor.post,
        year=plan.year,
        title=plan.title,
        report_by=plan.report_by,
        day=plan.day,
        planned_at=now,
        **{name: int(queries.number_of(key, place, now)) for name, key in queries.KEPT.items()},
    )
    for raters in Raters:
        weight = queries.number_of(f"appraisal.weight.{raters.value}", place, now)
        RaterClass.objects.create(appraisal=appraisal, raters=raters, weight=weight)
    chosen = [post for post in known if post.pk in plan.posts]
    for no, post in enumerate(chosen, 1):
        Appraised.objects.create(appraisal=appraisal, post=post, no=no)
    tell(
        "planned",
        appraisal,
        actor,
        now,
        year=plan.year,
        report_by=plan.report_by,
        day=plan.day,
        reviewed=len(chosen),
        title=plan.title,
    )
    return appraisal


@action
def announce(*, appraisal_id: int, actor: Actor, now: datetime) -> Appraisal:
    """Announce the plan: everybody may read it, and each report has its promised date."""
    appraisal = hold(appraisal_id)
    ensure(rules.may_announce(actor, appraisal))
    appraisal.state = State.PREPARING
    appraisal.save(update_fields=["state"])
    due_at = last_moment(appraisal.report_by)
    for one in queries.under_review(appraisal):
        terms = Terms(REPORT, one.post, one.post.place)
        one.promise = give_date(subject=one, terms=terms, due_at=due_at, now=now)
        one.save(update_fields=["promise"])
    tell("announced", appraisal, actor, now, report_by=appraisal.report_by, day=appraisal.day)
    return appraisal


@action
def take_out(*, appraised_id: int, reason: str, actor: Actor, now: datetime) -> Appraised:
    """Take a post out before the meeting, such as one that is vacant; the reason stays."""
    one = hold_appraised(appraised_id)
    ensure(rules.may_take_out(actor, one, queries.facts(one.appraisal)))
    void(promise=one.promise, now=now)
    one.out_because = reason
    one.save(update_fields=["out_because"])
    tell_of("taken_out", one, actor, now, reason=reason)
    return one


@action
def cancel(*, appraisal_id: int, reason: str, actor: Actor, now: datetime) -> Appraisal:
    """End a review without a result, with a reason that everybody reads."""
    appraisal = hold(appraisal_id)
    ensure(rules.may_cancel(actor, appraisal))
    for one in queries.under_review(appraisal):
        void(promise=one.promise, now=now)
    appraisal.state, appraisal.cancelled_because = State.CANCELLED, reason
    appraisal.save(update_fields=["state", "cancelled_because"])
    tell("cancelled", appraisal, actor, now, reason=reason)
    return appraisal
