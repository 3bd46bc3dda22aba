"""The reference pages: written from the code, so that they cannot say anything else.

Each module of this folder writes one page in the language that is active; `pages` lists them all.
"""

from collections.abc import Callable

from django.utils import translation

from liandong.kernel.management.reference import (
    addresses,
    glossary,
    lifecycles,
    rights,
    rules,
    settings,
    verbs,
)

LANGUAGES = {"en": "en", "zh": "zh-hans"}
PAGES: dict[str, Callable[[], str]] = {
    "lifecycles": lifecycles.write,
    "rights": rights.write,
    "verbs": verbs.write,
    "settings": settings.write,
    "rules": rules.write,
    "glossary": glossary.write,
    "pages": addresses.write,
}


def pages() -> dict[str, str]:
    """Return every page's text by its path below `docs/`, in both languages."""
    written = {}
    for folder, language in LANGUAGES.items():
        with translation.override(language):
            for name, write in PAGES.items():
                written[f"{folder}/reference/{name}.md"] = write()
    return written
