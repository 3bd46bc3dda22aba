"""Starting a petition, comparing it with the roll, and the codes by which it is supported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from liandong.ballots.queries import Voice
from liandong.deliberation import queries, rules
from liandong.deliberation.actions.common import numbered
from liandong.deliberation.actions.petitions.common import hold_petition, tell_petition
from liandong.deliberation.lifecycle import Signers, Stand
from liandong.deliberation.models import Petition, Signer
from liandong.deliberation.queries import CODE_LENGTH
from liandong.deliberation.rules import Demand
from liandong.duties import actions as duties
from liandong.duties.actions import Terms
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.numbers import random_word
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.people import queries as people
from liandong.people.models import RoleKind
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook


@dataclass(frozen=True, slots=True)
class Started:
    """What the starter takes away: the petition, and the code of its secret address, shown once."""

    petition: Petition
    code: str


@action
def start_petition(*, place_id: int, demand: Demand, actor: Actor, now: datetime) -> Started:
    """Demand that an assembly be convened. The community registers it by the promised day."""
    place = Place.objects.get(pk=place_id)
    today = day_of(now)
    procedure = queries.petition_procedure(demand.base, place, today)
    ensure(rules.may_start(place, procedure, demand))
    assert procedure is not None, "the rule just refused it"
    code = random_word(CODE_LENGTH)
    petition = Petition.objects.create(
        number=numbered(now),
        place=place,
        compound=demand.compound,
        body=procedure.terms["body"],
        base=demand.base,
        topic=demand.topic,
        text=demand.text,
        starter=demand.starter,
        contact=demand.contact,
        code_hash=queries.code_hash(code),
        procedure=procedure,
        terms=queries.petition_terms(procedure, demand.base, place, today),
        started_at=now,
    )
    secretary = people.post_at(place, [RoleKind.COMMUNITY_SECRETARY])
    if secretary is not None:
        terms = Terms("petition.register", secretary, place)
        petition.promise = duties.give(subject=petition, terms=terms, now=now)
        petition.save(update_fields=["promise"])
    tell_petition("started", petition, actor, now, base=Signers(petition.base))
    return Started(petition, code)


@action
def register_petition(
    *, petition_id: int, voices: Sequence[Voice], actor: Actor, now: datetime
) -> Petition:
    """Register it with the roll of those entitled: how many must support it is fixed from here."""
    petition = hold_petition(petition_id)
    ensure(rules.may_register(actor, petition, len(voices)))
    Signer.objects.bulk_create(
        Signer(petition=petition, no=no, name=voice.name, key=_door(voice), area=voice.area)
        for no, voice in enumerate(voices, start=1)
    )
    collecting = rulebook.limit("petition.collecting", petition.place, on=day_of(now))
    petition.stand = Stand.COLLECTING
    petition.registered_at = now
    petition.expires_at = rulebook.due(now, collecting).at
    petition.entitled_people = len(voices)
    petition.entitled_area = sum(voice.area for voice in voices)
    petition.save(
        update_fields=[
            "stand",
            "registered_at",
            "expires_at",
            "entitled_people",
            "entitled_area",
        ]
    )
    duties.end(promise=petition.promise, now=now)
    tell_petition(
        "registered",
        petition,
        actor,
        now,
        people=petition.entitled_people,
        area=petition.entitled_area,
        required=queries.backing_of(petition).required,
        until=petition.expires_at,
        topic=petition.topic,
        text=petition.text,
    )
    return petition


def _door(voice: Voice) -> str:
    """What tells two of one name apart on the roll: their units, or their number."""
    return "、".join(unit for unit, _area in voice.units)[:60] or voice.key


@action
def issue_support_codes(
    *, petition_id: int, numbers: Sequence[int], actor: Actor, now: datetime
) -> Mapping[int, str]:
    """Give voices their codes: number on the roll → code, to be printed now and never again.

    Only keyed hashes stay. A new code ends the one before it. Without numbers everybody gets one
    who has neither a code nor supports it.
    """
    petition = hold_petition(petition_id)
    ensure(rules.may_issue_support_codes(actor, petition))
    wanted = Signer.objects.select_for_update(of=("self",)).filter(petition=petition)
    chosen = wanted.filter(no__in=numbers) if numbers else wanted.filter(code_hash="")
    codes: dict[int, str] = {}
    for signer in chosen.filter(support__isnull=True).order_by("no"):
        codes[signer.no] = random_word(CODE_LENGTH)
        signer.code_hash = queries.code_hash(codes[signer.no])
        signer.save(update_fields=["code_hash"])
    tell_petition("codes_issued", petition, actor, now, codes=len(codes))
    return codes
