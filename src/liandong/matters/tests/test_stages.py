"""Stages with a limit of their own: promised at acceptance, kept, late, not needed, moved."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from liandong.duties.actions import mark
from liandong.duties.lifecycle import Outcome
from liandong.duties.models import Promise
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger import queries as ledger
from liandong.ledger.models import Entry
from liandong.matters import actions, queries
from liandong.matters.lifecycle import State
from liandong.matters.models import Matter
from liandong.matters.tests import factories
from liandong.people.tests.factories import NOON
from liandong.rulebook.models import Rule, Stage

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TEXT = "井盖已更换并设围挡。"


@pytest.fixture
def it():
    it = factories.world()
    for key, amount, unit in (("matter.secure", 1, "hour"), ("matter.penalty", 7, "work_day")):
        Rule.objects.create(
            key=key,
            category=it.category,
            value=str(amount),
            amount=Decimal(amount),
            unit=unit,
            effective_from=date(2020, 1, 1),
            source="城市管理标准",
            confidence="practice",
            text=f"规则 {key}",
            text_en=f"rule {key}",
        )
    return it


def stages(matter):
    return {promise.kind: promise for promise in queries.stages_of(matter)}


def secure(it, matter, role="department_officer", *, now=NOON, needed=True, stage=Stage.SECURE):
    return actions.reach(
        matter_id=matter.pk,
        stage=stage,
        needed=needed,
        findings=TEXT,
        actor=it.actor(role),
        now=now,
    )


def test_acceptance_promises_each_stage_beside_the_whole(it):
    made = factories.raised(it)
    assert not stages(made)

    accepted = actions.accept(
        matter_id=made.pk, category=it.category, actor=it.actor("grid_head"), now=NOON
    )

    given = stages(accepted)
    assert list(given) == ["matter.secure", "matter.penalty"]
    assert given["matter.secure"].due_at == NOON + HOUR
    assert given["matter.secure"].holder == it.cast.post("grid_head")
    assert accepted.promise.kind == "matter.execute"


def test_stages_go_with_the_matter_to_the_office_and_end_with_its_answer(it):
    made = factories.matter(it, State.EXECUTING)
    assert {promise.holder for promise in stages(made).values()} == {
        it.cast.post("department_officer")
    }
    assert made.promise.outcome == Outcome.OPEN

    done = NOON + 2 * HOUR
    actions.reply(
        matter_id=made.pk, answer="修好了。", actor=it.actor("department_officer"), now=done
    )

    ended = stages(made)
    assert ended["matter.secure"].outcome == Outcome.LATE
    assert ended["matter.penalty"].outcome == Outcome.KEPT


def test_a_stage_that_is_done_is_kept_and_written_down(it):
    made = factories.matter(it, State.EXECUTING)

    secure(it, made)

    assert stages(made)["matter.secure"].outcome == Outcome.KEPT
    entry = Entry.objects.get(verb="matter.reached")
    assert entry.public == {"stage": "secure", "needed": True, "in_time": True}
    assert ledger.texts_of(entry) == {"findings": TEXT}


def test_a_stage_that_is_not_needed_here_is_no_broken_promise(it):
    made = factories.matter(it, State.EXECUTING)

    secure(it, made, needed=False, stage=Stage.PENALTY)

    assert stages(made)["matter.penalty"].outcome == Outcome.VOID


@pytest.mark.parametrize("role", ["community_secretary", "callback_officer", "hotline_clerk"])
def test_only_who_works_on_it_notes_a_stage(it, role):
    made = factories.matter(it, State.EXECUTING)

    with pytest.raises(Refused, match="只有经办人员"):
        secure(it, made, role)

    assert stages(made)["matter.secure"].outcome == Outcome.OPEN
    assert not Entry.objects.filter(verb="matter.reached").exists()


def test_a_stage_is_noted_once(it):
    made = factories.matter(it, State.EXECUTING)
    secure(it, made)

    with pytest.raises(Refused, match="这一阶段"):
        secure(it, made)
    secure(it, made, stage=Stage.PENALTY)
    with pytest.raises(Refused, match="没有进行中"):
        secure(it, made, stage=Stage.PENALTY)


def test_a_stage_stands_still_while_the_matter_is_suspended(it):
    made = factories.matter(it, State.SUSPENDED)
    assert {promise.outcome for promise in stages(made).values()} == {Outcome.PAUSED}
    with pytest.raises(Refused, match="没有进行中"):
        secure(it, made)
    actions.tell(matter_id=made.pk, text="等备件。", actor=it.actor("department_officer"), now=NOON)

    actions.resume(matter_id=made.pk, actor=it.actor("department_officer"), now=NOON + 3 * HOUR)

    again = stages(made)["matter.secure"]
    assert again.outcome == Outcome.OPEN
    assert again.due_at == NOON + 4 * HOUR


def test_stages_of_a_matter_that_ends_without_an_answer_are_no_longer_needed(it):
    made = factories.matter(it, State.EXECUTING)

    actions.withdraw(matter_id=made.pk, reason="已解决", actor=RESIDENT, now=NOON)

    assert {promise.outcome for promise in stages(made).values()} == {Outcome.VOID}


def test_a_stage_climbs_with_the_matter(it):
    made = factories.matter(it, State.DELIBERATING)
    actions.visit(matter_id=made.pk, findings="危险", actor=it.actor("grid_head"), now=NOON)
    up = actions.escalate(
        matter_id=made.pk, climb=factories.climb(it), actor=it.actor("grid_head"), now=NOON
    )

    assert {promise.holder for promise in stages(up).values()} == {up.holder}


def test_the_clock_reminds_of_a_stage_and_says_which(it):
    made = factories.matter(it, State.EXECUTING)

    mark(actor=SYSTEM, now=NOON + 2 * HOUR)

    entry = Entry.objects.get(verb="promise.overdue")
    assert entry.public["stage"] == "secure"
    assert stages(made)["matter.secure"].red_at is not None
    assert Promise.objects.get(pk=made.promise_id).red_at is None


def test_pages_show_the_stages_and_the_inbox_asks_for_them(it, sign):
    made = factories.matter(it, State.EXECUTING, timezone.now() - 3 * HOUR)
    mark(actor=SYSTEM, now=timezone.now())
    client = sign("department_officer")

    with translation.override("en"):
        inbox = client.get("/inbox/", headers={"accept-language": "en"}).content.decode()
        file = client.get(f"/matters/{made.number}/", headers={"accept-language": "en"})
    text = file.content.decode()
    assert reverse("matters:reach", args=(made.number,)) in inbox
    assert "Make safe" in inbox
    assert "1 hour" in text
    assert "城市管理标准" in text
    assert "The promised date passed. · Make safe" in text


def test_the_form_asks_which_stage_and_what_became_of_it(it, sign):
    made = factories.matter(it, State.EXECUTING, timezone.now())
    client = sign("department_officer")
    address = reverse("matters:reach", args=(made.number,))

    asked = client.get(address)
    assert 'value="secure"' in asked.content.decode()
    wrong = client.post(address, {"stage": "secure", "needed": "yes", "findings": ""})
    assert wrong.status_code == 422
    done = client.post(address, {"stage": "secure", "needed": "yes", "findings": TEXT})
    assert done.status_code == 302
    assert stages(made)["matter.secure"].outcome == Outcome.KEPT
    assert 'value="secure"' not in client.get(address).content.decode()


def test_who_raised_it_reads_the_stages(it, client):
    made = factories.matter(it, State.EXECUTING, timezone.now())
    secure(it, made, now=timezone.now())
    secret = queries.secret_of(made.number)

    text = client.get(reverse("matters:own", args=(made.number, secret))).content.decode()

    assert TEXT in text
    assert "现场防护" in text
    assert "城市管理标准" in text
    assert Matter.objects.get(pk=made.pk).state == State.EXECUTING


def test_a_stage_that_changed_hands_after_its_date_stands_once(it):
    made = factories.matter(it, State.DISPATCHED)
    late = NOON + 2 * HOUR
    actions.return_matter(
        matter_id=made.pk, reason="不属本单位", actor=it.actor("department_officer"), now=late
    )

    listed = [promise.kind for promise in queries.stages_of(made)]

    assert listed == ["matter.secure", "matter.penalty"]
    assert stages(made)["matter.secure"].holder == it.cast.post("grid_head")
