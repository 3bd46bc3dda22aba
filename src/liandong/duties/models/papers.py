from django.db import models
from django.db.models import Q

from liandong.duties.lifecycle import Paper
from liandong.kernel.series import Number
from liandong.people.models import Post
from liandong.places.models import Place


class IssuedPaper(models.Model):
    """One numbered paper of an office 公文, as it was issued.

    `subject` names what it is about ("meetings.meeting:12"); `code`, `year`, `no` are its number.
    `content` is the document as plain data: a later download gives the same file.
    """

    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Paper)
    place = models.ForeignKey(Place, models.PROTECT, related_name="issued_papers")
    issuer = models.ForeignKey(Post, models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    no = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    content = models.JSONField()
    issued_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "kind"], name="paper_by_subject"),
            models.Index(fields=["place", "kind"], name="paper_by_place"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code", "year", "no"], name="paper_number_once"),
            models.CheckConstraint(condition=Q(kind__in=Paper.values), name="paper_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def number(self) -> Number:
        return Number(self.code, self.year, self.no)
