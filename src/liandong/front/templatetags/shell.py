"""What only the shell needs: the staff's rail and parts that higher rooms may bring."""

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import select_template
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from liandong.front import navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def rail(context: template.Context) -> list[navigation.Link]:
    """The entries of the rail that exist and that this post may use."""
    request = context["request"]
    return navigation.rail(getattr(request, "actor", None), request.path)


@register.simple_tag(takes_context=True)
def optional(context: template.Context, name: str) -> SafeString:
    """A part of the page that another room may bring; nothing if it does not."""
    found = select_template([name, "_nothing.html"])
    return SafeString(found.template.render(context))


@register.simple_tag
def address(name: str, **words: Any) -> str:
    """The address of a page, or "" in a house without that page."""
    try:
        return reverse(name, kwargs=words or None)
    except NoReverseMatch:
        return ""


@register.simple_tag
def city() -> str:
    """The city that this house serves, in the reader's language."""
    english = (get_language() or "").startswith("en")
    return settings.CITY_EN if english else settings.CITY


@register.simple_tag
def tiles() -> str:
    """The address of raster tiles to lie under our outlines; "" for quiet ground."""
    return str(settings.MAP_TILES)
