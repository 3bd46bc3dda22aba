"""The city's three-year action plan 2025 to 2027: seven departments, tasks in the article's words.

The plan was issued on paper in 2025; the city takes it over at the beginning of the played days,
and the officers tell the quarters that have passed. One task is blocked and waits for the city's
secretary, one for Kuiwen's housing bureau; what waits for them is held up. Its numbers are played.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from liandong.demo.play.duties import Chain
from liandong.demo.play.stage import LEVEL_DESKS, Stage, Story
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.places.models import Level, Place
from liandong.projects import actions, queries
from liandong.projects.lifecycle import Told
from liandong.projects.models import ActionPlan, PlanTask, Quarter, Report, Task

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FIRST, LAST = 2025, 2027
ISSUED = date(2025, 2, 20)
TITLE = "潍坊市城市基层党建全域提升攻坚三年行动实施方案"
PURPOSE = "组织、政法、编办、民政、财政、人社、住建七部门协同推进城市基层党建各项重点任务落实。"
SEVEN = (
    "organisation",
    "political_legal",
    "staffing",
    "civil_affairs",
    "finance",
    "human_resources",
    "housing",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A task: whose, what it says, for which it waits, and how it went: what was told last."""

    office: str
    task: Task
    waits: tuple[int, ...] = ()
    last: Told = Told.ON_TRACK
    actual: int = 0
    until: Quarter = Quarter(2026, 3)
    words: str = "按计划推进。"
    blocker: str = ""


def _task(what: str, counted: str, unit: str, target: int, due: tuple[int, int]) -> Task:
    return Task(what, counted, unit, Decimal(target), *due)


DONE, BLOCKED, LATE = Told.DONE, Told.BLOCKED, Told.LATE
SAID = "任务已完成，台账可查。"
ITEMS = (
    Item(
        "organisation",
        _task("全市镇街设置党建工作办公室", "党建工作办公室", "个", 118, (2025, 4)),
        last=DONE,
        actual=118,
        until=Quarter(2025, 4),
        words=SAID,
    ),
    Item(
        "staffing",
        _task("厘清区街“属地管理”主体责任和配合责任事项", "事项", "项", 95, (2025, 3)),
        last=DONE,
        actual=95,
        until=Quarter(2025, 3),
        words=SAID,
    ),
    Item(
        "staffing",
        _task("从市县两级调剂事业编制下沉到镇街", "下沉的事业编制", "名", 826, (2025, 4)),
        waits=(1,),
        last=DONE,
        actual=826,
        until=Quarter(2025, 4),
        words=SAID,
    ),
    Item(
        "staffing",
        _task("向56个街道下放管理权限", "下放的权限", "项", 5710, (2026, 2)),
        waits=(2,),
        last=BLOCKED,
        actual=4890,
        words="已下放4890项，其余待审定。",
        blocker="剩余权限涉及上级部门审批，须市级统一审定后下放。",
    ),
    Item(
        "organisation",
        _task("深化街道管理体制改革，厘清区街权责边界", "完成改革的街道", "个", 56, (2026, 4)),
        waits=(3, 4),
    ),
    Item(
        "finance",
        _task("足额落实社区党组织工作和服务经费", "平均每个社区经费", "万元", 26, (2025, 2)),
        last=DONE,
        actual=26,
        until=Quarter(2025, 2),
        words=SAID,
    ),
    Item(
        "human_resources",
        _task("落实社区工作者“3岗18级”薪酬待遇", "落实的县市区", "个", 14, (2025, 4)),
        waits=(6,),
        last=DONE,
        actual=14,
        until=Quarter(2025, 4),
        words=SAID,
    ),
    Item(
        "civil_affairs",
        _task("统一招录社区专职工作者", "新招录的社区专职工作者", "名", 969, (2026, 1)),
        waits=(7,),
        last=DONE,
        actual=969,
        until=Quarter(2026, 1),
        words=SAID,
    ),
    Item(
        "civil_affairs",
        _task("推动社区推行“一窗受理、全科服务”", "推行的社区占比", "%", 100, (2026, 4)),
        last=BLOCKED,
        actual=82,
        words="其余社区正在改造服务大厅。",
        blocker="奎文区两处党群服务中心用房的产权没有移交。",
    ),
    Item(
        "political_legal",
        _task("开展网格党组织集中覆盖行动", "有党组织的网格占比", "%", 100, (2026, 4)),
        last=LATE,
        actual=71,
        words="新建小区网格调整后，组建进度滞后。",
    ),
    Item(
        "political_legal",
        _task("在城市网格推行民主协商议事“六事”工作法", "推行的网格占比", "%", 100, (2027, 4)),
        waits=(10,),
    ),
    Item(
        "housing",
        _task("推动建立物业企业党组织", "物业企业党组织", "个", 857, (2026, 4)),
        actual=803,
        until=Quarter(2026, 2),
    ),
    Item(
        "housing",
        _task("建设“家门口”党群服务站", "党群服务站", "个", 2975, (2027, 2)),
        waits=(9, 12),
    ),
    Item(
        "organisation",
        _task("命名城市社区党组织书记工作室", "书记工作室", "个", 25, (2026, 4)),
        actual=22,
    ),
    Item(
        "organisation",
        _task("举办城市社区党组织书记论坛", "论坛", "期", 4, (2027, 4)),
        waits=(14,),
    ),
)
PERMITS, STUDIOS = 4, 14


