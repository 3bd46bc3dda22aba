"""The pages of residents: raise, follow, judge, and what is public."""

from django.urls import path

from liandong.matters.views import residents

# A number and a secret together open a matter.
FILE = "m/<str:number>/<str:secret>"
urlpatterns = [
    path("raise/", residents.raise_matter, name="raise"),
    path("raise/send/", residents.send, name="send"),
    path("raise/paper/", residents.paper, name="paper"),
    path("raise/photos/<str:name>/", residents.kept_photo, name="kept_photo"),
    path("follow/", residents.follow, name="follow"),
    path(f"{FILE}/", residents.matter, name="own"),
    path(f"{FILE}/receipt/", residents.receipt, name="receipt"),
    path(f"{FILE}/words.json", residents.words, name="words"),
    path(f"{FILE}/evaluate/", residents.evaluate, name="evaluate"),
    path(f"{FILE}/add/", residents.add, name="add"),
    path(f"{FILE}/urge/", residents.urge, name="urge_own"),
    path(f"{FILE}/take-up/", residents.take_up, name="take_up"),
    path(f"{FILE}/withdraw/", residents.withdraw, name="withdraw"),
    path(f"{FILE}/erase-contact/", residents.erase_contact, name="erase_contact"),
    path(f"{FILE}/photos/<int:photo_id>/", residents.photo, name="own_photo"),
    path("matters/public/", residents.public_list, name="public"),
    path("matters/public/points.json", residents.points, name="points"),
    path("matters/voted/<int:project_id>/", residents.of_project, name="of_project"),
    path("matters/public/<str:number>/", residents.public_matter, name="public_matter"),
    path("matters/public/<str:number>/join/", residents.join, name="join"),
    path(
        "matters/public/<str:number>/photos/<int:photo_id>/",
        residents.public_photo,
        name="public_photo",
    ),
    path("my-grid/", residents.my_grid, name="my_grid"),
]
