"""What went down to subdistricts, in the article's numbers: powers, posts, party-affairs offices.

The lists are made up, and marked so.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from liandong.demo.play.stage import Stage, Story
from liandong.kernel.dates import day_of
from liandong.mandates import actions, queries
from liandong.mandates.actions import NewPower, PowerHead
from liandong.mandates.lifecycle import PowerKind
from liandong.mandates.models import DelegatedPower, Dispute
from liandong.mandates.queries import POWERS
from liandong.people.models import Post, RoleKind
from liandong.places.models import Level, Place, PlaceKind

DATA = Path(__file__).parents[1] / "data" / "powers.csv"
# The article: 5,710 powers to 56 subdistricts.
ALL, TOWNS = 5710, 56
# The article: 826 posts from the city and the counties; offices in 118 subdistricts and towns.
POSTS, OFFICES_OF = 826, 118
FROM_CITY = 4  # every fourth row comes from the city's own institutions
ISSUED = date(2022, 3, 1)
BASIS = "示例依据：市、区下放管理权限的决定（须由本地确认）"
SOURCE = "演示数据，按文章中的数量自行编写，不是本市的实际清单"
DAY = timedelta(days=1)
BACK = ("承接街道执法人员不足，复议中有两件被撤销，由部门收回。", "省级目录调整，不再由街道实施。")


@cache
def _items() -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(DATA.read_text("utf-8").splitlines()))


def subdistricts() -> list[Place]:
    """The first 56 subdistricts of the city, Kuiwen's among them."""
    found = Place.objects.filter(kind=PlaceKind.SUBDISTRICT, valid_until=None)
    return list(found.select_related("parent").order_by("id")[:TOWNS])


def mandates(stage: Stage) -> None:
    """The list is loaded before the played days; then it lives."""
    stage.enter(_powers(stage), stage.now)
    stage.enter(_staffing(stage), stage.now)
    stage.enter(_disputes(stage), stage.now + 5 * DAY)


def _powers(stage: Stage) -> Story:
    city = Place.objects.get(level=Level.CITY)
    secretary = stage.role_at(city, RoleKind.CITY_SECRETARY)
    assert secretary is not None, "the city has its secretary"
    rows = queries.read_powers("powers.csv", table(stage.rng), city)
    assert not rows.errors, rows.errors[:3]
    head = PowerHead(
        name="向街道下放权限清单（演示）", issued_on=ISSUED, source=SOURCE, template=True
    )
    actions.load_powers(
        place_id=city.pk, head=head, lines=rows.lines, actor=secretary, now=stage.now
    )
    town = _played(stage)
    yield stage.now + 9 * DAY
    _uses(stage, town)
    proposed = _proposed(stage, town)
    yield stage.now + 3 * DAY
    _trained(stage, town, proposed)
    yield stage.now + 20 * DAY
    _uses(stage, town)
    _taken_back(stage, town)


