"""Four deliberations: beginning and ending, shows of hands, the assembly's ballot, disclosures."""

from liandong.deliberation.actions.sequences.ballots import put_to_ballot, take_ballot
from liandong.deliberation.actions.sequences.beginning import begin, begin_about, end
from liandong.deliberation.actions.sequences.disclosing import Disclosed, disclose, end_disclosure
from liandong.deliberation.actions.sequences.holding import Held, hold

__all__ = [
    "Disclosed",
    "Held",
    "begin",
    "begin_about",
    "disclose",
    "end",
    "end_disclosure",
    "hold",
    "put_to_ballot",
    "take_ballot",
]
