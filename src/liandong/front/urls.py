"""The shell's own pages."""

from django.urls import path

from liandong.front import views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("how-it-works/", views.how, name="how"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("sources/", views.sources, name="sources"),
    path("compliance/", views.compliance, name="compliance"),
    path("compliance/functions.txt", views.functions_text, name="functions"),
    path("large-type/", views.large, name="large"),
    path("style/", views.style, name="style"),
]
