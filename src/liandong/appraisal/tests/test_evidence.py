"""The figures of a year come from the rows of the rooms in which the work was done."""

from datetime import date, timedelta

import pytest

from liandong.appraisal import queries
from liandong.appraisal.models import Figure
from liandong.appraisal.tests import factories as made
from liandong.appraisal.tests.factories import LATER, OWN, do
from liandong.duties import actions as duties
from liandong.duties.lifecycle import Duty, Frequency
from liandong.duties.tests import factories as lists
from liandong.ledger.models import Entry
from liandong.meetings.tests import factories as meetings
from liandong.projects.tests import factories as projects

pytestmark = pytest.mark.django_db


def figures(one, now=LATER) -> dict[str, tuple[int, int | None]]:
    return {each.name: (each.part, each.whole) for each in queries.gathered(one, now)}


def rows(name, one, now=LATER):
    return queries.rows(name, queries.year_of(one, now))


@pytest.fixture
def one(it):
    return queries.under_review(made.announced(it)).get()


def test_an_empty_year_says_so(one):
    assert figures(one)["milestones"] == (0, 0)
    assert figures(one)["intake"] == (0, None), "no grid says its households"


def test_projects_with_their_slips_and_goals(it, one):
    project = projects.ready(it)
    assert figures(one)["projects"] == (1, None)
    assert figures(one)["milestones"] == (1, 2)
    assert figures(one)["goals"] == (0, 1)
    first, second = rows("milestones", one)
    assert (first.counts, second.counts) == (True, False)
    assert "滞后4个工作日" in second.says
    assert "14，目标15个" in rows("goals", one)[0].says
    (row,) = rows("projects", one)
    assert row.url == f"/projects/{project.pk}/file/"
    assert Entry.objects.get(pk=queries.proofs([row])[row.subject]).subject == row.subject


def test_a_milestone_that_waits_counts_once_its_day_has_passed(it, one):
    projects.running(it)
    assert figures(one)["milestones"] == (0, 2)
    assert all("尚未完成" in row.says for row in rows("milestones", one))
    assert figures(one, projects.MARCH)["milestones"] == (0, 0)
    assert rows("milestones", one, projects.MARCH) == []


def test_responsibilities_in_time_late_and_overdue(it, one):
    once = {"frequency": Frequency.ONCE, "due_on": date(2026, 4, 1)}
    kinds = (Duty.MAIN, Duty.FIRST, Duty.OWN_FIELD)
    first, second, _third = lists.issued(it, *(lists.line(duty, **once) for duty in kinds))
    words = {"result": "已完成", "evidence": "纪要", "actor": it.actor(OWN)}
    duties.fulfil(line_id=first.pk, now=lists.MARCH, **words)
    duties.fulfil(line_id=second.pk, now=projects.JULY, **words)
    assert figures(one)["turns"] == (1, 3)
    assert sorted(row.counts for row in rows("turns", one)) == [False, False, True]


def test_problems_closed_out_and_come_back(it, one):
    lead = it.post("subdistrict_officer").pk
    closed, back = lists.running(it, lists.problem(lead), lists.problem(lead))
    lists.closed(it, closed)
    lists.closed(it, back)
    duties.relapse(
        problem_id=back.pk,
        reason="再次出现",
        actor=it.actor("district_dispatcher"),
        now=lists.MARCH,
    )
    assert figures(one)["problems"] == (1, 2)
    assert "反弹1次" in rows("problems", one)[1].says


def test_matters_stand_beside_the_households_of_the_grids(it, one):
    it.tree.grid.households = 500
    it.tree.grid.save(update_fields=["households"])
    shown = {each.name: each for each in queries.gathered(one, LATER)}
    assert (shown["intake"].whole, shown["intake"].per_thousand) == (500, "0.0")
    assert shown["intake"].percent is None
    assert shown["milestones"].percent is None


def test_figures_are_kept_when_the_rating_begins(it):
    appraisal = made.reported(it)
    made.tickets(it, appraisal)
    do(it, "open_rating", appraisal, now=LATER)
    one = queries.under_review(appraisal).get()
    projects.running(it)
    assert figures(one)["projects"] == (0, None), "what came later is not in them"
    assert Figure.objects.filter(appraised=one).count() == len(queries.MEASURES)


def test_meetings_that_were_held(db):
    district = meetings.Level(meetings.world(), "district")
    meetings.held(district)
    post = district.world.cast.post("district_secretary")
    year = queries.Year(post, 2026, meetings.NOON + timedelta(days=40))
    assert [row.counts for row in queries.rows("meetings", year)] == [True]
    assert [row.says for row in queries.rows("decisions", year)] == ["尚未核查落实"]
