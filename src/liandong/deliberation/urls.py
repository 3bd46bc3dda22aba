from django.urls import path

from liandong.deliberation.views import desk, disclosed, paper, public, sequences
from liandong.deliberation.views.deeds import DEEDS
from liandong.deliberation.views.steps import DEEDS as STEPS

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
    path("four/", disclosed.public_list, name="public_sequences"),
    path("four/desk/", sequences.sequences, name="sequences"),
    path("four/desk/new/", sequences.begin, name="begin"),
    path("four/desk/<str:number>/", sequences.file, name="sequence_file"),
    path("four/desk/<str:number>/print/", disclosed.record, name="sequence_record"),
    *(
        path(
            f"four/desk/<str:number>/{deed.slug}/",
            sequences.do,
            {"verb": deed.verb},
            name=f"sequence_{deed.verb}",
        )
        for deed in STEPS.values()
    ),
    path("four/<str:number>/", disclosed.sequence, name="sequence"),
    path("four/<str:number>/disclosure/", disclosed.disclosure, name="disclosure"),
    path("<str:number>/", public.council, name="council"),
    path("<str:number>/notice/", paper.notice, name="notice"),
    path("<str:number>/result/", paper.result, name="result"),
]
