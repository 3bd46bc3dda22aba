"""What pages about matters say that a template cannot look up by itself."""

from typing import Any

from django import template
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.deliberation import queries as deliberation
from liandong.kernel.actor import RESIDENT
from liandong.kernel.templatetags.liandong import named
from liandong.ledger.models import Entry
from liandong.matters import queries
from liandong.matters.lifecycle import MOVED, Obstacle, Satisfaction, Solved, SupervisionKind
from liandong.matters.navigation import remembered
from liandong.people import queries as people
from liandong.places import queries as places
from liandong.places.models import Level

register = template.Library()

CODES: tuple[tuple[str, type[TextChoices]], ...] = (
    ("obstacle", Obstacle),
    ("solved", Solved),
    ("satisfaction", Satisfaction),
)
PASSED: dict[object, Promise] = {
    True: _("The answer holds."),
    False: _("The answer does not hold: it goes back to be done again."),
}
APPROVED: dict[object, Promise] = {
    True: _("It was approved."),
    False: _("It was not approved: it goes back to be talked over."),
}
REACHED: dict[object, Promise] = {
    True: _("The resident was reached."),
    False: _("Nobody was reached."),
}
NEEDED: dict[object, Promise] = {
    True: _("It was done."),
    False: _("It was not needed here."),
}
DECENT_LENGTH = 5


@register.filter
def noted(entry: Entry) -> list[str | Promise]:
    """What the codes of one line of the ledger say, in words."""
    public = entry.public
    said: list[str | Promise] = [
        choices(public[field]).label for field, choices in CODES if public.get(field)
    ]
    if entry.verb == "matter.supervised":
        said.append(SupervisionKind(public["kind"]).label)
    for field, words in (
        ("passed", PASSED),
        ("approved", APPROVED),
        ("reached", REACHED),
        ("needed", NEEDED),
    ):
        if field in public and public[field] in words:
            said.append(words[public[field]])
    return said


@register.filter
def moved(reason: str) -> str | Promise:
    """Why a promise was superseded, where the reason is one of our codes; "" where it is a text."""
    return MOVED.get(reason, "")


@register.filter
def whereabouts(place: Any) -> str:
    """The name of a place; in English with the community, since "Grid 1" alone tells nothing."""
    if place.level < Level.GRID or not place.parent or (get_language() or "").startswith("zh"):
        return named(place)
    return format_html("{}, {}", named(place), named(place.parent))


@register.simple_tag(takes_context=True)
def at_home(context: template.Context) -> dict[str, Any]:
    """The grid that this browser remembers: who answers there, and what was decided and raised."""
    place = remembered(context["request"])
    if place is None:
        return {}
    around = places.ancestor(place, Level.COMMUNITY) or place
    posts = people.directory(place, RESIDENT)[:DECENT_LENGTH]
    terms = people.serving(posts, timezone.localdate())
    near = queries.public_rows(queries.public_list({"path": around.path}))[:DECENT_LENGTH]
    return {
        "place": place,
        "around": around,
        "people": [{"post": post, "term": terms.get(post.pk)} for post in posts],
        "decided": deliberation.lately_decided(around.path, DECENT_LENGTH),
        "near": [queries.shown(row) for row in near],
        "now": timezone.now(),
    }
