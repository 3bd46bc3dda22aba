"""Where the cast's community has its money: last year's fund is closed, this year's is in use.

The system came during the year, so last year's books are entered from paper and then closed. Of
this year's fund a part has not come; one payment waits for its receipt and one for approval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.core.files.base import ContentFile

from liandong.deliberation.actions import Ruling
from liandong.demo.cast import COMMUNITY
from liandong.demo.play.stage import Stage, Story
from liandong.funds import actions
from liandong.funds.actions import Spending
from liandong.funds.lifecycle import LineKind
from liandong.funds.models import Commitment, Fund, Posting, Share
from liandong.kernel import papers
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

NINE = timedelta(hours=9, minutes=20)
WAY = timedelta(minutes=6)
WHOLE = 26_000_000  # cents
CAME = 22_000_000  # of this year's, so far
PARTY, SERVICE, OFFICE = "党组织活动", "服务群众专项", "办公经费"
KINDS = {PARTY: LineKind.PARTY, SERVICE: LineKind.SERVICE, OFFICE: LineKind.OFFICE}
LINES = {PARTY: 5_000_000, SERVICE: 12_000_000, OFFICE: 2_500_000}
LINES_LAST = {PARTY: 5_000_000, SERVICE: 18_500_000, OFFICE: 2_500_000}
# Last year's spending: line, what for, who was paid, cents, month and day.
LAST = (
    (PARTY, "党员冬训资料与场地", "潍坊市奎文区某文印社", 3_840_000, (3, 18)),
    (SERVICE, "老年人体检车辆与误餐", "潍坊市奎文区某客运公司", 4_630_000, (5, 22)),
    (SERVICE, "楼道照明更换一百二十处", "潍坊市奎文区某电料行", 6_245_000, (7, 9)),
    (SERVICE, "暑期儿童课堂教具", "潍坊市奎文区某文具店", 3_276_000, (8, 3)),
    (SERVICE, "网格驿站修缮", "潍坊市奎文区某装饰工程部", 4_180_000, (9, 16)),
    (OFFICE, "打印纸与耗材", "潍坊市奎文区某办公用品店", 2_160_000, (10, 14)),
)
RECEIPT = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << >>\n%%EOF\n"


def money(stage: Stage) -> None:
    """The funds take their places in the played days."""
    places = [stage.above(one.grid, Level.COMMUNITY) for one in stage.addresses]
    own = next(place for place in places if place.name == COMMUNITY)
    desk = Desk(stage, own, day_of(stage.now).year)
    near = {place.pk: place for place in places if place.parent_id == own.parent_id}
    stage.enter(desk.last_year(), desk.day(44))
    stage.enter(desk.this_year(), desk.day(40))
    stage.enter(desk.neighbours(list(near.values())), desk.day(39))


@dataclass(frozen=True, slots=True)
class Desk:
    """Who handles the fund of one community, and the year in which the play begins."""

    stage: Stage
    place: Place
    year: int

    def day(self, days_ago: int) -> datetime:
        return day_bounds(day_of(self.stage.until) - timedelta(days=days_ago))[0] + NINE

    def who(self, role: str, place: Place | None = None) -> Actor:
        level = Level.SUBDISTRICT if role == RoleKind.SUBDISTRICT_OFFICER else Level.COMMUNITY
        found = self.stage.role_at(self.stage.above(place or self.place, level), role)
        assert found is not None, "the cast's community and its subdistrict have their posts"
        return found

    def last_year(self) -> Story:
        """Entered from the paper books, with all receipts, and closed."""
        year = self.year - 1
        fund = self._open(year, WHOLE, date(year, 2, 20))
        yield self.stage.now + WAY
        lines = self._plan(fund, LINES_LAST)
        for line, purpose, payee, cents, (month, day) in LAST:
            yield self.stage.now + WAY
            made = self._approved(lines[line], Spending(purpose, cents, payee))
            self._pay(made, cents, date(year, month, day), receipt=True)
            self._finish(made)
        yield self.day(35)
        keeper = self.who(RoleKind.SUBDISTRICT_OFFICER)
        actions.close(fund_id=fund.pk, actor=keeper, now=self.stage.now)

    def this_year(self) -> Story:
        """Not all of it has come. The representatives' vote of `ballots.py` is carried out."""
        fund = self._open(self.year, CAME, date(self.year, 3, 6))
        yield self.stage.now + WAY
        lines = self._plan(fund, LINES)
        yield self.day(33)
        visit = self._approved(lines[SERVICE], Spending("重阳节走访高龄老人", 324_000, "社区食堂"))
        self._pay(visit, 318_500, day_of(self.stage.now), receipt=True)
        yield self.day(30)
        self._finish(visit)
        yield self.day(27)
        course = self._approved(lines[PARTY], Spending("党员教育读本与场地", 3_620_000, "某书店"))
        self._pay(course, 3_620_000, day_of(self.stage.now), receipt=True)
        yield self.day(9)
        light = self._approved(
            lines[SERVICE],
            Spending("改造活动室的照明和取暖", 4_800_000, "潍坊市奎文区某电器工程部", "三家比价"),
            self._voted(),
        )
        yield self.day(3)
        self._pay(light, 1_440_000, day_of(self.stage.now), receipt=False)
        yield self.day(2)
        self._propose(lines[OFFICE], Spending("打印纸与硒鼓", 186_000, "奎文区某办公用品店"))

    def neighbours(self, places: Sequence[Place]) -> Story:
        """The other communities of the subdistrict have a fund too, and it came in full."""
        for place in places:
            if place != self.place:
                self._open(self.year, WHOLE, date(self.year, 3, 6), place)
                yield self.stage.now + WAY

    def _open(self, year: int, cents: int, day: date, place: Place | None = None) -> Fund:
        keeper, now = self.who(RoleKind.SUBDISTRICT_OFFICER, place), self.stage.now
        where = (place or self.place).pk
        fund = actions.open_fund(place_id=where, year=year, actor=keeper, now=now)
        for share in Share.objects.filter(fund=fund).order_by("id"):
            if amount := min(cents, share.owed):
                actions.allot(
                    share_id=share.pk,
                    amount=amount,
                    day=day,
                    reference="国库集中支付",
                    actor=keeper,
                    now=now,
                )
            cents -= amount
        return fund

    def _plan(self, fund: Fund, lines: dict[str, int]) -> dict[str, int]:
        secretary = self.who(RoleKind.COMMUNITY_SECRETARY)
        set_line = partial(actions.plan, fund_id=fund.pk, actor=secretary, now=self.stage.now)
        return {
            name: set_line(kind=KINDS[name], name=name, planned=cents).pk
            for name, cents in lines.items()
        }

    def _propose(self, line_id: int, spending: Spending) -> Commitment:
        worker = self.who(RoleKind.COMMUNITY_WORKER)
        return actions.propose(line_id=line_id, spending=spending, actor=worker, now=self.stage.now)

    def _approved(self, line: int, spending: Spending, ruling: Ruling | None = None) -> Commitment:
        made = self._propose(line, spending)
        secretary, now = self.who(RoleKind.COMMUNITY_SECRETARY), self.stage.now
        if ruling is None and spending.amount >= 500_000:
            ruling = self._committee(spending)
        if ruling is not None:
            actions.attach_decision(commitment_id=made.pk, ruling=ruling, actor=secretary, now=now)
        actions.declare(commitment_id=made.pk, conflicted=False, actor=secretary, now=now)
        return actions.approve(commitment_id=made.pk, actor=secretary, now=now)

    def _committee(self, spending: Spending) -> Ruling:
        text = f"同意安排{spending.purpose}支出。"
        return Ruling(
            "residents_committee",
            COMMUNITY,
            text,
            True,
            self.stage.now,
            entitled=7,
            votes_for=6,
            votes_against=0,
        )

    def _voted(self) -> Ruling:
        """What the residents' representatives decided in the demo's secret ballot."""
        return Ruling(
            "residents_representatives_assembly",
            "樱园社区居民代表会议",
            "同意从本年度社区工作经费中安排48,000元，改造社区活动室的照明和取暖。",
            True,
            self.day(10),
            entitled=21,
            votes_for=15,
            votes_against=3,
        )

    def _pay(self, made: Commitment, cents: int, day: date, *, receipt: bool) -> Posting:
        return actions.pay(
            commitment_id=made.pk,
            amount=cents,
            day=day,
            reference="转账支票",
            papers=(papers.clean(ContentFile(RECEIPT, name="receipt.pdf")),) if receipt else (),
            actor=self.who(RoleKind.SUBDISTRICT_OFFICER),
            now=self.stage.now,
        )

    def _finish(self, made: Commitment) -> None:
        worker = self.who(RoleKind.COMMUNITY_WORKER)
        actions.finish(commitment_id=made.pk, actor=worker, now=self.stage.now)
