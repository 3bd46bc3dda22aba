"""Which environment variables there are: from the comments `# NAME: ...` in the settings."""

import re

from django.utils.translation import gettext as _

from liandong.kernel.management.reference.reading import HOUSE, page, table, told

COMMENT = re.compile(r"^\s*# ([A-Z][A-Z0-9_]+): (.+)$", re.MULTILINE)


def described() -> dict[str, str]:
    """What each variable does, by its name."""
    text = (HOUSE / "config" / "settings.py").read_text("utf-8")
    return {name: meaning for name, meaning in COMMENT.findall(text) if "..." not in meaning}


def write() -> str:
    rows = [[f"`{name}`", told(meaning)] for name, meaning in described().items()]
    return page(
        _("Settings"),
        _("Everything that differs between machines is an environment variable."),
        table([_("Variable"), _("What it does")], rows),
    )
