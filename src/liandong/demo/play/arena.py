"""One arena of Kuiwen: its subdistricts' projects on stage, on site and rated by the public.

The order is drawn from a sealed secret and a word; most tickets are used on a phone, some on paper
read by two, one is invalid. The slowest is followed up with a rectification.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from liandong.demo.play.duties import Chain
from liandong.demo.play.projects import SUBDISTRICT, Work
from liandong.demo.play.stage import LEVEL_DESKS, Stage, Story
from liandong.kernel.actor import RESIDENT, Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.places.models import Level
from liandong.projects import actions, queries
from liandong.projects.actions import Decision
from liandong.projects.lifecycle import FollowUp, Grade, Kind, Ties, Voters
from liandong.projects.models import Arena, VoterClass

DAY = timedelta(days=1)
MORNING = timedelta(hours=9)
TICKETS = {Voters.LEADERS: 5, Voters.PEERS: 4, Voters.REPRESENTATIVES: 10, Voters.CHECKERS: 3}
RESIDENTS = 24
OTHERS = (
    replace(
        SUBDISTRICT,
        title="背街小巷遮阳棚",
        kind=Kind.LIVELIHOOD,
        cause="接送孩子的路口没有遮阳避雨的地方。",
        measures="在学校、幼儿园接送处设置遮阳棚，公布点位。",
        benefit="接孩子不再晒着等。",
        goal=("遮阳棚", "处", 0, 18, None, 18),
        steps=(("选定点位", 9, 8), ("全部安装", 35, 33)),
        office="urban_management",
    ),
    replace(
        SUBDISTRICT,
        title="楼道飞线整治",
        kind=Kind.GOVERNANCE,
        cause="老旧小区楼道飞线充电，存在火灾隐患。",
        measures="摸排楼栋，增设充电口，签订居民公约。",
        benefit="楼道里没有飞线，充电有地方。",
        goal=("完成整治的楼栋", "栋", 6, 40, 52, 31),
        steps=(("摸排楼栋", 12, 12), ("增设充电口", 75, None)),
        office="housing",
    ),
)
# How each entrant is rated, by its number: of ten papers so many of each grade, best first.
LIKED: Sequence[tuple[int, int, int, int]] = ((1, 2, 3, 4), (7, 2, 1, 0), (4, 4, 2, 0))


def arena(stage: Stage) -> None:
    """The other subdistricts' projects begin early; the arena falls into the last fortnight."""
    chain = Chain(stage, day_of(stage.now).year)
    own = chain.actor(Level.SUBDISTRICT).post
    others = [one for one in chain.below(Level.DISTRICT) if one.post != own]
    for number, (idea, secretary) in enumerate(zip(OTHERS, others, strict=False)):
        story = Work(chain, idea, secretary).story()
        stage.enter(story, stage.now + 3 * DAY + MORNING + number * DAY)
    begin = day_bounds(day_of(stage.until) - 16 * DAY)[0] + MORNING
    groups = {idea.title: "城区街道组" for idea in (SUBDISTRICT, *OTHERS)}
    bill = Bill("第一期“书记项目”擂台赛", groups, EXPLANATION, SLOW)
    stage.enter(Contest(stage, chain.actor(Level.DISTRICT), bill).story(), begin)


@dataclass(frozen=True, slots=True)
class Bill:
    """What an arena is called, which projects take part in which group, and what is said after."""

    title: str
    groups: Mapping[str, str]
    explanation: str
    slow: Decision


