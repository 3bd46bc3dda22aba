"""The kernel's one table: which presses of a button were carried out."""

from django.db import models
from django.utils import timezone


class Press(models.Model):
    """One press of a button, or one API write, that was carried out. Cleared after some days."""

    key = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.key
