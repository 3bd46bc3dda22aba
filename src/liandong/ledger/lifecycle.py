"""What the ledger says of itself. An entry has no states: it stands as it was written."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class History(TextChoices):
    """The forms in which the ledger is given away for process mining."""

    OCEL_JSON = "ocel-json", _("OCEL 2.0, JSON")
    OCEL_SQLITE = "ocel-sqlite", _("OCEL 2.0, SQLite")
    XES = "xes", _("XES")


SAID: dict[str, Promise] = {
    "ledger.erased": _("Texts behind entries were erased; the entries stay."),
    "ledger.exported": _("The history was written to a file for process mining."),
    "ledger.corrected": _("A correction was added to an earlier line."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "ledger.corrected": ("text",),
}
CALLED: dict[str, Promise] = {
    "ledger.export": _("Exported history"),
    "ledger.entry": _("Line of the ledger"),
}
