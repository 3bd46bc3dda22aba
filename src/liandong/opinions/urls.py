from django.urls import path

from liandong.opinions.views import desk, own, paper, public
from liandong.opinions.views.deeds import DEEDS, LOOKS

app_name = "opinions"
urlpatterns = [
    path("", public.conversations, name="list"),
    path("desk/", desk.conversations, name="desk"),
    path("open/", desk.open_conversation, name="open"),
    path("own/", own.enter, name="enter"),
    path("own/<str:code>/", own.own, name="own"),
    path("own/<str:code>/answers/", own.answers, name="answers"),
    path("own/<str:code>/say/", own.suggest, name="suggest"),
    path("<int:conversation_id>/", public.conversation, name="conversation"),
    path("<int:conversation_id>/join/", public.join, name="join"),
    path("<int:conversation_id>/map.svg", public.picture, name="picture"),
    path("<int:conversation_id>/counts.<str:kind>", public.table, name="table"),
    path("<int:conversation_id>/votes.csv", public.published, name="published"),
    path("<int:conversation_id>/statements.csv", public.texts, name="texts"),
    path("<int:conversation_id>/notice/", paper.notice, name="notice"),
    path("<int:conversation_id>/result/", paper.result, name="result"),
    path("<int:conversation_id>/desk/", desk.file, name="file"),
    *(
        path(f"<int:conversation_id>/desk/{deed.slug}/", desk.do, {"verb": deed.verb}, deed.verb)
        for deed in DEEDS.values()
    ),
    path("statements/<int:statement_id>/", desk.look, name="look"),
    path("statements/<int:statement_id>/council/", desk.call_council, name="call_council"),
    *(
        path(f"statements/<int:statement_id>/{verb}/", desk.do_to_statement, {"verb": verb}, verb)
        for verb in LOOKS
    ),
]
