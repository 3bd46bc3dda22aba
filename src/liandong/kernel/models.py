"""The kernel's three tables: presses carried out, visits counted, numbers allotted."""

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


class Series(models.Model):
    """Where the numbers of one kind of paper stand in one year: "潍基督" of 2026 has come to 12."""

    code = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.code} {self.year}: {self.last}"
