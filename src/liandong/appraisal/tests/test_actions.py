"""It happens and is written down; it is refused and nothing is written."""

from datetime import date
from fractions import Fraction

import pytest

from liandong.appraisal import actions, queries
from liandong.appraisal.lifecycle import Grade, Raters, State
from liandong.appraisal.models import Appraisal, Appraised, Figure, Ticket, Urn
from liandong.appraisal.tests import factories as made
from liandong.appraisal.tests.factories import ABOVE, DECEMBER, DESK, LATER, OWN, do, do_to
from liandong.duties.lifecycle import Origin, Outcome, TalkKind
from liandong.duties.models import FormalTalk, Rectification
from liandong.kernel.verdict import Refused
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db


def verbs(thing) -> list[str]:
    entries = Entry.objects.filter(subject=name_of(thing)).order_by("id")
    return [entry.verb.partition(".")[2] for entry in entries]


def refused(act, words: str) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        act()
    assert Entry.objects.count() == before


def only(appraisal) -> Appraised:
    return queries.under_review(appraisal).get()


def test_a_plan_freezes_the_rules_and_names_who_is_reviewed(it):
    appraisal = made.planned(it, others=2)
    assert (appraisal.most_characters, appraisal.least, appraisal.free_ranks) == (40, 3, 1)
    assert [one.no for one in queries.under_review(appraisal)] == [1, 2, 3]
    weights = {one.raters: str(one.weight) for one in queries.classes(appraisal)}
    assert weights["leaders"] == "0.4000"
    assert set(weights) == set(Raters.values)
    assert verbs(appraisal) == ["planned"]
    refused(lambda: made.planned(it), "已有")


def test_a_plan_is_refused_for_others_and_for_days_in_the_wrong_order(it):
    posts = [it.post(OWN).pk]
    place, desk = it.tree.district.pk, it.actor(DESK)
    words = {"place_id": place, "now": DECEMBER}
    refused(lambda: actions.plan(plan=made.plan([]), actor=desk, **words), "至少")
    wrong = [it.post("community_secretary").pk]
    refused(lambda: actions.plan(plan=made.plan(wrong), actor=desk, **words), "直接下级")
    early = made.plan(posts, day=made.REPORT_BY)
    refused(lambda: actions.plan(plan=early, actor=desk, **words), "之后")
    own = it.actor(OWN)
    refused(lambda: actions.plan(plan=made.plan(posts), actor=own, **words), "本级")


def test_an_announced_review_gives_each_report_its_date(it):
    appraisal = made.announced(it)
    one = only(appraisal)
    assert one.promise.due_at.date() == made.REPORT_BY
    assert one.promise.holder == it.post(OWN)
    do_to(it, "report", one, OWN, report=made.REPORT)
    one.refresh_from_db()
    assert one.promise.outcome == Outcome.KEPT
    better = do_to(it, "report", one, OWN, report="字" * 41)
    assert better.too_long
    assert verbs(one) == ["reported", "reported"]
    refused(lambda: do_to(it, "report", one, DESK, report="代写"), "本人")


def test_whoever_is_taken_out_is_neither_asked_nor_rated(it):
    appraisal = made.announced(it, others=1)
    one, other = queries.under_review(appraisal)
    do_to(it, "take_out", other, reason="岗位空缺")
    other.refresh_from_db()
    assert other.promise.outcome == Outcome.VOID
    assert queries.numbers(appraisal) == [one.no]
    refused(lambda: do_to(it, "take_out", one, reason="也空缺"), "取消")
    refused(lambda: do_to(it, "ask", other, raters=Raters.PEERS, question="?"), "撤出")


def test_the_meeting_waits_for_reports_and_for_tickets_enough(it):
    appraisal = made.announced(it)
    refused(lambda: do(it, "open_rating", appraisal), "述职报告")
    do_to(it, "report", only(appraisal), OWN, report=made.REPORT)
    refused(lambda: do(it, "open_rating", appraisal), "不少于3张")
    made.tickets(it, appraisal)
    do(it, "open_rating", appraisal)
    assert Figure.objects.filter(appraised=only(appraisal)).count() == len(queries.MEASURES)
    assert verbs(only(appraisal)) == ["reported", "gathered"]


def test_questions_are_asked_and_answered_once(it):
    appraisal, _codes = made.rating(it)
    one = only(appraisal)
    asked = do_to(it, "ask", one, raters=Raters.RESIDENTS, question="停车怎么办？")
    words = {"question_id": asked.pk, "answer": "新增二百个车位。", "now": LATER}
    actions.answer(actor=it.actor(OWN), **words)
    refused(lambda: actions.answer(actor=it.actor(DESK), **words), "已经答复")
    assert queries.open_questions(one) == []
    check = do_to(it, "check_site", one, on=date(2026, 11, 30), where="广文街道", findings="属实")
    assert check.post == it.post(DESK)
    late = {"on": date(2026, 12, 2), "where": "广文街道", "findings": "属实"}
    refused(lambda: do_to(it, "check_site", one, **late), "之后")


def test_a_rating_is_joined_with_nobody_and_stands_under_a_code_of_its_own(it):
    appraisal, codes = made.rating(it)
    code = codes["residents"][0]
    made.rate(code, "g")
    refused(lambda: made.rate(code, "p"), "已经使用")
    paper = queries.ticket_with(codes["peers"][0])
    for role in (DESK, ABOVE):
        actions.enter_ticket(
            ticket_id=paper.pk, marks=made.marks("f"), actor=it.actor(role), now=LATER
        )
    slips = Urn.objects.get().slips
    assert sorted(marks["1"] for _class, marks in slips.values()) == ["fairly_good", "good"]
    assert not set(slips) & {code, codes["peers"][0]}
    kept = Entry.objects.filter(verb="appraisal.rated").get()
    assert (kept.actor, kept.public) == ("resident", {"channel": "online"})
    assert Ticket.objects.exclude(channel="").count() == 2


