from django.urls import path

from liandong.ballots.views import booth, desk, paper, public
from liandong.ballots.views.deeds import DEEDS

app_name = "ballots"
urlpatterns = [
    path("", public.public_list, name="public"),
    path("rules/", public.rule_sets, name="rule_sets"),
    path("rules/<int:rule_set_id>/", public.rule_set, name="rule_set"),
    path("recount/", public.recount, name="recount"),
    path("vote/", booth.enter, name="enter"),
    path("vote/<str:code>/", booth.booth, name="booth"),
    path("desk/", desk.ballots, name="desk"),
    path("desk/new/", desk.draft, name="draft"),
    path("desk/objections/<int:objection_id>/", desk.decide_objection, name="decide_objection"),
    path("desk/<str:number>/", desk.file, name="file"),
    path("desk/<str:number>/roll/", desk.roll, name="roll"),
    path("desk/<str:number>/print/roll/", paper.roll, name="print_roll"),
    path("desk/<str:number>/print/papers/", paper.papers, name="print_ballots"),
    path("desk/<str:number>/print/counting/", paper.counting_sheet, name="print_counting"),
    *(
        path(f"desk/<str:number>/{deed.slug}/", desk.do, {"verb": deed.verb}, name=deed.verb)
        for deed in DEEDS.values()
    ),
    path("<str:number>/", public.ballot, name="ballot"),
    path("<str:number>/track/", public.track, name="track"),
    path("<str:number>/ballots.csv", public.published, name="published"),
    path("<str:number>/notice/", paper.notice, name="notice"),
    path("<str:number>/result/", paper.result, name="result"),
    path("<str:number>/object/<str:about>/", public.object_to, name="object_to"),
]
