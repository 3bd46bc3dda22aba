"""What secretaries answer for and must put right: lists on four levels, in all their states.

The city's list goes down to Kuiwen, to Liyuan and to Yingyuan; three districts wait for the city's
issue. Liyuan puts right what its review named: one problem is closed out, one waits to be verified,
one is overdue, about one nothing was written for long, and one came back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from liandong.demo.cast import COMMUNITY, DISTRICT, SUBDISTRICT
from liandong.demo.play.stage import Stage, Story
from liandong.duties import actions
from liandong.duties.actions import Line, Problem, Protocol
from liandong.duties.lifecycle import Deadline, Duty, Frequency, ListKind, Origin, TalkKind
from liandong.duties.models import DutyList, Rectification, Responsibility
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.people.models import RoleKind
from liandong.places.models import Level

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SECRETARY = {
    Level.CITY: RoleKind.CITY_SECRETARY,
    Level.DISTRICT: RoleKind.DISTRICT_SECRETARY,
    Level.SUBDISTRICT: RoleKind.SUBDISTRICT_SECRETARY,
    Level.COMMUNITY: RoleKind.COMMUNITY_SECRETARY,
}
NAMES = {Level.DISTRICT: DISTRICT, Level.SUBDISTRICT: SUBDISTRICT, Level.COMMUNITY: COMMUNITY}
HANDED = (
    Line(
        Duty.MAIN,
        "专题研究城市基层党建工作，协调解决基层上报的重难点问题",
        "每季度至少一次，有议题、有决定、有责任单位和完成时限",
        Frequency.QUARTERLY,
        evidence="会议纪要",
    ),
    Line(
        Duty.FIRST,
        "到联系点调研，当面听取基层意见",
        "每月至少一次，带回的问题逐件交办、逐件答复",
        Frequency.MONTHLY,
        evidence="交办事项编号",
    ),
)
OWN = (
    Line(
        Duty.OWN_FIELD,
        "分管领域党建与业务同部署、同检查",
        "每半年听取一次汇报，形成问题清单",
        Frequency.HALF_YEARLY,
        evidence="汇报材料",
    ),
    Line(
        Duty.FIRST,
        "带头领办“书记项目”，联系一个薄弱社区",
        "项目目标可量化，联系社区问题有反馈",
        Frequency.STANDING,
    ),
)
DONE = {
    Duty.MAIN: "召开专题会议，研究基层上报问题，逐项明确责任单位和时限。",
    Duty.FIRST: "到联系点调研，带回居民意见并交办。",
}
LIYUAN = (
    ("辖区老旧小区自治组织覆盖不全，11个小区没有业主委员会或物业管理委员会", "组织建设", 58),
    ("社区承担的证明事项清理不彻底，仍有3项应当由部门办理", "减负", 6),
    ("部分网格党小组活动场所被占用", "阵地建设", 40),
    ("居民反映的停车问题答复不及时", "服务群众", 100),
    ("楼道堆物清理后多次反复", "服务群众", 12),
)
GOAL = "问题清零，形成长效机制，居民可以查看结果"
MEASURES = "逐个摸清底数，明确责任人，每两周调度一次，完成一个核对一个"


def duties(stage: Stage) -> None:
    """The lists take their places in the played days."""
    chain = Chain(stage, day_of(stage.now).year)
    stage.enter(chain.of_city(), stage.now + 9 * HOUR)
    stage.enter(chain.problems(), stage.now + 2 * DAY + 10 * HOUR)
    stage.enter(chain.talk(), stage.now + 20 * DAY + 15 * HOUR)


@dataclass(frozen=True, slots=True)
class Chain:
    """The secretaries from the city down to the cast's community, and their lists of a year."""

    stage: Stage
    year: int

    def actor(self, level: Level) -> Actor:
        role, name = SECRETARY[level], NAMES.get(level)
        for post in self.stage.posts.values():
            if post.role == role and name in {None, post.place.name}:
                return self.stage.actors[post.pk]
        raise LookupError(role)

    def below(self, level: Level) -> list[Actor]:
        """The secretaries directly below, in the order of their places."""
        above = self.actor(level)
        posts = [
            post
            for post in self.stage.posts.values()
            if post.role == SECRETARY[Level(level + 1)] and post.place.parent_id == above.place_id
        ]
        posts.sort(key=lambda post: post.place_id)
        return [self.stage.actors[post.pk] for post in posts]

    def of_city(self) -> Story:
        """The city begins; its two first lines go down level by level, a few days each."""
        listed = self._drawn(self.actor(Level.CITY), (*HANDED, *OWN))
        self._issue(listed, self.actor(Level.CITY))
        for level in (Level.CITY, Level.DISTRICT, Level.SUBDISTRICT):
            self._hand_down(level)
            yield self.stage.now + DAY
            self._complete(level)
            yield self.stage.now + HOUR
        yield from self._fulfilled()

    def _hand_down(self, level: Level) -> None:
        above = self.actor(level)
        lines = Responsibility.objects.filter(list__post_id=above.post, list__year=self.year)
        targets = [one.post for one in self.below(level)]
        for line in lines.exclude(frequency=Frequency.STANDING).order_by("no")[:2]:
            actions.hand_down(line_id=line.pk, post_ids=targets, actor=above, now=self.stage.now)

    def _complete(self, level: Level) -> None:
        """The cast's own branch is issued; three others wait for it."""
        above, own = self.actor(level), self.actor(Level(level + 1))
        others = [one for one in self.below(level) if one.post != own.post][:3]
        for one in (own, *others):
            listed = self._own(one)
            self._enter(listed, OWN, one)
            actions.submit(list_id=listed.pk, actor=one, now=self.stage.now)
        self._issue(self._own(own), above)

    def _fulfilled(self) -> Story:
        """Each period is written down some days before its end; the subdistrict is late once."""
        while True:
            yield self.stage.now + DAY
            for level in SECRETARY:
                late = level == Level.SUBDISTRICT
                until = self.stage.now + (-4 * DAY if late else 6 * DAY)
                lines = Responsibility.objects.filter(
                    list__post_id=self.actor(level).post, promise__due_at__lt=until
                )
                for line in lines.order_by("id"):
                    actions.fulfil(
                        line_id=line.pk,
                        result=DONE[Duty(line.duty)] if line.duty in DONE else "已听取汇报。",
                        evidence=line.evidence,
                        actor=self.actor(level),
                        now=self.stage.now,
                    )

    def talk(self) -> Story:
        """The city talks with a district whose list is still empty, and follows it up."""
        above, other = self.actor(Level.CITY), self.below(Level.CITY)[-1]
        talk = actions.decide_talk(
            post_id=other.post,
            kind=TalkKind.REMINDER,
            called=True,
            reason="责任清单下达二十日仍未补充完善、未报审。",
            actor=above,
            now=self.stage.now,
        )
        yield self.stage.now + 2 * DAY
        protocol = Protocol(
            held_at=self.stage.now - HOUR,
            venue="市委会议室",
            content="通报清单制定进度，听取说明。",
            demands="补齐本级责任事项并报审，每月听取一次进展。",
            follow_up_on=day_of(self.stage.until) + 4 * DAY,
            stance="诚恳接受，立即整改。",
            recorder="记录员",
            signed=True,
        )
        actions.hold(talk_id=talk.pk, protocol=protocol, actor=above, now=self.stage.now)

    # --- what must be put right -----------------------------------------------------------

    def problems(self) -> Story:
        own, above = self.actor(Level.SUBDISTRICT), self.actor(Level.DISTRICT)
        made = self._begin(own, f"{self.year}年度述职评议点评问题整改清单", LIYUAN)
        yield self.stage.now + DAY
        listed = DutyList.objects.get(post_id=own.post, kind=ListKind.RECTIFICATION)
        actions.submit(list_id=listed.pk, actor=own, now=self.stage.now)
        self._issue(listed, above)
        first, second, _late, _silent, back = made
        yield self.stage.now + 5 * DAY
        for one in (second, back):
            yield from self._closed(one)
        yield self.stage.now + 8 * DAY
        self._do("report", first, progress="已摸清11个小区底数，4个成立业委会筹备组。")
        yield self.stage.now + 9 * DAY
        dispatcher = self.stage.desk(back.list.post.place, Level.DISTRICT)
        actions.relapse(
            problem_id=back.pk,
            reason="抽查发现3号楼、5号楼楼道再次堆物。",
            due_on=day_of(self.stage.until) + 9 * DAY,
            actor=dispatcher,
            now=self.stage.now,
        )
        yield day_bounds(day_of(self.stage.until) - 2 * DAY)[0] + 10 * HOUR
        self._do("apply", first, result="11个小区全部成立业委会或物管会。", evidence="街道备案11份")
        self._do("report", back, progress="已再次清理，与楼栋长约定每周查看。")

    def _closed(self, one: Rectification) -> Story:
        self._do("apply", one, result="已按要求整改到位。", evidence="街道台账")
        yield self.stage.now + DAY
        verifier = self.stage.desk(one.list.post.place, Level.DISTRICT)
        actions.verify(
            problem_id=one.pk,
            holds=True,
            findings="现场核对，情况属实。",
            actor=verifier,
            now=self.stage.now,
        )
        yield self.stage.now + HOUR
        actions.approve(problem_id=one.pk, actor=self.actor(Level.DISTRICT), now=self.stage.now)

    def _do(self, verb: str, one: Rectification, **words: str) -> None:
        lead = self.stage.actor(one.lead_id)
        getattr(actions, verb)(problem_id=one.pk, actor=lead, now=self.stage.now, **words)

    def _begin(
        self, own: Actor, title: str, rows: Sequence[tuple[str, str, int]]
    ) -> list[Rectification]:
        """Problems that the subdistrict's desk leads, some with departments of the district."""
        stage, place = self.stage, self.stage.posts[own.post].place
        lead = stage.desk(place, Level.SUBDISTRICT).post
        supports = tuple(stage.office(place, code).pk for code in ("housing", "civil_affairs"))
        listed = actions.draw_up(
            post_id=own.post,
            kind=ListKind.RECTIFICATION,
            year=self.year,
            title=title,
            actor=own,
            now=stage.now,
        )
        made = []
        for text, subject, days in rows:
            problem = Problem(
                problem=text,
                origin=Origin.REVIEW,
                goal=GOAL,
                measures=MEASURES,
                lead_id=lead,
                deadline=Deadline.BY_DATE,
                due_on=day_of(stage.now) + days * DAY,
                subject=subject,
                supports=supports,
            )
            if subject == "减负":
                problem = replace(problem, deadline=Deadline.AT_ONCE, due_on=None)
            made.append(
                actions.enter_rectification(
                    list_id=listed.pk, problem=problem, actor=own, now=stage.now
                )
            )
        return made

    # --- lists ----------------------------------------------------------------------------

    def _drawn(self, own: Actor, lines: Sequence[Line]) -> DutyList:
        listed = actions.draw_up(
            post_id=own.post,
            kind=ListKind.RESPONSIBILITY,
            year=self.year,
            actor=own,
            now=self.stage.now,
        )
        self._enter(listed, lines, own)
        return listed

    def _enter(self, listed: DutyList, lines: Sequence[Line], own: Actor) -> None:
        for line in lines:
            actions.enter_responsibility(
                list_id=listed.pk, line=line, actor=own, now=self.stage.now
            )

    def _own(self, own: Actor) -> DutyList:
        kind = ListKind.RESPONSIBILITY
        return DutyList.objects.get(post_id=own.post, year=self.year, kind=kind)

    def _issue(self, listed: DutyList, above: Actor) -> None:
        actions.issue(list_id=listed.pk, actor=above, now=self.stage.now)
