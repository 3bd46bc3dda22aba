"""What the cast's compound and community are asked: one is answered, one has just begun.

Three true camps answered the first, on the telephone and on paper: who rides, who walks, who
drives. All want fire lanes kept free; the camps part over sheds, money and the night. The second
has few answers yet, so that its page says how many are missing; two statements wait on the desk.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from liandong.demo.cast import COMMUNITY
from liandong.demo.play.ballots import COMPOUND
from liandong.demo.play.stage import Stage, Story
from liandong.kernel.actor import RESIDENT, SYSTEM, Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.opinions import actions, queries
from liandong.opinions.lifecycle import Ground, Standing
from liandong.opinions.models import Conversation, Participant, Plan, Statement
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

MORNING = timedelta(hours=9)
WAY = timedelta(minutes=4)
# A statement, and what riders, walkers and drivers say to it.
CHARGING: tuple[tuple[str, str], ...] = (
    ("消防通道任何时候都不能停电动自行车", "+++"),
    ("电动自行车不应当进楼道和电梯", "+++"),
    ("每栋楼附近都要有充电桩", "+--"),
    ("建车棚可以占用一部分绿地", "+--"),
    ("充电价格应当公示，不高于公共充电站", "+++"),
    ("夜里十点以后应当停止充电", "-+0"),
    ("车棚应当建在北门，离住宅远一些", "-++"),
    ("建车棚的钱从小区公共收益里出", "++-"),
    ("谁用谁付钱，费用由骑车的人分摊", "-0+"),
    ("汽车位可以减少，让给电动自行车", "+0-"),
    ("汽车充电桩也要一起规划", "0-+"),
    ("外卖车和快递车不应当进小区", "-+0"),
    ("应当请志愿者劝导乱停乱放", "0+0"),
    ("车棚要有监控和烟感报警", "+++"),
)
QUIET: tuple[tuple[str, str], ...] = (
    ("晚上九点以后广场不再放音响", "-+0"),
    ("周末可以延长到九点半", "+-0"),
    ("跳舞的地方应当换到东侧空地", "0++"),
    ("音量应当有人测、有人管", "+++"),
    ("孩子们踢球的时间也要定下来", "0+0"),
    ("早上七点以前不应当有音响", "+++"),
    ("应当有一块固定的活动场地", "++0"),
    ("谁违反约定，应当先劝导再上报", "+++"),
)
ADDED = (
    ("充电桩要装在看得见的地方！！！老人也会用", "充电桩应当装在看得见的地方，老人也会用", ""),
    ("某户天天飞线充电，太缺德", "", Ground.ABUSIVE),
    ("楼道里不许放电动车", "", ""),
)
NAMES = {3: "要充电方便", 6: "要安静安全", 9: "要保住车位", 11: "要保住车位", 12: "要安静安全"}
ANSWER = (
    "一、十二月十日前在北门内侧划线，消防通道设隔离桩，由物业负责。\n"
    "二、充电价格在公告栏和每个充电位公示，每季度核对一次。\n"
    "三、车棚带监控和烟感报警，先做方案，不占绿地。\n"
    "四、夜间是否停止充电、费用由谁承担，大家看法不同，先开议事会商议，不在本次定。"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One conversation: how many days ago it begins and ends, and how many of each camp come."""

    question: str
    description: str
    compound: str
    said: Sequence[tuple[str, str]]
    begins: int
    ends: int
    camps: tuple[int, int, int]
    on_paper: int

    @property
    def people(self) -> Iterator[int]:
        """The camp of each who comes, mixed."""
        most = max(self.camps)
        for turn in range(most):
            yield from (camp for camp in range(3) if turn < self.camps[camp])


DONE = Asked(
    "电动自行车在小区里怎么停、怎么充？",
    "物业准备改造停车和充电，方案还没有定。先听听大家怎么看，结果用来定方案；"
    "看法不同的地方，另开议事会商议。",
    COMPOUND,
    CHARGING,
    27,
    13,
    (14, 12, 9),
    12,
)
BEGUN = Asked(
    "小广场晚上怎么才安静？",
    "这两个月社区收到七次关于广场音响的反映。想先了解大家的看法，再和舞蹈队商量。",
    "",
    QUIET,
    3,
    -10,
    (4, 4, 3),
    0,
)


def opinions(stage: Stage) -> None:
    """The conversations take their places in the played days."""
    places = [stage.above(one.grid, Level.COMMUNITY) for one in stage.addresses]
    community = next(place for place in places if place.name == COMMUNITY)
    square = Square(stage, community)
    stage.enter(square.done(DONE), square.day(DONE.begins))
    stage.enter(square.begun(BEGUN), square.day(BEGUN.begins))


