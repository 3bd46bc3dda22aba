"""The witnesses that our log asks, and what it asks them."""

from django.conf import settings

from liandong.ledger.models import Checkpoint, Cosignature
from liandong.ledger.tlog.notes import parse_signature
from liandong.ledger.tlog.witness import Witness


def witnesses() -> list[Witness]:
    """The witnesses of the setting."""
    asked: list[Witness] = settings.LEDGER_WITNESSES
    return asked


def cosigned_by(witness: Witness) -> int:
    """The size of the newest of our checkpoints that this witness has cosigned; 0 for none."""
    lines = Cosignature.objects.filter(witness=witness.verifier.name)
    newest = lines.order_by("-checkpoint_id").values_list("checkpoint_id", flat=True).first()
    return newest or 0


def lines_under(checkpoint: Checkpoint) -> list[str]:
    """The lines under a checkpoint of the witnesses that we still ask, in a fixed order."""
    asked = {witness.verifier.name: witness.verifier for witness in witnesses()}
    lines = {each.witness: each.line for each in checkpoint.cosignatures.all()}
    return sorted(
        line
        for name, line in lines.items()
        if name in asked and asked[name].made(parse_signature(line))
    )


def newest_cosigned() -> Checkpoint | None:
    """The newest checkpoint under which a witness that we still ask has put its line."""
    names = [witness.verifier.name for witness in witnesses()]
    lines = Cosignature.objects.filter(witness__in=names).order_by("-checkpoint_id")
    found = lines.select_related("checkpoint").first()
    return found.checkpoint if found else None
