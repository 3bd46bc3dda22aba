from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "liandong.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
    follows = {"grid_design.asked": ["liandong.places.tasks.draw_up_design"]}
    every_minute = ["liandong.places.tasks.carry_out_designs"]
