"""The life of a commitment, the kinds of budget lines, and how money moves."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("a commitment", "Proposed")
    APPROVED = "approved", pgettext_lazy("a commitment", "Approved")
    REJECTED = "rejected", pgettext_lazy("a commitment", "Not approved")
    FINISHED = "finished", pgettext_lazy("a commitment", "Finished")


class LineKind(TextChoices):
    PARTY = "party", _("Party organisation activities")
    SERVICE = "service", _("Services for residents")
    OFFICE = "office", _("Office running costs")
    VOTED = "voted", _("Spent by residents' vote")


class Movement(TextChoices):
    """What a posting moves. Amounts are signed: a reversal is the same kind with the other sign."""

    CARRIED = "carried", _("Carried over from last year")
    ALLOTTED = "allotted", _("Allotted")
    PLANNED = "planned", _("Planned for a line")
    COMMITTED = "committed", _("Committed")
    RELEASED = "released", _("Released again")
    PAID = "paid", _("Paid")


REVERSIBLE = frozenset({Movement.ALLOTTED, Movement.PAID})

# verb: (from these states, to one of these states)
MOVES: dict[str, tuple[frozenset[State], frozenset[State]]] = {
    "propose": (frozenset(), frozenset({State.PROPOSED})),
    "attach_decision": (frozenset({State.PROPOSED}), frozenset({State.PROPOSED})),
    "declare": (frozenset({State.PROPOSED}), frozenset({State.PROPOSED})),
    "approve": (frozenset({State.PROPOSED}), frozenset({State.APPROVED})),
    "reject": (frozenset({State.PROPOSED}), frozenset({State.REJECTED})),
    "pay": (frozenset({State.APPROVED}), frozenset({State.APPROVED})),
    "finish": (frozenset({State.APPROVED}), frozenset({State.FINISHED})),
}

# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "fund.opened": _("The fund of the year was opened."),
    "fund.allotted": _("Money was allotted."),
    "fund.planned": _("The budget of a line was set."),
    "fund.proposed": _("Spending was proposed."),
    "fund.decision_attached": _("The decision of a body was attached."),
    "fund.declared": _("It was declared whether there is a conflict of interest."),
    "fund.approved": _("Spending was approved."),
    "fund.rejected": _("Spending was not approved."),
    "fund.voted": _("Residents chose it by vote."),
    "fund.paid": _("A payment was made."),
    "fund.receipt_added": _("A receipt was added."),
    "fund.finished": _("It was finished; what was left is free again."),
    "fund.reversed": _("A posting was reversed."),
    "fund.closed": _("The fund of the year was closed."),
}
CALLED: dict[str, Promise] = {
    "funds.fund": pgettext_lazy("thing", "Community fund"),
    "funds.commitment": pgettext_lazy("thing", "Spending"),
}
