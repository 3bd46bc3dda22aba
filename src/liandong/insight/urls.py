"""The boards of places, the article in numbers, and the chronicles of posts and places."""

from django.urls import path

from liandong.insight import views

app_name = "insight"
urlpatterns = [
    path("board/", views.own, name="board"),
    path("board/<int:place_id>/", views.board, name="place"),
    path("board/<int:place_id>/screen/", views.screen, name="screen"),
    path("numbers/", views.numbers, name="numbers"),
    path("numbers/paper/", views.paper_of_numbers, name="paper_of_numbers"),
    path("numbers/<slug:name>/", views.rows_of, name="rows_of"),
    path("chronicle/", views.own_chronicle, name="chronicle"),
    path("chronicle/posts/<int:post_id>/", views.of_post, name="chronicle_of_post"),
    path("chronicle/posts/<int:post_id>/paper/", views.paper_of_post, name="paper_of_post"),
    path("chronicle/places/<int:place_id>/", views.of_place, name="chronicle_of_place"),
    path("chronicle/places/<int:place_id>/paper/", views.paper_of_place, name="paper_of_place"),
    path("chronicle/lines/<int:entry_id>/", views.line, name="line"),
    path("chronicle/lines/<int:entry_id>/correct/", views.correct, name="correct"),
]
