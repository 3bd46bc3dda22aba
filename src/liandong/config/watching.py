"""How far a plan is, on the error stream; Ctrl-C asks for the best plan so far."""

import signal
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from types import FrameType, TracebackType
from typing import Any, Self

from django.core.management.base import OutputWrapper
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from liandong.planning.plan import Step

PATIENCE = 1.0  # seconds of silence at the beginning
OFTEN, SELDOM = 0.2, 10.0  # seconds between two words: on a terminal, and in a file
STAGES: dict[str, Any] = {
    "walking": _("walking"),
    "choosing": _("choosing"),
    "bounding": _("proving a bound"),
    "mending": _("improving"),
    "swapping": _("swapping"),
    "grids": _("dividing block by block"),
    "flow": _("finding the flow"),
    "prices": _("proving it by prices"),
    "reasons": _("writing down the reasons"),
    "roster": _("searching for a roster"),
    "relaxing": _("trying what to relax"),
}


class Watch:
    """Is told of every step of a plan, and tells of the last one from the second second on.

    The first Ctrl-C lets the method end with what it has; where no step was told yet, and at the
    second, the work ends at once.
    """

    def __init__(self, stream: OutputWrapper, clock: Callable[[], float] = monotonic) -> None:
        self.stream, self.clock = stream, clock
        self.step: Step | None = None
        self.asked = self.stopped = False
        self.began = clock()
        self._language = translation.get_language()
        self._over, self._wide = Event(), 0
        self._teller = Thread(target=self._tell, daemon=True)

    def __call__(self, step: Step) -> bool:
        self.step = step
        self.stopped |= self.asked
        return not self.asked

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._interrupted)
        self._teller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._over.set()
        self._teller.join()
        signal.signal(signal.SIGINT, self._before)
        self._wipe()

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self.asked or self.step is None:
            raise KeyboardInterrupt
        self.asked = True
        self._wipe()
        self._write(str(_("Ending with the best so far; Ctrl-C once more ends at once.")), "\n")

    def _tell(self) -> None:
        """Speak now and then until it is over, in the language of who asked."""
        pause = PATIENCE
        with translation.override(self._language):
            while not self._over.wait(pause):
                self.say()
                pause = OFTEN if self.stream.isatty() else SELDOM

    def say(self) -> None:
        """Say how far it is: over the last words on a terminal, in a new line elsewhere."""
        said = self.line()
        if self.stream.isatty():
            self._write("\r" + said.ljust(self._wide), "")
            self._wide = len(said)
        else:
            self._write(said, "\n")

    def line(self) -> str:
        """Say the stage, how much of it is done, how long it has taken, and the best so far."""
        seconds = _("%(seconds)s s") % {"seconds": round(self.clock() - self.began)}
        step = self.step
        if step is None:
            return f"{_('reading')}  {seconds}"
        words = [str(STAGES[step.stage])]
        if step.total > 1:
            words.append(f"{min(step.done / step.total, 1):.0%}")
        words.append(seconds)
        if step.objective is not None and step.bound is not None:
            figures = {"best": f"{step.objective:,.0f}", "bound": f"{step.bound:,.0f}"}
            words.append(_("best %(best)s, bound %(bound)s") % figures)
        return "  ".join(words)

    def _wipe(self) -> None:
        if self._wide:
            self._write("\r" + " " * self._wide + "\r", "")
            self._wide = 0

    def _write(self, text: str, ending: str) -> None:
        self.stream.write(text, str, ending)
        self.stream.flush()
