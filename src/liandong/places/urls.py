from django.urls import path

from liandong.places import views

app_name = "places"
urlpatterns = [
    path("", views.index, name="index"),
    path("find/", views.find, name="find"),
    path("<int:place_id>/", views.detail, name="detail"),
    path("<int:place_id>/history/", views.history, name="history"),
    path("<int:place_id>/describe/", views.describe, name="describe"),
    path("<int:place_id>/boundary.geojson", views.boundary, name="boundary"),
]
