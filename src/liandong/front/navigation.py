"""The staff's rail: which pages there are and who may use them."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
AUDITORS = frozenset({"audit_admin"})
GRID_DESIGNERS = frozenset(
    {"community_secretary", "subdistrict_officer", "subdistrict_secretary", "system_admin"}
)
EVALUATORS = frozenset({"callback_officer"})


@dataclass(frozen=True)
class Entry:
    """One entry of the rail: its words, its picture, its page, and for which roles it is.

    For all but `not_for`; or, when `only_for` names some, for those alone.
    """

    label: Any
    icon: str
    page: str
    not_for: frozenset[str] = frozenset()
    only_for: frozenset[str] = frozenset()

    def suits(self, role: str) -> bool:
        return role not in self.not_for and (not self.only_for or role in self.only_for)


@dataclass(frozen=True)
class Link:
    """An entry as this post sees it now."""

    label: Any
    icon: str
    url: str
    here: bool


ENTRIES = (
    Entry(_("Inbox"), "inbox", "matters:inbox", ADMINISTRATORS),
    Entry(_("Matters"), "list-details", "matters:list", ADMINISTRATORS),
    Entry(pgettext_lazy("figures of a place", "Board"), "chart-bar", "insight:board"),
    Entry(_("The article in numbers"), "clipboard-list", "insight:numbers"),
    Entry(_("Chronicle"), "history", "insight:chronicle"),
    Entry(_("Place"), "map-pin", "matters:my_place", ADMINISTRATORS),
    Entry(_("Joint meetings"), "gavel", "meetings:desk", ADMINISTRATORS),
    Entry(_("Grid design"), "map", "places:communities", only_for=GRID_DESIGNERS),
    Entry(_("Service facilities"), "building-community", "facilities:index"),
    Entry(_("Duties"), "check", "duties:desk", ADMINISTRATORS - {"audit_admin"}),
    Entry(_("Projects"), "flag", "projects:desk", ADMINISTRATORS - {"audit_admin"}),
    Entry(
        pgettext_lazy("of secretaries", "Yearly review"),
        "star",
        "appraisal:desk",
        ADMINISTRATORS - {"audit_admin"},
    ),
    Entry(_("Councils"), "message-circle", "deliberation:desk", ADMINISTRATORS),
    Entry(_("Ballots"), "checkbox", "ballots:desk", ADMINISTRATORS),
    Entry(_("Opinions"), "users", "opinions:desk", ADMINISTRATORS),
    Entry(_("Funds"), "receipt", "funds:list"),
    Entry(_("Spent by vote"), "circle-check", "budgeting:list"),
    Entry(_("Lists"), "clipboard-list", "mandates:lists"),
    Entry(_("Rulebook"), "book", "rulebook:rules"),
    Entry(_("People"), "users", "people:directory"),
    Entry(_("Ledger"), "shield-check", "ledger:state", only_for=AUDITORS),
    Entry(_("Erase texts"), "trash", "ledger:erase", only_for=AUDITORS),
)


def rail(actor: Any, path: str) -> list[Link]:
    """The entries whose page exists and that the acting post may use."""
    may = [entry for entry in ENTRIES if entry.suits(getattr(actor, "role", ""))]
    found = [(entry, url) for entry in may if (url := _address(entry.page))]
    here = max((url for _entry, url in found if path.startswith(url)), key=len, default="")
    return [Link(entry.label, entry.icon, url, here=url == here) for entry, url in found]


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
