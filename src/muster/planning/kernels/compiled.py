"""The one way in which kernels are compiled: to machine code, cached on disk, running beside other threads."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile at the first call, or load what an earlier process compiled; the interpreter's lock is released."""
    return cast(Function, numba.njit(cache=True, nogil=True, error_model="numpy")(function))
