"""What the cast's grid asks its households: one poll is open, one has closed with its answers."""

from dataclasses import dataclass
from datetime import timedelta

from liandong.deliberation import actions, queries
from liandong.deliberation.rules import Question
from liandong.demo.play.councils import EVENING, MORNING, Hall
from liandong.demo.play.stage import Stage, Story
from liandong.kernel.actor import RESIDENT
from liandong.people.models import RoleKind
from liandong.places.models import Place

HOUSEHOLDS = 48


@dataclass(frozen=True, slots=True)
class Asked:
    """One poll of the demo: the question, how many days ago, for how long, and who answers what."""

    question: str
    options: tuple[str, ...]
    why: str
    ago: int
    days: int
    answers: tuple[int, ...]


RACKS = Asked(
    "公共晾衣架装在哪里？",
    ("3号楼南侧", "5号楼东侧", "不装"),
    "下月安装两组，按多数住户方便的位置选点，由社区公布。",
    19,
    7,
    (1, 1, 2, 1, 3, 1, 2, 2, 1, 1, 2, 1, 1, 3, 1, 2, 1, 1, 2, 1, 1, 2),
)
CLINIC = Asked(
    "义诊安排在哪一天？",
    ("周六上午", "周六下午", "周日上午"),
    "社区卫生服务站下月来院内义诊，按多数住户方便的时间安排。",
    3,
    6,
    (1, 3, 1, 2, 1, 3, 3),
)


def polls(stage: Stage) -> None:
    """The polls take their places in the played days."""
    hall = Hall.of_the_cast(stage)
    grid = next(one.grid for one in stage.addresses if one.grid.parent_id == hall.community.pk)
    for asked in (RACKS, CLINIC):
        stage.enter(_asked(hall, grid, asked), hall.day(asked.ago, MORNING))


def _asked(hall: Hall, grid: Place, asked: Asked) -> Story:
    stage = hall.stage
    head = stage.role_at(grid, RoleKind.GRID_HEAD) or hall.actor
    closes = hall.day(asked.ago - asked.days, EVENING)
    question = Question(asked.question, asked.options, HOUSEHOLDS, closes, asked.why)
    poll = actions.ask(place_id=grid.pk, asked=question, actor=head, now=stage.now)
    codes = actions.issue_slips(poll_id=poll.pk, actor=head, now=stage.now)
    for no, option in enumerate(asked.answers, start=1):
        yield stage.now + timedelta(minutes=83)
        slip = queries.slip_with(codes[no])
        assert slip is not None, "the slip was just printed"
        actions.answer(slip_id=slip.pk, option=option, actor=RESIDENT, now=stage.now)
    if closes < stage.until:
        yield closes
        actions.close_poll(poll_id=poll.pk, actor=head, now=stage.now)
