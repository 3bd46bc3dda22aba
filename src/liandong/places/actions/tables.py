"""Whole official tables at once: one transaction, one entry in the ledger."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.rows import analyse
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places import rules
from liandong.places.actions.steps import turn_edition, write_paths
from liandong.places.models import Level, Place, PlaceCode, PlaceKind, PlaceVersion
from liandong.places.queries import Known, Plan, Table, plan_import


@action
def import_tables(*, tables: Sequence[Table], actor: Actor, now: datetime) -> Plan:
    """Bring the tree level with official tables. A second time it changes nothing and says so.

    Rows that cannot be used are left out and named in the plan's errors.
    """
    ensure(rules.may_import(actor))
    plan = plan_import(tables)
    if plan.empty:
        return plan
    _write_places(plan.founded)
    _write_changes(plan)
    _write_dated(plan)
    turn_edition()
    analyse(Place, PlaceVersion, PlaceCode)
    top = Place.objects.filter(kind=PlaceKind.CITY).order_by("id").first()
    assert top is not None, "a table that changes something stands below a city"  # noqa: S101
    record(
        "place.imported",
        subject=top,
        actor=actor,
        at=now,
        place=top,
        founded=len(plan.founded),
        renamed=len(plan.renamed),
        codes=len(plan.new_codes),
        left_out=len(plan.errors),
        files=", ".join(sorted({table.file for table in tables})),
    )
    return plan


@within_action
def _write_places(founded: Iterable[Known]) -> None:
    """Level by level, since a row needs its parent's id."""
    by_level: dict[int, list[Place]] = {level: [] for level in Level}
    for known in founded:
        by_level[known.place.level].append(known.place)
    parents = {id(known.place): known.parent for known in founded}
    for places in by_level.values():
        for place in places:
            above = parents[id(place)]
            place.parent = above.place if above else None
        Place.objects.bulk_create(places, batch_size=500)
    write_paths()


@within_action
def _write_changes(plan: Plan) -> None:
    """Before the new rows: an older one must have ended when the next one begins."""
    places = plan.changed(Place)
    fields = ["name", "name_en", "kind", "search_text", "valid_from"]
    Place.objects.bulk_update(places, fields, batch_size=200)
    dates = ["valid_from", "valid_until"]
    versions = plan.changed(PlaceVersion)
    PlaceVersion.objects.bulk_update(versions, ["name_en", *dates], batch_size=200)
    codes = plan.changed(PlaceCode)
    PlaceCode.objects.bulk_update(codes, dates, batch_size=200)


@within_action
def _write_dated(plan: Plan) -> None:
    for known, version in plan.new_versions:
        version.place = known.place
        version.parent = known.parent.place if known.parent else None
    PlaceVersion.objects.bulk_create([v for _, v in plan.new_versions], batch_size=500)
    for known, code in plan.new_codes:
        code.place = known.place
    PlaceCode.objects.bulk_create([c for _, c in plan.new_codes], batch_size=500)
