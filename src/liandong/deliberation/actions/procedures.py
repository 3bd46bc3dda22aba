"""Loading the rules of deliberation from their files. Twice is like once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from liandong.deliberation import rules
from liandong.deliberation.models import Procedure
from liandong.deliberation.queries import ProcedureFile
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places.models import Level, Place


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many sets were added or corrected, and how many wait for a place nobody knows yet."""

    written: int = 0
    waiting: int = 0


@action
def load_procedures(*, files: Iterable[ProcedureFile], actor: Actor, now: datetime) -> Loaded:
    """Bring the rules level with their files. What was begun keeps the terms of its own day."""
    ensure(rules.may_load(actor))
    written = waiting = 0
    for file in files:
        place = _place(file.place)
        if file.place and place is None:
            waiting += 1
            continue
        procedure = _brought_level(file, place)
        if procedure is None:
            continue
        written += 1
        record(
            "procedures.loaded",
            subject=procedure,
            actor=actor,
            at=now,
            place=place,
            effective_from=procedure.effective_from,
            source=procedure.source,
        )
    return Loaded(written, waiting)


def _place(name: str) -> Place | None:
    places = Place.objects.filter(name=name, level__lte=Level.DISTRICT)
    return places.order_by("level", "id").first() if name else None


def _brought_level(file: ProcedureFile, place: Place | None) -> Procedure | None:
    """The set as its file says; None when nothing had to be written."""
    fields = {**file.fields, "place": place}
    if Procedure.objects.filter(**fields).exists():
        return None
    same = {name: fields[name] for name in ("code", "effective_from")}
    procedure, _made = Procedure.objects.update_or_create(**same, defaults=fields)
    return procedure
