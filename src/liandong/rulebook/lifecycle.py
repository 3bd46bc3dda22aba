"""What is said to people of changes in the rules."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAID: dict[str, Promise] = {
    "rulebook.loaded": _("Rules were loaded from a preset."),
    "calendar.loaded": _("The working calendar of a year was loaded."),
    "rule.overridden": _("A place set its own rule."),
    "rule.withdrawn": _("A local rule was withdrawn."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "rulebook.loaded": ("preset", "source"),
    "calendar.loaded": ("source",),
    "rule.overridden": ("value", "source"),
    "rule.withdrawn": ("reason",),
}
CALLED: dict[str, Promise] = {
    "rulebook.rule": _("Rule"),
    "rulebook.edition": _("Rulebook"),
}
