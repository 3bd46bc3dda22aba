"""Whether this house is the demo, for the banner above every page."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def demo_mode() -> bool:
    return bool(settings.DEMO)
