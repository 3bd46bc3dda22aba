"""An arena: entrants, a lot that anybody draws again, secret ratings, the count, what follows."""

from datetime import date
from fractions import Fraction
from hashlib import sha256

import pytest

from liandong.ballots.lifecycle import TicketChannel
from liandong.duties.models import DutyList, Rectification
from liandong.kernel.actor import RESIDENT
from liandong.kernel.verdict import Refused
from liandong.ledger.actions import name_of
from liandong.ledger.models import Detail, Entry
from liandong.planning.tallying.drawing_lots import drawn
from liandong.projects import actions, queries
from liandong.projects.actions import Decision
from liandong.projects.lifecycle import ArenaState, FollowUp, Ties
from liandong.projects.models import Entrant, Ticket, TicketEntry, Urn, VoterClass
from liandong.projects.tests import arenas as made
from liandong.projects.tests import factories
from liandong.projects.tests.arenas import do
from liandong.projects.tests.factories import JULY
from liandong.rulebook.models import Rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def it(db):
    return made.world()


def verbs(arena) -> list[str]:
    entries = Entry.objects.filter(subject=name_of(arena)).order_by("id")
    return [entry.verb.removeprefix("arena.") for entry in entries]


def refused(arena, act, words: str) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        act()
    assert Entry.objects.count() == before


def enter(it, role, code, row, arena=None):
    ticket = queries.ticket_with(code)
    marks = None if row is None else made.marks(row)
    words = {"ticket_id": ticket.pk, "tracking": code, "marks": marks}
    return actions.enter_ticket(actor=it.actor(role), now=JULY, **words)


def test_an_arena_keeps_the_rules_of_its_day(it):
    arena = made.opened(it)
    Rule.objects.filter(key="arena.weight.stage").update(amount="0.9")
    arena.refresh_from_db()
    rules = queries.rules_of(arena)
    assert [part.weight for part in rules.parts] == [
        Fraction(3, 10),
        Fraction(4, 10),
        Fraction(3, 10),
    ]
    assert dict(rules.parts[0].classes) == {
        "leaders": Fraction(4, 10),
        "peers": Fraction(3, 10),
        "representatives": Fraction(3, 10),
    }
    assert (rules.points["poor"], rules.trim, arena.minutes) == (30, Fraction(1, 10), 6)
    assert verbs(arena) == ["opened"]


def test_only_comparable_projects_of_places_directly_below_take_part(it):
    arena = made.opened(it)
    other = factories.running(it, "community_secretary", "subdistrict_secretary")
    draft = factories.drafted(it)
    words = {"group": "城区组"}
    for project, says in ((other, "直接下级"), (draft, "已备案")):
        refused(
            arena,
            lambda project=project: do(it, "add_entrant", arena, project_id=project.pk, **words),
            says,
        )
    project = factories.running(it)
    assert list(queries.candidates(arena)) == [project]
    entrant = do(it, "add_entrant", arena, project_id=project.pk, **words)
    refused(arena, lambda: do(it, "fix", arena), "至少有两个")
    do(it, "remove_entrant", arena, entrant_id=entrant.pk)
    assert not Entrant.objects.exists()
    assert verbs(arena) == ["opened", "entrant_added", "entrant_removed"]


def test_the_lot_is_sealed_before_and_drawn_again_by_anybody(it):
    arena = made.entered(it)
    do(it, "fix", arena)
    arena.refresh_from_db()
    assert queries.lots(arena) == []
    assert arena.seal == sha256(arena.secret.encode()).hexdigest()
    sealed = Detail.objects.get(entry__verb="arena.fixed")
    assert (sealed.texts["seal"][1], arena.secret in str(sealed.texts)) == (arena.seal, False)
    do(it, "draw", arena, word="风筝")
    arena.refresh_from_db()
    by_turn = list(arena.entrants.order_by("turn").values_list("no", flat=True))
    by_hand = sorted(
        [1, 2, 3], key=lambda no: sha256(f"{arena.secret}:风筝:{no}".encode()).hexdigest()
    )
    assert by_turn == by_hand == drawn(arena.secret, "风筝", [3, 2, 1])
    told = Detail.objects.get(entry__verb="arena.drawn").texts
    assert (told["secret"][1], told["word"][1]) == (arena.secret, "风筝")
    refused(arena, lambda: do(it, "draw", arena, word="再来"), "当前状态")


