"""How a rule answers: yes, or no with a sentence that a person can read."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Verdict:
    """True when allowed; otherwise `reason` says why not, in the reader's language."""

    reason: str | Promise | None = None

    def __bool__(self) -> bool:
        return self.reason is None


ALLOWED = Verdict()


class Refused(PermissionDenied):
    """Raised by an action that a rule forbids. Pages show it as 403, the API as a problem."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refuse(reason: str | Promise) -> Verdict:
    return Verdict(reason)


def ensure(verdict: Verdict) -> None:
    """Go on when allowed. Raises `Refused` with the verdict's own sentence when not."""
    if not verdict:
        raise Refused(str(verdict.reason))