def table(rng: Random) -> bytes:
    """The list as an office would send it: a title, heads in Chinese, a line to sign on."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["向街道下放权限清单（演示）"])
    writer.writerow(POWERS.columns.values())
    towns, items = subdistricts(), _items()
    short = len(towns) * len(items) - ALL
    for number, town in enumerate(towns):
        for item in items[: len(items) - (number >= len(towns) - short)]:
            staff = rng.randint(1, 4)
            above = town.parent.name if town.parent else ""
            row = {
                **item,
                "basis": BASIS,
                "receiver": f"{above}/{town.name}",
                "since": ISSUED.strftime("%Y.%-m.%-d"),
                "staff": staff,
                "trained": rng.randint(1, staff),
            }
            writer.writerow([row[column] for column in POWERS.columns])
    writer.writerow(["填报人："])
    return out.getvalue().encode()


def _played(stage: Stage) -> Place:
    """The subdistrict of the cast."""
    secretaries = [
        post for (_place, role), post in stage.at.items() if role == RoleKind.COMMUNITY_SECRETARY
    ]
    return stage.above(secretaries[0].place, Level.SUBDISTRICT)


def _uses(stage: Stage, town: Place) -> None:
    """The subdistrict enters how often it used some of its powers in this month."""
    desk = stage.role_at(town, RoleKind.SUBDISTRICT_OFFICER)
    assert desk is not None, "every subdistrict has its desk"
    held = DelegatedPower.objects.filter(receiver=town, category=None, state="in_force")
    for power in held.order_by("code")[:24:2]:
        actions.count_use(
            power_id=power.pk,
            month=day_of(stage.now),
            times=stage.rng.randint(0, 30),
            actor=desk,
            now=stage.now,
        )


def _proposed(stage: Stage, town: Place) -> DelegatedPower:
    """Urban management proposes one power more."""
    office = stage.office(town, "urban_management")
    assert office.organisation_id, "an office belongs to a body"
    power = NewPower(
        code="SL-201",
        name="夜间施工告知（审批）",
        name_en="Notices of night works: approval",
        kind=PowerKind.APPROVAL.value,
        basis=BASIS,
    )
    return actions.propose_power(
        giver_id=office.organisation_id,
        receiver_id=town.pk,
        power=power,
        actor=stage.actor(office.pk),
        now=stage.now,
    )


def _trained(stage: Stage, town: Place, power: DelegatedPower) -> None:
    office = stage.office(town, "urban_management")
    actions.train(
        power_id=power.pk,
        on=day_of(stage.now) - DAY,
        topic="夜间施工告知的受理条件和现场核查",
        people=3,
        actor=stage.actor(office.pk),
        now=stage.now,
    )
    desk = stage.role_at(town, RoleKind.SUBDISTRICT_OFFICER)
    assert desk is not None, "every subdistrict has its desk"
    actions.check_capacity(
        power_id=power.pk,
        staff=3,
        trained=2,
        able=True,
        findings="综合行政执法中队三人，两人已培训，有受理窗口。",
        actor=desk,
        now=stage.now,
    )


def _taken_back(stage: Stage, town: Place) -> None:
    """Some powers of enforcement went back to the department."""
    office = stage.office(town, "urban_management")
    given = DelegatedPower.objects.filter(
        giver=office.organisation_id, kind=PowerKind.ENFORCEMENT, state="in_force"
    )
    for number, power in enumerate(given.order_by("receiver__path", "code")[:12:2]):
        actions.withdraw(
            power_id=power.pk,
            reason=BACK[number % len(BACK)],
            actor=stage.actor(office.pk),
            now=stage.now,
        )


def _staffing(stage: Stage) -> Story:
    """The ledgers of posts and offices are loaded; later a subdistrict enters another number."""
    city = Place.objects.get(level=Level.CITY)
    secretary = stage.role_at(city, RoleKind.CITY_SECRETARY)
    assert secretary is not None, "the city has its secretary"
    head = PowerHead(name="演示台账", issued_on=ISSUED, source=SOURCE, template=True)
    words: dict[str, Any] = {
        "place_id": city.pk,
        "head": head,
        "actor": secretary,
        "now": stage.now,
    }
    towns = _towns()
    moves = queries.read_moves("moves.csv", moves_table(stage.rng, city, towns), city)
    offices = queries.read_offices("offices.csv", offices_table(stage.rng, towns), city)
    errors = (*moves.errors, *offices.errors)
    assert not errors, errors[:3]
    actions.load_moves(lines=moves.lines, **words)
    actions.load_offices(lines=offices.lines, **words)
    yield stage.now + 17 * DAY
    town = _played(stage)
    desk = stage.role_at(town, RoleKind.SUBDISTRICT_OFFICER)
    assert desk is not None, "every subdistrict has its desk"
    actions.staff_office(
        place_id=town.pk,
        staff=6,
        full_time=4,
        basis="从机关调剂两人充实党务力量（演示）",
        actor=desk,
        now=stage.now,
    )


def _towns() -> list[Place]:
    """The first 118 subdistricts and towns."""
    kinds = [PlaceKind.SUBDISTRICT, PlaceKind.TOWN]
    found = Place.objects.filter(kind__in=kinds, valid_until=None)
    return list(found.select_related("parent").order_by("kind", "id")[:OFFICES_OF])


def moves_table(rng: Random, city: Place, towns: list[Place]) -> bytes:
    """The ledger of posts: every town gets some in one of two years, 826 together."""
    numbers = [POSTS // len(towns)] * len(towns)
    for _one in range(POSTS - sum(numbers)):
        numbers[rng.randrange(len(towns))] += 1
    rows = []
    for number, (town, many) in enumerate(zip(towns, numbers, strict=True)):
        giver = town.parent if number % FROM_CITY and town.parent else city
        row = {
            "from_place": giver.name,
            "from_organ": "市直事业单位" if giver == city else "区县直属事业单位",
            "to_place": f"{town.parent.name if town.parent else ''}/{town.name}",
            "to_organ": "街道（镇）所属事业单位",
            "number": many,
            "kind": "事业编制",
            "year": 2020 + number % 2,
            "basis": "示例依据：编制调剂通知（须由本地确认）",
        }
        rows.append([row[column] for column in queries.MOVES.columns])
    return _csv(list(queries.MOVES.columns.values()), rows)


def offices_table(rng: Random, towns: list[Place]) -> bytes:
    """The party-affairs offices of 118 subdistricts and towns."""
    rows = []
    for town in towns:
        staff = rng.randint(3, 6)
        row = {
            "place": f"{town.parent.name if town.parent else ''}/{town.name}",
            "staff": staff,
            "full_time": rng.randint(2, staff),
            "since": "2020-06-01",
            "basis": "示例依据：设立党建工作办公室的通知（须由本地确认）",
        }
        rows.append([row[column] for column in queries.OFFICES.columns])
    return _csv(list(queries.OFFICES.columns.values()), rows)


def _csv(heads: list[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode()


def _disputes(stage: Stage) -> Story:
    """Urban management and water dispute drains and the district rules; another dispute waits."""
    town = _played(stage)
    asks, other = stage.office(town, "urban_management"), stage.office(town, "water")
    dispute = _raised(
        stage, "drainage", asks, other, "路面积水究竟由道路养护还是排水管理单位先行处置？"
    )
    yield stage.now + DAY
    _answered(stage, dispute, "雨水口在道路上，清掏属于道路养护范围。")
    yield stage.now + DAY
    actions.rule(
        dispute_id=dispute.pk,
        lead_id=asks.pk,
        ruling="路面积水先由城市管理部门清掏雨水口并设置警示；管网堵塞的，由排水管理单位协办疏通。",
        actor=stage.desk(town, Level.DISTRICT),
        now=stage.now,
    )
    yield stage.now + 40 * DAY
    desk = stage.at[town.pk, RoleKind.SUBDISTRICT_OFFICER]
    housing = stage.office(town, "housing")
    later = _raised(stage, "parking_space", desk, housing, "小区内公共车位划线由谁批准？")
    yield stage.now + DAY
    _answered(stage, later, "属于业主共同决定的事项，街道应当先行指导。")


def _raised(stage: Stage, kind: str, asks: Post, other: Post, question: str) -> Dispute:
    return actions.raise_dispute(
        category_id=stage.categories[kind].pk,
        other_id=other.pk,
        question=question,
        actor=stage.actor(asks.pk),
        now=stage.now,
    )


def _answered(stage: Stage, dispute: Dispute, text: str) -> None:
    """The other side says what it holds."""
    other = stage.actor(dispute.other_id)
    actions.take_position(dispute_id=dispute.pk, text=text, actor=other, now=stage.now)
