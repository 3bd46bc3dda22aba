"""A bulletin is begun, reworded or struck, and issued: numbered, with its figures frozen."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from liandong.duties import queries, rules
from liandong.duties.lifecycle import Audience, BulletinState
from liandong.duties.models import Bulletin, BulletinRow
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.series import allot
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.people.models import Post


@dataclass(frozen=True, slots=True)
class Told:
    """What a bulletin tells: of which period, the issuer's sentence, and to whom."""

    since: date
    until: date
    sentence: str
    audience: Audience


@action
def begin_bulletin(*, told: Told, actor: Actor, now: datetime) -> Bulletin:
    """Begin the bulletin of the own place about a period."""
    ensure(rules.may_begin_bulletin(actor))
    ensure(rules.is_over(told.since, told.until, now))
    own = Post.objects.select_related("place").get(pk=actor.post)
    made = Bulletin.objects.create(place=own.place, drawn_by=own, drawn_at=now, **asdict(told))
    _note_bulletin("begun", made, actor, now)
    return made


@action
def revise_bulletin(*, bulletin_id: int, told: Told, actor: Actor, now: datetime) -> Bulletin:
    """Reword a bulletin, or change its period, before its issue."""
    bulletin = _locked(bulletin_id)
    ensure(rules.may_revise_bulletin(actor, bulletin))
    ensure(rules.is_over(told.since, told.until, now))
    for name, value in asdict(told).items():
        setattr(bulletin, name, value)
    bulletin.save()
    _note_bulletin("revised", bulletin, actor, now)
    return bulletin


@action
def strike_bulletin(*, bulletin_id: int, actor: Actor, now: datetime) -> Bulletin:
    """Strike a bulletin before its issue; it never had a number."""
    bulletin = _locked(bulletin_id)
    ensure(rules.may_revise_bulletin(actor, bulletin))
    _note_bulletin("struck", bulletin, actor, now)
    bulletin.delete()
    return bulletin


@action
def issue_bulletin(*, bulletin_id: int, mark: str, actor: Actor, now: datetime) -> Bulletin:
    """Issue a bulletin: it takes the next number of its office, and its figures are frozen."""
    bulletin = _locked(bulletin_id)
    ensure(rules.may_issue_bulletin(actor, bulletin))
    ensure(rules.is_own_mark(queries.mark_is_taken(mark, bulletin.place)))
    found = queries.figures(bulletin.place, bulletin.since, bulletin.until, now)
    number = allot(mark, day_of(now).year)
    bulletin.mark, bulletin.year, bulletin.no = number.code, number.year, number.no
    bulletin.state, bulletin.issuer_id = BulletinState.ISSUED, actor.post
    bulletin.issued_at = now
    bulletin.save()
    BulletinRow.objects.bulk_create(
        BulletinRow(
            bulletin=bulletin,
            position=position,
            part=row.part,
            listed=row.listed,
            post=row.post,
            due=row.due,
            **row.numbers,
        )
        for position, row in enumerate(found)
    )
    _note_bulletin("issued", bulletin, actor, now, number=bulletin.number, **queries.whole(found))
    return bulletin


def _locked(bulletin_id: int) -> Bulletin:
    bulletins = Bulletin.objects.select_for_update(of=("self",)).select_related("place")
    return bulletins.get(pk=bulletin_id)


@within_action
def _note_bulletin(
    verb: str, bulletin: Bulletin, actor: Actor, now: datetime, **details: str | int
) -> None:
    record(
        f"bulletin.{verb}",
        subject=bulletin,
        actor=actor,
        at=now,
        place=bulletin.place,
        since=bulletin.since,
        until=bulletin.until,
        audience=bulletin.audience,
        text=bulletin.sentence,
        **details,
    )
