"""What is said to people of changes in the lists of duties."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAID: dict[str, Promise] = {
    "mandates.imported": _("A list of duties was loaded."),
    "mandate_item.revised": _("An item of a list of duties was revised."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "mandates.imported": ("source",),
    "mandate_item.revised": ("reason",),
}
CALLED: dict[str, Promise] = {
    "mandates.mandatelist": _("List of duties"),
    "mandates.mandateitem": _("Item of a list of duties"),
}
