"""A fund is opened by the standard, filled by those who owe it, planned, and closed."""

from datetime import date, datetime

from liandong.funds import queries, rules
from liandong.funds.actions.common import Slip, lock_fund, post
from liandong.funds.lifecycle import LineKind, Movement
from liandong.funds.models import Facts, Fund, Line, Share
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places.models import Place


@action
def open_fund(*, place_id: int, year: int, actor: Actor, now: datetime) -> Fund:
    """Open a community's fund of a year: the standard, who owes what, and what was carried over."""
    place = Place.objects.select_for_update().get(pk=place_id)
    today = day_of(now)
    opened = queries.fund_of(place, year) is not None
    ensure(rules.may_open(actor, place, year, today, opened=opened))
    standard, rule = queries.standard(place, today)
    fund = Fund.objects.create(place=place, year=year, standard=standard, rule=rule, opened_at=now)
    Share.objects.bulk_create(
        Share(fund=fund, payer=part.payer, owed=part.cents, rule=part.rule)
        for part in queries.owed(place, today)
    )
    before = queries.fund_of(place, year - 1)
    if before is not None and before.carried_out:
        post(Movement.CARRIED, before.carried_out, fund=fund, slip=Slip(), actor=actor, now=now)
    record(
        "fund.opened",
        subject=fund,
        actor=actor,
        at=now,
        place=place,
        year=year,
        standard=fund.standard,
        carried=fund.received,
    )
    return fund


@action
def allot(
    *, share_id: int, amount: int, day: date, reference: str, actor: Actor, now: datetime
) -> Fund:
    """Money came from one of those who owe it."""
    fund = lock_fund(Share.objects.values_list("fund_id", flat=True).get(pk=share_id))
    share = Share.objects.get(pk=share_id)
    ensure(rules.may_allot(actor, fund))
    slip = Slip(share=share, day=day, reference=reference)
    post(Movement.ALLOTTED, amount, fund=fund, slip=slip, actor=actor, now=now)
    record(
        "fund.allotted",
        subject=fund,
        actor=actor,
        at=now,
        place=fund.place,
        payer=share.payer_id,
        amount=amount,
        day=day,
        reference=reference,
    )
    return fund


@action
def plan(
    *, fund_id: int, kind: LineKind, name: str, planned: int, actor: Actor, now: datetime
) -> Line:
    """Set the budget of a line; a line with this name that is there already gets the new sum."""
    fund = lock_fund(fund_id)
    ensure(rules.may_plan(actor, fund))
    line = queries.line_named(fund, name)
    ensure(rules.fits_plan(fund, line, planned))
    line = line or Line.objects.create(fund=fund, kind=kind, name=name)
    more = planned - line.planned
    if more:
        post(Movement.PLANNED, more, fund=fund, slip=Slip(line), actor=actor, now=now)
    record(
        "fund.planned",
        subject=fund,
        actor=actor,
        at=now,
        place=fund.place,
        line=line.pk,
        planned=planned,
        name=name,
    )
    return line


@action
def close(*, fund_id: int, actor: Actor, now: datetime) -> Fund:
    """Close the year. What the rule lets be carried over goes into the next year's fund."""
    fund = lock_fund(fund_id)
    today = day_of(now)
    facts = Facts(unreceipted=queries.unreceipted(fund).count())
    ensure(rules.may_close(actor, fund, facts, today, queries.unfinished(fund)))
    fund.closed_at = now
    fund.carried_out = queries.carry(fund.remaining, fund.place, today)
    fund.save(update_fields=["closed_at", "carried_out"])
    _carry_over(fund, actor, now)
    record(
        "fund.closed",
        subject=fund,
        actor=actor,
        at=now,
        place=fund.place,
        year=fund.year,
        remaining=fund.remaining,
        carried=fund.carried_out,
    )
    return fund


@within_action
def _carry_over(fund: Fund, actor: Actor, now: datetime) -> None:
    """Into the next year's fund, if that was opened before this one was closed."""
    following = queries.fund_of(fund.place, fund.year + 1)
    if following is not None and fund.carried_out:
        following = lock_fund(following.pk)
        slip, carried = Slip(), fund.carried_out
        post(Movement.CARRIED, carried, fund=following, slip=slip, actor=actor, now=now)
