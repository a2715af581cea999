"""Tasks that a State's law allows against those that a mandate sets. Pure.

Source: sections 7.2 and 7.3 of the dossier: eleven task areas of the law, nine tasks of a contingent, enforcement only
with a mandate of the Security Council and the approval of parliament; how they are laid side by side is ours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Standing = Literal["allowed", "conditional", "catch-all", "not-covered"]


@dataclass(frozen=True)
class Mandated:
    """A task of a mandate: its code in `mandate_tasks`, its words and the paragraph that sets it."""

    task: str
    words: str = ""
    paragraph: str = ""


@dataclass(frozen=True)
class Allowed:
    """A task that an instrument allows: the codes that it covers, and what it is allowed under, if anything."""

    law: str
    words: str
    tasks: frozenset[str]
    condition: str = ""
    is_catch_all: bool = False


@dataclass(frozen=True)
class TaskMatch:
    """How the law of a State stands to a mandated task.

    `law` and `allowed_words` name the item that covers it; empty where none does. `condition`: what must hold first.
    """

    task: str
    words: str
    paragraph: str
    standing: Standing
    law: str = ""
    allowed_words: str = ""
    condition: str = ""

    @property
    def is_conflict(self) -> bool:
        """Return whether no item covers the task: the State's law does not know it."""
        return self.standing == "not-covered"


def match_tasks(mandated: Iterable[Mandated], allowed: Sequence[Allowed]) -> tuple[TaskMatch, ...]:
    """Return each mandated task with the item that covers it best, in the mandate's order.

    An item without a condition comes before one with a condition, and both before what covers everything else.
    """
    return tuple(_match(one, allowed) for one in mandated)


def _match(mandated: Mandated, allowed: Sequence[Allowed]) -> TaskMatch:
    named = [one for one in allowed if mandated.task in one.tasks]
    free = [one for one in named if not one.condition]
    wide = [one for one in allowed if one.is_catch_all]
    if free:
        return _covered(mandated, free[0], "allowed")
    if named:
        return _covered(mandated, named[0], "conditional")
    if wide:
        return _covered(mandated, wide[0], "catch-all")
    return TaskMatch(mandated.task, mandated.words, mandated.paragraph, "not-covered")


def _covered(mandated: Mandated, item: Allowed, standing: Standing) -> TaskMatch:
    return TaskMatch(mandated.task, mandated.words, mandated.paragraph, standing, item.law, item.words, item.condition)
