"""Inner loops that run as machine code: `@compiled` keeps their types for the reader and for mypy."""

from collections.abc import Callable
from typing import cast

from numba import njit


def compiled[**Given, Result](work: Callable[Given, Result]) -> Callable[Given, Result]:
    """Compile at the first call and keep the code beside the source; other threads go on meanwhile."""
    return cast("Callable[Given, Result]", njit(cache=True, nogil=True)(work))
