"""Truth tables: who may do what in a review, and when."""

from datetime import date

import pytest

from liandong.appraisal import rules
from liandong.appraisal.lifecycle import MOVES, Grade, State
from liandong.appraisal.models import Appraisal, Appraised, Facts, Question, Ticket
from liandong.appraisal.tests import factories as made
from liandong.kernel.actor import RESIDENT

pytestmark = pytest.mark.django_db
OWN = {"district_secretary", "district_dispatcher"}
SECRETARY = {"district_secretary"}
ABOVE = {"city_secretary", "city_dispatcher"}
READY = Facts(reviewed=3, fewest=3, least=3, used=9, slips=9)


def review(it, state) -> Appraisal:
    return Appraisal(place=it.tree.district, state=state, year=2026, free_ranks=1)


def of(it, state, **words) -> Appraised:
    post = it.post("subdistrict_secretary")
    return Appraised(appraisal=review(it, state), post=post, no=1, **words)


def allowed(it, rule) -> set[str]:
    return {role for role in it.posts if rule(it.actor(role))}


def test_each_deed_belongs_to_its_posts(it):
    preparing, rating = of(it, State.PREPARING, report="述职"), of(it, State.RATING)
    counted = of(it, State.COUNTED)
    told = of(it, State.COUNTED, grade=Grade.GOOD)
    reviewed = {"subdistrict_secretary"}
    readers = OWN | {"department_officer", "callback_officer"}
    table = [
        (OWN, lambda who: rules.may_plan(who, it.tree.district)),
        (set(), lambda who: rules.may_plan(who, it.tree.community)),
        (set(), lambda who: rules.may_plan(who, None)),
        (OWN | ABOVE, lambda who: rules.may_see(who, counted.appraisal)),
        (OWN | ABOVE | reviewed, lambda who: rules.may_see_appraised(who, counted)),
        (OWN | ABOVE, lambda who: rules.may_see_appraised(who, of(it, State.PLANNED))),
        (OWN, lambda who: rules.may_announce(who, review(it, State.PLANNED))),
        (OWN, lambda who: rules.may_take_out(who, preparing, READY)),
        (reviewed, lambda who: rules.may_report(who, preparing)),
        (OWN, lambda who: rules.may_ask(who, rating)),
        (OWN | reviewed, lambda who: rules.may_answer(who, rating)),
        (OWN, lambda who: rules.may_check_site(who, preparing)),
        (SECRETARY, lambda who: rules.may_comment(who, preparing)),
        (OWN, lambda who: rules.may_issue_tickets(who, rating.appraisal)),
        (OWN, lambda who: rules.may_open_rating(who, preparing.appraisal, READY)),
        (readers, lambda who: rules.may_enter_tickets(who, rating.appraisal)),
        (readers, lambda who: rules.may_enter_ticket(who, rating.appraisal, Ticket(), [])),
        (OWN, lambda who: rules.may_count(who, rating.appraisal, READY)),
        (SECRETARY, lambda who: rules.may_grade(who, counted)),
        (OWN, lambda who: rules.may_feed_back(who, told)),
        (OWN, lambda who: rules.may_publish(who, counted.appraisal, READY)),
        (OWN, lambda who: rules.may_cancel(who, rating.appraisal)),
    ]
    for number, (expected, rule) in enumerate(table):
        found = allowed(it, rule) - {"audit_admin"}
        assert found == expected, f"line {number}"
        assert not rule(RESIDENT), f"line {number}"


