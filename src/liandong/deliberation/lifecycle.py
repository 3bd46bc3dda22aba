"""The kinds of bodies, capacities and stances that a record of deliberation names."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Capacity(TextChoices):
    RESIDENT = "resident", _("Affected resident")
    PARTY = "party_organisation", _("Community party organisation")
    COMMITTEE = "residents_committee", _("Residents' committee")
    FIRM = "property_firm", _("Property firm")
    OWNERS = "owners_committee", _("Owners' committee")
    UNIT = "resident_organization", _("Registered unit")
    DEPARTMENT = "department", _("Department or subdistrict")
    ADVISER = "legal_adviser", _("Legal adviser")


class Stance(TextChoices):
    AGREES = "agrees", _("Agrees")
    DISSENTS = "dissents", _("Dissents")
    REMARK = "remark", _("Remark")


class Body(TextChoices):
    RESIDENTS_ASSEMBLY = "residents_assembly", _("Residents' assembly")
    REPRESENTATIVES = (
        "residents_representatives_assembly",
        _("Residents' representatives' assembly"),
    )
    COMMITTEE = "residents_committee", _("Residents' committee")
    OWNERS_ASSEMBLY = "owners_assembly", _("Owners' assembly")
    OWNERS_COMMITTEE = "owners_committee", _("Owners' committee")
    JOINT_MEETING = "joint_meeting", _("Joint meeting of this level")
    OFFICE = "office", _("Office responsible by law")


# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "consultation.recorded": _("The minutes of a consultation were written."),
    "decision.recorded": _("The decision of a body was written down."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "consultation.recorded": ("consensus", "dissent"),
    "decision.recorded": ("text",),
}
CALLED: dict[str, Promise] = {
    "deliberation.consultation": _("Consultation"),
    "deliberation.decision": _("Decision"),
}
