from django.urls import path

from liandong.duties.views import bulletins, doing, files, lists, orders, papers, sheets, talks
from liandong.duties.views.deeds import DEEDS

app_name = "duties"
urlpatterns = [
    path("", lists.desk, name="desk"),
    path("lists/", lists.lists, name="lists"),
    path("lists/new/", lists.draw_up, name="draw_up"),
    path("layers/", lists.own_layers, name="own_layers"),
    path("layers/<int:place_id>/", lists.layers, name="layers"),
    path("lists/<int:number>/", files.one_list, name="list"),
    path("lists/<int:number>/paper/", files.paper, name="paper"),
    path("lists/<int:number>/export.xlsx", files.export, name="export"),
    path("lists/<int:number>/notice.docx", papers.notice, name="notice_docx"),
    path("lists/<int:number>/ledger.docx", papers.ledger, name="ledger_docx"),
    path("lists/<int:number>/sheet/", sheets.bring_in, name="bring_in"),
    path("lists/<int:number>/empty.xlsx", sheets.template, name="empty_sheet"),
    path("talks/", talks.talks, name="talks"),
    path("talks/with/<int:post_id>/", talks.decide, name="decide_talk"),
    path("talks/<int:number>/", talks.talk, name="talk"),
    path("talks/<int:number>/paper/", talks.paper, name="talk_paper"),
    path("orders/", orders.orders, name="orders"),
    path("orders/new/", orders.choose_office, name="choose_office"),
    path("orders/new/<int:post_id>/", orders.file_order, name="file_order"),
    path("orders/<int:number>/", orders.order, name="order"),
    path("orders/<int:number>/paper/", orders.paper, name="order_paper"),
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("bulletins/new/", bulletins.begin, name="begin_bulletin"),
    path("bulletins/<int:number>/", bulletins.bulletin, name="bulletin"),
    path("bulletins/<int:number>/paper/", bulletins.paper, name="bulletin_paper"),
    path("published/", bulletins.published, name="published_bulletins"),
    path("published/<int:number>/", bulletins.published_one, name="published_bulletin"),
    path("talks/<int:number>/record.docx", papers.talk, name="talk_docx"),
    path("responsibilities/<int:number>/", files.responsibility, name="responsibility"),
    path("rectifications/<int:number>/", files.rectification, name="rectification"),
    *(
        path(
            f"{folder}/<int:number>/{deed.slug}/",
            doing.do,
            {"folder": folder, "verb": verb},
            name=f"{folder}_{verb}",
        )
        for folder, deeds in DEEDS.items()
        for verb, deed in deeds.items()
    ),
]