def test_readings_that_differ_are_settled_by_a_third(it):
    appraisal, codes = made.rating(it)
    paper = queries.ticket_with(codes["leaders"][0])
    for role, given in ((DESK, "g"), (ABOVE, "f")):
        words = {"ticket_id": paper.pk, "marks": made.marks(given), "now": LATER}
        actions.enter_ticket(actor=it.actor(role), **words)
    assert queries.facts(appraisal).unsettled == 1
    commented(it, appraisal)
    refused(lambda: do(it, "count", appraisal), "核定")
    actions.enter_ticket(
        ticket_id=paper.pk, marks=None, actor=it.actor("department_officer"), now=LATER
    )
    ((_class, marks),) = Urn.objects.get().slips.values()
    assert marks is None


def commented(it, appraisal):
    for one in queries.under_review(appraisal):
        do_to(it, "comment", one, ABOVE, LATER, comment="抓得实。")
    return appraisal


def test_the_count_needs_each_comment_and_a_rating_of_each(it):
    appraisal, _codes = made.rating(it)
    refused(lambda: do(it, "count", appraisal), "点评")
    commented(it, appraisal)
    refused(lambda: do(it, "count", appraisal), "没有人")


def test_the_count_weighs_classes_and_hides_a_lone_rating(it):
    appraisal, codes = made.rating(it)
    for code in codes["residents"]:
        made.rate(code, "g")
    for code in codes["below"]:
        made.rate(code, "f")
    made.rate(codes["leaders"][0], "p")
    do(it, "count", commented(it, appraisal), now=LATER)
    appraisal.refresh_from_db()
    tally = queries.counted(appraisal)[1]
    told = [(line.names, line.many) for line in tally.lines]
    assert told == [(("leaders", "below"), 4), (("residents",), 3)]
    assert tally.shares["good"] == Fraction(1, 4)
    assert appraisal.digest == queries.digest_of(Urn.objects.get())
    assert only(appraisal).grade == "", "no grade follows from a count"


def test_a_good_grade_opens_nothing(it):
    appraisal = made.counted(it)
    one = do_to(it, "grade", only(appraisal), ABOVE, LATER, decision=made.decision())
    assert (one.bars_excellent, one.below_best) == (False, False)
    assert (FormalTalk.objects.count(), Rectification.objects.count()) == (0, 0)
    refused(lambda: do_to(it, "grade", one, ABOVE, LATER, decision=made.decision()), "已经作出决定")
    entry = Entry.objects.get(verb="appraised.graded")
    assert "grade" not in entry.public, "it is committed to until it is published"


def test_any_other_grade_opens_a_talk_and_a_rectification(it):
    appraisal = made.counted(it)
    bare = made.decision(Grade.FAIRLY_GOOD, goal="")
    refused(lambda: do_to(it, "grade", only(appraisal), ABOVE, LATER, decision=bare), "整改什么")
    decided = made.decision(Grade.FAIRLY_GOOD, talk=TalkKind.FORMAL)
    one = do_to(it, "grade", only(appraisal), ABOVE, LATER, decision=decided)
    assert one.bars_excellent
    assert one.talk.kind == TalkKind.FORMAL
    assert one.talk.post == it.post(OWN)
    assert one.rectification.origin == Origin.REVIEW
    assert one.rectification.list.post == it.post(OWN)
    assert one.rectification.due_on == date(2027, 3, 31)


def test_a_talk_that_is_open_already_is_not_called_twice(it):
    from_before = FormalTalk.objects.create(
        post=it.post(OWN),
        by=it.post(ABOVE),
        kind=TalkKind.REMINDER,
        state="called",
        reason="项目滞后",
        decided_at=DECEMBER,
    )
    appraisal = made.counted(it)
    decided = made.decision(Grade.POOR)
    one = do_to(it, "grade", only(appraisal), ABOVE, LATER, decision=decided)
    assert one.talk == from_before


def test_the_committee_decides_after_the_count_and_not_in_the_future(it):
    appraisal = made.rated(it)
    refused(
        lambda: do_to(it, "grade", only(appraisal), ABOVE, LATER, decision=made.decision()),
        "现在所处",
    )
    do(it, "count", appraisal, now=LATER)
    late = made.decision(decided_on=date(2026, 12, 22))
    refused(lambda: do_to(it, "grade", only(appraisal), ABOVE, LATER, decision=late), "之后")
    refused(
        lambda: do_to(it, "grade", only(appraisal), DESK, LATER, decision=made.decision()),
        "党委",
    )


def test_publishing_needs_every_grade_and_every_feedback(it):
    appraisal = made.counted(it)
    refused(lambda: do(it, "publish", appraisal), "等次")
    refused(lambda: do_to(it, "feed_back", only(appraisal), feedback="好"), "尚未")
    do_to(it, "grade", only(appraisal), ABOVE, LATER, decision=made.decision())
    refused(lambda: do(it, "publish", appraisal), "反馈")
    do_to(it, "feed_back", only(appraisal), now=LATER, feedback="继续保持。")
    do(it, "publish", appraisal, now=LATER)
    assert Appraisal.objects.get().state == State.PUBLISHED
    entry = Entry.objects.get(verb="appraised.published")
    assert entry.public["grade"] == "good"


def test_a_cancelled_review_makes_room_for_another(it):
    appraisal = made.announced(it)
    do(it, "cancel", appraisal, reason="改期")
    assert only(appraisal).promise.outcome == Outcome.VOID
    assert made.planned(it).pk != appraisal.pk
    refused(lambda: do(it, "cancel", Appraisal.objects.get(state="cancelled"), reason="?"), "所处")
