from django.urls import path

from liandong.budgeting.views import booth, desk, paper, public
from liandong.budgeting.views.deeds import DEEDS

app_name = "budgeting"
urlpatterns = [
    path("", public.votes, name="list"),
    path("open/", desk.open_vote, name="open"),
    path("vote/", booth.enter, name="enter"),
    path("vote/<str:code>/", booth.booth, name="booth"),
    path("<int:vote_id>/", public.vote, name="vote"),
    path("<int:vote_id>/propose/", public.propose, name="propose"),
    path("<int:vote_id>/object/", public.object_to, name="object_to"),
    path("<int:vote_id>/votes.pb", public.published, name="published"),
    path("<int:vote_id>/list/", paper.listing, name="listing"),
    path("<int:vote_id>/result/", paper.result, name="result"),
    path("<int:vote_id>/roll/", paper.roll, name="roll"),
    path("<int:vote_id>/papers/", paper.papers, name="papers"),
    path("<int:vote_id>/desk/", desk.file, name="file"),
    *(
        path(f"<int:vote_id>/desk/{deed.slug}/", desk.do, {"verb": deed.verb}, name=deed.verb)
        for deed in DEEDS.values()
    ),
    path("objections/<int:objection_id>/decide/", desk.decide_objection, name="decide_objection"),
    path("projects/<int:project_id>/assess/", desk.assess, name="assess"),
]
