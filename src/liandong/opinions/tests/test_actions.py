"""What happens to a conversation is written down; what is refused leaves no trace."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from liandong.deliberation import actions as deliberation
from liandong.deliberation.lifecycle import Scope
from liandong.deliberation.models import Council
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Detail, Entry
from liandong.opinions import actions, queries, tasks
from liandong.opinions.lifecycle import Ground, Standing, State
from liandong.opinions.models import Answer, Conversation, Drawing, Participant, Statement
from liandong.opinions.tests import factories
from liandong.opinions.tests.factories import LATE, NOON, OVER


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="conversation.").order_by("id")
    return [verb.removeprefix("conversation.") for verb in found.values_list("verb", flat=True)]


def refused(says: str, deed, *args, **words) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused, match=says):
        deed(*args, **words)
    assert Entry.objects.count() == before


def entry(verb: str) -> Entry:
    return Entry.objects.filter(verb=f"conversation.{verb}").latest("id")


# --- Opening -----------------------------------------------------------------------------------


def test_opening_publishes_the_first_statements_in_their_order(it):
    conversation = factories.opened(it)
    assert [one.text for one in queries.published(conversation)] == list(factories.SEEDS)
    assert [one.no for one in queries.published(conversation)] == list(range(1, 9))
    assert verbs() == ["opened"]
    written = entry("opened")
    assert written.public["statements"] == 8
    assert written.place_id == it.tree.community.pk
    assert set(written.commitments) >= {"question", "seeds"}, "texts are committed to, not public"


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("早于今天", {"opens_on": factories.FIRST - timedelta(days=1)}),
        ("早于开始日期", {"closes_on": factories.FIRST - timedelta(days=1)}),
        ("最长三个月", {"closes_on": factories.FIRST + timedelta(days=93)}),
        ("至少写两条", {"seeds": ("只有一条",)}),
        ("写了两遍", {"seeds": ("一样", "一样")}),
        ("最多共200条", {"seeds": tuple(f"观点{number}" for number in range(201))}),
        ("请勿写电话", {"seeds": ("一条", "请打13812345678")}),
        ("请勿写电话", {"seeds": ("一条", "3号楼2单元501太吵")}),
    ],
)
def test_what_does_not_fit_is_not_opened(it, says, words):
    refused(says, factories.opened, it, **words)
    assert not Conversation.objects.exists()


def test_a_conversation_of_one_day_can_be_held(it):
    assert factories.opened(it, closes_on=factories.FIRST).state == State.OPEN


# --- Taking part -------------------------------------------------------------------------------


def test_one_answer_a_statement_and_the_last_one_counts(it):
    conversation = factories.opened(it)
    participant, code = factories.joined(conversation)
    factories.answer(participant, 1, 1)
    factories.answer(participant, 1, -1)
    factories.answer(participant, 2, 0)
    assert sorted(Answer.objects.values_list("statement__no", "vote")) == [(1, -1), (2, 0)]
    assert verbs() == ["opened", "joined", "answered", "answered", "answered"]


def test_nothing_joins_a_participant_with_a_moment_or_a_name(it):
    conversation = factories.opened(it)
    participant, code = factories.joined(conversation)
    factories.answer(participant, 1, 1)
    assert code not in str(vars(participant))
    for one in Entry.objects.exclude(verb="conversation.opened"):
        assert one.subject == f"opinions.drawing:{conversation.pk}"
        assert one.public in ({}, {"channel": "online"})
        assert one.commitments == {}
        assert not Detail.objects.filter(entry=one).exists()


def test_the_days_are_kept(it):
    conversation = factories.opened(it, opens_on=factories.FIRST + timedelta(days=1))
    refused("不是表态时间", factories.joined, conversation)
    conversation = factories.opened(it)
    participant, _code = factories.joined(conversation)
    words = {"participant_id": participant.pk, "vote": 1, "actor": RESIDENT}
    words["statement_id"] = factories.statement(conversation, 1).pk
    actions.answer(**words, now=OVER - timedelta(hours=13))
    refused("不是表态时间", actions.answer, **words, now=OVER)


def test_only_what_is_published_is_answered(it):
    conversation, other = factories.opened(it), factories.opened(it)
    participant, _code = factories.joined(conversation)
    waiting = factories.suggested(participant)
    foreign = factories.statement(other, 1)
    gone = factories.statement(conversation, 3)
    factories.do(it, "refuse", statement_id=gone.pk, ground=Ground.OFF_TOPIC)
    words = {"participant_id": participant.pk, "vote": 1, "actor": RESIDENT, "now": NOON}
    for statement, says in ((waiting, "未公布"), (foreign, "未公布"), (gone, "已撤下")):
        refused(says, actions.answer, statement_id=statement.pk, **words)


def test_a_statement_of_ones_own_waits(it):
    conversation = factories.opened(it)
    participant, _code = factories.joined(conversation)
    made = factories.suggested(participant, "应当多装几盏路灯")
    assert made.standing == Standing.WAITING
    assert made not in queries.published(conversation)
    assert entry("suggested").public == {"statement": made.pk}
    assert set(entry("suggested").commitments) == {"text"}


def test_statements_have_limits_and_no_numbers(it):
    conversation = factories.opened(it)
    participant, _code = factories.joined(conversation)
    refused("请勿写电话", factories.suggested, participant, "找13812345678")
    for number in range(5):
        factories.suggested(participant, f"观点{number}")
    refused("最多提出5条", factories.suggested, participant, "第六条")


def test_a_conversation_holds_so_many_statements(it):
    seeds = tuple(f"观点{number}" for number in range(200))
    participant, _code = factories.joined(factories.opened(it, seeds=seeds))
    refused("已达200条", factories.suggested, participant)


# --- Looking at statements ---------------------------------------------------------------------


def test_a_statement_is_published_in_better_words_and_the_original_stays(it):
    conversation = factories.opened(it)
    participant, _code = factories.joined(conversation)
    made = factories.suggested(participant, "路灯太暗了！！")
    factories.do(it, "publish", statement_id=made.pk, text="路灯太暗")
    made.refresh_from_db()
    assert (made.standing, made.no, made.text) == (Standing.PUBLISHED, 9, "路灯太暗")
    assert (made.original, made.corrected) == ("路灯太暗了！！", True)
    written = entry("published")
    assert written.public == {"statement": made.pk, "no": 9, "corrected": True}
    assert set(written.commitments) >= {"text", "original"}
    says = "已审核"
    for verb, words in (("publish", {"text": "路灯"}),):
        refused(says, factories.do, it, verb, statement_id=made.pk, **words)


def test_as_it_was_written_is_not_corrected(it):
    participant, _code = factories.joined(factories.opened(it))
    made = factories.suggested(participant)
    factories.do(it, "publish", statement_id=made.pk, text=made.original)
    made.refresh_from_db()
    assert not made.corrected
    assert entry("published").public["corrected"] is False


def test_a_refusal_has_a_reason_from_the_list(it):
    participant, _code = factories.joined(factories.opened(it))
    made = factories.suggested(participant, "某某是骗子")
    factories.do(it, "refuse", statement_id=made.pk, ground=Ground.ABUSIVE)
    made.refresh_from_db()
    assert (made.standing, made.ground, made.original) == ("refused", "abusive", "某某是骗子")
    assert entry("refused").public == {"statement": made.pk, "ground": "abusive"}
    refused("已审核", factories.do, it, "refuse", statement_id=made.pk, ground=Ground.ABUSIVE)


def test_a_duplicate_points_to_the_other_and_its_answers_are_left_out(it):
    conversation = factories.opened(it)
    participant, _code = factories.joined(conversation)
    factories.answer(participant, 1, 1)
    factories.answer(participant, 2, 1)
    one, two = factories.statement(conversation, 1), factories.statement(conversation, 2)
    factories.do(it, "merge", statement_id=two.pk, into_id=one.pk)
    two.refresh_from_db()
    assert (two.standing, two.merged_into) == (Standing.MERGED, one)
    assert entry("merged").public == {"statement": two.pk, "into": 1}
    assert "2,1" not in queries.as_file(conversation)


def test_what_is_merged_fits(it):
    conversation, other = factories.opened(it), factories.opened(it)
    participant, _code = factories.joined(conversation)
    one, waiting = factories.statement(conversation, 1), factories.suggested(participant)
    merge = {"statement_id": one.pk, "into_id": one.pk}
    refused("另一条观点", factories.do, it, "merge", **merge)
    merge["into_id"] = factories.statement(other, 1).pk
    refused("另一条观点", factories.do, it, "merge", **merge)
    merge["into_id"] = waiting.pk
    refused("必须是已公布", factories.do, it, "merge", **merge)


# --- Paper -------------------------------------------------------------------------------------


def test_a_questionnaire_is_entered_once(it):
    conversation = factories.opened(it)
    participant = factories.on_paper(it, conversation, (1, -1, 0))
    assert sorted(Answer.objects.values_list("statement__no", "vote")) == [(1, 1), (2, -1), (3, 0)]
    words = {"participant_id": participant.pk, "votes": {1: 1}, "text": ""}
    refused("不得重复计入", factories.do, it, "enter_paper", **words)
    assert verbs() == ["opened", "codes_issued", "paper_entered"]
    assert entry("paper_entered").public == {"answers": 3}


def test_a_code_answered_on_the_telephone_is_not_entered_from_paper(it):
    conversation = factories.opened(it)
    (code,) = factories.do(it, "issue_codes", conversation_id=conversation.pk, many=1)
    participant = queries.participant_with(code)
    factories.answer(participant, 1, 1)
    words = {"participant_id": participant.pk, "votes": {1: 1}, "text": ""}
    refused("不得重复计入", factories.do, it, "enter_paper", **words)


def test_what_is_written_on_paper_waits_too(it):
    conversation = factories.opened(it)
    (code,) = factories.do(it, "issue_codes", conversation_id=conversation.pk, many=1)
    participant = queries.participant_with(code)
    first = factories.statement(conversation, 1).pk
    words = {"participant_id": participant.pk, "votes": {first: 1}, "text": "门口要有坡道"}
    factories.do(it, "enter_paper", OVER, role="grid_worker", **words)
    assert queries.statements_of(participant)[0].standing == Standing.WAITING


def test_codes_are_kept_as_hashes_only(it):
    conversation = factories.opened(it)
    codes = factories.do(it, "issue_codes", conversation_id=conversation.pk, many=3)
    assert len(set(codes)) == 3
    kept = str(list(Participant.objects.values()))
    assert not any(code in kept for code in codes)
    assert entry("codes_issued").public == {"codes": 3}


# --- Drawing and closing -----------------------------------------------------------------------


def test_the_worker_draws_what_changed_and_rests_otherwise(it, clock):
    conversation = factories.with_camps(it)
    assert tasks.draw_due.call() == 1
    last = Drawing.objects.get()
    assert (last.participants, last.votes) == (25, 200)
    assert [one["size"] for one in last.result["groups"]] == [13, 12]
    assert entry("drawn").public == {"participants": 25, "votes": 200}
    assert tasks.draw_due.call() == 0, "nothing changed"

    participant, _code = factories.joined(conversation)
    factories.answer(participant, 1, -1)
    assert tasks.draw_due.call() == 0, "200 answers rest for a moment"
    clock.at = NOON + timedelta(minutes=1)
    assert tasks.draw_due.call() == 1
    assert Drawing.objects.get().votes == 201


def test_a_large_conversation_is_drawn_rarer(it, clock):
    factories.drawn(conversation := factories.with_camps(it))
    Drawing.objects.update(votes=60_000)
    factories.on_paper(it, conversation, (1,))
    clock.at = NOON + timedelta(minutes=2, seconds=59)
    assert tasks.draw_due.call() == 0
    clock.at = NOON + timedelta(minutes=3)
    assert tasks.draw_due.call() == 1


def test_an_older_map_never_takes_the_place_of_a_newer(it):
    conversation = factories.with_camps(it)
    older = queries.drawn(conversation)
    factories.on_paper(it, conversation, (1,))
    factories.drawn(conversation)
    words = {"conversation_id": conversation.pk, "actor": SYSTEM, "now": NOON}
    assert actions.keep_drawing(drawn=older, **words).votes == 201
    assert verbs().count("drawn") == 1


def test_a_map_of_a_conversation_that_was_closed_meanwhile_is_dropped(it, clock, monkeypatch):
    conversation = factories.with_camps(it)
    before = queries.drawn

    def slow(one):
        found = before(one)
        Conversation.objects.update(state=State.CLOSED)
        return found

    monkeypatch.setattr(queries, "drawn", slow)
    assert tasks.draw_due.call() == 1
    assert not Drawing.objects.filter(conversation=conversation).exists()


def test_closing_freezes_the_map_and_publishes_the_hash(it):
    conversation = factories.closed(it)
    text = queries.as_file(conversation)
    assert conversation.digest == queries.digest(text)
    written = entry("closed")
    assert written.public == {"participants": 25, "votes": 200}
    assert written.detail.texts["digest"][1] == conversation.digest
    participant = Participant.objects.first()
    words = {"participant_id": participant.pk, "vote": 1, "actor": RESIDENT, "now": NOON}
    statement = factories.statement(conversation, 1)
    refused("不是表态时间", actions.answer, statement_id=statement.pk, **words)
    refused("目前的状态", factories.do, it, "refuse", statement_id=statement.pk, ground="unlawful")
    assert queries.as_file(conversation) == text


def test_the_house_closes_by_itself_when_the_papers_had_their_days(it, clock):
    factories.with_camps(it)
    for at, closes in ((OVER, 0), (LATE - timedelta(days=1), 0), (LATE, 1), (LATE, 0)):
        clock.at = at
        assert tasks.close_due.call() == closes
    assert Conversation.objects.get().state == State.CLOSED
    assert entry("closed").actor == "system"


def test_nobody_closes_before_the_last_day_has_ended(it):
    conversation = factories.opened(it)
    day = OVER - timedelta(hours=13)
    refused("截止日结束前", factories.do, it, "close", day, conversation_id=conversation.pk)


# --- What comes of it --------------------------------------------------------------------------


def test_a_person_names_the_groups_and_answers(it):
    conversation = factories.closed(it)
    words = {"conversation_id": conversation.pk}
    factories.do(it, "name_groups", OVER, names=["保绿地", "要充电", "多余"], **words)
    factories.do(it, "conclude", OVER, answer="先划停车线，充电桩另行议事。", **words)
    conversation.refresh_from_db()
    assert conversation.names == ["保绿地", "要充电"]
    assert conversation.state == State.CONCLUDED
    assert verbs()[-3:] == ["closed", "groups_named", "concluded"]
    refused("目前的状态", factories.do, it, "conclude", OVER, answer="再答", **words)


def test_without_groups_nothing_is_named(it):
    conversation = factories.closed(it, size=3)
    words = {"conversation_id": conversation.pk, "names": ["一"]}
    refused("没有可命名", factories.do, it, "name_groups", OVER, **words)


@pytest.mark.parametrize(
    ("compound", "scope"), [("樱园小区", Scope.COMPOUND), ("", Scope.COMMUNITY)]
)
def test_a_council_is_called_on_what_divides(it, compound, scope):
    call_command("import_procedures", verbosity=0)
    conversation = factories.closed(it, compound=compound)
    no = queries.drawing(conversation).result["divisive"][0]
    statement = factories.statement(conversation, no)
    words = {"statement_id": statement.pk, "explanation": "请大家议一议。"}
    council = factories.do(it, "call_council", OVER, **words)
    assert (council.scope, council.compound) == (scope, compound)
    assert council.consultation.topic == statement.text
    assert council.consultation.about == f"opinions.statement:{statement.pk}"
    assert entry("council_called").public == {"statement": no, "council": council.pk}
    refused("已发起议事会", factories.do, it, "call_council", OVER, **words)
    assert Council.objects.count() == 1
    assert deliberation.change(
        council_id=council.pk,
        topic=statement.text,
        explanation="",
        venue="议事厅",
        starts_at=OVER + timedelta(days=9),
        actor=it.actor("community_secretary"),
        now=OVER,
    ), "the council goes on at its own desk"


def test_no_council_on_what_neither_unites_nor_divides(it):
    call_command("import_procedures", verbosity=0)
    conversation = factories.closed(it, size=3)
    statement = factories.statement(conversation, 1)
    words = {"statement_id": statement.pk, "explanation": "议一议"}
    refused("只能就共识观点", factories.do, it, "call_council", OVER, **words)
    assert not Council.objects.exists()


def test_an_end_without_a_result_has_a_reason(it):
    conversation = factories.opened(it)
    words = {"conversation_id": conversation.pk, "reason": "问题问错了"}
    refused("由书记办理", factories.do, it, "cancel", role="community_worker", **words)
    factories.do(it, "cancel", **words)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.cancelled_because) == (State.CANCELLED, "问题问错了")
    assert Statement.objects.count() == 8
