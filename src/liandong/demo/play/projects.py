"""What the secretaries of four levels claimed: in all states, some in time and some late.

The city's, Kuiwen's, Liyuan's and Yingyuan's secretaries each carry a project out; Yingyuan's is
closed, Liyuan's is late and was amended, and another subdistrict waits for its registration.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from liandong.demo.play.duties import SECRETARY, Chain
from liandong.demo.play.stage import LEVEL_DESKS, Stage, Story
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.places.models import Level
from liandong.projects import actions
from liandong.projects.actions import Proof
from liandong.projects.lifecycle import Kind, State
from liandong.projects.models import Plan, SecretaryProject, Target

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# What, the planned day and the day on which it was reached, both counted from the beginning.
type Step = tuple[str, int, int | None]


@dataclass(frozen=True, slots=True)
class Idea:
    """A project: what it says, its goal (indicator, unit, start, target, base, actual), steps."""

    level: Level
    title: str
    kind: Kind
    cause: str
    measures: str
    benefit: str
    goal: tuple[str, str, int, int, int | None, int | None]
    steps: Sequence[Step]
    office: str
    budget: int = 0
    source: str = ""
    end: State = State.RUNNING


CITY = Idea(
    Level.CITY,
    "提升城市基层治理水平：免费停车“小蓝位”",
    Kind.LIVELIHOOD,
    "城区停车位不足，居民出行停车难反映集中。",
    "在公共场所和部分道路施划免费停车位，逐区公布点位。",
    "在公共场所和路边找得到免费车位。",
    ("免费停车“小蓝位”", "个", 3800, 5200, None, 4700),
    (("摸清可施划路段", 10, 9), ("完成首批施划", 40, 41), ("全部施划并公布点位", 90, None)),
    "urban_management",
    120_000_000,
    "市级财政",
)
DISTRICT = Idea(
    Level.DISTRICT,
    "红色物业：住宅小区物业党组织覆盖",
    Kind.PROPERTY,
    "部分住宅小区物业企业没有党组织，服务无人监督。",
    "组建物业行业党组织，选派党建指导员，每月会商。",
    "小区物业有人管、有人听居民意见。",
    ("建立党组织的物业企业", "家", 12, 30, 34, 24),
    (("摸清物业企业底数", 8, 8), ("选派党建指导员", 25, 25), ("覆盖三十家", 75, None)),
    "housing",
    6_000_000,
    "区级财政",
)
SUBDISTRICT = Idea(
    Level.SUBDISTRICT,
    "老旧小区自治组织全覆盖",
    Kind.GOVERNANCE,
    "11个老旧小区没有业主委员会或者物业管理委员会。",
    "逐个小区派指导员，成立筹备组，依法选举。",
    "居民有了自己的组织，物业收费和服务有人监督。",
    ("有自治组织的老旧小区", "个", 4, 15, 15, 9),
    (("摸清底数并公布", 9, 12), ("成立筹备组", 30, None), ("全部组建并备案", 70, None)),
    "housing",
    20_000_000,
    "街道党建经费",
)
COMMUNITY = Idea(
    Level.COMMUNITY,
    "家门口党群服务站",
    Kind.PLACES,
    "三个小区离党群服务中心超过一公里，老人办事不便。",
    "协调物业用房，错峰值守，公布服务事项。",
    "下楼就能办事、喝水、歇脚。",
    ("党群服务站", "个", 1, 4, 4, 4),
    (("落实三处用房", 7, 7), ("三处开放", 28, 27)),
    "civil_affairs",
    3_000_000,
    "社区工作经费",
    State.CLOSED,
)
WAITING = Idea(
    Level.SUBDISTRICT,
    "共享厕所进商圈",
    Kind.LIVELIHOOD,
    "商圈公共厕所少，市民如厕难。",
    "动员机关和商户开放内部厕所，统一标识。",
    "逛街时找得到厕所。",
    ("开放的共享厕所", "处", 3, 20, None, None),
    (("签订共享协议", 20, None), ("挂牌开放", 60, None)),
    "urban_management",
    end=State.CLAIMED,
)


def projects(stage: Stage) -> None:
    """The projects take their places in the played days."""
    chain = Chain(stage, day_of(stage.now).year)
    for number, idea in enumerate((CITY, DISTRICT, SUBDISTRICT, COMMUNITY)):
        secretary = chain.actor(idea.level)
        work = Work(chain, idea, secretary)
        stage.enter(work.story(), stage.now + 10 * HOUR + number * DAY)
    other = next(
        one
        for one in chain.below(Level.DISTRICT)
        if one.post != chain.actor(Level.SUBDISTRICT).post
    )
    stage.enter(Work(chain, WAITING, other).story(), stage.now + 50 * DAY)


@dataclass(frozen=True, slots=True)
class Work:
    """One project of one secretary, from the draft to as far as it comes."""

    chain: Chain
    idea: Idea
    secretary: Actor

    @property
    def stage(self) -> Stage:
        return self.chain.stage

    def story(self) -> Story:
        project, begin = self._claimed(), day_of(self.stage.now)
        if self.idea.end == State.CLAIMED:
            return
        yield self.stage.now + DAY
        self._do("register", project, self._above())
        for what, _planned, reached in self.idea.steps:
            if reached is None:
                continue
            yield self.stage.now + max(begin + reached * DAY - day_of(self.stage.now), HOUR)
            milestone = project.milestones.get(what=what)
            proof = Proof("有台账，可现场核对。")
            words = {"milestone_id": milestone.pk, "on": day_of(self.stage.now), "proof": proof}
            self._do("reach", project, self.secretary, **words)
        yield self.stage.now + DAY
        self._measured(project)
        if self.idea is SUBDISTRICT:
            self._amended(project)
        if self.idea.end == State.CLOSED:
            yield from self._closed(project)

    def _claimed(self) -> SecretaryProject:
        idea, now = self.idea, self.stage.now
        place = self.stage.posts[self.secretary.post].place
        lead = self.stage.role_at(place, LEVEL_DESKS[idea.level]) or self.secretary
        support = self.stage.office(place, idea.office, min(idea.level, Level.DISTRICT))
        plan = Plan(
            title=idea.title,
            kind=idea.kind,
            lead_id=lead.post,
            cause=idea.cause,
            measures=idea.measures,
            benefit=idea.benefit,
            budget=idea.budget,
            money_source=idea.source,
            supports=(support.pk,),
        )
        project = actions.draft(
            secretary_id=self.secretary.post,
            year=self.chain.year,
            plan=plan,
            actor=self.secretary,
            now=now,
        )
        indicator, unit, start, target, base, _actual = idea.goal
        last = day_of(now) + idea.steps[-1][1] * DAY
        whole = None if base is None else Decimal(base)
        goal = Target(indicator, unit, Decimal(start), Decimal(target), last, whole)
        self._do("set_goal", project, self.secretary, target=goal)
        for what, planned, _reached in idea.steps:
            due_on = day_of(now) + planned * DAY
            self._do("plan_milestone", project, self.secretary, what=what, due_on=due_on)
        self._do("claim", project, self.secretary)
        return project

    def _measured(self, project: SecretaryProject) -> None:
        today, actual = day_of(self.stage.now), self.idea.goal[5]
        goal = {"goal_id": project.goals.get().pk, "actual": Decimal(actual or 0), "on": today}
        self._do("measure", project, self.secretary, **goal)
        if self.idea.budget:
            amount = self.idea.budget * 2 // 5
            spent = {"amount": amount, "on": today, "what": "首批费用"}
            self._do("spend", project, self.secretary, **spent)

    def _amended(self, project: SecretaryProject) -> None:
        last = project.milestones.order_by("-no")[0]
        words = {
            "milestone_id": last.pk,
            "due_on": last.due_on + 30 * DAY,
            "reason": "两个小区产权单位注销，业主身份核对需要延长时间。",
        }
        self._do("move_milestone", project, self.secretary, **words)

    def _closed(self, project: SecretaryProject) -> Story:
        yield self.stage.now + DAY
        indicator, unit, _start, _target, _base, actual = self.idea.goal
        result = f"{indicator}已达到{actual}{unit}。{self.idea.benefit}"
        self._do("claim_done", project, self.secretary, result=result)
        yield self.stage.now + 3 * DAY
        place = self.stage.posts[self.secretary.post].place
        desk = self.stage.desk(place, self.idea.level - 1)
        self._do("accept", project, desk, findings="现场查看，数量属实，已向居民公布。")
        yield self.stage.now + DAY
        review = "协议要先签再公布；后续维护由责任单位和居民志愿者一起负责。"
        self._do("review", project, self.secretary, review=review)
        yield self.stage.now + DAY
        self._do("close", project, desk)

    def _above(self) -> Actor:
        """The secretary directly above; the city's has nobody."""
        place, level = self.stage.posts[self.secretary.post].place, max(self.idea.level - 1, 0)
        above = self.stage.role_at(self.stage.above(place, level), SECRETARY[Level(level)])
        assert above is not None, "every level that claims has its secretary"
        return above

    def _do(self, verb: str, project: SecretaryProject, who: Actor, **words: object) -> None:
        deed = getattr(actions, verb)
        deed(project_id=project.pk, actor=who, now=self.stage.now, **words)
