"""What the cast's community spends by vote: one is carried out, one runs, one begins.

The first was counted by equal shares: two groups of residents want different things, and both get
something. Voting on the second goes on; a resident has just proposed something for the third.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from liandong.budgeting import actions, queries
from liandong.budgeting.lifecycle import (
    Completion,
    Marking,
    Method,
    Standing,
    State,
    Ties,
    Utility,
)
from liandong.budgeting.models import Assessment, BudgetVote, Terms, Voter
from liandong.demo.cast import COMMUNITY
from liandong.demo.play.ballots import people_called
from liandong.demo.play.stage import Stage, Story
from liandong.funds import actions as funds
from liandong.funds.lifecycle import LineKind
from liandong.funds.models import Fund, Line
from liandong.kernel.actor import RESIDENT, SYSTEM, Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.matters.actions import take_up_project
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

TEN = timedelta(hours=10)
WAY = timedelta(minutes=3)
VOTERS = 48
# Title, text, cents (none: it cannot be done), reason, and which voters want it: every so many.
type Idea = tuple[str, str, int | None, str, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """One vote: its money, how many days ago it was opened, and how far it comes."""

    title: str
    explanation: str
    budget: int
    opened: int
    ideas: Sequence[Idea]
    end: State
    marking: Marking = Marking.APPROVAL
    most: int = 0
    method: Method = Method.EQUAL_SHARES


DONE = Plan(
    "楼院小事票选（第一轮）",
    "从社区工作经费中拿出四万元，由居民提项目、投票决定。",
    4_000_000,
    36,
    (
        ("3号楼单元门口坡道", "方便轮椅和婴儿车进出。", 1_200_000, "两家询价，取低价。", 2),
        ("楼道声控灯", "更换一至六号楼不亮的楼道灯。", 900_000, "每盏45元，共二百盏。", 3),
        ("小广场健身器材", "在小广场北侧安装六件器材。", 2_600_000, "按采购平台报价。", 2),
        ("电动自行车棚充电口", "增加十个充电口并配灭火器。", 1_400_000, "含线路改造。", 4),
        ("宠物便袋箱", "东西两个出入口各设一个。", 160_000, "含一年便袋。", 5),
        ("地下停车场扩建", "增加地下车位。", None, "涉及业主共有部分，须由业主大会决定。", 9),
    ),
    State.SETTLED,
)
RUNNING = Plan(
    "楼院小事票选（第二轮）",
    "再拿出一万元，每人五分，分给最想要的项目。",
    1_000_000,
    18,
    (
        ("晾衣架", "在5号楼南侧空地设四组晾衣架。", 380_000, "两家询价。", 2),
        ("树下长椅", "在小花园放六把长椅。", 420_000, "含基础。", 3),
        ("公告栏换新", "更换三处破损公告栏。", 350_000, "按上年同款价格。", 4),
    ),
    State.VOTING,
    Marking.POINTS,
    5,
    Method.GREEDY,
)
BEGUN = Plan(
    "楼院小事票选（第三轮）",
    "明年春天做什么，现在开始征集。",
    800_000,
    4,
    (("花箱", "在围墙边摆花箱。", None, "", 2),),
    State.COLLECTING,
)


def budget(stage: Stage) -> None:
    """The votes take their places in the played days, after the fund has its lines."""
    places = [stage.above(one.grid, Level.COMMUNITY) for one in stage.addresses]
    community = next(place for place in places if place.name == COMMUNITY)
    votes = Votes(stage, community)
    for plan in (DONE, RUNNING, BEGUN):
        stage.enter(votes.story(plan), votes.day(plan.opened))


@dataclass(frozen=True, slots=True)
class Votes:
    """Who votes on what in one community, and who handles it."""

    stage: Stage
    community: Place

    def actor(self, role: str = RoleKind.COMMUNITY_SECRETARY) -> Actor:
        found = self.stage.role_at(self.community, role)
        assert found is not None, "the cast's community has its posts"
        return found

    def day(self, days_ago: int) -> datetime:
        return day_bounds(day_of(self.stage.until) - timedelta(days=days_ago))[0] + TEN

    def story(self, plan: Plan) -> Story:
        vote = self._opened(plan)
        yield self.day(plan.opened - 1)
        yield from self._proposed(vote, plan)
        if plan.end == State.COLLECTING:
            return
        yield self.day(plan.opened - 6) + WAY
        self._do("publish_list", vote)
        self._do("enter_roll", vote, names=people_called(VOTERS))
        self._do("print_papers", vote, spare=6)
        yield self.day(plan.opened - 14) + WAY
        self._do("open_voting", vote)
        yield from self._voted(vote, plan)
        if plan.end == State.VOTING:
            return
        yield self.day(plan.opened - 21) + WAY
        self._do("count", vote)
        yield self.day(plan.opened - 27) + WAY
        self._do("settle", vote)
        for project in queries.listed(vote):
            if project.chosen:
                take_up_project(project_id=project.pk, actor=SYSTEM, now=self.stage.now)

    def _opened(self, plan: Plan) -> BudgetVote:
        terms = Terms(
            title=plan.title,
            explanation=plan.explanation,
            budget=plan.budget,
            marking=plan.marking,
            most=plan.most,
            method=plan.method,
            utility=Utility.COST,
            completion=Completion.ADD1,
            ties=Ties.VOTES_CHEAPER,
            proposals_until=self.day(plan.opened - 6),
            voting_from=self.day(plan.opened - 14),
            voting_until=self.day(plan.opened - 21),
        )
        line = self._line()
        return actions.open_vote(
            line_id=line.pk, terms=terms, actor=self.actor(), now=self.stage.now
        )

    def _line(self) -> Line:
        """The line that residents spend; the first vote sets it."""
        fund = Fund.objects.filter(place=self.community, closed_at=None).order_by("-year")[0]
        there = Line.objects.filter(fund=fund, kind=LineKind.VOTED).first()
        return there or funds.plan(
            fund_id=fund.pk,
            kind=LineKind.VOTED,
            name="居民票选项目",
            planned=6_000_000,
            actor=self.actor(),
            now=self.stage.now,
        )

    def _proposed(self, vote: BudgetVote, plan: Plan) -> Story:
        for title, text, cents, reason, _every in plan.ideas:
            project = actions.propose(
                vote_id=vote.pk, words=f"希望做{title}。{text}", actor=RESIDENT, now=self.stage.now
            )
            yield self.stage.now + WAY
            if not reason:
                continue
            standing = Standing.FEASIBLE if cents else Standing.REFUSED
            actions.assess(
                project_id=project.pk,
                found=Assessment(standing, title, text, cents, reason),
                actor=self.actor(RoleKind.COMMUNITY_WORKER),
                now=self.stage.now,
            )

    def _voted(self, vote: BudgetVote, plan: Plan) -> Story:
        """Most vote online; of a vote that still runs, so far, a third."""
        until = VOTERS * 5 // 6 if plan.end == State.SETTLED else VOTERS // 3
        numbers = {one.title: str(one.no) for one in queries.listed(vote)}
        every = {idea[0]: idea[4] for idea in plan.ideas if idea[0] in numbers}
        for voter in Voter.objects.filter(vote=vote, no__lte=until).order_by("no"):
            yield self.stage.now + WAY
            wanted = [numbers[title] for title, many in every.items() if voter.no % many == 0]
            points = vote.most // len(wanted) if vote.points and wanted else 1
            marks = dict.fromkeys(wanted, points)
            actions.cast(voter_id=voter.pk, marks=marks, actor=RESIDENT, now=self.stage.now)

    def _do(self, verb: str, vote: BudgetVote, **words: Any) -> None:
        deed = getattr(actions, verb)
        deed(vote_id=vote.pk, actor=self.actor(), now=self.stage.now, **words)
