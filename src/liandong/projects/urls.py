from django.urls import path

from liandong.projects.views import desk, public
from liandong.projects.views.deeds import DEEDS

app_name = "projects"
urlpatterns = [
    path("", public.projects, name="list"),
    path("desk/", desk.desk, name="desk"),
    path("desk/new/", desk.draft, name="draft"),
    path("desk/export.xlsx", desk.export, name="export"),
    path("evidence/<int:evidence_id>/", public.evidence, name="evidence"),
    path("<int:project_id>/", public.project, name="project"),
    path("<int:project_id>/paper/", public.paper, name="paper"),
    path("<int:project_id>/file/", desk.file, name="file"),
    *(
        path(f"<int:project_id>/file/{deed.slug}/", desk.do, {"verb": deed.verb}, name=deed.verb)
        for deed in DEEDS.values()
    ),
]
