"""What the ledger says of itself. An entry has no states: it stands as it was written."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAID: dict[str, Promise] = {
    "ledger.erased": _("Texts behind entries were erased; the entries stay."),
    "ledger.corrected": _("A correction was added to an earlier line."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "ledger.corrected": ("text",),
}
CALLED: dict[str, Promise] = {
    "ledger.entry": _("Line of the ledger"),
}
