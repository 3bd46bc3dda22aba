"""Action plans: what everybody may read, on paper, in Excel; the desk, a plan's file, its tasks."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.export import office_response
from liandong.kernel.links import qr_of
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.projects import actions, forms, queries, rules
from liandong.projects.forms import OpenedPlan, OpenedTask
from liandong.projects.models import ActionPlan, PlanTask
from liandong.projects.views.door import face
from liandong.projects.views.plan_deeds import PLAN_DEEDS, TASK_DEEDS

ROWS_A_PAGE = 20


@login_not_required
@require_safe
def plans(request: Request) -> HttpResponse:
    """The adopted plans of all levels."""
    pages = Paginator(queries.adopted_plans(), ROWS_A_PAGE)
    context = {"face": face(request), "page": pages.get_page(request.GET.get("page"))}
    return page(request, "projects/plan/list.html", "rows", context)


@login_not_required
@require_safe
def plan(request: Request, plan_id: int) -> HttpResponse:
    """One adopted plan for everybody: what was frozen, what changed, how it goes."""
    found = _found_or_404(plan_id)
    if not found.is_frozen:
        raise Http404
    may_see = rules.may_see_plan(request.actor, found, queries.plan_facts(found))
    context = {"face": face(request), "may_see": may_see, **_shown(request, found)}
    return page(request, "projects/plan/plan.html", "", context)


@login_not_required
@require_safe
def plan_paper(request: Request, plan_id: int) -> HttpResponse:
    """A plan on A4 with the lines to sign; before the adoption for those with its file."""
    found = _found_or_404(plan_id)
    if not found.is_frozen:
        ensure(rules.may_see_plan(request.actor, found, queries.plan_facts(found)))
    link = qr_of(request, reverse("projects:plan", args=[found.pk])) if found.is_frozen else ""
    return page(request, "projects/plan/paper.html", "", {"qr": link, **_shown(request, found)})


@require_safe
def plan_export(request: Request, plan_id: int) -> HttpResponse:
    """All tasks of a plan as an Excel file."""
    found = _opened_or_404(request, plan_id)
    return office_response(found.plan.title, queries.ledger_of_plan(found.plan, found.now))


@require_safe
def plans_desk(request: Request) -> HttpResponse:
    """What waits for the acting post, then every plan whose file it may open."""
    pages = Paginator(queries.plans_for(request.actor), ROWS_A_PAGE)
    context = {
        "waiting": queries.plans_wait_for(request.actor, timezone.now()),
        "page": pages.get_page(request.GET.get("page")),
        "may_draft": bool(rules.may_draft_plan(request.actor, queries.own_place(request.actor))),
    }
    return page(request, "projects/plan/desk.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_plan(request: Request) -> HttpResponse:
    """Begin a plan of the own place."""
    ensure(rules.may_draft_plan(request.actor, queries.own_place(request.actor)))
    year = timezone.localdate().year
    form = forms.DraftPlan(
        request.POST or None, initial={"first_year": year, "last_year": year + 2}
    )
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "projects/plan/draft.html", "form", {"form": form}, status=status)
    place_id = request.actor.place_id
    made = perform(request, form, actions.draft_plan, place_id=place_id, **form.words)
    return redirect(made) if made else redirect("projects:plans_desk")


@require_safe
def plan_file(request: Request, plan_id: int) -> HttpResponse:
    """The board of a plan, what blocks what, its tasks, and what can be done now."""
    opened = _opened_or_404(request, plan_id)
    context = {
        **_shown(request, opened.plan),
        "facts": opened.facts,
        "offers": offers(PLAN_DEEDS.values(), opened),
        "story": queries.plan_story(opened.plan),
    }
    return page(request, "projects/plan/file.html", "board", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do_plan(request: Request, plan_id: int, verb: str) -> HttpResponse:
    return PLAN_DESK.do(request, PLAN_DEEDS[verb], _opened_or_404(request, plan_id))


@require_safe
def task(request: Request, task_id: int) -> HttpResponse:
    """One task: what it says and said, for what it waits, what was told of each quarter."""
    opened = _opened_task_or_404(request, task_id)
    lines = {line.task.pk: line for line in queries.lines_of(opened.plan, opened.now)}
    context = {
        **_around_task(opened),
        "line": lines[opened.task.pk],
        "held": queries.held_by(opened.task),
        "reports": queries.reports_of(opened.task),
        "amendments": opened.task.amendments.select_related("task", "post__place").order_by("id"),
        "offers": offers(TASK_DEEDS.values(), opened),
    }
    return page(request, "projects/plan/task.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do_task(request: Request, task_id: int, verb: str) -> HttpResponse:
    return TASK_DESK.do(request, TASK_DEEDS[verb], _opened_task_or_404(request, task_id))


def _found_or_404(plan_id: int) -> ActionPlan:
    found = queries.find_plan(plan_id)
    if found is None:
        raise Http404
    return found


def _opened_or_404(request: Request, plan_id: int) -> OpenedPlan:
    found = _found_or_404(plan_id)
    facts = queries.plan_facts(found)
    ensure(rules.may_see_plan(request.actor, found, facts))
    return OpenedPlan(found, request.actor, timezone.now(), facts)


def _opened_task_or_404(request: Request, task_id: int) -> OpenedTask:
    found = queries.find_task(task_id)
    if found is None:
        raise Http404
    facts = queries.plan_facts(found.plan)
    ensure(rules.may_see_task(request.actor, found, facts, queries.asked_to_unblock(found)))
    now = timezone.now()
    return OpenedTask(
        task=found,
        actor=request.actor,
        now=now,
        facts=facts,
        last=queries.last_told(found),
        open_quarters=queries.open_quarters(found, now),
        waits=queries.waits_of(found),
    )


def _shown(request: HttpRequest, found: ActionPlan) -> dict[str, Any]:
    now, asked = timezone.now(), request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) < len("10000") else None
    return {
        "plan": found,
        "board": queries.plan_board(found, now, year),
        "departments": queries.departments_of(found),
        "amendments": found.amendments.select_related("task", "post__place").order_by("id"),
        "now": now,
    }


def _around_plan(opened: OpenedPlan) -> dict[str, Any]:
    return {"back": opened.plan.get_absolute_url(), "plan": opened.plan, "facts": opened.facts}


def _around_task(opened: OpenedTask) -> dict[str, Any]:
    return {
        "back": opened.task.get_absolute_url(),
        "plan": opened.plan,
        "task": opened.task,
        "waits": opened.waits,
        "now": opened.now,
    }


def _end_plan(
    _request: Request, opened: OpenedPlan, deed: Deed[OpenedPlan], _done: Any
) -> HttpResponse:
    return redirect(f"projects:{deed.verb if deed.again else 'plan_file'}", opened.plan.pk)


def _end_task(
    _request: Request, opened: OpenedTask, _deed: Deed[OpenedTask], done: Any
) -> HttpResponse:
    """Back to the task; to the plan when it was struck."""
    struck = isinstance(done, PlanTask) and queries.find_task(opened.task.pk) is None
    return redirect(opened.plan if struck else opened.task)


PLAN_DESK = Desk("projects/plan/do.html", _around_plan, _end_plan)
TASK_DESK = Desk("projects/plan/do_task.html", _around_task, _end_task)