def action_plan(stage: Stage) -> None:
    """The plan is taken over on the second of the played days."""
    stage.enter(Takeover(Chain(stage, day_of(stage.now).year)).story(), stage.now + DAY + 9 * HOUR)


@dataclass(frozen=True, slots=True)
class Takeover:
    """The plan, from its draft to what was told of it until now."""

    chain: Chain

    @property
    def stage(self) -> Stage:
        return self.chain.stage

    @property
    def secretary(self) -> Actor:
        return self.chain.actor(Level.CITY)

    @property
    def desk(self) -> Actor:
        found = self.stage.role_at(self._city, LEVEL_DESKS[Level.CITY])
        assert found is not None, "the city has its desk"
        return found

    @property
    def _city(self) -> Place:
        return self.stage.posts[self.secretary.post].place

    def story(self) -> Story:
        plan = self._drafted()
        yield self.stage.now + HOUR
        self._do("circulate", plan, self.desk)
        yield self.stage.now + DAY
        for code in SEVEN:
            self._do("countersign", plan, self._officer(code))
        yield self.stage.now + HOUR
        words = {"number": "潍组发〔2025〕6号", "issued_on": ISSUED}
        self._do("adopt", plan, self.secretary, **words)
        yield self.stage.now + DAY
        for number, item in enumerate(ITEMS, 1):
            self._told(plan.tasks.get(no=number), number, item)
        yield self.stage.now + 10 * DAY
        self._amended(plan)

    def _drafted(self) -> ActionPlan:
        plan = actions.draft_plan(
            place_id=self._city.pk,
            title=TITLE,
            purpose=PURPOSE,
            first_year=FIRST,
            last_year=LAST,
            actor=self.desk,
            now=self.stage.now,
        )
        for code in SEVEN:
            self._do(
                "include", plan, self.desk, organisation_id=self._officer(code).organisation_id
            )
        whose = {one.organisation_id: one.pk for one in plan.departments.all()}
        for item in ITEMS:
            department = whose[self._officer(item.office).organisation_id or 0]
            self._do("plan_task", plan, self.desk, department_id=department, task=item.task)
        tasks = {one.no: one for one in plan.tasks.order_by("no")}
        for number, item in enumerate(ITEMS, 1):
            for on in item.waits:
                self._on(tasks[number], "wait_for", self.desk, on_id=tasks[on].pk)
        return plan

    def _told(self, task: PlanTask, number: int, item: Item) -> None:
        """What the officer tells of the quarters that have passed, up to `until`."""
        officer = self._officer(item.office)
        found = queries.find_task(task.pk)
        assert found is not None, "it was just planned"
        for quarter in queries.open_quarters(found, self.stage.now):
            if quarter > item.until:
                return
            report = Report(Told.ON_TRACK, "按计划推进。")
            if quarter == item.until:
                asked = self._asked(number) if item.blocker else None
                number_now = Decimal(item.actual) if item.actual else None
                report = Report(item.last, item.words, number_now, item.blocker, asked)
            self._on(task, "tell_quarter", officer, quarter=quarter, report=report)

    def _asked(self, number: int) -> int:
        """Who must unblock: the city's secretary the permits, Kuiwen's housing bureau the rooms."""
        if number == PERMITS:
            return self.secretary.post
        return self.stage.office(self.stage.addresses[0].grid, "housing").pk

    def _amended(self, plan: ActionPlan) -> None:
        task = plan.tasks.get(no=STUDIOS)
        said = Task(task.what, task.indicator, task.unit, Decimal(30), task.year, task.quarter)
        reason = "各区要求增加名额，首批工作室“传帮带”效果好，增加五个。"
        officer = self._officer("organisation")
        self._on(task, "reword_task", officer, task=said, reason=reason)

    def _officer(self, code: str) -> Actor:
        return self.stage.actor(self.stage.offices[self._city.pk, code].pk)

    def _do(self, verb: str, plan: ActionPlan, who: Actor, **words: object) -> None:
        getattr(actions, verb)(plan_id=plan.pk, actor=who, now=self.stage.now, **words)

    def _on(self, one: PlanTask, verb: str, who: Actor, **words: object) -> None:
        getattr(actions, verb)(task_id=one.pk, actor=who, now=self.stage.now, **words)
