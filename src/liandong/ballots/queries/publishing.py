"""The published ballots: what stands in the file, and reading it again to recount."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from liandong.ballots.lifecycle import Choice
from liandong.ballots.models import Ballot, Delivery, OpenVote, Urn, Voter
from liandong.ballots.queries.counting import (
    AREA,
    CONSENT,
    PARTICIPATION,
    PEOPLE,
    Count,
    Slip,
    count,
    thresholds_of,
)
from liandong.ballots.queries.reading import entitled

HEADS = ["tracking", "choice", "area"]
DEEMED = "deemed"
MOST_LINES = 200_000


class BadBallotsError(ValueError):
    """The file is not one of our files of published ballots."""


def slips(ballot: Ballot) -> list[Slip]:
    """Every vote as it is published, by tracking code; then the deemed votes, by area."""
    if ballot.secret:
        urn = Urn.objects.get(ballot=ballot)
        return [Slip(tracking, choice) for tracking, choice in sorted(urn.slips.items())]
    votes = OpenVote.objects.filter(ballot=ballot).values_list("tracking", "choice", "voter__area")
    cast = [Slip(*row) for row in votes.order_by("tracking")]
    return cast + [Slip("", "", area, deemed=True) for area in _deemed(ballot)]


def _deemed(ballot: Ballot) -> list[int]:
    """The areas of those whose silence counts: delivered, warned, and nothing returned."""
    if not ballot.silence_counts:
        return []
    warned = Delivery.objects.filter(voter=OuterRef("pk"), warned=True)
    silent = Voter.objects.filter(Exists(warned), ballot=ballot, vote__isnull=True)
    return list(silent.order_by("area", "no").values_list("area", flat=True))


def counted(ballot: Ballot) -> Count:
    """Count a ballot from what was voted."""
    return count(
        slips(ballot),
        _entitled(ballot),
        thresholds_of(ballot.terms["majority"]),
        invalid_takes_part=bool(ballot.terms["limits"]["invalid_takes_part"]["value"]),
    )


def _entitled(ballot: Ballot) -> dict[str, int]:
    whole = entitled(ballot)
    return {PEOPLE: whole.people, AREA: whole.area} if ballot.by_area else {PEOPLE: whole.people}


def published(ballot: Ballot) -> str:
    """The file: lines with `#` say what was to be reached, then one line for each vote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(_head(ballot))
    writer.writerow(HEADS)
    for slip in slips(ballot):
        writer.writerow([slip.tracking, DEEMED if slip.deemed else slip.choice, slip.area])
    return out.getvalue()


def digest(text: str) -> str:
    """The SHA-256 of a file of ballots, as it stands in the ledger with the count."""
    return hashlib.sha256(text.encode()).hexdigest()


def _head(ballot: Ballot) -> Iterator[list[object]]:
    majority = ballot.terms["majority"]
    yield ["#ballot", ballot.number]
    yield ["#rules", ballot.terms["set"]["code"], ballot.terms["set"]["effective_from"]]
    for measure, whole in _entitled(ballot).items():
        yield ["#entitled", measure, whole]
    for stage in (PARTICIPATION, CONSENT):
        for measure, share in majority[stage].items():
            yield [f"#{stage}", measure, share]
    yield ["#consent_of", majority["of"]]
    yield ["#invalid_takes_part", ballot.terms["limits"]["invalid_takes_part"]["value"]]


@dataclass(frozen=True, slots=True)
class Recount:
    """What a file of published ballots says, counted again."""

    number: str
    rules: str
    count: Count
    digest: str
    lines: int


def recount(text: str) -> Recount:
    """Count a file of published ballots again, from nothing but the file.

    Raises `BadBallotsError` for anything that is not such a file, or has a tracking code twice.
    """
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    heads: dict[str, Any] = {"entitled": {}, PARTICIPATION: {}, CONSENT: {}}
    start = 0
    while start < len(rows) and rows[start] and rows[start][0].startswith("#"):
        _read_head(heads, rows[start])
        start += 1
    if rows[start : start + 1] != [HEADS] or len(rows) > MOST_LINES:
        raise BadBallotsError("no head line " + ",".join(HEADS))
    found = list(_read_slips(rows[start + 1 :]))
    try:
        thresholds = thresholds_of({**heads, "of": heads["consent_of"]})
        result = count(
            found,
            heads["entitled"],
            thresholds,
            invalid_takes_part=heads["invalid_takes_part"] == "1",
        )
    except (KeyError, ValueError, ZeroDivisionError) as error:
        raise BadBallotsError(f"the head says too little: {error}") from error
    return Recount(
        heads.get("ballot", ""), heads.get("rules", ""), result, digest(text), len(found)
    )


def _read_head(heads: dict[str, Any], row: list[str]) -> None:
    word = row[0].removeprefix("#")
    try:
        if word == "entitled":
            heads[word][row[1]] = int(row[2])
        elif word in {PARTICIPATION, CONSENT}:
            heads[word][row[1]] = row[2]
        else:
            heads[word] = " ".join(row[1:])
    except (IndexError, ValueError) as error:
        raise BadBallotsError(f"the head line {row} says nothing") from error


def _read_slips(rows: Iterable[list[str]]) -> Iterator[Slip]:
    seen = set()
    for row in rows:
        if len(row) != len(HEADS) or not row[2].isdecimal():
            raise BadBallotsError(f"the line {row} is no vote")
        tracking, choice, area = row[0], row[1], int(row[2])
        if choice == DEEMED:
            yield Slip("", "", area, deemed=True)
            continue
        if choice not in Choice.values or not tracking or tracking in seen:
            raise BadBallotsError(f"the line {row} is no vote, or there twice")
        seen.add(tracking)
        yield Slip(tracking, choice, area)
