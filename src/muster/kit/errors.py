"""The named errors of Muster: what a door (web, API, command line) turns into a status and one clear line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


def one_line(text: str) -> str:
    """Return `text` with every run of white space (line breaks too) as a single space."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what was given: where it is, what is wrong, and what to do about it.

    `field` names the one field of the place that a form marks, if it is one; it is no part of the words.
    """

    place: str
    message: str
    remedy: str
    field: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the problem as one line: "place: message; remedy"."""
        told = f"{self.place}: {self.message}" if self.place else self.message
        return one_line(f"{told}; {self.remedy}" if self.remedy else told)


class MusterError(Exception):
    """An error with a name and a message of one line that may be shown to a user."""

    def __init__(self, message: str) -> None:
        self.message = one_line(message)
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


class Refused(MusterError):  # noqa: N818 - the name says what happened
    """A request that the rules forbid or that cannot be understood (status 400); `problems` says why, in order.

    Without a message, the first problem is the message. Raises ValueError where there is neither.
    """

    def __init__(self, message: str = "", problems: Iterable[Problem] = ()) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        if not message and not self.problems:
            raise ValueError("a refusal needs a message or at least one problem")
        super().__init__(message or _summary(self.problems))

    def __reduce__(self) -> tuple[type[Refused], tuple[str, tuple[Problem, ...]]]:
        return type(self), (self.message, self.problems)


class NotAllowed(MusterError):  # noqa: N818 - the name says what happened
    """The actor may not see or do this (status 403)."""


class NotFound(MusterError):  # noqa: N818 - the name says what happened
    """There is no such record among those that the viewer may see (status 404)."""


def _summary(problems: tuple[Problem, ...]) -> str:
    others = len(problems) - 1
    return f"{problems[0]} (and {others} more)" if others else str(problems[0])
