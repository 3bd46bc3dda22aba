from django.urls import path

from liandong.projects.views import arenas, booth, desk, public
from liandong.projects.views.arena_deeds import ARENA_DEEDS
from liandong.projects.views.deeds import DEEDS

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
    path("<int:project_id>/", public.project, name="project"),
    path("<int:project_id>/paper/", public.paper, name="paper"),
    path("<int:project_id>/file/", desk.file, name="file"),
    *(
        path(f"<int:project_id>/file/{deed.slug}/", desk.do, {"verb": deed.verb}, name=deed.verb)
        for deed in DEEDS.values()
    ),
]
