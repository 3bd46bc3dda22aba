from django.urls import path

from liandong.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("categories/", views.categories, name="categories"),
    path("categories/<slug:code>/", views.category, name="category"),
    path("calendar/", views.calendar, name="calendar"),
    path("deadline/", views.deadline, name="deadline"),
    path("withdraw/<int:rule_id>/", views.withdraw, name="withdraw"),
    path("<str:key>/", views.rule, name="rule"),
    path("<str:key>/override/", views.override, name="override"),
]
