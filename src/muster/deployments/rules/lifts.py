"""Lifts: the groups in which a tour's people come and go, and who is in theatre by them on each day. Pure.

Source: section 6.2 of the dossier: a contingent comes and goes in several flights, days or weeks apart. A tour lasts
from its first lift in to its last lift out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from muster.deployments.rules.abroad import Contingent
from muster.deployments.rules.blocked_rotations import Blocked
from muster.kit.day_text import long_day
from muster.kit.errors import Problem

Way = Literal["in", "out"]
IN: Way = "in"
OUT: Way = "out"


@dataclass(frozen=True)
class LiftTerms:
    """So many people on a day."""

    on: date
    people: int


@dataclass(frozen=True)
class LiftedTour:
    """A tour as far as its lifts go: its people, in theatre in `[arrives_on, leaves_on)`."""

    people: int
    arrives_on: date
    leaves_on: date


def lift_problems(
    way: Way, lifts: Sequence[LiftTerms], tour: LiftedTour, blocks: Sequence[Blocked], today: date
) -> list[Problem]:
    """Return what does not hold of the lifts one way: order, people, first and last day, blocks, days gone by."""
    problems = []
    together = sum(one.people for one in lifts)
    if together != tour.people:
        words = f"{together} people in all lifts, the tour has {tour.people}"
        problems.append(Problem("people", words, f"give lifts of {tour.people} people together"))
    if any(one.people < 1 for one in lifts):
        problems.append(Problem("people", "a lift carries nobody", "leave the lift out, or give it people"))
    if any(before.on >= after.on for before, after in pairwise(lifts)):
        problems.append(Problem("days", "are not in order", "give each lift a later day than the one before"))
    if way == IN and lifts[0].on != tour.arrives_on:
        words = f"the first lift is on {long_day(lifts[0].on)}, the tour arrives on {long_day(tour.arrives_on)}"
        problems.append(Problem("first lift", words, "give that day, or change the days of the tour first"))
    if way == OUT and lifts[-1].on != tour.leaves_on:
        words = f"the last lift is on {long_day(lifts[-1].on)}, the tour leaves on {long_day(tour.leaves_on)}"
        problems.append(Problem("last lift", words, "give that day, or change the days of the tour first"))
    if any(not tour.arrives_on <= one.on <= tour.leaves_on for one in lifts):
        words = f"a lift lies outside {long_day(tour.arrives_on)} to {long_day(tour.leaves_on)}"
        problems.append(Problem("days", words, "give days within the tour"))
    for one in lifts:
        if any(block.start <= one.on < block.until for block in blocks):
            words = f"{long_day(one.on)} is a day of a block"
            problems.append(Problem("days", words, "give a day on which people come and go"))
        if one.on < today:
            problems.append(Problem("days", f"{long_day(one.on)} has passed", "give a day from today on"))
    return problems


def stays_by_lifts(
    name: str, tour: LiftedTour, lifts_in: Sequence[LiftTerms], lifts_out: Sequence[LiftTerms]
) -> tuple[Contingent, ...]:
    """Return who of a tour is in theatre from when to when: the first who came are the first who go.

    A way without lifts is one lift of all. People of lifts that do not make up the tour come with the first lift in and
    go with the last lift out.
    """
    coming = _whole(lifts_in, tour.people, tour.arrives_on, is_first=True)
    going = _whole(lifts_out, tour.people, tour.leaves_on, is_first=False)
    found = []
    while coming and going:
        people = min(coming[0].people, going[0].people)
        if coming[0].on < going[0].on:
            found.append(Contingent(name, people, coming[0].on, going[0].on))
        for queue in (coming, going):
            left = queue[0].people - people
            queue[:1] = [LiftTerms(queue[0].on, left)] if left else []
    return tuple(found)


def _whole(lifts: Sequence[LiftTerms], people: int, day: date, *, is_first: bool) -> list[LiftTerms]:
    """Return lifts that take exactly the people, in the order of their days."""
    found: list[LiftTerms] = []
    room = people
    for one in sorted(lifts, key=lambda one: one.on):
        if taken := min(room, one.people):
            found.append(LiftTerms(one.on, taken))
            room -= taken
    if room and found:
        place = 0 if is_first else -1
        found[place] = LiftTerms(found[place].on, found[place].people + room)
    return found or [LiftTerms(day, people)]
