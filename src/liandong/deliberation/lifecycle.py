"""The lives of a council, a 四议两公开, a petition and a quick poll, each as one table of moves.

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


# --- Four deliberations, two disclosures 四议两公开 ----------------------------------------------


class Phase(TextChoices):
    """The six steps, in their order."""

    PROPOSE = "propose", _("Party organisation proposes")
    CONSULT = "consult", _("Two committees consult")
    REVIEW = "review", _("Party members' meeting reviews")
    RESOLVE = "resolve", _("Residents' (representatives') assembly resolves")
    DISCLOSE_DECISION = "disclose_decision", _("The decision is disclosed")
    DISCLOSE_RESULT = "disclose_result", _("The result is disclosed")


PHASES = tuple(Phase)
DISCLOSURES = frozenset({Phase.DISCLOSE_DECISION, Phase.DISCLOSE_RESULT})


class Course(TextChoices):
    """Where a sequence stands: the next of its steps, or its end."""

    PROPOSING = "proposing", pgettext_lazy("sequence", "Waits for the proposal")
    CONSULTING = "consulting", pgettext_lazy("sequence", "Waits for the two committees")
    REVIEWING = "reviewing", pgettext_lazy("sequence", "Waits for the party members' meeting")
    RESOLVING = "resolving", pgettext_lazy("sequence", "Waits for the assembly")
    DISCLOSING = "disclosing", pgettext_lazy("sequence", "Decision to be disclosed")
    CARRYING_OUT = "carrying_out", pgettext_lazy("sequence", "Carried out, result to be disclosed")
    COMPLETE = "complete", pgettext_lazy("sequence", "Complete")
    ENDED = "ended", pgettext_lazy("sequence", "Ended without a decision")


PHASE_AT: dict[str, Phase] = dict(zip(Course.values[:6], PHASES, strict=True))
_HOLDING = frozenset({Course.PROPOSING, Course.CONSULTING, Course.REVIEWING, Course.RESOLVING})
_DISCLOSING = frozenset({Course.DISCLOSING, Course.CARRYING_OUT})
SEQUENCE_MOVES: dict[str, tuple[frozenset[Course], frozenset[Course]]] = {
    "begin": (frozenset(), frozenset({Course.PROPOSING})),
    "hold": (
        _HOLDING,
        frozenset({Course.PROPOSING, Course.CONSULTING, Course.REVIEWING, Course.RESOLVING})
        | {Course.DISCLOSING},
    ),
    "put_to_ballot": (frozenset({Course.RESOLVING}), frozenset({Course.RESOLVING})),
    "take_ballot": (
        frozenset({Course.RESOLVING}),
        frozenset({Course.RESOLVING, Course.DISCLOSING}),
    ),
    "disclose": (_DISCLOSING, _DISCLOSING),
    "end_disclosure": (_DISCLOSING, frozenset({Course.CARRYING_OUT, Course.COMPLETE})),
    "end": (_HOLDING, frozenset({Course.ENDED})),
}


# --- The petition to convene 提议召开 -------------------------------------------------------------


class Stand(TextChoices):
    """Where a petition stands."""

    STARTED = "started", pgettext_lazy("petition", "Started, not yet registered")
    COLLECTING = "collecting", pgettext_lazy("petition", "Collecting support")
    REACHED = "reached", pgettext_lazy("petition", "Enough support: must be convened")
    CONVENED = "convened", pgettext_lazy("petition", "Convened")
    REFUSED = "refused", pgettext_lazy("petition", "Refused, with the reason")
    EXPIRED = "expired", pgettext_lazy("petition", "Time is over, not enough support")
    WITHDRAWN = "withdrawn", pgettext_lazy("petition", "Withdrawn by who started it")


class Signers(TextChoices):
    """Of whom the share is counted that may demand an assembly."""

    ADULTS = "adults", _("residents of 18 and over")
    HOUSEHOLDS = "households", _("households")
    GROUPS = "groups", _("residents' groups")
    OWNERS = "owners", _("owners")


_COLLECTING = frozenset({Stand.COLLECTING})
_REACHED = frozenset({Stand.REACHED})
PETITION_MOVES: dict[str, tuple[frozenset[Stand], frozenset[Stand]]] = {
    "start": (frozenset(), frozenset({Stand.STARTED})),
    "register": (frozenset({Stand.STARTED}), _COLLECTING),
    "issue_codes": (_COLLECTING, _COLLECTING),
    "support": (_COLLECTING, _COLLECTING | _REACHED),
    "enter_sheet": (_COLLECTING, _COLLECTING | _REACHED),
    "take_back": (_COLLECTING, _COLLECTING),
    "convene_ballot": (_REACHED, frozenset({Stand.CONVENED})),
    "convene_council": (_REACHED, frozenset({Stand.CONVENED})),
    "refuse": (frozenset({Stand.STARTED, Stand.REACHED}), frozenset({Stand.REFUSED})),
    "withdraw": (frozenset({Stand.STARTED, Stand.COLLECTING}), frozenset({Stand.WITHDRAWN})),
    "expire": (_COLLECTING, frozenset({Stand.EXPIRED})),
}


# --- The quick poll of a grid 快速征询 ------------------------------------------------------------


class Poll(TextChoices):
    """Where a poll stands. It asks and decides nothing."""

    OPEN = "open", pgettext_lazy("poll", "Open for answers")
    CLOSED = "closed", pgettext_lazy("poll", "Closed, result posted")
    STOPPED = "stopped", pgettext_lazy("poll", "Stopped")


_ASKING = frozenset({Poll.OPEN})
POLL_MOVES: dict[str, tuple[frozenset[Poll], frozenset[Poll]]] = {
    "ask": (frozenset(), _ASKING),
    "issue_slips": (_ASKING, _ASKING),
    "answer": (_ASKING, _ASKING),
    "enter_answer": (_ASKING, _ASKING),
    "close": (_ASKING, frozenset({Poll.CLOSED})),
    "stop": (_ASKING, frozenset({Poll.STOPPED})),
}


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
    "sequence.begun": _("The four deliberations began."),
    "sequence.held": _("A step was held."),
    "sequence.put_to_ballot": _("The assembly's vote was put to a ballot."),
    "sequence.ballot_taken": _("The result of the ballot was taken up."),
    "sequence.disclosed": _("A disclosure was posted."),
    "sequence.disclosure_ended": _("A disclosure ended."),
    "sequence.ended": _("The four deliberations ended without a decision."),
    "petition.started": _("Somebody started a petition."),
    "petition.registered": _("The petition was registered; support is collected."),
    "petition.codes_issued": _("Codes for supporting were printed."),
    "petition.supported": _("One more supports it."),
    "petition.sheet_entered": _("A sheet of signatures was entered."),
    "petition.taken_back": _("Somebody took their support back."),
    "petition.reached": _("Enough support it: the assembly must be convened."),
    "petition.convened": _("The assembly was convened."),
    "petition.refused": _("The petition was refused, with the reason."),
    "petition.withdrawn": _("Who started the petition withdrew it."),
    "petition.expired": _("The time for collecting support is over."),
    "poll.asked": _("The households of a grid were asked."),
    "poll.slips_issued": _("Slips for answering were printed."),
    "poll.answered": _("A household answered."),
    "poll.closed": _("The poll was closed."),
    "poll.stopped": _("The poll was stopped, with the reason."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "consultation.recorded": ("consensus", "dissent"),
    "council.noticed": ("topic",),
    "council.adjourned": ("reason",),
    "council.posted": ("consensus", "dissent"),
    "council.called_off": ("reason",),
    "sequence.disclosed": ("text",),
    "sequence.disclosure_ended": ("objections",),
    "sequence.ended": ("reason",),
    "decision.recorded": ("text",),
    "petition.registered": ("topic", "text"),
    "petition.convened": ("notice",),
    "petition.refused": ("reason",),
    "poll.asked": ("question",),
    "poll.stopped": ("reason",),
}
CALLED: dict[str, Promise] = {
    "deliberation.consultation": _("Consultation"),
    "deliberation.council": pgettext_lazy("thing", "Council"),
    "deliberation.decision": _("Decision"),
    "deliberation.sequence": pgettext_lazy("thing", "Four deliberations"),
    "deliberation.procedure": _("Rules of deliberation"),
    "deliberation.petition": pgettext_lazy("thing", "Petition to convene"),
    "deliberation.gridpoll": pgettext_lazy("thing", "Quick poll"),
}
