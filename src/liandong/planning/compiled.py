"""Inner loops as machine code: `@compiled` keeps their types for the reader and for mypy."""

from collections.abc import Callable
from typing import cast

from numba import njit


def compiled[**Given, Result](work: Callable[Given, Result]) -> Callable[Given, Result]:
    """Compile at the first call, keep the code beside the source, let other threads go on."""
    return cast("Callable[Given, Result]", njit(cache=True, nogil=True)(work))
