"""The small city with the presets and the calendar loaded, and those who may set rules."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.core.management import call_command

from liandong.kernel.actor import SYSTEM, Actor
from liandong.places.models import Place
from liandong.places.tests import factories as places
from liandong.rulebook import actions, queries
from liandong.rulebook.actions import LocalRule
from liandong.rulebook.models import Rule

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def city() -> dict[str, Place]:
    """A small city with everything that comes with the house."""
    town = places.town()
    call_command("import_rulebook", verbosity=0)
    actions.load_calendar(plans=queries.package_calendar(), actor=SYSTEM, now=NOON)
    return town


def setter(place: Place, role: str = "district_dispatcher", key: str = "") -> Actor:
    return Actor(role=role, person_id=1, post_id=1, place_id=place.pk, path=place.path, key=key)


def local(amount: object = 3, key: str = "matter.execute", **fields: object) -> LocalRule:
    words = {
        "effective_from": TODAY,
        "source": "奎文区关于提升办理时效的通知",
        "text": "一般事项三个工作日内办结。",
    }
    return LocalRule(key=key, amount=Decimal(str(amount)), **{**words, **fields})


def own(place: Place, **fields: object) -> Rule:
    """A rule that a district set for itself."""
    return actions.override(
        place=place, category=None, local=local(**fields), actor=setter(place), now=NOON
    )
