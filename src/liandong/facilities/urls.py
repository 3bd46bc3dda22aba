from django.urls import path

from liandong.facilities.views import cover, keeping, plans

app_name = "facilities"
urlpatterns = [
    path("", cover.index, name="index"),
    path("<int:place_id>/", cover.cover, name="cover"),
    path("<int:place_id>/points.geojson", cover.points, name="points"),
    path("<int:place_id>/export.<str:form>", cover.export, name="export"),
    path("<int:place_id>/open/", keeping.open_facility, name="open"),
    path("close/<int:facility_id>/", keeping.close_facility, name="close"),
    path("<int:place_id>/plans/", plans.plans, name="plans"),
    path("plans/<int:plan_id>/", plans.plan, name="plan"),
    path("plans/<int:plan_id>/stop/", plans.stop, name="stop_plan"),
    path("plans/<int:plan_id>/paper/", plans.paper, name="plan_paper"),
    path("plans/<int:plan_id>/points.geojson", plans.points, name="plan_points"),
    path("plans/<int:plan_id>/export.<str:form>", plans.export, name="plan_export"),
]
