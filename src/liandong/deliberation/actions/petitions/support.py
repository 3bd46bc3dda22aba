"""Support: by code, by sheet, taken back; and the moment at which it is enough."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from liandong.ballots.lifecycle import Channel
from liandong.deliberation import queries, rules
from liandong.deliberation.actions.petitions.common import hold_petition, tell_petition
from liandong.deliberation.lifecycle import Stand
from liandong.deliberation.models import Petition, SheetLook, Signer, Support
from liandong.duties import actions as duties
from liandong.duties.actions import Terms
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.people import queries as people
from liandong.people.models import RoleKind


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet as one person read it: its name, the numbers of the roll, and lines not on it."""

    sheet: str
    numbers: tuple[int, ...]
    strangers: int = 0


@action
def support_petition(*, signer_id: int, actor: Actor, now: datetime) -> Petition:
    """Support a petition by one's code, once."""
    signer = Signer.objects.get(pk=signer_id)
    petition = hold_petition(signer.petition_id)
    already = Support.objects.filter(signer=signer).exists()
    ensure(rules.may_support(petition, now, already=already))
    given = Support.objects.create(signer=signer, channel=Channel.ONLINE, at=now)
    tell_petition("supported", petition, actor, now, channel=Channel(given.channel))
    _reach(petition, actor, now)
    return petition


@action
def take_back_support(*, signer_id: int, actor: Actor, now: datetime) -> Petition:
    """Take support back: with the code that gave it, or at the desk on paper."""
    signer = Signer.objects.get(pk=signer_id)
    petition = hold_petition(signer.petition_id)
    found = Support.objects.filter(signer=signer)
    ensure(rules.may_take_back(actor, petition, supports=found.exists()))
    found.delete()
    tell_petition("taken_back", petition, actor, now)
    return petition


@action
def enter_sheet(*, petition_id: int, read: SheetRead, actor: Actor, now: datetime) -> SheetLook:
    """Enter what stands on a sheet, apart from the other who enters it. Two that agree count.

    Where they differ, a third person looks, and that settles it.
    """
    petition = hold_petition(petition_id)
    before = queries.looks(petition, read.sheet)
    verdict = rules.may_enter_sheet(
        actor,
        petition,
        now,
        tuple(look.person_id for look in before),
        settled=any(look.settled for look in before),
        unknown=queries.unknown_numbers(petition, read.numbers),
    )
    ensure(verdict)
    numbers = sorted(set(read.numbers))
    look = SheetLook(
        petition=petition,
        sheet=read.sheet,
        look=len(before) + 1,
        person_id=actor.person,
        numbers=numbers,
        strangers=read.strangers,
        settled=_settles(before, numbers, read.strangers),
    )
    look.save(force_insert=True)
    added = _count(petition, read.sheet, numbers, now) if look.settled else 0
    tell_petition("sheet_entered", petition, actor, now, look=look.look, added=added)
    _reach(petition, actor, now)
    return look


def _settles(before: list[SheetLook], numbers: list[int], strangers: int) -> bool:
    """Whether this look agrees with the first, or is the third."""
    if len(before) >= rules.LOOKS:
        return True
    return any((look.numbers, look.strangers) == (numbers, strangers) for look in before)


@within_action
def _count(petition: Petition, sheet: str, numbers: Collection[int], now: datetime) -> int:
    """Count those who do not support it already; who signed twice counts once."""
    fresh = Signer.objects.filter(petition=petition, no__in=numbers, support__isnull=True)
    made = Support.objects.bulk_create(
        Support(signer=signer, channel=Channel.PAPER, sheet=sheet, at=now) for signer in fresh
    )
    return len(made)


@within_action
def _reach(petition: Petition, actor: Actor, now: datetime) -> None:
    """Enough support it: who must convene gets that as a promise with its date, in public."""
    backing = queries.backing_of(petition)
    if petition.stand != Stand.COLLECTING or not backing.reached:
        return
    secretary = people.post_at(petition.place, [RoleKind.COMMUNITY_SECRETARY])
    if secretary is not None:
        terms = Terms("petition.convene", secretary, petition.place)
        petition.promise = duties.give(subject=petition, terms=terms, now=now)
    petition.stand = Stand.REACHED
    petition.reached_at = now
    petition.save(update_fields=["stand", "reached_at", "promise"])
    tell_petition(
        "reached",
        petition,
        actor,
        now,
        supporting=backing.people,
        area=backing.area,
        required=backing.required,
    )
