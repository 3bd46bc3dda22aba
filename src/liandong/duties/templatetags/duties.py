"""Words for the pages of lists: lights and states as pills, always with a word."""

from django import template
from django.db.models import TextChoices
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from liandong.duties.lifecycle import BulletinState, Light, ListState, OrderState, Step, TalkState
from liandong.duties.models import Bulletin, DutyList, FormalTalk, Rectification, SupervisionOrder
from liandong.duties.queries import title_of

register = template.Library()

PILLS: dict[TextChoices, str] = {
    Light.RED: "pill-bad",
    Light.YELLOW: "pill-wait",
    Light.SILENT: "pill-wait",
    Light.GREEN: "pill-good",
    ListState.DRAFTED: "",
    ListState.SUBMITTED: "pill-wait",
    ListState.ISSUED: "pill-go",
    Step.PLANNED: "",
    Step.RUNNING: "pill-go",
    Step.APPLIED: "pill-wait",
    Step.VERIFIED: "pill-wait",
    Step.CLOSED: "pill-good",
    TalkState.CALLED: "pill-wait",
    TalkState.HELD: "pill-go",
    TalkState.CHECKED: "pill-good",
    TalkState.DECLINED: "",
    OrderState.FILED: "",
    OrderState.ISSUED: "pill-go",
    OrderState.ANSWERED: "pill-wait",
    OrderState.ACCEPTED: "pill-wait",
    OrderState.CLOSED: "pill-good",
    OrderState.ARCHIVED: "pill-good",
    BulletinState.DRAFTED: "",
    BulletinState.ISSUED: "pill-good",
}


@register.filter
def light(code: str) -> SafeString:
    """A light as a pill; nothing where no date runs."""
    if code in {"", Light.NONE}:
        return SafeString("")
    return _pill(Light(code), str(Light(code).label))


@register.filter
def state(listed: DutyList) -> SafeString:
    return _pill(ListState(listed.state), listed.get_state_display())


@register.filter
def step(problem: Rectification) -> SafeString:
    return _pill(Step(problem.step), problem.get_step_display())


@register.filter
def talk_state(talk: FormalTalk) -> SafeString:
    return _pill(TalkState(talk.state), talk.get_state_display())


@register.filter
def order_state(order: SupervisionOrder) -> SafeString:
    return _pill(OrderState(order.state), order.get_state_display())


@register.filter
def bulletin_state(bulletin: Bulletin) -> SafeString:
    return _pill(BulletinState(bulletin.state), bulletin.get_state_display())


@register.filter
def counted(lights: dict[str, int]) -> SafeString:
    """How many lines stand under each light, the worst first; lights that nothing has stay away."""
    order = (Light.RED, Light.YELLOW, Light.SILENT, Light.GREEN)
    shown = [(light, lights[light]) for light in order if lights[light]]
    pills = ((_pill(light, f"{light.label} {many}"),) for light, many in shown)
    return format_html_join(" ", "{}", pills)


@register.filter
def called(listed: DutyList) -> str:
    """What a list is called at its head."""
    return title_of(listed)


def _pill(code: TextChoices, words: str) -> SafeString:
    return format_html('<span class="pill {}">{}</span>', PILLS[code], words)
