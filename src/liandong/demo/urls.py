from django.urls import path

from liandong.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.index, name="index"),
    path("resident/", views.be_resident, name="be_resident"),
    path("sign-in/<str:username>/", views.sign_in, name="sign_in"),
]