@dataclass(frozen=True, slots=True)
class Square:
    """Where one community asks, and who handles it."""

    stage: Stage
    community: Place
    rng: Random = field(default_factory=lambda: Random("opinions"))  # noqa: S311 -- a played city

    def actor(self, role: str = RoleKind.COMMUNITY_SECRETARY) -> Actor:
        found = self.stage.role_at(self.community, role)
        assert found is not None, "the cast's community has its posts"
        return found

    def day(self, days_ago: int) -> datetime:
        return day_bounds(day_of(self.stage.until) - timedelta(days=days_ago))[0] + MORNING

    def begun(self, asked: Asked) -> Story:
        """Few have answered; two statements of theirs wait."""
        conversation = self._open(asked)
        yield from self._answered(conversation, asked)
        someone = conversation.participants.order_by("id")[0]
        for text in ("广场旁边的灯太亮，也影响休息", "建议买几副无线耳机给舞蹈队"):
            yield self.stage.now + WAY
            self._say(someone, text)
        self._draw(conversation)

    def done(self, asked: Asked) -> Story:
        """From the question to what comes of it, and to a council on what divides most."""
        conversation = self._open(asked)
        yield from self._answered(conversation, asked)
        yield self.day(asked.ends - 1)
        self._do("close", conversation_id=conversation.pk)
        last = queries.drawing(conversation)
        assert last is not None, "closing draws the map"
        names = [_name(group["stands"]) for group in last.result["groups"]]
        self._do("name_groups", conversation_id=conversation.pk, names=names)
        yield self.day(asked.ends - 3)
        self._do("conclude", conversation_id=conversation.pk, answer=ANSWER)
        split = Statement.objects.get(conversation=conversation, no=last.result["divisive"][0])
        words: dict[str, Any] = {"explanation": queries.told_of(conversation, split)}
        self._do("call_council", statement_id=split.pk, **words)

    def _open(self, asked: Asked) -> Conversation:
        plan = Plan(
            question=asked.question,
            description=asked.description,
            compound=asked.compound,
            opens_on=day_of(self.day(asked.begins)),
            closes_on=day_of(self.day(asked.ends)),
            seeds=tuple(text for text, _camps in asked.said),
        )
        opened: Conversation = self._do("open_conversation", place_id=self.community.pk, plan=plan)
        return opened

    def _answered(self, conversation: Conversation, asked: Asked) -> Story:
        """Some fill in paper, the others answer on the telephone, one statement after another."""
        worker = self.actor(RoleKind.COMMUNITY_WORKER)
        words: dict[str, Any] = {
            "conversation_id": conversation.pk,
            "actor": worker,
            "now": self.stage.now,
        }
        codes = actions.issue_codes(many=asked.on_paper, **words) if asked.on_paper else []
        for number, camp in enumerate(asked.people):
            yield self.stage.now + WAY
            if number == 9 and asked is DONE:
                self._added(conversation)
            votes = self._votes(conversation, asked, camp)
            if number < len(codes):
                participant = queries.participant_with(codes[number])
                assert participant is not None, "the code was just made"
                on_paper: dict[str, Any] = {
                    "participant_id": participant.pk,
                    "votes": votes,
                    "text": "",
                }
                actions.enter_paper(**on_paper, actor=worker, now=self.stage.now)
            else:
                self._online(conversation, votes)

    def _online(self, conversation: Conversation, votes: dict[int, int]) -> Participant:
        joined = actions.join(conversation_id=conversation.pk, actor=RESIDENT, now=self.stage.now)
        participant = queries.participant_with(joined.code)
        assert participant is not None, "somebody just joined"
        words: dict[str, Any] = {
            "participant_id": participant.pk,
            "actor": RESIDENT,
            "now": self.stage.now,
        }
        for statement_id, vote in votes.items():
            actions.answer(statement_id=statement_id, vote=vote, **words)
        return participant

    def _votes(self, conversation: Conversation, asked: Asked, camp: int) -> dict[int, int]:
        """What one of a camp says: mostly as the camp does; some leave a few out."""
        said = {text: camps[camp] for text, camps in asked.said}
        votes: dict[int, int] = {}
        for one in queries.published(conversation):
            if self.rng.random() < 0.12:
                continue
            usual = {"+": 1, "-": -1, "0": self.rng.choice((-1, 0, 1))}[said.get(one.text, "+")]
            votes[one.pk] = usual if self.rng.random() < 0.9 else self.rng.choice((-1, 0, 1))
        return votes

    def _added(self, conversation: Conversation) -> None:
        """What residents added: published in better words, not published, the same as another."""
        someone = self._online(conversation, {})
        same = Statement.objects.get(conversation=conversation, no=2)
        for original, better, ground in ADDED:
            made = self._say(someone, original)
            if better:
                self._do("publish", statement_id=made.pk, text=better)
            elif ground:
                self._do("refuse", statement_id=made.pk, ground=ground)
            else:
                self._do("merge", statement_id=made.pk, into_id=same.pk)
        assert not Statement.objects.filter(
            conversation=conversation, standing=Standing.WAITING
        ).exists(), "everything was looked at"

    def _say(self, participant: Participant, text: str) -> Statement:
        return actions.suggest(
            participant_id=participant.pk, text=text, actor=RESIDENT, now=self.stage.now
        )

    def _draw(self, conversation: Conversation) -> None:
        actions.keep_drawing(
            conversation_id=conversation.pk,
            drawn=queries.drawn(conversation),
            actor=SYSTEM,
            now=self.stage.now,
        )

    def _do(self, verb: str, **words: Any) -> Any:
        return getattr(actions, verb)(actor=self.actor(), now=self.stage.now, **words)


def _name(stands: list[list[Any]]) -> str:
    """A name that a person could give to a group, by the first telling thing it stands for."""
    found = [NAMES[no] for no, side in stands if side == "agree" and no in NAMES]
    return found[0] if found else ""
