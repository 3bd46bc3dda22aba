from django.urls import path

from liandong.projects.views import action_plans, arenas, booth, desk, public
from liandong.projects.views.arena_deeds import ARENA_DEEDS
from liandong.projects.views.deeds import DEEDS
from liandong.projects.views.plan_deeds import PLAN_DEEDS, TASK_DEEDS

app_name = "projects"
urlpatterns = [
    path("", public.projects, name="list"),
    path("desk/", desk.desk, name="desk"),
    path("desk/new/", desk.draft, name="draft"),
    path("desk/export.xlsx", desk.export, name="export"),
    path("evidence/<int:evidence_id>/", public.evidence, name="evidence"),
    path("arenas/", arenas.arenas, name="arenas"),
    path("arenas/open/", arenas.open_arena, name="open_arena"),
    path("arenas/rate/", booth.enter, name="enter"),
    path("arenas/rate/<str:code>/", booth.booth, name="booth"),
    path("arenas/<int:arena_id>/", arenas.arena, name="arena"),
    path("arenas/<int:arena_id>/sheet/", arenas.sheet, name="sheet"),
    path("arenas/<int:arena_id>/papers.jsonl", arenas.published, name="published"),
    path("arenas/<int:arena_id>/file/", arenas.file, name="arena_file"),
    path("arenas/entrants/<int:entrant_id>/follow-up/", arenas.follow_up, name="follow_up"),
    *(
        path(f"arenas/<int:arena_id>/file/{deed.slug}/", arenas.do, {"verb": verb}, name=verb)
        for verb, deed in ARENA_DEEDS.items()
    ),
    path("plans/", action_plans.plans, name="plans"),
    path("plans/desk/", action_plans.plans_desk, name="plans_desk"),
    path("plans/desk/new/", action_plans.draft_plan, name="draft_plan"),
    path("plans/<int:plan_id>/", action_plans.plan, name="plan"),
    path("plans/<int:plan_id>/paper/", action_plans.plan_paper, name="plan_paper"),
    path("plans/<int:plan_id>/export.xlsx", action_plans.plan_export, name="plan_export"),
    path("plans/<int:plan_id>/file/", action_plans.plan_file, name="plan_file"),
    *(
        path(
            f"plans/<int:plan_id>/file/{deed.slug}/",
            action_plans.do_plan,
            {"verb": deed.verb},
            name=deed.verb,
        )
        for deed in PLAN_DEEDS.values()
    ),
    path("plans/tasks/<int:task_id>/", action_plans.task, name="task"),
    *(
        path(
            f"plans/tasks/<int:task_id>/{deed.slug}/",
            action_plans.do_task,
            {"verb": deed.verb},
            name=deed.verb,
        )
        for deed in TASK_DEEDS.values()
    ),
    path("<int:project_id>/", public.project, name="project"),
    path("<int:project_id>/paper/", public.paper, name="paper"),
    path("<int:project_id>/file/", desk.file, name="file"),
    *(
        path(f"<int:project_id>/file/{deed.slug}/", desk.do, {"verb": deed.verb}, name=deed.verb)
        for deed in DEEDS.values()
    ),
]
