"""A new version's rules come in by one command; what a place set for itself stays."""

from io import StringIO

import pytest
from django.core.management import call_command

from liandong.ballots.models import RuleSet
from liandong.rulebook.models import Rule

pytestmark = pytest.mark.django_db


def _upgrade():
    call_command("upgrade", verbosity=0, stdout=StringIO())


def test_rules_that_a_house_lacks_are_brought_in():
    _upgrade()
    assert Rule.objects.filter(key="duty.yellow").exists()
    assert RuleSet.objects.exists()


def test_twice_is_like_once():
    _upgrade()
    before = set(Rule.objects.values_list("pk", flat=True))
    _upgrade()
    assert set(Rule.objects.values_list("pk", flat=True)) == before
