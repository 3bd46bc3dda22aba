"""What every deed in a review has in common."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from liandong.appraisal.lifecycle import MOVES
from liandong.appraisal.models import Appraisal, Appraised, Facts
from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import text


@dataclass(frozen=True, slots=True)
class Opened:
    """A review as it lies open for one actor, perhaps at one post under review."""

    appraisal: Appraisal
    actor: Actor
    now: datetime
    facts: Facts
    appraised: Appraised | None = None

    @property
    def one(self) -> Appraised:
        """The post under review. Raises `LookupError` where the whole review lies open."""
        if self.appraised is None:
            raise LookupError(self.appraisal.pk)
        return self.appraised

    @property
    def key(self) -> dict[str, int]:
        if self.appraised is not None:
            return {"appraised_id": self.appraised.pk}
        return {"appraisal_id": self.appraisal.pk}

    def at_step(self, verb: str) -> bool:
        out = self.appraised is not None and bool(self.appraised.out_because)
        return not out and self.appraisal.state in MOVES[verb][0]


class Reason(DeedForm[Opened]):
    reason = text(_("Reason"), _("It stands beside the review for good."), most=600)
