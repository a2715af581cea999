"""People who are alike for a plan of seats: they lack the same, and the same sessions would take them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from muster.training.planning.sessions import (
    OfferedSession,
    SessionProblem,
    Trainee,
    admits,
    in_time,
    overlap,
)

Options = tuple[tuple[OfferedSession, ...], ...]


@dataclass(frozen=True)
class PeopleAlike:
    """People with what they lack, and the sessions that they may take of each standard of it, the earliest first."""

    members: tuple[Trainee, ...]
    options: Options

    @property
    def lacks(self) -> int:
        """Return how many standards each of them lacks."""
        return len(self.members[0].standards)


def fitting(problem: SessionProblem, trainee: Trainee, standard: str) -> tuple[OfferedSession, ...]:
    """Return the sessions of a standard that somebody may take, the earliest first."""
    return tuple(
        one
        for one in problem.by_standard.get(standard, ())
        if one.seats > 0
        and in_time(problem, one, trainee.deploys_on)
        and admits(one, trainee.proven, trainee.rank)
        and not any(overlap((one.held_from, one.held_until), busy) for busy in trainee.busy)
    )


def classes_of(problem: SessionProblem) -> list[PeopleAlike]:
    """Return everybody in classes, each in the order of the numbers."""
    options: dict[tuple[Any, ...], Options] = {}
    members: dict[tuple[tuple[str, ...], Options], list[Trainee]] = defaultdict(list)
    for one in sorted(problem.trainees, key=lambda one: one.number):
        key = (one.deploys_on, one.standards, one.busy, one.proven, one.rank)
        if key not in options:
            options[key] = tuple(fitting(problem, one, standard) for standard in one.standards)
        members[one.standards, options[key]].append(one)
    return [_alike(rows, found) for (_, found), rows in members.items()]


def _alike(members: Sequence[Trainee], options: Options) -> PeopleAlike:
    return PeopleAlike(tuple(members), options)
