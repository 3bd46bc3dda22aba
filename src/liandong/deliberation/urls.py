from django.urls import path

from liandong.deliberation.views import desk, paper, public
from liandong.deliberation.views.deeds import DEEDS

app_name = "deliberation"
urlpatterns = [
    path("", public.public_list, name="public"),
    path("rules/", public.procedures, name="procedures"),
    path("desk/", desk.councils, name="desk"),
    path("desk/new/", desk.plan, name="plan"),
    path("desk/<str:number>/", desk.file, name="file"),
    path("desk/<str:number>/print/invitations/", paper.invitations, name="invitations"),
    path("desk/<str:number>/print/attendance/", paper.attendance, name="attendance"),
    path("desk/<str:number>/print/minutes/", paper.minutes, name="minutes"),
    *(
        path(f"desk/<str:number>/{deed.slug}/", desk.do, {"verb": deed.verb}, name=deed.verb)
        for deed in DEEDS.values()
    ),
    path("<str:number>/", public.council, name="council"),
    path("<str:number>/notice/", paper.notice, name="notice"),
    path("<str:number>/result/", paper.result, name="result"),
]
