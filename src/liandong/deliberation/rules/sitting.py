"""While a council sits: who is there, what is said, and how it ends. It never votes."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from liandong.deliberation.lifecycle import Next, Stance, State
from liandong.deliberation.models import Council, Voice
from liandong.deliberation.rules.councils import at_its_step, names_nobody
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse

# What turns an agreed text into a count of hands.
COUNTED = re.compile(
    r"举手表决|投票表决|投票通过|表决通过|\d+\s*票|[赞反弃]\w{0,3}\s*\d+\s*人|同意\s*\d+\s*人|\d+\s*人(?:同意|赞成|反对|弃权)"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a council came to: the agreed text, what follows, and which body decides, if any."""

    consensus: str
    next: str
    decides: str = ""


def may_open(actor: Actor, council: Council, *, too_early: bool) -> Verdict:
    """Not before the day that was announced."""
    allowed = at_its_step(actor, council, "open")
    if allowed and too_early and council.state == State.NOTICED:
        return refuse(_("It sits on the day that was announced, not before."))
    return allowed


def may_attend(actor: Actor, council: Council) -> Verdict:
    return at_its_step(actor, council, "attend")


def may_speak(actor: Actor, council: Council, voice: Voice, *, here: bool) -> Verdict:
    """Who is there speaks; who sent a paper is read out by somebody who is there."""
    return _here(at_its_step(actor, council, "speak"), council, voice, here=here)


def may_take_position(
    actor: Actor, council: Council, voice: Voice, stance: str, opinion: str, *, here: bool
) -> Verdict:
    """Dissent is written down with its reason."""
    allowed = _here(at_its_step(actor, council, "take_position"), council, voice, here=here)
    if allowed and stance == Stance.DISSENTS and not opinion.strip():
        return refuse(_("Write down why they do not agree: dissent stands in the minutes by name."))
    return allowed


def _here(allowed: Verdict, council: Council, voice: Voice, *, here: bool) -> Verdict:
    if not allowed:
        return allowed
    if voice.consultation_id != council.pk:
        return refuse(_("This party was not invited to this council."))
    if not here:
        return refuse(_("Mark first that they are there."))
    return ALLOWED


def may_keep_draft(actor: Actor, council: Council) -> Verdict:
    return at_its_step(actor, council, "keep_draft")


def may_adjourn(
    actor: Actor, council: Council, reason: str, people: tuple[str, ...], *, later: bool
) -> Verdict:
    """It resumes later; the reason is read by everybody."""
    allowed = at_its_step(actor, council, "adjourn")
    if allowed and not later:
        return refuse(_("It resumes at a later moment: say when."))
    return names_nobody(reason, people) if allowed else allowed


def may_conclude(
    actor: Actor, council: Council, words: Words, here: int, speechless: tuple[str, ...]
) -> Verdict:
    """A consultation is no vote: it ends with a text and the dissent, never with a count."""
    allowed = at_its_step(actor, council, "conclude")
    if not allowed:
        return allowed
    if here < 2:
        return refuse(_("Nobody consults alone: mark who is there."))
    if speechless:
        return refuse(
            _("%(name)s does not agree: write down why before the council ends.")
            % {"name": speechless[0]}
        )
    return _fitting(words)


def _fitting(words: Words) -> Verdict:
    if words.next != Next.TALK and not words.consensus.strip():
        return refuse(_("Write down what was agreed, or that it is talked over again."))
    if found := COUNTED.search(words.consensus):
        return refuse(
            _(
                "A consultation does not vote: “%(words)s” presents a count of hands as a "
                "decision. Write down what was agreed and who dissents; if a vote is needed, the "
                "right body takes it."
            )
            % {"words": found.group()}
        )
    if words.next == Next.DECIDE and not words.decides:
        return refuse(_("Say which body must decide."))
    return ALLOWED
