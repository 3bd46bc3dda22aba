"""The boards of places."""

from django.urls import path

from liandong.insight import views

app_name = "insight"
urlpatterns = [
    path("board/", views.own, name="board"),
    path("board/<int:place_id>/", views.board, name="place"),
    path("board/<int:place_id>/screen/", views.screen, name="screen"),
]
