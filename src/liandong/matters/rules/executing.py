"""Who may sign for a matter, return it, extend, suspend, split and answer it."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.matters.lifecycle import ENDED, State
from liandong.matters.models import Facts, Matter
from liandong.matters.rules.common import at_desk, lead_may, leads, oversees
from liandong.people.models import RoleKind
from liandong.rulebook.models import Evidence


def may_sign(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    return lead_may(actor, matter, "sign")


def may_return(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """Hotline ordinance of Weifang, article 22: in two working days, never after designation."""
    allowed = lead_may(actor, matter, "return")
    if not allowed:
        return allowed
    if matter.designated:
        return refuse(
            _("A designated office may not return it (Weifang hotline ordinance, article 22).")
        )
    if not facts.return_open:
        return refuse(
            _("The time for returning has passed (Weifang hotline ordinance, article 22).")
        )
    return ALLOWED


def may_extend(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    allowed = lead_may(actor, matter, "extend")
    if not allowed:
        return allowed
    if matter.extended:
        return refuse(_("The date was extended once; a second extension is not given."))
    if facts.late:
        return refuse(_("The date has passed; an overdue promise is not extended."))
    return ALLOWED


def may_extend_by(days: int, most: int) -> Verdict:
    """`most` comes from the rulebook (Shandong hotline rules of 2020)."""
    if not 1 <= days <= most:
        return refuse(_("An extension is between 1 and %(most)d working days.") % {"most": most})
    return ALLOWED


def may_suspend(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    return lead_may(actor, matter, "suspend")


def may_resume(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    return lead_may(actor, matter, "resume")


def may_split(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    if matter.part_of_id is not None:
        return refuse(_("A part is not split again."))
    return lead_may(actor, matter, "split")


def may_reply(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    allowed = lead_may(actor, matter, "reply")
    if not allowed:
        return allowed
    if facts.open_parts:
        return refuse(_("Parts of the matter are still open."))
    return ALLOWED


def has_evidence(matter: Matter, facts: Facts, new_photos: int) -> Verdict:
    """Photos are never asked for, except where a law does for this kind of matter."""
    category = matter.category
    needed = category is not None and category.evidence == Evidence.REQUIRED_BY_LAW
    if needed and not facts.photos_after and not new_photos:
        return refuse(_("For this kind of matter the law asks for a record of the result."))
    return ALLOWED


def may_reach(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """A stage with a limit of its own is done, or is not needed here; whoever works on it says."""
    if not facts.stages:
        return refuse(_("No stage with a limit of its own is open."))
    if not (at_desk(actor, matter) or leads(actor, matter)):
        return refuse(_("Only those who work on the matter may write into its file."))
    return ALLOWED


def has_stage(facts: Facts, stage: str) -> Verdict:
    if f"matter.{stage}" not in facts.stages:
        return refuse(_("This stage is not open."))
    return ALLOWED


def may_redate(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """A calendar that was loaded later moves no promise by itself; a person may, and says why."""
    if not facts.moved:
        return refuse(_("The calendar gives this promise no other date."))
    if facts.late:
        return refuse(_("The date has passed; an overdue promise is not moved."))
    if not (at_desk(actor, matter) or oversees(actor, matter)):
        return refuse(_("Only the desk where the matter lies, or one above, gives another date."))
    return ALLOWED


def may_note(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """Whoever works on a matter, or stands over it, may write into its file."""
    if not (at_desk(actor, matter) or leads(actor, matter) or oversees(actor, matter)):
        return refuse(_("Only those who work on the matter may write into its file."))
    return ALLOWED


def may_tell(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    return may_note(actor, matter, facts)


def may_visit(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """A visit on site counts as something that the desk tried."""
    if matter.state in ENDED:
        return refuse(_("This cannot be done in the matter's present state."))
    if not at_desk(actor, matter):
        return refuse(_("Only the desk where the matter lies may do this."))
    return ALLOWED


def may_unmask(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """Contact details are shown to those who must reach the resident, each time with a reason."""
    if matter.shielded and leads(actor, matter) and not at_desk(actor, matter):
        return refuse(_("The resident asked to stay unknown to the office that deals with it."))
    if not (at_desk(actor, matter) or leads(actor, matter) or _calls_back(actor, matter)):
        return refuse(_("Only those who work on the matter may see how to reach the resident."))
    return ALLOWED


def _calls_back(actor: Actor, matter: Matter) -> bool:
    """The independent caller needs the number while the matter waits for judgement."""
    waits = matter.state == State.EVALUATING
    return waits and actor.role == RoleKind.CALLBACK_OFFICER and actor.over(matter.path)


def may_erase_contact(actor: Actor) -> Verdict:
    if actor.role not in {"system", "resident", RoleKind.AUDIT_ADMIN}:
        return refuse(_("Only the resident, or the retention rule, erases contact details."))
    return ALLOWED


def may_save_filter(actor: Actor) -> Verdict:
    if actor.person_id is None:
        return refuse(_("Sign in to keep filters."))
    return ALLOWED
