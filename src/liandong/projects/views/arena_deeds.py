"""Everything that can be done to an arena, as one table: its word, form, rule and action."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.desk import Deed, DeedForm, table
from liandong.projects import actions, forms, rules
from liandong.projects.forms import OpenedArena

FOLLOW_UP: Deed[OpenedArena] = Deed(
    "follow_up",
    _("Decide what follows"),
    "gavel",
    forms.DecideFollowUp,
    lambda it: rules.may_follow_up(it.actor, it.arena, it.entrant),
    actions.follow_up,
    _("Decided, with your reason."),
)
ARENA_DEEDS: dict[str, Deed[OpenedArena]] = table(
    Deed(
        "add_entrant",
        _("Enter a project"),
        "plus",
        forms.AddEntrant,
        lambda it: rules.may_add_entrant(it.actor, it.arena),
        actions.add_entrant,
        _("The project takes part."),
        again=True,
    ),
    Deed(
        "remove_entrant",
        _("Take a project out"),
        "trash",
        forms.RemoveEntrant,
        lambda it: rules.may_remove_entrant(it.actor, it.arena),
        actions.remove_entrant,
        _("It does not take part."),
        lambda it: bool(it.facts.groups),
    ),
    Deed(
        "fix",
        _("Fix the entrants and seal the lot"),
        "lock",
        DeedForm,
        lambda it: rules.may_fix(it.actor, it.arena, it.facts),
        actions.fix,
        _("Fixed. The seal of the lot is published."),
    ),
    Deed(
        "draw",
        _("Draw the order"),
        "refresh",
        forms.Draw,
        lambda it: rules.may_draw(it.actor, it.arena),
        actions.draw,
        _("Drawn. Anybody can draw it again."),
    ),
    Deed(
        "issue_tickets",
        _("Print rating tickets"),
        "qrcode",
        forms.IssueTickets,
        lambda it: rules.may_issue_tickets(it.actor, it.arena),
        actions.issue_tickets,
        _("The tickets are printed."),
    ),
    Deed(
        "open_rating",
        _("Begin the rating"),
        "player-play",
        DeedForm,
        lambda it: rules.may_open_rating(it.actor, it.arena, it.facts),
        actions.open_rating,
        _("The rating has begun."),
    ),
    Deed(
        "enter_ticket",
        _("Enter paper tickets"),
        "edit",
        forms.EnterTicket,
        lambda it: rules.may_enter_tickets(it.actor, it.arena),
        actions.enter_ticket,
        _("Entered."),
        again=True,
    ),
    Deed(
        "count",
        _("Count"),
        "chart-bar",
        DeedForm,
        lambda it: rules.may_count(it.actor, it.arena, it.facts),
        actions.count,
        _("Counted and published."),
    ),
    Deed(
        "explain",
        _("Explain the result"),
        "message",
        forms.Explain,
        lambda it: rules.may_explain(it.actor, it.arena),
        actions.explain,
        _("The explanation is public."),
    ),
    Deed(
        "cancel",
        _("End without a result"),
        "x",
        forms.ReasonOfArena,
        lambda it: rules.may_cancel(it.actor, it.arena),
        actions.cancel,
        _("The arena has ended without a result."),
    ),
)