def test_rating_begins_when_every_class_has_enough_tickets(it):
    arena = made.drawn(it)
    first = VoterClass.objects.filter(arena=arena).order_by("id")[0]
    do(it, "issue_tickets", arena, class_id=first.pk, many=3)
    refused(arena, lambda: do(it, "open_rating", arena), "至少需要3张")
    made.tickets(it, arena)
    do(it, "open_rating", arena)
    arena.refresh_from_db()
    assert arena.state == ArenaState.VOTING


def test_nothing_that_is_kept_joins_a_ticket_with_its_grades(it):
    arena, codes = made.rating(it)
    code = codes["residents"][0]
    receipt = made.rate(code, "gfa")
    ticket, urn = queries.ticket_with(code), Urn.objects.get()
    assert ticket.channel == TicketChannel.ONLINE
    assert urn.slips == {receipt.tracking: [ticket.voters_id, made.marks("gfa")]}
    assert receipt.tracking not in code
    stored = str(list(Ticket.objects.values()))
    assert code not in stored
    assert receipt.tracking not in stored
    entry = Entry.objects.filter(verb="arena.rated").get()
    assert (entry.public, entry.actor) == ({"channel": "online"}, "resident")
    assert not Detail.objects.filter(entry=entry).exists()
    for other in codes["residents"][1:]:
        made.rate(other, "ppp")
    urn.refresh_from_db()
    assert list(urn.slips) == sorted(urn.slips)


def test_a_ticket_rates_once_whatever_the_way(it):
    arena, codes = made.rating(it)
    first, second, third = codes["leaders"]
    made.rate(first, "gfa")
    refused(arena, lambda: made.rate(first, "ppp"), "已经使用")
    refused(arena, lambda: enter(it, made.DESK, first, "ppp"), "已经使用")
    enter(it, made.DESK, second, "gfa")
    refused(arena, lambda: made.rate(second, "ppp"), "已经使用")
    wrong = {"ticket_id": queries.ticket_with(third).pk, "actor": RESIDENT, "now": JULY}
    for marks in ({"9": "good"}, {"1": "splendid"}):
        refused(arena, lambda marks=marks: actions.rate(marks=marks, **wrong), "不存在")
    paper = {**wrong, "actor": it.actor(made.DESK), "tracking": third, "marks": {"9": "good"}}
    refused(arena, lambda: actions.enter_ticket(**paper), "不存在")


def test_paper_tickets_are_read_by_two_apart_and_a_third_where_they_differ(it):
    arena, codes = made.rating(it)
    agreed, differing, spoiled = codes["checkers"]
    enter(it, made.DESK, agreed, "gfa")
    refused(arena, lambda: enter(it, made.DESK, agreed, "gfa"), "另一人")
    refused(arena, lambda: do(it, "count", arena), "先核定")
    enter(it, "district_secretary", agreed, "gfa")
    enter(it, made.DESK, differing, "gfa")
    enter(it, "district_secretary", differing, "gfp")
    assert queries.ticket_with(differing).channel == ""
    enter(it, "department_officer", differing, "gfp")
    for role in (made.DESK, "district_secretary"):
        enter(it, role, spoiled, None)
    kept = Urn.objects.get().slips
    assert kept[agreed][1] == made.marks("gfa")
    assert kept[differing][1] == made.marks("gfp")
    assert kept[spoiled][1] is None
    assert not TicketEntry.objects.exists()
    assert queries.arena_facts(arena, JULY).unsettled == 0


def test_the_count_gives_places_and_publishes_every_paper(it):
    arena = made.rated(it)
    do(it, "count", arena)
    arena.refresh_from_db()
    (group,) = queries.counted(arena)
    assert [(one.no, result.place) for one, result in group.results] == [(1, 1), (2, 2), (3, 3)]
    totals = [result.total for _one, result in group.results]
    assert totals == [100, Fraction(220, 3), 30]
    saved = list(arena.entrants.order_by("no").values_list("place", "total"))
    assert [(place, str(total)) for place, total in saved] == [
        (1, "100.00"),
        (2, "73.33"),
        (3, "30.00"),
    ]
    text = queries.as_published(arena)
    assert arena.digest == sha256(text.encode()).hexdigest()
    assert text.count("\n") == 15
    assert Entry.objects.get(verb="arena.counted").public == {"papers": 15}
    assert [one.no for one in queries.slow(arena)] == [3]


