"""What the cast's branch wrote to its secretaries by the express line, and what became of it.

One item is solved and answered, one answered and not solved, one overdue, one on its way, one went
to Kuiwen's joint meeting instead, and one waits for the secretary.
"""

from dataclasses import dataclass
from datetime import timedelta

from liandong.demo.play.duties import Chain
from liandong.demo.play.stage import LEVEL_DESKS, Stage, Story
from liandong.duties import actions as duties
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.matters.lifecycle import Obstacle
from liandong.meetings import actions, queries
from liandong.meetings.actions import Cry, Task, Undertaking
from liandong.meetings.models import ExpressItem
from liandong.places.models import Level

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """An item of the play: from and to which level, how many days ago, and how it ends.

    `plan` is empty where the secretary has not taken it up; `days` are those until the answer.
    """

    wrote: Level
    to: Level
    ago: int
    cry: Cry
    plan: str = ""
    days: int = 30
    office: str = "urban_management"
    step: str = ""
    answer: str = ""
    solved: bool = False
    declined: str = ""


LETTERS = (
    Letter(
        Level.COMMUNITY,
        Level.CITY,
        52,
        Cry(
            "社区工作者“3岗18级”薪酬尚未兑现",
            "社区招不到人，近半年走了三名骨干。",
            "薪酬标准由市里定，街道无权调整。",
            Obstacle.SYSTEM,
            "街道已先行补贴交通费，仍留不住人。",
        ),
        "组织、民政、财政部门会商，测算补差资金，分批兑现。",
        35,
        "civil_affairs",
        "核定岗位等级并测算补差资金。",
        "全市社区工作者岗位等级已核定，补差资金自本月起发放。",
        True,
    ),
    Letter(
        Level.SUBDISTRICT,
        Level.DISTRICT,
        46,
        Cry(
            "三个老旧小区消防通道长期被占",
            "消防车进不去，涉及1200户居民。",
            "街道没有拖移车辆的执法权限。",
            Obstacle.POWER,
            "社区劝离五次，设置的隔离桩两次被拆。",
        ),
        "划线立牌，联合执法，同步在周边开辟夜间停车位。",
        25,
        "urban_management",
        "划设禁停线并安装标牌，开辟夜间停车位。",
        "禁停线已划设；拖移车辆须由公安机关实施，正在申请授权，故尚未全部解决。",
    ),
    Letter(
        Level.COMMUNITY,
        Level.DISTRICT,
        40,
        Cry(
            "老年食堂没有场地",
            "80岁以上老人210名，做饭困难。",
            "社区没有用房，也没有改造资金。",
            Obstacle.MONEY,
            "与两家单位协商未果。",
        ),
        "盘活闲置国有用房一处，改造后交社区使用。",
        28,
        "civil_affairs",
        "落实用房并完成改造设计。",
    ),
    Letter(
        Level.SUBDISTRICT,
        Level.CITY,
        14,
        Cry(
            "街道管理体制改革后执法人员未下沉到位",
            "事权已下放，人员编制仍在区里。",
            "编制由市委编办统一调剂。",
            Obstacle.SYSTEM,
            "街道已向区里书面报告两次。",
        ),
        "编办会同组织、人社部门核定下沉编制，分批到岗。",
        45,
        "civil_affairs",
        "提出下沉人员名单和到岗时间。",
    ),
    Letter(
        Level.COMMUNITY,
        Level.DISTRICT,
        20,
        Cry(
            "三家单位对共用围墙拆除意见不一",
            "围墙挡住消防通道和盲道。",
            "产权分属三家单位，社区无权裁定。",
            Obstacle.INTERESTS,
            "召开三次协调会，各方没有达成一致。",
        ),
        declined="涉及三家单位利益，须经联席会议共同议定，不宜由一个部门单独办理。",
    ),
    Letter(
        Level.COMMUNITY,
        Level.DISTRICT,
        2,
        Cry(
            "小区二次供水泵房老化频繁停水",
            "每周停水两次，影响460户。",
            "更新泵房约需80万元，维修资金不足。",
            Obstacle.MONEY,
            "物业抢修七次，水务部门已现场鉴定。",
        ),
    ),
)


def express(stage: Stage) -> None:
    """The letters take their places in the played days."""
    chain = Chain(stage, day_of(stage.now).year)
    for letter in LETTERS:
        at = stage.until - letter.ago * DAY
        stage.enter(Way(chain, letter).story(), max(at, stage.now + HOUR))


@dataclass(frozen=True, slots=True)
class Way:
    """One item from the line in which it is written to as far as it comes."""

    chain: Chain
    letter: Letter

    @property
    def stage(self) -> Stage:
        return self.chain.stage

    def story(self) -> Story:
        letter = self.letter
        secretary = self.chain.actor(letter.to)
        writer = self.chain.actor(letter.wrote)
        item = actions.write_express(
            secretary_id=secretary.post, cry=letter.cry, actor=writer, now=self.stage.now
        )
        self._gathered(item, writer)
        yield self.stage.now + 2 * DAY
        if letter.declined:
            actions.decline(
                item_id=item.pk,
                title=item.title,
                reason=letter.declined,
                place_id=item.secretary.place_id,
                actor=secretary,
                now=self.stage.now,
            )
        if letter.plan:
            yield from self._carried_out(item, secretary)

    def _gathered(self, item: ExpressItem, writer: Actor) -> None:
        """Up to five open matters of the place stand behind an item of a community."""
        if self.letter.wrote == Level.COMMUNITY and self.letter.cry.obstacle == Obstacle.MONEY:
            found = tuple(one.pk for one in queries.alike(item)[:5])
            if found:
                now = self.stage.now
                actions.gather(item_id=item.pk, matter_ids=found, actor=writer, now=now)

    def _carried_out(self, item: ExpressItem, secretary: Actor) -> Story:
        letter, due_on = self.letter, day_of(self.stage.now) + self.letter.days * DAY
        taken = Undertaking(item.title, letter.plan, secretary.post, due_on)
        actions.take_up(item_id=item.pk, undertaking=taken, actor=secretary, now=self.stage.now)
        place = self.stage.posts[secretary.post].place
        office = self.stage.office(place, letter.office, min(letter.to, Level.DISTRICT))
        task = Task(letter.step, "按期完成并公布结果", office.pk, due_on - 5 * DAY)
        actions.ask(item_id=item.pk, task=task, actor=secretary, now=self.stage.now)
        if not letter.answer:
            return
        yield self.stage.now + 16 * DAY
        if letter.solved:
            self._closed_out(item, office.pk, secretary)
        actions.answer(
            item_id=item.pk,
            text=letter.answer,
            solved=letter.solved,
            actor=secretary,
            now=self.stage.now,
        )

    def _closed_out(self, item: ExpressItem, office_id: int, secretary: Actor) -> None:
        """The office applies, the secretary's desk verifies, the secretary approves."""
        line, now = item.steps.get().rectification_id, self.stage.now
        office = self.stage.actor(office_id)
        duties.apply(problem_id=line, result="已按方案完成。", actor=office, now=now)
        place = self.stage.posts[secretary.post].place
        desk = self.stage.role_at(place, LEVEL_DESKS[self.letter.to])
        assert desk is not None, "every level of the cast has its desk"
        findings = "查阅发放明细，属实。"
        duties.verify(problem_id=line, holds=True, findings=findings, actor=desk, now=now)
        duties.approve(problem_id=line, actor=secretary, now=now)