@dataclass(frozen=True, slots=True)
class Contest:
    """The arena of a secretary, from its opening to what follows for the slowest."""

    stage: Stage
    secretary: Actor
    bill: Bill

    @property
    def desk(self) -> Actor:
        place = self.stage.posts[self.secretary.post].place
        found = self.stage.role_at(place, LEVEL_DESKS[Level(place.level)])
        assert found is not None, "a level with an arena has its desk"
        return found

    def story(self) -> Story:
        contest = self._opened()
        yield self.stage.now + 2 * DAY
        self._do("fix", contest)
        yield self.stage.now + 2 * DAY
        self._do("draw", contest, word="风筝")
        yield self.stage.now + DAY
        codes = {}
        for one in VoterClass.objects.filter(arena=contest).order_by("id"):
            voters = Voters(one.voters)
            many = TICKETS.get(voters, RESIDENTS)
            codes[voters] = self._do("issue_tickets", contest, class_id=one.pk, many=many)
        yield self.stage.now + DAY
        self._do("open_rating", contest)
        yield from self._rated(contest, codes)
        yield self.stage.now + timedelta(hours=1)
        self._do("count", contest)
        yield self.stage.now + DAY
        self._do("explain", contest, explanation=self.bill.explanation)
        yield self.stage.now + DAY
        self._followed(contest)

    def _opened(self) -> Arena:
        contest = actions.open_arena(
            place_id=self.secretary.place_id or 0,
            title=self.bill.title,
            day=day_of(self.stage.now) + 6 * DAY,
            ties=Ties.PUBLIC_FIRST,
            actor=self.desk,
            now=self.stage.now,
        )
        for title, group in self.bill.groups.items():
            for project in queries.candidates(contest).filter(title=title):
                self._do("add_entrant", contest, project_id=project.pk, group=group)
        return contest

    def _rated(self, contest: Arena, codes: dict[Voters, list[str]]) -> Story:
        """Every ticket is used but the last two of the residents'; one paper is invalid."""
        numbers = queries.numbers(contest)
        for voters, several in codes.items():
            used = several[:-2] if voters == Voters.RESIDENTS else several
            for turn, code in enumerate(used):
                yield self.stage.now + timedelta(minutes=1)
                marks = {str(no): grade_of(no, turn) for no in numbers}
                if voters == Voters.CHECKERS:
                    self._on_paper(code, marks)
                elif voters == Voters.LEADERS and turn == 0:
                    self._on_paper(code, None)
                else:
                    ticket = queries.ticket_with(code)
                    assert ticket is not None, "it was just printed"
                    actions.rate(
                        ticket_id=ticket.pk, marks=marks, actor=RESIDENT, now=self.stage.now
                    )

    def _on_paper(self, code: str, marks: dict[str, str] | None) -> None:
        ticket = queries.ticket_with(code)
        assert ticket is not None, "it was just printed"
        for who in (self.desk, self.secretary):
            actions.enter_ticket(
                ticket_id=ticket.pk, tracking=code, marks=marks, actor=who, now=self.stage.now
            )

    def _followed(self, contest: Arena) -> None:
        for entrant in queries.slow(Arena.objects.get(pk=contest.pk)):
            due_on = day_of(self.stage.now) + 46 * DAY
            decision = replace(self.bill.slow, due_on=due_on)
            actions.follow_up(
                entrant_id=entrant.pk,
                decision=decision,
                actor=self.secretary,
                now=self.stage.now,
            )

    def _do(self, verb: str, contest: Arena, **words: object) -> list[str]:
        deed = getattr(actions, verb)
        done = deed(arena_id=contest.pk, actor=self.desk, now=self.stage.now, **words)
        return done if isinstance(done, list) else []


SLOW = Decision(
    FollowUp.RECTIFY,
    "两个节点滞后，筹备组组建迟缓。",
    "年内完成自治组织组建并备案",
    "街道每两周调度一次，区住建局驻点指导",
)
EXPLANATION = (
    "遮阳棚项目按期完成，居民评价集中在“好”。飞线整治推进平稳，充电口安装尚未到期。"
    "自治组织项目两个节点滞后，主要是业主身份核对慢；区住建局驻点指导，进展每月公布。"
)


def grade_of(number: int, turn: int) -> str:
    """The grade that the paper at this turn gives to an entrant."""
    liked = LIKED[(number - 1) % len(LIKED)]
    grades = [grade.value for grade, many in zip(Grade, liked, strict=True) for _ in range(many)]
    return grades[(turn * 7 + number) % len(grades)]