def test_equal_totals_share_a_place_when_the_rule_says_so(it):
    arena = made.counted(it, ("gga", "ggf", "aap"), ties=Ties.SHARED)
    places = dict(arena.entrants.values_list("no", "place"))
    assert places == {1: 1, 2: 1, 3: 3}


def test_each_group_is_counted_by_itself(it):
    arena = made.opened(it)
    rows = (("城区组", factories.running(it)), ("城区组", made.project_of(it, "甲街道")))
    rows += tuple(("乡镇组", made.project_of(it, name)) for name in ("乙镇", "丙镇"))
    for group, project in rows:
        do(it, "add_entrant", arena, project_id=project.pk, group=group)
    do(it, "fix", arena)
    do(it, "draw", arena, word="风筝")
    codes = made.tickets(it, arena)
    do(it, "open_rating", arena)
    for several in codes.values():
        for code in several:
            made.rate(code, "gfap")
    do(it, "count", arena)
    places = list(arena.entrants.order_by("no").values_list("place", flat=True))
    assert places == [1, 2, 1, 2]
    turns = arena.entrants.values_list("group", "turn")
    assert sorted(turns) == [("乡镇组", 1), ("乡镇组", 2), ("城区组", 1), ("城区组", 2)]


def test_what_cannot_be_counted_is_refused(it):
    arena, codes = made.rating(it)
    for several in codes.values():
        made.rate(several[0], "gf-")
    refused(arena, lambda: do(it, "count", arena), "无法计算")
    urn = Urn.objects.get()
    urn.slips = {**urn.slips, "EXTRA": [1, {}]}
    urn.save()
    refused(arena, lambda: do(it, "count", arena), "不一致")


def test_the_result_is_explained_and_a_person_decides_what_follows(it):
    arena = made.counted(it)
    do(it, "explain", arena, explanation="第三个项目进度偏慢，原因是……")
    arena.refresh_from_db()
    assert arena.state == ArenaState.EXPLAINED
    slow = arena.entrants.get(no=3)
    decision = Decision(
        FollowUp.RECTIFY, "节点全部滞后", "九月底前完成备案", "每两周调度", date(2026, 9, 30)
    )
    words = {"entrant_id": slow.pk, "decision": decision, "now": JULY}
    refused(arena, lambda: actions.follow_up(actor=it.actor(made.DESK), **words), "由本级书记决定")
    actions.follow_up(actor=it.actor("district_secretary"), **words)
    slow.refresh_from_db()
    line = Rectification.objects.get()
    listed = DutyList.objects.get()
    assert (slow.rectification, slow.follow_up) == (line, FollowUp.RECTIFY)
    assert (listed.post_id, listed.title) == (slow.project.secretary_id, arena.title)
    assert (line.due_on, line.lead_id) == (date(2026, 9, 30), slow.project.lead_id)
    again = {**words, "actor": it.actor("district_secretary")}
    refused(arena, lambda: actions.follow_up(**again), "已经决定")
    assert queries.slow(arena) == []
    first = arena.entrants.get(no=1)
    none = Decision(FollowUp.NONE, "进度良好")
    words = {"entrant_id": first.pk, "decision": none, "now": JULY}
    actions.follow_up(actor=it.actor("district_secretary"), **words)
    assert Rectification.objects.count() == 1
    assert verbs(arena)[-3:] == ["explained", "followed_up", "followed_up"]


def test_an_arena_is_cancelled_with_a_reason(it):
    arena = made.drawn(it)
    do(it, "cancel", arena, reason="改期")
    arena.refresh_from_db()
    assert (arena.state, arena.cancelled_because) == (ArenaState.CANCELLED, "改期")
    refused(arena, lambda: do(it, "open_rating", arena), "当前状态")
