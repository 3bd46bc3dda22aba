"""The life of a council, as one table: which verb leads from which states to which.

A verb that is not in the table moves nothing. What was only written down has no life.
"""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


# --- The council 议事会 -------------------------------------------------------------------------


class State(TextChoices):
    PLANNED = "planned", pgettext_lazy("council", "Being prepared")
    NOTICED = "noticed", pgettext_lazy("council", "Topic announced")
    SITTING = "sitting", pgettext_lazy("council", "In session")
    ADJOURNED = "adjourned", pgettext_lazy("council", "Adjourned")
    CONCLUDED = "concluded", pgettext_lazy("council", "Concluded, not yet posted")
    POSTED = "posted", pgettext_lazy("council", "Result posted")
    CALLED_OFF = "called_off", pgettext_lazy("council", "Called off")


class Scope(TextChoices):
    """Whom the topic touches, and so who convenes."""

    GRID = "grid", _("One grid")
    COMMUNITY = "community", _("The community")
    COMPOUND = "compound", _("One housing compound")
    CROSS = "cross", _("Several communities")


class Way(TextChoices):
    """How an invitation reached somebody."""

    HAND = "hand", _("On paper, handed over")
    PHONE = "phone", _("By telephone")
    VISIT = "visit", _("On a visit")
    MESSAGE = "message", _("By message")
    POSTED = "posted", _("By the posted notice")


class Next(TextChoices):
    """What follows from a consultation. It decides nothing by itself."""

    CARRY_OUT = "carry_out", _("Agreed: those in charge carry it out")
    DECIDE = "decide", _("Agreed: a body must decide on it first")
    TALK = "talk", _("Not agreed: it is talked over again")


_BEFORE = frozenset({State.PLANNED, State.NOTICED})
_SITTING = frozenset({State.SITTING})
MOVES: dict[str, tuple[frozenset[State], frozenset[State]]] = {
    "plan": (frozenset(), frozenset({State.PLANNED})),
    "change": (frozenset({State.PLANNED}), frozenset({State.PLANNED})),
    "invite": (_BEFORE | _SITTING, _BEFORE | _SITTING),
    "strike": (_BEFORE, _BEFORE),
    "give_notice": (frozenset({State.PLANNED}), frozenset({State.NOTICED})),
    "open": (frozenset({State.NOTICED, State.ADJOURNED}), _SITTING),
    "attend": (_SITTING, _SITTING),
    "speak": (_SITTING, _SITTING),
    "take_position": (_SITTING, _SITTING),
    "keep_draft": (_SITTING, _SITTING),
    "adjourn": (_SITTING, frozenset({State.ADJOURNED})),
    "conclude": (_SITTING, frozenset({State.CONCLUDED})),
    "post": (frozenset({State.CONCLUDED}), frozenset({State.POSTED})),
    "call_off": (_BEFORE | {State.ADJOURNED}, frozenset({State.CALLED_OFF})),
}
PUBLIC = frozenset(State) - {State.PLANNED}


# How the record says a verb.
SAID: dict[str, Promise] = {
    "consultation.recorded": _("The minutes of a consultation were written."),
    "decision.recorded": _("The decision of a body was written down."),
    "procedures.loaded": _("Rules of deliberation were loaded."),
    "council.planned": _("A council was planned."),
    "council.changed": _("The plan was changed."),
    "council.invited": _("Those entitled were invited."),
    "council.struck": _("An invitation was taken back."),
    "council.noticed": _("The topic was announced."),
    "council.opened": _("The council sat down."),
    "council.attended": _("Attendance was written down."),
    "council.spoken": _("Somebody spoke."),
    "council.position_taken": _("A position was written down."),
    "council.draft_kept": _("The draft of the minutes was kept."),
    "council.adjourned": _("The council was adjourned."),
    "council.concluded": _("The council ended."),
    "council.posted": _("The result was posted."),
    "council.called_off": _("The council was called off."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "consultation.recorded": ("consensus", "dissent"),
    "council.noticed": ("topic",),
    "council.adjourned": ("reason",),
    "council.posted": ("consensus", "dissent"),
    "council.called_off": ("reason",),
    "decision.recorded": ("text",),
}
CALLED: dict[str, Promise] = {
    "deliberation.consultation": _("Consultation"),
    "deliberation.council": pgettext_lazy("thing", "Council"),
    "deliberation.decision": _("Decision"),
    "deliberation.procedure": _("Rules of deliberation"),
}
