"""How the rule of a vote, and what the count says of each project, is said to people."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liandong.budgeting.lifecycle import Method
from liandong.budgeting.models import BudgetVote, Project
from liandong.kernel.money import shown


def method(vote: BudgetVote) -> list[str]:
    """The rule in sentences, as it was fixed at opening."""
    said = [str(vote.get_method_display())]
    if vote.method == Method.EQUAL_SHARES:
        said.append(str(vote.get_utility_display()))
        said.append(_("Money that remains: %(how)s") % {"how": vote.get_completion_display()})
    said.append(_("Ties: %(how)s") % {"how": vote.get_ties_display()})
    return said


def why(project: Project) -> str:
    """Why a project won or not, in one or two sentences, with the amounts."""
    told = project.outcome
    if told is None:
        return ""
    said = [REASONS[told["reason"]](project, told)]
    if told["tied"]:
        others = "、".join(str(number) for number in told["tied"])
        said.append(
            _("It was level with no. %(others)s; the rule for ties decided.") % {"others": others}
        )
    return " ".join(said)


def _paid(project: Project, told: dict[str, Any]) -> str:
    """Who paid: how many gave the same, and how many gave all that they had left."""
    whole = told["full"] + told["part"]
    said = ngettext(
        "Its %(count)d supporter paid for it.", "Its %(count)d supporters paid for it.", whole
    ) % {"count": whole}
    if told["full"]:
        words = {"count": told["full"], "share": shown(told["share"])}
        said += " " + (
            _("%(count)d gave %(share)s yuan for each point.") % words
            if project.vote.points
            else _("%(count)d gave %(share)s yuan each.") % words
        )
    if told["part"]:
        words = {"count": told["part"], "sum": shown(told["part_sum"])}
        said += (
            " " + _("%(count)d had less left and gave all of it, %(sum)s yuan together.") % words
        )
    return said


def _short(project: Project, told: dict[str, Any]) -> str:
    cost = project.cost or 0
    return _(
        "Its supporters had %(left)s yuan left together; it costs %(cost)s yuan, %(missing)s more."
    ) % {
        "left": shown(told["left"]),
        "cost": shown(cost),
        "missing": shown(max(cost - told["left"], 0)),
    }


REASONS: dict[str, Any] = {
    "paid": _paid,
    "fits": lambda _project, told: (
        _("It was next by votes (%(score)d), and there was money for it.") % told
    ),
    "no_votes": lambda _project, _told: _("Nobody voted for it."),
    "supporters_short": _short,
    "too_dear": lambda _project, told: (
        _("With %(score)d votes its turn came, and less was left than it costs.") % told
    ),
    "over_budget": lambda _project, _told: _(
        "One yuan more for everybody would have paid for it, and would have cost more than the sum."
    ),
}
