from django.urls import path

from liandong.meetings.views import counts, desk, doing, express, files, papers
from liandong.meetings.views.deeds import ITEM_DEEDS, MEETING_DEEDS
from liandong.meetings.views.express_deeds import EXPRESS_DEEDS

app_name = "meetings"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("calendar/", desk.calendar, name="calendar"),
    path("plan/", desk.plan, name="plan"),
    path("plan-year/", desk.plan_year, name="plan_year"),
    path("counts/", counts.counts, name="counts"),
    path("counts/export.xlsx", counts.export, name="export"),
    path("found/", counts.meetings, name="found"),
    path("resolutions/", counts.resolutions, name="resolutions"),
    path("reports/", desk.reports, name="reports"),
    path("reports/new/", desk.hand_in, name="hand_in"),
    path("reports/<int:number>/", desk.report, name="report"),
    path("reports/<int:number>/paper/", desk.report_paper, name="report_paper"),
    path("express/", express.public, name="express_public"),
    path("express/desk/", express.desk, name="express_desk"),
    path("express/new/", express.write, name="write_express"),
    path("express/<int:number>/", express.item, name="express"),
    path("express/<int:number>/file/", express.file, name="express_file"),
    *(
        path(
            f"express/<int:number>/file/{deed.slug}/",
            express.do,
            {"verb": verb},
            name=f"express_{verb}",
        )
        for verb, deed in EXPRESS_DEEDS.items()
    ),
    path("<int:number>/", files.meeting, name="meeting"),
    path("<int:number>/agenda/", files.agenda, name="agenda"),
    path("<int:number>/attendance/", files.attendance, name="attendance"),
    path("<int:number>/notice/", files.notice, name="notice"),
    path("<int:number>/notice.docx", papers.notice, name="notice_docx"),
    path("<int:number>/minutes.docx", papers.minutes, name="minutes_docx"),
    path("<int:number>/pack/", files.pack, name="pack"),
    path("<int:number>/check/<int:resolution_id>/", doing.check, name="check"),
    path("items/<int:number>/", files.item, name="item"),
    path("items/<int:number>/up/", doing.reorder, {"up": True}, name="up"),
    path("items/<int:number>/down/", doing.reorder, {"up": False}, name="down"),
    *(
        path(f"<int:number>/{deed.slug}/", doing.do_meeting, {"verb": verb}, name=verb)
        for verb, deed in MEETING_DEEDS.items()
    ),
    *(
        path(f"items/<int:number>/{deed.slug}/", doing.do_item, {"verb": verb}, name=verb)
        for verb, deed in ITEM_DEEDS.items()
    ),
]
