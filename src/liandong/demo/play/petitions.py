"""Who demands that an assembly meets, in the cast's community: three petitions, each elsewhere.

The owners have enough support, and their meeting must be convened; the households' is still
collecting, on paper and online; a third has just arrived and waits to be compared with the roll.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from liandong.ballots.queries import Voice
from liandong.deliberation import actions, queries
from liandong.deliberation.actions import SheetRead
from liandong.deliberation.models import Petition
from liandong.deliberation.rules import Demand
from liandong.demo.play.ballots import AREAS, COMPOUND, DEVELOPER, OWNERS, people_called
from liandong.demo.play.councils import EVENING, MORNING, WAY, Hall
from liandong.demo.play.stage import Stage, Story
from liandong.kernel.actor import RESIDENT
from liandong.people.models import RoleKind

HOUSEHOLDS = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """One petition of the demo: what is demanded, how many days ago, and how far it came."""

    demand: Demand
    began: int
    online: int = 0
    sheet: tuple[int, ...] = ()
    registered: bool = True


PARKING = Asked(
    Demand(
        "owners",
        "商议车位管理办法和收费去向",
        "物业服务企业自今年起对院内车位收费，收支没有公布。请召开业主大会临时会议，"
        "商议车位管理办法，并公布收费去向。",
        "刘先生",
        "5号楼门厅留言",
        COMPOUND,
    ),
    21,
    6,
    (7, 9, 11),
)
HOURS = Asked(
    Demand(
        "households",
        "商议活动室开放时间",
        "活动室下午五点关门，上班的人用不上。请召开居民会议，商议把开放时间延到晚上八点，"
        "并由居民轮流值守。",
        "周女士",
        "2号楼信箱",
    ),
    12,
    9,
    (21, 24, 28, 33),
)
LAMPS = Asked(
    Demand(
        "households",
        "商议院内路灯改造",
        "北侧三盏路灯半年不亮，晚上老人不敢出门。请召开居民会议，商议从社区工作经费中安排改造。",
        "赵先生",
        "北门值班室",
    ),
    1,
    registered=False,
)


def petitions(stage: Stage) -> None:
    """The petitions take their places in the played days."""
    hall = Hall.of_the_cast(stage)
    for asked in (PARKING, HOURS, LAMPS):
        stage.enter(_asked(hall, asked), hall.day(asked.began, MORNING))


def _asked(hall: Hall, asked: Asked) -> Story:
    stage = hall.stage
    started = actions.start_petition(
        place_id=hall.community.pk, demand=asked.demand, actor=RESIDENT, now=stage.now
    )
    petition = started.petition
    if not asked.registered:
        return
    yield hall.day(asked.began - 1, MORNING)
    roll = _owners() if petition.owners else _households()
    actions.register_petition(petition_id=petition.pk, voices=roll, actor=hall.actor, now=stage.now)
    for no in range(1, asked.online + 1):
        yield stage.now + timedelta(minutes=97)
        signer = queries.signer(petition, no)
        assert signer is not None, "the roll is longer than that"
        actions.support_petition(signer_id=signer.pk, actor=RESIDENT, now=stage.now)
    yield hall.day(asked.began - 4, EVENING)
    yield from _on_paper(hall, petition, asked.sheet)


def _on_paper(hall: Hall, petition: Petition, numbers: tuple[int, ...]) -> Story:
    """Two people enter the sheet apart."""
    for role in (RoleKind.COMMUNITY_SECRETARY, RoleKind.COMMUNITY_WORKER):
        actor = hall.stage.role_at(hall.community, role)
        assert actor is not None, "the cast's community has its posts"
        read = SheetRead("1", numbers, 1)
        now = hall.stage.now
        actions.enter_sheet(petition_id=petition.pk, read=read, actor=actor, now=now)
        yield hall.stage.now + WAY


def _owners() -> Sequence[Voice]:
    own = [
        Voice(name, f"{no:03d}", False, ((_door(no), AREAS[no % len(AREAS)]),))
        for no, name in enumerate(people_called(OWNERS))
    ]
    return [*own, Voice(DEVELOPER, "", True, (("6-101", AREAS[0]), ("6-102", AREAS[1])))]


def _households() -> Sequence[Voice]:
    return [
        Voice(name.partition("、")[0], _door(no), False, ())
        for no, name in enumerate(people_called(HOUSEHOLDS))
    ]


def _door(no: int) -> str:
    return f"{no // 24 + 1}-{no // 2 % 12 + 1:02d}{no % 2 + 1:02d}"
