from django.urls import path

from liandong.places.views import designs, tree

app_name = "places"
DESIGN = "grids/<int:design_id>/"
urlpatterns = [
    path("", tree.index, name="index"),
    path("find/", tree.find, name="find"),
    path("<int:place_id>/", tree.detail, name="detail"),
    path("<int:place_id>/history/", tree.history, name="history"),
    path("<int:place_id>/describe/", tree.describe, name="describe"),
    path("<int:place_id>/boundary.geojson", tree.boundary, name="boundary"),
    path("grids/", designs.communities, name="communities"),
    path("<int:place_id>/grids/", designs.divide, name="designs"),
    path("<int:place_id>/buildings/", designs.enter_buildings, name="enter_buildings"),
    path(DESIGN, designs.design, name="design"),
    path(f"{DESIGN}accept/", designs.accept, name="accept_design"),
    path(f"{DESIGN}refuse/", designs.refuse, name="refuse_design"),
    path(f"{DESIGN}stop/", designs.stop, name="stop_design"),
    path(f"{DESIGN}paper/", designs.paper, name="design_paper"),
    path(f"{DESIGN}export.<str:form>", designs.export, name="design_export"),
    path(f"{DESIGN}<str:which>.geojson", designs.shape, name="design_map"),
]
