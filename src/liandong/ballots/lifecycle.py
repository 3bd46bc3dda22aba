"""The life of a ballot, as one table: which verb leads from which states to which."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    DRAFTED = "drafted", pgettext_lazy("ballot", "Being prepared")
    NOTICED = "noticed", pgettext_lazy("ballot", "Notice and roll published")
    OPEN = "open", pgettext_lazy("ballot", "Open for voting")
    CLOSED = "closed", pgettext_lazy("ballot", "Voting has ended")
    COUNTED = "counted", pgettext_lazy("ballot", "Counted, open to objections")
    CONFIRMED = "confirmed", pgettext_lazy("ballot", "Result confirmed")
    ANNULLED = "annulled", pgettext_lazy("ballot", "Annulled")


class Body(TextChoices):
    """Who decides together. The order is the one in which they are offered."""

    OWNERS_ASSEMBLY = "owners_assembly", _("Owners' assembly")
    INTERESTED_OWNERS = "interested_owners", _("Interested owners")
    OWNERS_COMMITTEE = "owners_committee", _("Owners' committee")
    RESIDENTS_ASSEMBLY = "residents_assembly", _("Residents' assembly")
    REPRESENTATIVES = (
        "residents_representatives_assembly",
        _("Residents' representatives' assembly"),
    )
    RESIDENTS_COMMITTEE = "residents_committee", _("Residents' committee")


class Base(TextChoices):
    """Who has one voice on the roll."""

    OWNERS = "owners", _("owners, by people and area")
    ADULTS = "adults", _("residents of 18 and over")
    HOUSEHOLDS = "households", _("households, one voice each")
    GROUP_REPRESENTATIVES = "group_reps", _("representatives of residents' groups")
    REPRESENTATIVES = "resident_reps", _("residents' representatives")
    MEMBERS = "members", _("members of the committee")


class Secrecy(TextChoices):
    OPEN = "open", _("Open: ballots carry names and are signed")
    SECRET = "secret", _("Secret: nobody can join a voter and a choice")


class Choice(TextChoices):
    FOR = "for", pgettext_lazy("vote", "For")
    AGAINST = "against", pgettext_lazy("vote", "Against")
    ABSTAIN = "abstain", pgettext_lazy("vote", "Abstain")
    INVALID = "invalid", pgettext_lazy("vote", "Invalid paper")


class Channel(TextChoices):
    PAPER = "paper", pgettext_lazy("channel", "On paper")
    ONLINE = "online", _("Online, with a one-time code")


class TicketChannel(TextChoices):
    """How a ticket that belongs to nobody was used."""

    ONLINE = "online", pgettext_lazy("ticket", "Online")
    PAPER = "paper", pgettext_lazy("ticket", "On paper")


class DeliveryMethod(TextChoices):
    HAND = "hand", _("Handed over, signed for")
    MAIL = "mail", _("Registered mail")
    MESSAGE = "message", _("Message to the number given by the owner")
    DOOR = "door", _("Left at the door before two witnesses")


class About(TextChoices):
    ROLL = "roll", _("The roll")
    RESULT = "result", _("The result")


_RUNNING = frozenset({State.NOTICED, State.OPEN})
_NOT_ENDED = frozenset(State) - {State.ANNULLED}

# verb -> (the states in which it is possible, where it leads)
MOVES: dict[str, tuple[frozenset[State], frozenset[State]]] = {
    "draft": (frozenset(), frozenset({State.DRAFTED})),
    "enter_roll": (frozenset({State.DRAFTED}), frozenset({State.DRAFTED})),
    "publish": (frozenset({State.DRAFTED}), frozenset({State.NOTICED})),
    "correct_roll": (frozenset({State.NOTICED}), frozenset({State.NOTICED})),
    "object": (
        frozenset({State.NOTICED, State.COUNTED}),
        frozenset({State.NOTICED, State.COUNTED}),
    ),
    "decide_objection": (
        frozenset({State.NOTICED, State.COUNTED}),
        frozenset({State.NOTICED, State.COUNTED}),
    ),
    "deliver": (_RUNNING, _RUNNING),
    "issue_codes": (_RUNNING, _RUNNING),
    "print_papers": (_RUNNING, _RUNNING),
    "appoint_proxy": (_RUNNING, _RUNNING),
    "open": (frozenset({State.NOTICED}), frozenset({State.OPEN})),
    "hand_out": (frozenset({State.OPEN}), frozenset({State.OPEN})),
    "cast": (frozenset({State.OPEN}), frozenset({State.OPEN})),
    "enter_paper": (
        frozenset({State.OPEN, State.CLOSED}),
        frozenset({State.OPEN, State.CLOSED}),
    ),
    "close": (frozenset({State.OPEN}), frozenset({State.CLOSED})),
    "count": (frozenset({State.CLOSED}), frozenset({State.COUNTED})),
    "recount": (frozenset({State.COUNTED}), frozenset({State.COUNTED})),
    "confirm": (frozenset({State.COUNTED}), frozenset({State.CONFIRMED})),
    "annul": (_NOT_ENDED, frozenset({State.ANNULLED})),
}
PUBLIC = frozenset(State) - {State.DRAFTED}

# How the record says a verb.
SAID: dict[str, Promise] = {
    "ballot.drafted": _("The ballot was drafted"),
    "ballot.roll_entered": _("The roll was entered"),
    "ballot.published": _("Notice and roll were published"),
    "ballot.roll_corrected": _("The roll was corrected"),
    "ballot.objected": _("An objection was raised"),
    "ballot.objection_decided": _("An objection was decided"),
    "ballot.delivered": _("Ballots were delivered"),
    "ballot.codes_issued": _("One-time codes were issued"),
    "ballot.papers_printed": _("Ballot papers were printed"),
    "ballot.proxy_appointed": _("A proxy was entered"),
    "ballot.opened": _("Voting began"),
    "ballot.handed_out": _("A paper was handed out"),
    "ballot.cast": _("A voter voted"),
    "ballot.paper_entered": _("A paper was entered"),
    "ballot.paper_settled": _("Two entries of a paper that differed were settled"),
    "ballot.closed": _("Voting ended"),
    "ballot.counted": _("The votes were counted"),
    "ballot.recounted": _("The votes were counted again"),
    "ballot.confirmed": _("The result was confirmed"),
    "ballot.annulled": _("The ballot was annulled"),
    "ballots.rule_sets_loaded": _("Rule sets were loaded"),
}
CALLED: dict[str, Promise] = {
    "ballots.ballot": pgettext_lazy("thing", "Ballot"),
    "ballots.ruleset": pgettext_lazy("thing", "Rules of deciding"),
}
