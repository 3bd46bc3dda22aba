"""Two reviews: Kuiwen's of last year is finished and public, this year's is in preparation.

Last year's review looks back on a year before the system came, so its figures are empty and say
so; its ballots, comments and grades are there. One secretary was "fairly good": a talk was called
and a rectification begun. In this year's review one subdistrict has reported, the others have not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from liandong.appraisal import actions, queries
from liandong.appraisal.lifecycle import Grade, Raters
from liandong.appraisal.models import Appraisal, Appraised, Decision, Plan, RaterClass
from liandong.demo.play.duties import Chain
from liandong.demo.play.stage import LEVEL_DESKS, Stage, Story
from liandong.kernel.actor import RESIDENT, Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.places.models import Level

DAY = timedelta(days=1)
MORNING = timedelta(hours=9)
TICKETS = {Raters.LEADERS: 4, Raters.PEERS: 3, Raters.BELOW: 5, Raters.RESIDENTS: 8}
# Of ten papers so many of each grade, best first: for the slow one, and for everybody else.
SLOW: Sequence[int] = (3, 5, 2, 0)
FINE: Sequence[int] = (8, 2, 0, 0)
MOST = 4
REPORT = (
    "一、履职情况。牵头抓城市基层党建，定期研究街道上报的重难点问题，领办“书记项目”，"
    "推动“红色物业”和网格党组织覆盖。\n"
    "二、存在问题。老旧小区自治组织覆盖不全，个别社区证明事项清理不彻底，到社区听意见不够经常。\n"
    "三、下一步打算。逐个小区落实指导员，每月到联系点一次，问题当面交办、限期答复。"
)
COMMENT = "能直面问题，项目推进有力；自治组织覆盖和答复及时性还要抓紧，明年要见到居民看得见的变化。"


def appraisal(stage: Stage) -> None:
    """Last year's review takes its place in the first fortnight, this year's near the end."""
    chain = Chain(stage, day_of(stage.now).year)
    stage.enter(Review(chain, chain.year - 1).finished(), stage.now + 2 * DAY + MORNING)
    late = day_bounds(day_of(stage.until) - 6 * DAY)[0] + MORNING
    stage.enter(Review(chain, chain.year).begun(), late)


@dataclass(frozen=True, slots=True)
class Review:
    """The district's review of its subdistricts' secretaries for one year."""

    chain: Chain
    year: int

    @property
    def stage(self) -> Stage:
        return self.chain.stage

    @property
    def secretary(self) -> Actor:
        return self.chain.actor(Level.DISTRICT)

    @property
    def desk(self) -> Actor:
        place = self.stage.posts[self.secretary.post].place
        found = self.stage.role_at(place, LEVEL_DESKS[Level.DISTRICT])
        assert found is not None, "the cast's district has its desk"
        return found

    def finished(self) -> Story:
        review = self._announced(5, 7)
        for one in queries.under_review(review):
            yield self.stage.now + timedelta(hours=3)
            self._reported(one)
        self._looked(queries.under_review(review)[0])
        yield self.stage.now + 5 * DAY
        codes = self._tickets(review)
        self._do("open_rating", review)
        for one in queries.under_review(review):
            self._heard(one)
        yield from self._rated(review, codes)
        self._do("count", review)
        yield self.stage.now + DAY
        for one in queries.under_review(review):
            self._settled(one)
        yield self.stage.now + DAY
        self._do("publish", review)

    def begun(self) -> Story:
        review = self._announced(20, 25)
        yield self.stage.now + 3 * DAY
        first = next(iter(queries.under_review(review)))
        self._reported(first)

    def _announced(self, reports: int, meeting: int) -> Appraisal:
        today = day_of(self.stage.now)
        posts = [one.post for one in self.chain.below(Level.DISTRICT)][:MOST]
        plan = Plan(
            title=f"{self.year}年度街道党工委书记抓基层党建工作述职评议",
            year=self.year,
            report_by=today + reports * DAY,
            day=today + meeting * DAY,
            posts=tuple(posts),
        )
        made = actions.plan(
            place_id=self.secretary.place_id or 0, plan=plan, actor=self.desk, now=self.stage.now
        )
        self._do("announce", made)
        return made

    def _reported(self, one: Appraised) -> None:
        who = self.stage.actor(one.post_id)
        actions.report(appraised_id=one.pk, report=REPORT, actor=who, now=self.stage.now)

    def _looked(self, one: Appraised) -> None:
        self._of(
            "check_site",
            one,
            self.desk,
            on=day_of(self.stage.now),
            where=f"{one.post.place.name}党群服务中心",
            findings="开放时间与公布一致，服务事项可以当场办理。",
        )

    def _heard(self, one: Appraised) -> None:
        asked = "老旧小区没有业主委员会的，什么时候能有人管？"
        self._of("ask", one, self.desk, raters=Raters.RESIDENTS, question=asked)
        actions.answer(
            question_id=queries.open_questions(one)[0].pk,
            answer="已逐个小区派出指导员，先成立物业管理委员会，进展每月公布。",
            actor=self.stage.actor(one.post_id),
            now=self.stage.now,
        )
        self._of("comment", one, self.secretary, comment=COMMENT)

    def _tickets(self, review: Appraisal) -> dict[str, list[str]]:
        classes = RaterClass.objects.filter(appraisal=review).order_by("id")
        return {
            one.raters: actions.issue_tickets(
                appraisal_id=review.pk,
                class_id=one.pk,
                many=TICKETS[Raters(one.raters)],
                actor=self.desk,
                now=self.stage.now,
            )
            for one in classes
        }

    def _rated(self, review: Appraisal, codes: dict[str, list[str]]) -> Story:
        """Every ticket is used but the last of the residents'."""
        numbers = queries.numbers(review)
        for raters, several in codes.items():
            for turn, code in enumerate(several[:-1] if raters == Raters.RESIDENTS else several):
                yield self.stage.now + timedelta(minutes=1)
                ticket = queries.ticket_with(code)
                assert ticket is not None, "it was just printed"
                marks = {str(no): grade_of(no, turn, max(numbers)) for no in numbers}
                actions.rate(ticket_id=ticket.pk, marks=marks, actor=RESIDENT, now=self.stage.now)

    def _settled(self, one: Appraised) -> None:
        """The committee's decision is a person's: the last secretary is "fairly good"."""
        today = day_of(self.stage.now)
        session = "区委常委会会议"
        decision = Decision(Grade.GOOD, "任务落实到位，问题整改有结果。", session, today)
        if one.no == max(queries.numbers(one.appraisal)):
            decision = Decision(
                Grade.FAIRLY_GOOD,
                "工作有推进，自治组织覆盖滞后，居民来件答复不够及时。",
                session,
                today,
                problem="老旧小区自治组织覆盖滞后，居民来件答复不及时",
                goal="半年内覆盖到位，来件按期答复",
                measures="逐小区派指导员，每两周调度一次",
                due_on=today + 150 * DAY,
            )
        self._of("grade", one, self.secretary, decision=decision)
        feedback = f"等次：{decision.grade.label}。{decision.reason}"
        self._of("feed_back", one, self.desk, feedback=feedback)

    def _do(self, verb: str, review: Appraisal) -> None:
        getattr(actions, verb)(appraisal_id=review.pk, actor=self.desk, now=self.stage.now)

    def _of(self, verb: str, one: Appraised, who: Actor, **words: object) -> None:
        getattr(actions, verb)(appraised_id=one.pk, actor=who, now=self.stage.now, **words)


def grade_of(number: int, turn: int, last: int) -> str:
    """The grade that the paper at this turn gives; the last secretary is liked less."""
    liked = SLOW if number == last else FINE
    grades = [grade.value for grade, many in zip(Grade, liked, strict=True) for _ in range(many)]
    return grades[(turn * 7 + number) % len(grades)]
