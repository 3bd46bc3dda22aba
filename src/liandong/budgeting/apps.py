from django.apps import AppConfig


class BudgetingConfig(AppConfig):
    name = "liandong.budgeting"
    label = "budgeting"
    default_auto_field = "django.db.models.BigAutoField"
