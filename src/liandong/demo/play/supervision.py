"""How the district supervises: it urges Liyuan about a line, and three orders go their ways.

One order was answered, sent back once, closed and archived; one waits for its answer and was urged;
one is filed and waits for the secretary. The numbers are those of Kuiwen's own series. A
bulletin of the played weeks is published to everybody; the next one is a draft.
"""

from datetime import timedelta

from liandong.demo.play.duties import Chain
from liandong.demo.play.stage import Stage, Story
from liandong.duties import actions, queries
from liandong.duties.actions import Demand, Told
from liandong.duties.lifecycle import Audience, OrderForm, Step, Supervision
from liandong.duties.models import Rectification, SupervisionOrder
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.places.models import Level

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MARK = "奎督"
TITLES = ("老旧小区自治组织建设", "证明事项清理", "楼道堆物反复")
REASON = "述职评议点评问题整改进度偏慢，基层反映较多。"
DEMAND = "逐项列出完成时间和责任人，按期整改到位，报送办结材料。"
SAID = "逾期事项请承办单位说明原因，逐项明确完成时间。"
URGED = "期限临近，请抓紧落实并填写进展。"


def supervision(stage: Stage) -> None:
    """Some weeks after the lists were issued, when they are not all kept."""
    told = Supervising(stage)
    stage.enter(told.whole(), stage.now + 24 * DAY + 9 * HOUR)
    stage.enter(told.open(), day_bounds(day_of(stage.until) - 3 * DAY)[0] + 9 * HOUR)


class Supervising:
    """Kuiwen's secretary and desk, and the secretary of Liyuan whom they supervise."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        chain = Chain(stage, day_of(stage.now).year)
        self.secretary, self.office = chain.actor(Level.DISTRICT), chain.actor(Level.SUBDISTRICT)
        self.desk = stage.desk(stage.posts[self.office.post].place, Level.DISTRICT)

    def whole(self) -> Story:
        """One order from its filing to the archive."""
        order = self._filed(Supervision.LISTED, TITLES[0], days=10)
        yield self.stage.now + HOUR
        self._do("issue_order", order, self.secretary, mark=MARK)
        yield self.stage.now + 5 * DAY
        self._do("answer_order", order, self.office, answer="已成立专班，4个小区成立筹备组。")
        yield self.stage.now + DAY
        until = day_of(self.stage.now) + 7 * DAY
        missing = "没有写明其余小区的完成时间。"
        self._do("send_order_back", order, self.desk, findings=missing, due_on=until)
        yield self.stage.now + 4 * DAY
        answer = "已逐个小区列出时间表和责任人，报街道党工委会议审定。"
        self._do("answer_order", order, self.office, answer=answer, evidence="党工委会议纪要")
        yield self.stage.now + DAY
        self._do("accept_order", order, self.desk, findings="时间表完整，抽查两处属实。")
        yield self.stage.now + HOUR
        self._do("close_order", order, self.secretary)
        yield self.stage.now + DAY
        self._do("archive_order", order, self.desk)

    def open(self) -> Story:
        """Two orders that are open today, and a line that was urged."""
        order = self._filed(Supervision.DAILY, TITLES[1], days=9)
        self._do("issue_order", order, self.secretary, mark=MARK)
        self._filed(Supervision.TALK, TITLES[2], days=12)
        yield self.stage.now + DAY
        self._do("urge_order", order, self.desk, sentence=URGED)
        lists = Rectification.objects.filter(list__issuer_id=self.secretary.post)
        for one in lists.filter(step=Step.RUNNING).order_by("id")[:1]:
            actions.urge_rectification(
                problem_id=one.pk, sentence=URGED, actor=self.desk, now=self.stage.now
            )

        yield self.stage.now + HOUR
        self._bulletins()

    def _bulletins(self) -> None:
        """The weeks until yesterday: one bulletin for everybody, one that is still a draft."""
        until = day_of(self.stage.now) - DAY
        for audience in (Audience.EVERYBODY, Audience.INSIDE):
            told = Told(until - 30 * DAY, until, SAID, audience)
            made = actions.begin_bulletin(told=told, actor=self.desk, now=self.stage.now)
            if audience == Audience.EVERYBODY:
                actions.issue_bulletin(
                    bulletin_id=made.pk, mark="奎通", actor=self.secretary, now=self.stage.now
                )

    def _filed(self, kind: Supervision, title: str, days: int) -> SupervisionOrder:
        post, now = self.stage.posts[self.office.post], self.stage.now
        items = [item.key for item in queries.items_for(post)[:2]]
        demand = Demand(
            kind=kind,
            form=OrderForm.INTERNAL if kind == Supervision.DAILY else OrderForm.NOTICE,
            title=title,
            reason=REASON,
            demand=DEMAND,
            due_on=day_of(now) + days * DAY,
            items=items,
        )
        return actions.file_order(post_id=post.pk, demand=demand, actor=self.desk, now=now)

    def _do(self, verb: str, order: SupervisionOrder, actor: Actor, **words: object) -> None:
        getattr(actions, verb)(order_id=order.pk, actor=actor, now=self.stage.now, **words)
