"""Addresses of the ledger: the log's files, exactly as c2sp.org/tlog-tiles names them."""

from django.urls import path, re_path

from liandong.ledger import views

N = r"(?P<n>(?:x\d{3}/){0,5}\d{3})(?:\.p/(?P<width>[1-9]\d{0,2}))?"

app_name = "ledger"
urlpatterns = [
    path("checkpoint", views.checkpoint, name="checkpoint"),
    path("erase/", views.erase, name="erase"),
    path("keys", views.keys, name="keys"),
    re_path(rf"^tile/(?P<level>[0-9]|[1-5][0-9]|6[0-3])/{N}$", views.tile, name="tile"),
    re_path(rf"^tile/entries/{N}$", views.entries, name="entries"),
]
