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
}
CALLED: dict[str, Promise] = {
    "mandates.mandatelist": _("List of duties"),
    "mandates.mandateitem": _("Item of a list of duties"),
    "mandates.powerlist": _("List of delegated powers"),
    "mandates.delegatedpower": _("Delegated power"),
}
