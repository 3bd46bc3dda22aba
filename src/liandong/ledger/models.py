from django.db import models

from liandong.ledger.lifecycle import History


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
            models.Index(fields=["post_id", "at"], name="ledger_by_post"),
            models.Index(fields=["place_id", "at"], name="ledger_by_place"),
            models.Index(fields=["at", "id"], name="ledger_by_time"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.verb} {self.subject}"


class Detail(models.Model):
    """The texts behind an entry's commitments, with their salts. May be erased, field by field.

    `texts` is `{field: [salt, text]}`; an erased field is gone from it. `person_id` is who acted:
    known to those who may see it, never part of the public entry, which holds a commitment to the
    number under "actor".
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="detail")
    person_id = models.BigIntegerField(null=True)
    person_salt = models.CharField(max_length=32, default="")
    texts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"detail of #{self.entry_id}"


class Waiting(models.Model):
    """An entry that was committed and is not sealed yet, with the hash of its bytes.

    It is written in the transaction that writes the entry, so it is seen exactly when the entry is,
    however late that transaction commits; sealing takes it away in the transaction that seals.
    """

    entry_id = models.BigIntegerField(primary_key=True)
    leaf_hash = models.BinaryField()

    def __str__(self) -> str:
        return f"#{self.entry_id} waits"


class Seal(models.Model):
    """The place of entries in the log, for ever, and the hashes of their bytes.

    The entries `first_id`, `first_id` + 1 and so on, `count` of them, stand at `index` and after.
    `hashes` is theirs, 32 bytes each. A seal never reaches beyond one tile, so it is short.
    """

    index = models.BigIntegerField(primary_key=True)
    first_id = models.BigIntegerField(unique=True)
    count = models.SmallIntegerField()
    hashes = models.BinaryField()

    def __str__(self) -> str:
        return f"seal {self.index}+{self.count}"


class Subtree(models.Model):
    """The root over 256 hashes of the level below, made once they are complete.

    With the hashes in the seals, which are level 0, these are all hash tiles: tile `n` of a level
    is the hashes 256n to 256n + 255 of that level.
    """

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"subtree {self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed statement: the log has this many entries under this root."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()

    def __str__(self) -> str:
        return f"checkpoint {self.size}"


class Cosignature(models.Model):
    """A witness's line under a checkpoint: it saw this head, and it continued the one before."""

    pk = models.CompositePrimaryKey("checkpoint", "witness")
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=200)
    line = models.TextField()

    def __str__(self) -> str:
        return f"{self.witness} under {self.checkpoint_id}"


class Log(models.Model):
    """One row, which sealing and signing lock, so that they happen one after the other."""

    def __str__(self) -> str:
        return "the log"


class Export(models.Model):
    """A history that somebody asked for, as a file that a background task writes.

    `done` of `total` events are written. The file itself lies outside the database.
    """

    kind = models.CharField(max_length=12, choices=History)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    asked_at = models.DateTimeField()
    total = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"
