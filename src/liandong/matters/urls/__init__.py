"""Addresses of matters. They begin at the root: short ones for residents, "matters/" for staff."""

from liandong.matters.urls import residents, staff

app_name = "matters"
urlpatterns = [*residents.urlpatterns, *staff.urlpatterns]
