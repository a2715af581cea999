"""What is reckoned from the store is kept until the store changes: a page asks for the same figures again and again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from muster.statistics.store import Store

MOST_KEPT = 2_000
"""Answers kept a process; a figure of a State is some ten of them."""

Asked = ParamSpec("Asked")
Found = TypeVar("Found")

_answers: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def kept(reckon: Callable[Concatenate[Store, Asked], Found]) -> Callable[Concatenate[Store, Asked], Found]:
    """Let a function of the store answer from memory where the same was asked since the last import.

    What it is asked with must be hashable, and nobody may change what it answers.
    """

    @wraps(reckon)
    def answered(store: Store, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Found:
        key = (reckon.__module__, reckon.__qualname__, store.folder, store.generation, args, tuple(kwargs.items()))
        with _lock:
            if key in _answers:
                _answers.move_to_end(key)
                known: Found = _answers[key]
                return known
        found = reckon(store, *args, **kwargs)
        with _lock:
            _answers[key] = found
            while len(_answers) > MOST_KEPT:
                _answers.popitem(last=False)
        return found

    return answered
