"""The rules of deliberating: reading their files, which set governs, and what it says as terms."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from liandong.ballots import queries as ballots
from liandong.deliberation.lifecycle import (
    DISCLOSURES,
    Body,
    Capacity,
    Phase,
    Scope,
    Signers,
    Stand,
)
from liandong.deliberation.models import Procedure, Reach
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Confidence

type Row = Mapping[str, Any]
REACHES = {"national": Reach.NATIONAL, "province": Reach.PROVINCE, "city": Reach.CITY}
COUNCIL, FOUR = "council", "four_deliberations"
PETITIONS = ("petition_owners", "petition_residents")
TEXTS = ("text", "text_en")


class BadProcedureError(ValueError):
    """A file cannot be loaded; says what is wrong where."""


@dataclass(frozen=True, slots=True)
class ProcedureFile:
    """One file: the fields of the set, and its place by name ("" for everywhere)."""

    fields: dict[str, Any]
    place: str


def read_procedure(name: str, text: str) -> ProcedureFile:
    """Parse one TOML file. Raises `BadProcedureError` that names what is wrong."""
    try:
        said = tomllib.loads(text)
        family = str(said["family"])
        reader = READERS.get(family)
        if reader is None:
            raise ValueError(f"{family!r} is no family of rules")
        fields = {
            "code": said["code"],
            "family": family,
            "reach": REACHES[said["reach"]],
            "name": said["name"],
            "name_en": said["name_en"],
            "effective_from": said["effective_from"],
            "effective_until": said.get("effective_until"),
            "source": said["source"],
            "source_en": said["source_en"],
            "confidence": Confidence(said["confidence"]),
            "terms": reader(said),
        }
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise BadProcedureError(f"{name}: {error}") from error
    return ProcedureFile(fields, said.get("place", ""))


def _council(said: Row) -> dict[str, Any]:
    scopes = {Scope(code).value: row for code, row in said["scopes"].items()}
    for row in scopes.values():
        _has(row, "roles", *TEXTS)
    for seat in said["seat"]:
        Capacity(seat["capacity"])
        _has(seat, "must", "why", "why_en")
        for scope in seat["must"]:
            Scope(scope)
    return {"scopes": scopes, "seats": said["seat"]}


def _four(said: Row) -> dict[str, Any]:
    steps = {}
    for row in said["step"]:
        phase = Phase(row["phase"])
        Confidence(row["confidence"])
        _has(row, *TEXTS)
        if phase == Phase.RESOLVE:
            _has(row, "subject", "bodies")
            for body in row["bodies"]:
                Body(body)
        elif phase not in DISCLOSURES:
            _has(row, "body", "body_en", "of")
            ballots.share_of(row["participation"])
            ballots.share_of(row["consent"])
        steps[phase.value] = row
    if list(steps) != Phase.values:
        raise ValueError("the steps are not the six, in their order")
    return {"steps": steps}


def _petition(said: Row) -> dict[str, Any]:
    Body(said["body"])
    for row in said["base"]:
        Signers(row["base"])
        _has(row, "article", "article_en")
        for weight in ("people", "area"):
            if weight in row:
                ballots.share_of(row[weight])
    for row in said["refusal"]:
        _has(row, "code", *TEXTS)
        for stand in row["at"]:
            Stand(stand)
    return {"body": said["body"], "bases": said["base"], "refusals": said["refusal"]}


def _has(row: Row, *words: str) -> None:
    if missing := [word for word in words if word not in row]:
        raise ValueError(f"{dict(row)} lacks {', '.join(missing)}")


READERS: dict[str, Callable[[Row], dict[str, Any]]] = {
    COUNCIL: _council,
    FOUR: _four,
    **dict.fromkeys(PETITIONS, _petition),
}


def in_force(place: Place, on: date) -> QuerySet[Procedure]:
    begun = Procedure.objects.filter(effective_from__lte=on)
    begun = begun.filter(Q(effective_until__isnull=True) | Q(effective_until__gt=on))
    near = Q(place__isnull=True) | Q(place_id__in=[*place.ancestors_ids, place.pk])
    return begun.filter(near).order_by("reach", "effective_from", "id")


def governing(family: str, place: Place, on: date) -> Procedure | None:
    """The nearest set of a family that is in force, the newest of equals."""
    return in_force(place, on).filter(family=family).last()


def procedures() -> QuerySet[Procedure]:
    """Every set, family by family, the nearest and newest first."""
    sets = Procedure.objects.select_related("place")
    return sets.order_by("family", "-reach", "-effective_from", "id")


# --- Terms: what binds one council or sequence, whole and for good ------------------------------


def council_terms(procedure: Procedure, scope: str, place: Place, on: date) -> dict[str, Any]:
    seats = [{**row, "must": scope in row["must"]} for row in procedure.terms["seats"]]
    return {
        "set": _set(procedure),
        "convener": procedure.terms["scopes"][scope],
        "seats": seats,
        "notice": _limit("council.notice", place, on),
    }


def sequence_terms(procedure: Procedure, place: Place, on: date) -> dict[str, Any]:
    """The steps; the assembly's majorities are those of the residents' rule set of the day."""
    steps = {phase: dict(row) for phase, row in procedure.terms["steps"].items()}
    resolve = steps[Phase.RESOLVE.value]
    subject = ballots.subject_called(resolve["subject"], place, on)
    resolve["subject_id"] = subject.pk
    resolve["by"] = {
        body: ballots.frozen_terms(subject, body)
        for body in resolve["bodies"]
        if body in subject.bodies
    }
    disclosure = _limit("sequence.disclosure", place, on)
    for phase in DISCLOSURES:
        steps[phase.value]["days"] = disclosure
    return {"set": _set(procedure), "steps": steps}


def petition_terms(procedure: Procedure, base: str, place: Place, on: date) -> dict[str, Any]:
    """The share of one base with its article, for what reasons it is refused, and the periods."""
    return {
        "set": _set(procedure),
        "base": next(row for row in procedure.terms["bases"] if row["base"] == base),
        "refusals": procedure.terms["refusals"],
        "collecting": _limit("petition.collecting", place, on),
        "convene": _limit("petition.convene", place, on),
    }


def _set(procedure: Procedure) -> dict[str, str]:
    return {
        "code": procedure.code,
        "name": procedure.name,
        "name_en": procedure.name_en,
        "effective_from": procedure.effective_from.isoformat(),
        "source": procedure.source,
        "source_en": procedure.source_en,
        "confidence": procedure.confidence,
    }


def _limit(key: str, place: Place, on: date) -> dict[str, Any]:
    limit = rulebook.limit(key, place, on=on)
    rule = limit.rule
    assert rule is not None, "a limit of the rulebook has its rule"
    return {
        "value": int(limit.amount),
        "text": rule.text,
        "text_en": rule.text_en,
        "source": f"{rule.source}{rule.article}",
        "source_en": f"{rule.source_en} {rule.article}".strip(),
        "confidence": rule.confidence,
    }