def test_each_deed_has_its_states(it):
    who, own = it.actor("district_secretary"), it.actor("subdistrict_secretary")
    asked = {
        "take_out": lambda s: rules.may_take_out(who, of(it, s), READY),
        "announce": lambda s: rules.may_announce(who, review(it, s)),
        "report": lambda s: rules.may_report(own, of(it, s)),
        "check_site": lambda s: rules.may_check_site(who, of(it, s)),
        "ask": lambda s: rules.may_ask(who, of(it, s)),
        "answer": lambda s: rules.may_answer(who, of(it, s)),
        "comment": lambda s: rules.may_comment(who, of(it, s, report="述职")),
        "issue_tickets": lambda s: rules.may_issue_tickets(who, review(it, s)),
        "open_rating": lambda s: rules.may_open_rating(who, review(it, s), READY),
        "rate": lambda s: rules.may_rate(review(it, s), Ticket()),
        "enter_ticket": lambda s: rules.may_enter_tickets(who, review(it, s)),
        "count": lambda s: rules.may_count(who, review(it, s), READY),
        "grade": lambda s: rules.may_grade(who, of(it, s)),
        "feed_back": lambda s: rules.may_feed_back(who, of(it, s, grade=Grade.POOR)),
        "publish": lambda s: rules.may_publish(who, review(it, s), READY),
        "cancel": lambda s: rules.may_cancel(who, review(it, s)),
    }
    assert set(asked) == set(MOVES) - {"plan"}
    for verb, rule in asked.items():
        assert {state for state in State if rule(state)} == MOVES[verb][0], verb


def test_nothing_is_done_about_whoever_was_taken_out(it):
    who, gone = it.actor("district_secretary"), of(it, State.COUNTED, out_because="空缺")
    assert not rules.may_grade(who, gone)
    assert not rules.may_feed_back(who, gone)


def test_numbers_hold_the_steps(it):
    who = it.actor("district_secretary")
    preparing, rating = review(it, State.PREPARING), review(it, State.RATING)
    counted = review(it, State.COUNTED)
    for facts, fits in (
        (Facts(unreported=1, fewest=3, least=3), False),
        (Facts(fewest=2, least=3), False),
        (Facts(fewest=3, least=3), True),
    ):
        assert bool(rules.may_open_rating(who, preparing, facts)) is fits
    for facts, fits in (
        (Facts(used=2, slips=2), True),
        (Facts(used=2, slips=3), False),
        (Facts(used=2, slips=2, unsettled=1), False),
        (Facts(used=2, slips=2, uncommented=1), False),
    ):
        assert bool(rules.may_count(who, rating, facts)) is fits
    for facts, fits in ((Facts(), True), (Facts(ungraded=1), False), (Facts(untold=1), False)):
        assert bool(rules.may_publish(who, counted, facts)) is fits


def test_a_ticket_is_used_once_and_read_by_different_people(it):
    rating, who = review(it, State.RATING), it.actor("district_dispatcher")
    assert rules.may_rate(rating, Ticket())
    assert not rules.may_rate(rating, Ticket(channel="paper"))
    assert not rules.may_rate(rating, Ticket(), read=True)
    assert not rules.may_enter_ticket(who, rating, Ticket(channel="online"), [])
    assert not rules.may_enter_ticket(who, rating, Ticket(), [who.person])
    assert not rules.may_enter_ticket(it.actor("grid_head"), rating, Ticket(), [])


def test_papers_name_posts_and_grades_that_there_are():
    assert rules.marks_fit({"1": "good"}, [1, 2])
    assert not rules.marks_fit({"3": "good"}, [1, 2])
    assert not rules.marks_fit({"1": "excellent"}, [1, 2])


def test_whoever_grades_says_what_follows(it):
    one = review(it, State.COUNTED)
    assert rules.names_what_follows(one, made.decision())
    assert rules.names_what_follows(one, made.decision(Grade.POOR))
    assert not rules.names_what_follows(one, made.decision(Grade.POOR, due_on=None))
    one.free_ranks = 2
    lenient = made.decision(Grade.FAIRLY_GOOD, due_on=None)
    assert rules.names_what_follows(one, lenient), "a city may let “fairly good” pass"


def test_days_and_answers(it):
    who = it.actor("district_secretary")
    assert rules.is_past(date(2026, 1, 1), date(2026, 1, 1))
    assert not rules.is_past(date(2026, 1, 2), date(2026, 1, 1))
    assert not rules.comes_after(date(2026, 1, 1), date(2026, 1, 1))
    answered = Question(question="?", answer="已答复")
    assert not rules.may_answer(who, of(it, State.RATING), answered)
    assert not rules.may_comment(who, of(it, State.RATING))
