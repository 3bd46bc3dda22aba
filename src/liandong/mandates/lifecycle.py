"""The lives of what mandates hold, and how changes are said to people."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PowerState(TextChoices):
    """The life of a delegated power 权限下放."""

    PROPOSED = "proposed", pgettext_lazy("a power", "Proposed, capacity to be checked")
    ABLE = "able", pgettext_lazy("a power", "The receiver can do it, to be handed over")
    IN_FORCE = "in_force", pgettext_lazy("a power", "In force")
    WITHDRAWN = "withdrawn", pgettext_lazy("a power", "Taken back")
    DROPPED = "dropped", pgettext_lazy("a power", "Not delegated")


class PowerKind(TextChoices):
    """审批、执法、服务、公共服务."""

    APPROVAL = "approval", pgettext_lazy("kind of power", "Approval")
    ENFORCEMENT = "enforcement", pgettext_lazy("kind of power", "Enforcement")
    SERVICE = "service", pgettext_lazy("kind of power", "Service")
    PUBLIC_SERVICE = "public_service", pgettext_lazy("kind of power", "Public service")


class Establishment(TextChoices):
    """Of which kind of establishment the posts are: 行政编制、事业编制、其他."""

    ADMINISTRATIVE = "administrative", pgettext_lazy("establishment", "Administrative")
    INSTITUTION = "institution", pgettext_lazy("establishment", "Public institution")
    OTHER = "other", pgettext_lazy("establishment", "Other")


class DisputeState(TextChoices):
    """The life of a dispute about who is responsible 职责争议."""

    RAISED = "raised", pgettext_lazy("a dispute", "Raised, the other side to be heard")
    ARGUED = "argued", pgettext_lazy("a dispute", "Heard, to be ruled")
    RULED = "ruled", pgettext_lazy("a dispute", "Ruled, holds as a precedent")
    LIFTED = "lifted", pgettext_lazy("a dispute", "No precedent any more")
    TAKEN_BACK = "taken_back", pgettext_lazy("a dispute", "Taken back")


BEFORE_FORCE = frozenset({PowerState.PROPOSED, PowerState.ABLE})
POWER_OPEN = BEFORE_FORCE | {PowerState.IN_FORCE}
IN_FORCE = frozenset({PowerState.IN_FORCE})
# What was used before a power was taken back may still be entered.
USED = frozenset({PowerState.IN_FORCE, PowerState.WITHDRAWN})

# verb: (from these states, to one of these states)
POWER_MOVES: dict[str, tuple[frozenset[PowerState], frozenset[PowerState]]] = {
    "propose_power": (frozenset(), frozenset({PowerState.PROPOSED})),
    "check_capacity": (BEFORE_FORCE, BEFORE_FORCE),
    "train": (POWER_OPEN, POWER_OPEN),
    "hand_over": (frozenset({PowerState.ABLE}), IN_FORCE),
    "count_use": (USED, USED),
    "withdraw": (IN_FORCE, frozenset({PowerState.WITHDRAWN})),
    "drop": (BEFORE_FORCE, frozenset({PowerState.DROPPED})),
}

UNRULED = frozenset({DisputeState.RAISED, DisputeState.ARGUED})
RULED = frozenset({DisputeState.RULED})
DISPUTE_MOVES: dict[str, tuple[frozenset[DisputeState], frozenset[DisputeState]]] = {
    "raise_dispute": (frozenset(), frozenset({DisputeState.RAISED})),
    "take_position": (UNRULED, frozenset({DisputeState.ARGUED})),
    "rule": (frozenset({DisputeState.ARGUED}), RULED),
    "lift": (RULED, frozenset({DisputeState.LIFTED})),
    "take_dispute_back": (UNRULED, frozenset({DisputeState.TAKEN_BACK})),
}

# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "mandates.imported": _("A list of duties was loaded."),
    "mandate_item.revised": _("An item of a list of duties was revised."),
    "power.listed": _("A list of delegated powers was loaded."),
    "power.reworded": _("A delegated power was reworded by a newer list."),
    "power.proposed": _("It was proposed to delegate a power."),
    "power.capacity_checked": _("It was checked whether the receiver can exercise the power."),
    "power.trained": _("The receiver's staff were trained."),
    "power.handed_over": _("The power was handed over."),
    "power.use_counted": _("How often the power was used in a month was entered."),
    "power.withdrawn": _("The power was taken back, with a reason."),
    "power.dropped": _("It was decided not to delegate the power."),
    "dispute.raised": _("An office raised a dispute about who is responsible."),
    "dispute.argued": _("A side said what it holds."),
    "dispute.ruled": _("It was ruled who leads; the ruling is a precedent."),
    "dispute.lifted": _("The ruling is no precedent any more."),
    "dispute.taken_back": _("The dispute was taken back."),
    "staffing.listed": _("A ledger of posts that moved down was loaded."),
    "staffing.moved": _("Posts moved down to a subdistrict or town."),
    "staffing.struck": _("A wrong row of the ledger of posts was struck, with a reason."),
    "party_office.listed": _("A list of party-affairs offices was loaded."),
    "party_office.staffed": _("It was entered how many work in a party-affairs office."),
    "party_office.closed": _("A party-affairs office was closed."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "mandates.imported": ("source",),
    "mandate_item.revised": ("reason",),
    "power.listed": ("source",),
    "power.reworded": ("before",),
    "power.proposed": ("name",),
    "power.capacity_checked": ("findings",),
    "power.trained": ("topic",),
    "power.withdrawn": ("reason",),
    "power.dropped": ("reason",),
    "dispute.raised": ("question",),
    "dispute.argued": ("text",),
    "dispute.ruled": ("ruling",),
    "dispute.lifted": ("reason",),
    "dispute.taken_back": ("reason",),
    "staffing.listed": ("source",),
    "staffing.struck": ("reason",),
    "party_office.listed": ("source",),
    "party_office.closed": ("reason",),
}
CALLED: dict[str, Promise] = {
    "mandates.mandatelist": _("List of duties"),
    "mandates.mandateitem": _("Item of a list of duties"),
    "mandates.powerlist": _("List of delegated powers"),
    "mandates.delegatedpower": _("Delegated power"),
    "mandates.dispute": _("Dispute about who is responsible"),
    "mandates.staffmove": _("Posts that moved down"),
    "mandates.partyoffice": _("Party-affairs office"),
}
