"""The one way in which kernels are compiled: to machine code, cached on disk, running beside other threads."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}
NO_RUN_TIME: dict[str, Any] = {"_nrt": False}
"""Numba's option by which functions are compiled without its run-time for references; it has no other name."""


def compiled(function: Function) -> Function:
    """Compile at the first call, or load what an earlier process compiled; the interpreter's lock is released.

    Kernels work on arrays that others have made and keep alive. So they are compiled without the run-time that counts
    references to arrays, which took a quarter of the search's time. A kernel that makes an array does not compile.
    """
    return cast(Function, numba.njit(**OPTIONS, **NO_RUN_TIME)(function))


def compiled_with_arrays(function: Function) -> Function:
    """The same for a function that makes arrays of its own."""
    return cast(Function, numba.njit(**OPTIONS)(function))
