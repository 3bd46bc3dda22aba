from django.db import models


class Entry(models.Model):
    """One thing that was done. Never changed, never removed.

    It names its subject, post and place by label and id, not by foreign key, so that no entry can
    ever stand in the way of, or vanish with, the row that it speaks of. `public` holds codes,
    numbers and dates; `commitments` holds, for each personal or free-text detail, the hex SHA-256
    of the label "liandong/v1", a newline, the salt and the text (see `actions.commitment`).
    """

    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    actor = models.CharField(max_length=40)
    post_id = models.BigIntegerField(null=True)
    place_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    public = models.JSONField(default=dict)
    commitments = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="ledger_by_subject"),
            models.Index(fields=["verb", "at"], name="ledger_by_verb"),
            models.Index(fields=["post_id", "at"], name="ledger_by_post"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.verb} {self.subject}"


class Detail(models.Model):
    """The texts behind an entry's commitments, with their salts. May be erased, field by field.

    `texts` is `{field: [salt, text]}`; an erased field is gone from it. `person_id` is who acted:
    known to those who may see it, never part of the public entry.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="detail")
    person_id = models.BigIntegerField(null=True)
    texts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"detail of #{self.entry_id}"
