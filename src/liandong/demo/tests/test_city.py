"""A small demo city: founded once for this file, by the same actions as the whole one."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from tempfile import TemporaryDirectory

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from liandong.budgeting import queries as budgeting
from liandong.budgeting.models import BudgetVote
from liandong.demo import queries
from liandong.demo.cast import CAST, COMMUNITY, SUBDISTRICT
from liandong.demo.management.commands.demo_seed import AFTERNOON
from liandong.demo.play.pictures import SUBJECTS
from liandong.demo.play.stage import Stage
from liandong.demo.play.year import year
from liandong.duties.queries import waiting_for
from liandong.funds import queries as funds
from liandong.funds.models import Fund
from liandong.insight.queries import numbers
from liandong.kernel.dates import day_bounds
from liandong.kernel.figures import Asked
from liandong.kernel.house import called, said
from liandong.ledger.models import Entry
from liandong.matters import queries as matters
from liandong.matters.lifecycle import State
from liandong.matters.models import Contact, Matter, Photo
from liandong.matters.queries import desk
from liandong.meetings.models import ExpressItem
from liandong.people import queries as people
from liandong.people.models import Person, Post, RoleKind, Term
from liandong.places.models import Boundary, Level, Place
from liandong.places.queries import find_place
from liandong.projects.models import Arena, SecretaryProject

TUESDAY = date(2026, 11, 24)
NOW = day_bounds(TUESDAY)[0] + AFTERNOON
WITHOUT_INBOX = {
    RoleKind.HOTLINE_CLERK,
    RoleKind.SYSTEM_ADMIN,
    RoleKind.SECURITY_ADMIN,
    RoleKind.AUDIT_ADMIN,
}
BACKEND = "django.contrib.auth.backends.ModelBackend"
pytestmark = pytest.mark.slow


class City(TestCase):
    @classmethod
    def setUpTestData(cls):
        with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
            call_command("demo_seed", "--small", today=TUESDAY, stdout=_Silent())

    def test_every_state_of_the_lifecycle_occurs(self):
        states = Counter(Matter.objects.values_list("state", flat=True))
        assert set(states) == set(State)

    def test_each_of_the_cast_has_something_waiting(self):
        empty = [member.name for member in CAST if not self._waits(member)]
        assert empty == []

    def _waits(self, member):
        if member.role in WITHOUT_INBOX:
            return True
        term = Term.objects.select_related("post__place", "person").get(
            person__username=member.username
        )
        actor = people.actor_of(term.person, term.post)
        counts = desk.inbox_counts(actor, desk.Window.at(NOW))
        own = sum(counts.values()) or waiting_for(actor, NOW)
        return own or matters.waiting_on_others(actor).exists()

    def test_last_years_fund_is_closed_and_this_years_has_something_to_look_at(self):
        last, this = Fund.objects.filter(place__name=COMMUNITY).order_by("year")
        assert (last.year, this.year) == (2025, 2026)
        assert last.closed_at is not None
        assert last.carried_out == funds.statement(this).carried_in == last.remaining > 0
        assert funds.statement(this).short > 0
        assert funds.unreceipted(this).exists()
        assert funds.commitments(this, "proposed").exists()
        assert funds.recounted(this)["paid"] == this.paid > 0

    def test_the_express_line_has_an_item_in_every_state_that_is_judged(self):
        letters = ExpressItem.objects.order_by("id")
        assert {"written", "taken_up", "answered", "declined"} == {one.state for one in letters}
        assert {one.solved for one in letters if one.state == "answered"} == {True, False}
        assert [one for one in letters if one.gathered.exists()]

    def test_four_levels_carry_projects_out_and_one_arena_was_held(self):
        projects = SecretaryProject.objects.select_related("secretary__place")
        assert {one.secretary.place.level for one in projects} == {0, 1, 2, 3}
        assert {"claimed", "running", "closed"} <= {one.state for one in projects}
        arena = Arena.objects.get()
        assert arena.state == "explained"
        assert arena.entrants.filter(rectification__isnull=False).count() == 1

    def test_one_budget_vote_is_carried_out_one_runs_and_one_begins(self):
        votes = BudgetVote.objects.order_by("id")
        assert [vote.state for vote in votes] == ["settled", "voting", "collecting"]
        chosen = [one for one in budgeting.listed(votes[0]) if one.chosen]
        assert 1 < len(chosen) < len(budgeting.listed(votes[0]))
        assert sum(one.cost for one in chosen) <= votes[0].budget
        for one in chosen:
            assert one.commitment.state == "approved"
            matter = matters.matter_of(f"budgeting.project:{one.pk}")
            assert matter.state == State.EXECUTING
        assert funds.recounted(votes[0].line.fund)["committed"] == votes[0].line.fund.committed

    def test_desks_and_offices_have_overdue_due_today_and_this_week(self):
        for username in ("li_jianguo", "zhang_min", "chen_jing", "huang_li", "wu_qian", "zhao_lei"):
            term = Term.objects.select_related("post__place", "person").get(
                person__username=username
            )
            actor = people.actor_of(term.person, term.post)
            counts = desk.inbox_counts(actor, desk.Window.at(NOW))
            assert all(counts[group] for group in ("overdue", "today", "week")), (username, counts)

    def test_nothing_happens_after_the_last_moment_or_out_of_order(self):
        assert not played().filter(at__gt=NOW).exists()
        for matter in Matter.objects.exclude(closed_at=None)[:50]:
            at = list(lines_of(matter))
            assert at == sorted(at)

    def test_what_is_pictured_is_what_the_matter_is_about(self):
        raised = Photo.objects.filter(after=False, matter__category__isnull=False)
        assert {photo.matter.category.code for photo in raised} <= set(SUBJECTS)
        assert raised.exists()

    def test_every_name_of_a_place_and_post_can_be_read_in_english(self):
        assert not Place.objects.filter(name_en="").exists()
        grid = Place.objects.get(name="樱园社区第一网格")
        assert grid.name_en == "Yingyuan Grid 1"
        assert Post.objects.get(place=grid, role=RoleKind.GRID_HEAD).title_en == (
            "Grid head, Yingyuan Grid 1"
        )

    def test_ground_below_the_district_is_not_official(self):
        made = Place.objects.filter(level__gte=Level.GRID)
        assert made.exists()
        assert not made.filter(official=True).exists()
        assert not Boundary.objects.filter(place__level__gt=1, official=True).exists()
        building = made.filter(level=Level.BUILDING).select_related("parent").first()
        assert find_place(building.lon, building.lat) == building.parent

    def test_the_chronicle_has_a_word_for_every_kind_of_thing(self):
        labels = {
            subject.partition(":")[0] for subject in Entry.objects.values_list("subject", flat=True)
        }
        assert len(labels) > 20
        assert [label for label in sorted(labels) if called(label) == label] == []

    def test_every_verb_of_the_chronicle_has_its_sentence(self):
        verbs = set(Entry.objects.values_list("verb", flat=True))
        assert [verb for verb in sorted(verbs) if said(verb) == verb] == []

    def test_public_texts_name_nobody(self):
        texts = Matter.objects.exclude(published_at=None).values_list("public_text", flat=True)
        names = set(Contact.objects.values_list("name", flat=True))
        assert texts
        assert not [text for text in texts if any(name and name in text for name in names)]

    def test_a_second_seed_into_the_same_city_is_refused(self):
        with pytest.raises(CommandError):
            call_command("demo_seed", "--small", stdout=_Silent())

    @override_settings(DEMO=True)
    def test_one_press_and_one_acts_from_the_post(self):
        for member in CAST:
            response = self.client.post(reverse("demo:sign_in", args=[member.username]))
            assert response.url == reverse(member.opens)
            page = self.client.get(response.url)
            assert page.status_code == 200, member.name
            assert page.wsgi_request.acting_post.role == member.role
        assert self.client.post(reverse("demo:be_resident")).url == reverse("front:home")
        assert not self.client.get("/").wsgi_request.actor.signed

    @override_settings(DEMO=True)
    def test_the_board_counts_each_subdistrict(self):
        self.client.post(reverse("demo:sign_in", args=["huang_li"]))
        town = Place.objects.get(name=SUBDISTRICT)
        now_open = Matter.objects.filter(
            path__startswith=town.path, closed_at=None, part_of=None
        ).count()
        page = self.client.get(reverse("insight:place", args=[town.parent_id]))
        self.assertContains(page, f'?place={town.pk}&amp;phase=open">{now_open}</a>')

    def test_the_rows_of_each_figure_of_the_article_are_as_many_as_the_figure(self):
        self.client.force_login(Person.objects.get(username="xu_jun"), backend=BACKEND)
        city = Place.objects.get(level=Level.CITY)
        asked = numbers.asked_for(None, city, timezone.localdate())
        for one in numbers.counted(asked):
            address = reverse("insight:rows_of", args=[one.figure.name])
            page = self.client.get(address)
            assert page.context["page"].paginator.count == one.many, one.figure.name
            kinds = [self.client.get(address, {"kind": key}) for key, _label, _many in one.kinds]
            counts = [page.context["page"].paginator.count for page in kinds]
            assert counts == [many for _key, _label, many in one.kinds], one.figure.name

    def test_a_year_on_four_levels_is_played_by_the_same_actions(self):
        """Here beyond Kuiwen only districts and towns' desks have posts, so few places meet."""
        city = Place.objects.get(level=Level.CITY)
        asked = Asked(TUESDAY, TUESDAY + timedelta(days=230), city.path)
        before = {one.figure.name: one.many for one in numbers.counted(asked)}
        stage = Stage(Random(1), NOW, NOW + timedelta(days=230), [])
        year(stage, 200)
        stage.play(lambda share: None)
        after = {
            one.figure.name: one.many - before[one.figure.name] for one in numbers.counted(asked)
        }
        assert after["projects"] >= 12
        assert after["arenas"] == 1
        assert after["city_meetings"] == 2
        assert after["meetings"] > 40
        assert after["hard_problems"] > 20

    @override_settings(DEMO=True)
    def test_the_page_shows_the_cast_and_the_residents_own_matters(self):
        with self.assertNumQueries(4):
            page = self.client.get(reverse("demo:index"))
        for member in CAST:
            self.assertContains(page, member.name)
        mine = queries.own_matters()
        assert mine[0]["matter"].state == State.EVALUATING
        link = reverse("matters:own", args=[mine[0]["matter"].number, mine[0]["secret"]])
        self.assertContains(page, link)
        assert self.client.get(link).status_code == 200

    def test_outside_the_demo_there_is_no_such_page(self):
        with override_settings(DEMO=False):
            assert self.client.get(reverse("demo:index")).status_code == 404
            for name, words in (("demo:sign_in", ["li_jianguo"]), ("demo:be_resident", [])):
                assert self.client.post(reverse(name, args=words)).status_code == 404
            assert not self.client.get("/").wsgi_request.user.is_authenticated

    @override_settings(DEMO=True)
    def test_nobody_but_the_cast_signs_in_by_a_press(self):
        other = Term.objects.exclude(
            person__username__in=[member.username for member in CAST]
        ).first()
        address = reverse("demo:sign_in", args=[other.person.username])
        assert self.client.post(address).status_code == 404
        assert self.client.get(reverse("demo:sign_in", args=["li_jianguo"])).status_code == 405


class Again(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.first = cls._told()
        connection.check_constraints()  # PostgreSQL empties no table whose checks still wait
        call_command("flush", interactive=False, verbosity=0)
        cls.second = cls._told()

    @staticmethod
    def _told():
        with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
            call_command("demo_seed", "--small", matters=12, today=TUESDAY, stdout=_Silent())
        lines = played().order_by("id").values_list("verb", "at", "public__source")
        texts = Matter.objects.order_by("id").values_list("text", "state", "answer", "outcome")
        return list(lines), list(texts)

    def test_the_same_seed_gives_the_same_days(self):
        assert self.first == self.second


class _Silent:
    def write(self, text):
        pass

    def flush(self):
        pass


def played():
    """What was written about matters: the imports before them are of the real moment."""
    return Entry.objects.filter(subject__startswith="matters.")


def lines_of(matter):
    entries = Entry.objects.filter(subject=f"matters.matter:{matter.pk}").order_by("id")
    return entries.values_list("at", flat=True)
