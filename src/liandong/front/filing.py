"""What the compliance page says, and the text for the filing form's list of functions."""

from typing import Any, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Demand(NamedTuple):
    """What the rules demand, and how this house meets it."""

    demand: Any
    answer: Any


class Function(NamedTuple):
    """One function of the house, as the filing form asks for it."""

    name: Any
    text: Any


DEMANDS = (
    Demand(
        _("No check-ins, points rankings or time online"),
        _("There is no field, page or report for any of them."),
    ),
    Demand(
        _("No arbitrary or repeated form-filling"),
        _("Lists, reports and figures are computed from what was done; nothing is typed twice."),
    ),
    Demand(
        _("No forced download or sign-in, no bulletins on installation"),
        _("It is a web page. Residents need no account, and nothing is installed."),
    ),
    Demand(
        _("Not the main carrier of appraisal; no likes, forwards or online votes as evidence"),
        _("Offices are measured by what was solved and when. Persons are never ranked."),
    ),
    Demand(
        _("No work photos, video or tracks without need"),
        _("Each category says whether evidence is needed: none, optional, or required by law."),
    ),
    Demand(_("No business operation"), _("No advertising, no payment, no trade.")),
    Demand(
        _("A way to complain and suggest"),
        _("At the foot of every page, by telephone, and on paper."),
    ),
    Demand(
        _("Filed before use"),
        _("The operator files it with the cyberspace office. This copy carries no filing number."),
    ),
)

FUNCTIONS = (
    Function(
        _("Raise a matter"),
        _("Residents report a problem by web, telephone or paper and receive a numbered receipt."),
    ),
    Function(
        _("Follow and evaluate"),
        _(
            "With the number and the secret link, residents see who is responsible and by when, "
            "and say whether it was solved."
        ),
    ),
    Function(
        _("Hear and dispatch"),
        _(
            "The receiving post accepts a matter and sends it to the body that must lead by the "
            "published lists, within the published limits."
        ),
    ),
    Function(
        _("Deliberate and decide"),
        _("Consultations and decisions are recorded with who was invited, who came, and why."),
    ),
    Function(
        _("Escalate"),
        _("What a level cannot solve goes one level up with its reason, and the answer returns."),
    ),
    Function(
        _("Supervise"),
        _("Promised dates are watched; overdue work is reminded and supervised, by office."),
    ),
    Function(
        _("Record"),
        _("Every act is written to a ledger that can be verified; personal data lie beside it."),
    ),
    Function(
        _("Figures"),
        _("Boards show intake, on-time, solved and satisfied shares with their denominators."),
    ),
)


def functions_text() -> str:
    """The filing form's 功能设置, one numbered line a function."""
    lines = [f"{n}. {f.name}: {f.text}" for n, f in enumerate(FUNCTIONS, 1)]
    outside = gettext(
        "The product has no check-in, points, ranking of persons, time-online, track or face-"
        "recognition function."
    )
    return "\n".join([gettext("Functions"), *lines, outside, ""])
