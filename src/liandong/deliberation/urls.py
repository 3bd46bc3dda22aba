from django.urls import path

from liandong.deliberation.views import desk, disclosed, paper, public, sequences
from liandong.deliberation.views.deeds import DEEDS
from liandong.deliberation.views.petitions import desk as petition_desk
from liandong.deliberation.views.petitions import paper as petition_paper
from liandong.deliberation.views.petitions import public as petitions
from liandong.deliberation.views.petitions import voice
from liandong.deliberation.views.petitions.deeds import DEEDS as PETITION_DEEDS
from liandong.deliberation.views.polls import desk as poll_desk
from liandong.deliberation.views.polls import public as polls
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
    path("petitions/", petitions.public_list, name="petitions"),
    path("petitions/start/", petitions.start, name="start_petition"),
    path("petitions/mine/<str:code>/", petitions.own, name="own_petition"),
    path("petitions/support/", voice.enter, name="support_code"),
    path("petitions/support/<str:code>/", voice.support, name="support"),
    path("petitions/support/<str:code>/back/", voice.take_back, name="take_back"),
    path("petitions/desk/", petition_desk.petitions, name="petitions_desk"),
    path("petitions/desk/<str:number>/", petition_desk.file, name="petition_file"),
    path("petitions/desk/<str:number>/roll/", petition_desk.roll, name="petition_roll"),
    path("petitions/desk/<str:number>/roll/print/", petition_paper.roll, name="print_signers"),
    *(
        path(
            f"petitions/desk/<str:number>/{deed.slug}/",
            petition_desk.do,
            {"verb": deed.verb},
            name=f"petition_{deed.verb}",
        )
        for deed in PETITION_DEEDS.values()
    ),
    path("petitions/<str:number>/", petitions.petition, name="petition"),
    path("petitions/<str:number>/sheet/", petition_paper.sheet, name="petition_sheet"),
    path("petitions/<str:number>/result/", petition_paper.result, name="petition_result"),
    path("polls/", polls.public_list, name="polls"),
    path("polls/answer/", polls.enter, name="poll_code"),
    path("polls/answer/<str:code>/", polls.answer, name="answer"),
    path("polls/desk/", poll_desk.polls, name="polls_desk"),
    path("polls/desk/new/", poll_desk.ask, name="ask"),
    path("polls/desk/<str:number>/", poll_desk.file, name="poll_file"),
    *(
        path(
            f"polls/desk/<str:number>/{deed.slug}/",
            poll_desk.do,
            {"verb": deed.verb},
            name=f"poll_{deed.verb}",
        )
        for deed in poll_desk.DEEDS.values()
    ),
    path("polls/<str:number>/", polls.poll, name="poll"),
    path("polls/<str:number>/result/", polls.result, name="poll_result"),
    path("<str:number>/", public.council, name="council"),
    path("<str:number>/notice/", paper.notice, name="notice"),
    path("<str:number>/result/", paper.result, name="result"),
]
