"""Counting again: from the file alone, with the same functions, to the same digest."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from liandong.ballots import queries
from liandong.ballots.tests import factories
from liandong.ballots.tests.factories import World, fresh
from liandong.ballots.tests.test_presets import GOOD

pytestmark = pytest.mark.django_db


@pytest.fixture
def it():
    return World()


def said(path):
    out = StringIO()
    call_command("recount", path, stdout=out)
    return out.getvalue()


def ballots(it):
    owners = it.opened(it.owners(silence_counts=True, silence_clause=factories.CLAUSE))
    it.deliver(owners, 4, 5)
    it.vote(owners, "ffa")
    residents = it.opened(it.residents(7))
    it.vote(residents, "ffafb")
    return [it.counted(owners), it.counted(residents)]


def test_the_command_needs_nothing_but_the_file(it, tmp_path, django_assert_num_queries):
    for ballot in ballots(it):
        file = tmp_path / "votes.csv"
        file.write_text(queries.published(ballot), "utf-8")
        with django_assert_num_queries(0):
            text = said(file)
        tally = queries.last_tally(ballot)
        assert ballot.number in text
        assert tally.digest in text
        for one in tally.judged:
            assert queries.sentence(one) in text


def test_the_same_numbers_come_out(it):
    for ballot in ballots(it):
        again = queries.recount(queries.published(ballot)).count
        tally = queries.last_tally(ballot)
        assert (again.as_counts, again.as_judged) == (tally.counts, tally.judged)


def test_a_changed_vote_changes_the_digest_and_perhaps_the_result(it, tmp_path):
    ballot = ballots(it)[1]
    text = queries.published(ballot)
    changed = text.replace(",for,", ",against,")
    assert queries.recount(text).count.passed
    assert not queries.recount(changed).count.passed
    assert queries.recount(changed).digest != queries.recount(text).digest


def test_a_file_that_is_none_is_refused(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text(GOOD, "utf-8")
    for path in (file, tmp_path / "nothing.csv"):
        with pytest.raises(CommandError):
            said(path)


def test_no_row_says_whom_it_is_about_when_it_is_printed(it):
    ballot = it.opened(it.owners())
    it.deliver(ballot, 1)
    for paper in it.papers(ballot)[:1]:
        it.on_paper(paper, "for")
        it.on_paper(paper, "for", "grid_head")
    it.counted(ballot)
    it.opened(it.residents(2))
    rows = [
        str(row)
        for model in apps.get_app_config("ballots").get_models()
        for row in model.objects.all()
    ]
    assert len(rows) > 10
    assert not [row for row in rows if "业主1" in row or "代表1" in row or "签收" in row]
    assert fresh(ballot).passed is False
