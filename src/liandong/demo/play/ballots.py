"""What is voted on in the cast's community: a compound's maintenance fund, and a fund of residents.

The owners decide to use the fund (ordinary: it passes), then to raise it (three quarters: it fails
by area alone, because the developer still holds much of it), and vote now on charging piles. The
residents' representatives decided in secret; a notice for the next ballot is posted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from liandong.ballots import actions, queries
from liandong.ballots.actions import Handed
from liandong.ballots.lifecycle import Choice
from liandong.ballots.models import Ballot, Paper, Voter
from liandong.ballots.queries import Voice
from liandong.ballots.rules import Draft
from liandong.demo.cast import COMMUNITY
from liandong.demo.play.stage import Stage, Story
from liandong.demo.words import names
from liandong.kernel.actor import RESIDENT, Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

COMPOUND = "樱园小区"
DEVELOPER = "潍坊樱园置业有限公司"
OWNERS, UNSOLD = 36, 12
AREAS = (8952, 9036, 10218, 12040)
MORNING = timedelta(hours=9)
EVENING = timedelta(hours=18)
WAY = timedelta(minutes=4)
NOTICE = 16  # days between the notice and the vote
REPRESENTATIVES = 21


@dataclass(frozen=True, slots=True)
class Plan:
    """One ballot of the demo: on which subject, what is asked, and how many days ago it began."""

    code: str
    title: str
    question: str
    explanation: str
    began: int
    days: int
    end: str = "confirmed"


USE = Plan(
    "use_maintenance_fund",
    "使用维修资金更换3号楼电梯",
    "是否同意使用住宅专项维修资金286,000元，更换3号楼1单元、2单元电梯？",
    "两部电梯已使用十八年，今年停运九次，检验机构建议更换。施工期约四十天，轮流停运。",
    41,
    7,
)
RAISE = Plan(
    "raise_maintenance_fund",
    "续筹住宅专项维修资金",
    "是否同意按每平方米30元续筹住宅专项维修资金，分两年交存？",
    "更换电梯后，3号楼分户账余额不足首期交存额的百分之三十。",
    24,
    7,
)
PILES = Plan(
    "change_common_use",
    "利用小区西侧空地设置充电车位",
    "是否同意将小区西侧公共空地用于设置八个充电车位，收益归全体业主？",
    "由物业服务企业统一管理，收支每半年公布。",
    3,
    9,
    "open",
)
FUND = Plan(
    "community_fund",
    "社区工作经费用于改造活动室",
    "是否同意从本年度社区工作经费中安排48,000元，改造社区活动室的照明和取暖？",
    "活动室冬季室温不足，老年人活动班已停课。",
    20,
    3,
)
PACT = Plan(
    "important_common",
    "文明养犬约定",
    "是否同意社区议事会拟定的文明养犬约定？",
    "约定全文张贴于社区公告栏。",
    -3,
    5,
    "noticed",
)


def ballots(stage: Stage) -> None:
    """The ballots take their places in the played days."""
    places = [stage.above(one.grid, Level.COMMUNITY) for one in stage.addresses]
    community = next(place for place in places if place.name == COMMUNITY)
    polls = Polls(stage, community)
    for plan in (USE, RAISE, PILES):
        stage.enter(polls.of_owners(plan), polls.day(plan.began + NOTICE))
    for plan in (FUND, PACT):
        stage.enter(polls.of_residents(plan), polls.day(plan.began + NOTICE))


@dataclass(frozen=True, slots=True)
class Polls:
    """Who votes on what in one community, and who handles it."""

    stage: Stage
    community: Place

    def actor(self, role: str = RoleKind.COMMUNITY_SECRETARY) -> Actor:
        found = self.stage.role_at(self.community, role)
        assert found is not None, "the cast's community has its posts"
        return found

    def day(self, days_ago: int, hour: timedelta = MORNING) -> datetime:
        return day_bounds(day_of(self.stage.until) - timedelta(days=days_ago))[0] + hour

    def of_owners(self, plan: Plan) -> Story:
        """On paper, entered twice; the developer is against, with all that it has not sold."""
        ballot = self._published(plan, self._owners(), online=False)
        yield self.day(plan.began + 2)
        actions.print_papers(ballot_id=ballot.pk, spare=0, actor=self.actor(), now=self.stage.now)
        yield self.day(plan.began) + WAY
        self._open(ballot)
        yield self.day(plan.began - 1)
        for paper, choice in self._returned(ballot, plan):
            yield self.stage.now + WAY
            self._twice(paper, choice)
        yield from self._ended(ballot, plan)

    def of_residents(self, plan: Plan) -> Story:
        """In secret, with one-time codes."""
        words = {"body": "residents_representatives_assembly", "base": "resident_reps"}
        ballot = self._published(plan, self._representatives(), secrecy="secret", **words)
        yield self.day(plan.began) + WAY
        if plan.end == "noticed":
            return
        actions.issue_codes(ballot_id=ballot.pk, numbers=[], actor=self.actor(), now=self.stage.now)
        self._open(ballot)
        for voter in Voter.objects.filter(ballot=ballot, no__lte=REPRESENTATIVES - 3).order_by(
            "no"
        ):
            yield self.stage.now + timedelta(minutes=37)
            choice = Choice.AGAINST if voter.no % 6 == 0 else Choice.FOR
            actions.cast(voter_id=voter.pk, choice=choice, actor=RESIDENT, now=self.stage.now)
        yield from self._ended(ballot, plan)

    def _published(self, plan: Plan, roll: Sequence[Voice], **words: Any) -> Ballot:
        begins = self.day(plan.began)
        fields: dict[str, Any] = {
            "body": "owners_assembly",
            "base": "owners",
            "compound": "" if words.get("secrecy") else COMPOUND,
            **words,
        }
        draft = Draft(
            title=plan.title,
            question=plan.question,
            explanation=plan.explanation,
            opens_at=begins,
            closes_at=self.day(plan.began - plan.days, EVENING),
            **fields,
        )
        subject = queries.subject_called(plan.code, self.community, day_of(begins))
        who, now = self.actor(), self.stage.now
        place = self.community.pk
        ballot = actions.draft(
            place_id=place, subject_id=subject.pk, draft=draft, actor=who, now=now
        )
        actions.enter_roll(ballot_id=ballot.pk, voices=roll, actor=who, now=now)
        return actions.publish(ballot_id=ballot.pk, actor=who, now=now)

    def _open(self, ballot: Ballot) -> None:
        now, numbers = self.stage.now, list(ballot.voters.values_list("no", flat=True))
        actions.open_ballot(ballot_id=ballot.pk, actor=self.actor(), now=now)
        handed = Handed("hand", now, warned=False, witness="本人或同住家属签收")
        actions.deliver(
            ballot_id=ballot.pk, numbers=numbers, handed=handed, actor=self.actor(), now=now
        )

    def _returned(self, ballot: Ballot, plan: Plan) -> Iterator[tuple[Paper, Choice]]:
        """Nearly all papers come back; of a running ballot, so far, a third."""
        papers = [paper for paper in queries.papers(ballot) if paper.voter is not None]
        back = papers[: len(papers) // 3] if plan.end == "open" else papers[:-2]
        for paper in back:
            assert paper.voter is not None, "papers of owners have their owner"
            if paper.voter.developer:
                yield paper, Choice.AGAINST
            else:
                yield paper, Choice.ABSTAIN if paper.voter.no % 17 == 0 else Choice.FOR

    def _twice(self, paper: Paper, choice: Choice) -> None:
        for role in (RoleKind.COMMUNITY_SECRETARY, RoleKind.COMMUNITY_WORKER):
            actions.enter_paper(
                paper_id=paper.pk, choice=choice, actor=self.actor(role), now=self.stage.now
            )

    def _ended(self, ballot: Ballot, plan: Plan) -> Story:
        if plan.end == "open":
            return
        yield self.day(plan.began - plan.days, EVENING) + WAY
        who = self.actor()
        actions.close(ballot_id=ballot.pk, actor=who, now=self.stage.now)
        actions.count(ballot_id=ballot.pk, actor=who, now=self.stage.now)
        yield self.day(plan.began - plan.days - 7)
        actions.confirm(ballot_id=ballot.pk, actor=who, now=self.stage.now)

    def _owners(self) -> list[Voice]:
        """A developer with unsold units, one owner of three, some couples, and the rest."""
        unsold = tuple((f"9-{number:03d}", AREAS[number % 4]) for number in range(1, UNSOLD + 1))
        three = tuple((f"8-{number:03d}", AREAS[0]) for number in (101, 102, 201))
        voices = [
            Voice(DEVELOPER, "", True, unsold),
            Voice("孙志远", "8101", False, three),
        ]
        for number, name in enumerate(people_called(OWNERS), 1):
            building, rest = divmod(number - 1, 12)
            unit = f"{building + 1}-{rest // 2 + 1}0{rest % 2 + 1}"
            voices.append(Voice(name, str(number), False, ((unit, AREAS[number % 4]),)))
        return voices

    def _representatives(self) -> list[Voice]:
        return [
            Voice(name, str(number), False, ())
            for number, name in enumerate(people_called(REPRESENTATIVES), 1)
        ]


def people_called(count: int) -> list[str]:
    """Invented names, the same every time; some units belong to two."""
    words = names()
    families, given = words["surnames"], words["given"]
    single = [f"{families[n % len(families)]}{given[(7 * n) % len(given)]}" for n in range(count)]
    return [
        f"{name}、{families[(n + 5) % len(families)]}{given[(11 * n + 3) % len(given)]}"
        if n % 5 == 4
        else name
        for n, name in enumerate(single)
    ]
