"""The kernel's two tables: presses of a button that were carried out, and visits counted."""

from django.db import models
from django.utils import timezone


class Press(models.Model):
    """One press of a button, or one API write, that was carried out. Cleared after some days."""

    key = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.key


class HourCount(models.Model):
    """How often one visitor did one thing within one hour. Cleared in the hours that follow."""

    key = models.CharField(max_length=64, primary_key=True)  # never an address: a keyed hash of it
    hour = models.PositiveIntegerField(db_index=True)  # whole hours since 1970, UTC
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
