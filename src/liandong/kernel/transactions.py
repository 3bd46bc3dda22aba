"""The words for changing the world: `action` (or `action_once`), `within_action`, `afterwards`.

An action is one whole change or none. It also makes a doubled press of a button harmless: the
actor carries the key of the press, the action claims it first, and a second claim is refused by
the database itself, also when both presses arrive at the same instant.
"""

from collections.abc import Callable
from functools import wraps

from django.db import IntegrityError
from django.db.models import Model
from django_subatomic.db import run_after_commit as afterwards
from django_subatomic.db import transaction as _transaction
from django_subatomic.db import transaction_required as within_action

from liandong.kernel.models import Press
from liandong.kernel.rows import insert

__all__ = ["AlreadyDone", "action", "action_once", "afterwards", "within_action"]


class AlreadyDone(Exception):
    """This press of the button was carried out before; nothing was changed now."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def action[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Make `function` one outermost transaction that claims `actor.key` before anything else.

    Raises `AlreadyDone` when the key was claimed before, and `RuntimeError` inside another action.
    """

    @wraps(function)
    def whole(*args: P.args, **words: P.kwargs) -> R:
        with _transaction():
            _claim(getattr(words.get("actor"), "key", ""))
            return function(*args, **words)

    return whole


def action_once[**P, R](model: type[Model]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make an action of a function that makes one new row of `model`, and the row its claim.

    The row keeps the key of the press in its unique column `key`, so nothing is claimed beside it.
    Raises as `action` does.
    """

    def decorated(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def whole(*args: P.args, **words: P.kwargs) -> R:
            try:
                with _transaction():
                    return function(*args, **words)
            except IntegrityError as clash:
                key = getattr(words.get("actor"), "key", "")
                if key and model._default_manager.filter(key=key).exists():
                    raise AlreadyDone(key) from clash
                raise

        return whole

    return decorated


def _claim(key: str) -> None:
    if not key:
        return
    try:
        insert(Press(key=key))
    except IntegrityError as clash:
        raise AlreadyDone(key) from clash
