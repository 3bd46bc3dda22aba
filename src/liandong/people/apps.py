from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "liandong.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
    says_of_new_grids = ["liandong.people.queries.posts_of_ending_grids"]
