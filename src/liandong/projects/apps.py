from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "liandong.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"
    waits = ["liandong.projects.queries.inbox"]
    figures = ["liandong.projects.queries.figures.FIGURES"]
