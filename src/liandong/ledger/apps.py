from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "liandong.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
    follows = {"ledger.exported": ["liandong.ledger.tasks.write_history"]}
    every_minute = ["liandong.ledger.tasks.seal"]
