"""The pages of those who work here."""

from django.urls import URLPattern, path

from liandong.matters.views.staff import calendar, doing, file, inbox, lists, place, taking
from liandong.matters.views.staff.deeds import DEEDS

urlpatterns: list[URLPattern] = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("my-place/", place.my_place, name="my_place"),
    path("matters/", lists.matters, name="list"),
    path("matters/search/", lists.search, name="search"),
    path("matters/new/", taking.take, name="take"),
    path("matters/bulk/", lists.bulk, name="bulk"),
    path("matters/calendar/", calendar.moved, name="calendar"),
    path("matters/filters/", lists.keep, name="keep_filter"),
    path("matters/filters/<int:filter_id>/drop/", lists.drop, name="drop_filter"),
    path("matters/<str:number>/", file.matter, name="file"),
    path("matters/<str:number>/paper/", file.paper, name="file_paper"),
    path("matters/<str:number>/photos/<int:photo_id>/", file.photo, name="photo"),
    *(
        path(f"matters/<str:number>/{deed.slug}/", doing.do, {"verb": deed.verb}, name=deed.verb)
        for deed in DEEDS.values()
    ),
]
