from django.urls import path

from liandong.mandates import views

app_name = "mandates"
urlpatterns = [
    path("", views.lists, name="lists"),
    path("import/", views.import_list, name="import"),
    path("<int:list_id>/", views.one_list, name="list"),
    path("<int:list_id>/export.<str:form>", views.export, name="export"),
    path("items/<int:item_id>/", views.item, name="item"),
    path("items/<int:item_id>/revise/", views.revise_item, name="revise"),
]
