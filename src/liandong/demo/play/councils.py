"""What the cast's community talks over: a consensus posted, one adjourned, one announced.

The compound agrees on one-way driving with one dissent; the dog pact is adjourned until the draft
is ready, and is called again by the ballot of the same name; the topic for next week is posted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from liandong.deliberation import actions, queries
from liandong.deliberation.actions import Guest
from liandong.deliberation.actions import Plan as Planned
from liandong.deliberation.lifecycle import Next, Scope, Stance
from liandong.deliberation.models import Council
from liandong.deliberation.rules import Words
from liandong.demo.cast import COMMUNITY
from liandong.demo.play.ballots import COMPOUND
from liandong.demo.play.stage import Stage, Story
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

EVENING = timedelta(hours=18, minutes=30)
MORNING = timedelta(hours=9, minutes=30)
WAY = timedelta(minutes=6)
AHEAD = 5  # days between the announcement and the session
PARTY, COMMITTEE, FIRM = "樱园社区党委", "樱园社区居委会", "樱园物业服务有限公司"


@dataclass(frozen=True, slots=True)
class Topic:
    """One council of the demo: what about, how many days ago it sat, who comes, what they say."""

    topic: str
    explanation: str
    sat: int
    guests: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...]
    compound: str = ""


ONE_WAY = Topic(
    "小区内部道路单向通行",
    "早晚高峰两车相会时常堵在3号楼前，消防通道也被占用。请大家议一议是否改为单向通行、怎么画线。",
    16,
    (
        ("孙志远", "resident"),
        ("王玉兰", "resident"),
        ("李建国", "resident"),
        (FIRM, "property_firm"),
        ("宋明律师", "legal_adviser"),
    ),
    (
        (FIRM, "从东门进、西门出，需要画线约四百二十米、立标志六块，费用从公共收益列支。"),
        ("孙志远", "消防通道不能再停车，这一条先定下来。"),
        ("王玉兰", "我住在最里面，改了要多绕一圈，老人就医不方便。"),
        ("宋明律师", "画线占用共有部分的用途没有改变，按管理规约公示即可。"),
        ("李建国", "先试一个月，不合适再改。"),
    ),
    COMPOUND,
)
DOGS = Topic(
    "文明养犬约定怎么写",
    "请大家看一看约定草案：遛犬时段、牵绳长度、清理粪便、不文明行为怎么劝。",
    4,
    (("周海燕", "resident"), ("钱卫东", "resident"), ("奎文宠物医院", "resident_organization")),
    (
        ("钱卫东", "早上六点到八点人多，遛犬时段要避开。"),
        ("周海燕", "牵绳多长要写清楚，不能只写适当。"),
        ("奎文宠物医院", "我们可以提供免费登记和疫苗提醒。"),
    ),
)
SHED = Topic(
    "电动自行车棚选在哪里",
    "现有车棚只有四十个车位，缺口约六十个。备选地点：西侧空地、5号楼北侧、南门内侧。",
    -4,
    (("孙志远", "resident"), ("周海燕", "resident"), (FIRM, "property_firm")),
    (),
    COMPOUND,
)


def councils(stage: Stage) -> None:
    """The councils take their places in the played days."""
    hall = Hall.of_the_cast(stage)
    for story, topic in (
        (hall.agreed(ONE_WAY), ONE_WAY),
        (hall.adjourned(DOGS), DOGS),
        (hall.announced(SHED), SHED),
    ):
        stage.enter(story, hall.day(topic.sat + AHEAD, MORNING))


@dataclass(frozen=True, slots=True)
class Hall:
    """Where one community sits together, and who writes it down."""

    stage: Stage
    community: Place

    @classmethod
    def of_the_cast(cls, stage: Stage) -> Self:
        places = [stage.above(one.grid, Level.COMMUNITY) for one in stage.addresses]
        return cls(stage, next(place for place in places if place.name == COMMUNITY))

    @property
    def actor(self) -> Actor:
        found = self.stage.role_at(self.community, RoleKind.COMMUNITY_SECRETARY)
        assert found is not None, "the cast's community has its posts"
        return found

    def day(self, days_ago: int, hour: timedelta) -> datetime:
        return day_bounds(day_of(self.stage.until) - timedelta(days=days_ago))[0] + hour

    def announced(self, topic: Topic) -> Story:
        """Planned, invited and announced on one morning."""
        self._announce(topic)
        yield from ()

    def adjourned(self, topic: Topic) -> Story:
        """It sits, and goes on another day."""
        council = self._announce(topic)
        yield self.day(topic.sat, EVENING)
        yield from self._sit(council, topic)
        again = self.day(topic.sat - 9, EVENING)
        self._do(actions.adjourn, council, resumes_at=again, reason="约定草案按意见修改后再议。")

    def agreed(self, topic: Topic) -> Story:
        """It ends with a consensus and one dissent, and the result is posted."""
        council = self._announce(topic)
        yield self.day(topic.sat, EVENING)
        yield from self._sit(council, topic)
        self._position(council, FIRM, Stance.AGREES, "")
        self._position(council, "孙志远", Stance.AGREES, "")
        self._position(council, "王玉兰", Stance.DISSENTS, "绕行太远，急救车进出不便。")
        yield self.stage.now + WAY
        words = Words(
            "一、自画线完成之日起试行单向通行一个月，东门进、西门出，急救和消防车辆不受限制。\n"
            "二、3号楼前消防通道不得停车，由物业每日巡查。\n"
            "三、画线和标志费用从公共收益列支，收支在公告栏公布。\n"
            "四、试行期满再开一次议事会。",
            Next.CARRY_OUT.value,
        )
        self._do(actions.conclude, council, words=words)
        yield self.day(topic.sat - 1, MORNING)
        consultation, voices = council.consultation, queries.voices(council)
        consultation.refresh_from_db()
        public = {
            name: queries.masked(text, voices)
            for name, text in (
                ("consensus", consultation.consensus),
                ("dissent", consultation.dissent),
            )
        }
        self._do(actions.post, council, **public)

    def _announce(self, topic: Topic) -> Council:
        plan = Planned(
            topic=topic.topic,
            scope=Scope.COMPOUND if topic.compound else Scope.COMMUNITY,
            compound=topic.compound,
            explanation=topic.explanation,
            venue="樱园社区议事厅",
            starts_at=self.day(topic.sat, EVENING),
        )
        council = actions.plan(
            place_id=self.community.pk, plan=plan, actor=self.actor, now=self.stage.now
        )
        known = {voice.capacity for voice in queries.voices(council)}
        bodies = [(PARTY, "party_organisation"), (COMMITTEE, "residents_committee")]
        missing = [(name, capacity) for name, capacity in bodies if capacity not in known]
        guests = [Guest(name, capacity, "visit") for name, capacity in (*missing, *topic.guests)]
        self._do(actions.invite, council, guests=guests)
        self._do(actions.give_notice, council)
        return council

    def _sit(self, council: Council, topic: Topic) -> Story:
        self._do(actions.open_council, council)
        everybody = [voice.pk for voice in queries.voices(council)]
        self._do(actions.attend, council, voice_ids=everybody)
        for name, text in topic.said:
            yield self.stage.now + WAY
            self._do(actions.speak, council, voice_id=self._voice(council, name), text=text)

    def _position(self, council: Council, name: str, stance: str, opinion: str) -> None:
        words = {"voice_id": self._voice(council, name), "stance": stance, "opinion": opinion}
        self._do(actions.take_position, council, **words)

    def _voice(self, council: Council, name: str) -> int:
        return next(voice.pk for voice in queries.voices(council) if voice.name == name)

    def _do(self, action: Any, council: Council, **words: Any) -> None:
        action(council_id=council.pk, actor=self.actor, now=self.stage.now, **words)
