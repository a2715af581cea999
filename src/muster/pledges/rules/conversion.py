"""What came of announcements: how many became pledges, reached levels, were deployed, and how long it took. Pure.

Source: a pledge announced in a speech is no pledge until the note verbale comes; keep the two apart and measure
conversion (section 4 of the dossier). Of 46 States that pledged at the summit of 2015, 14 had failed by June 2016
(S27).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from muster.pledges.levels import LADDER, Level

REGISTERED = "registered"
DEPLOYED = "deployed"
STEPS = (REGISTERED, *(level.value for level in LADDER[1:]), DEPLOYED)
"""The steps of an announcement, in order: registered by note verbale, each rung, deployed."""


@dataclass(frozen=True)
class CameOfIt:
    """A pledge that came of an announcement: its people and units, and the first day of each step that it took."""

    reference: str
    strength: int
    units: int
    steps: Mapping[str, date] = field(default_factory=dict)
    illustrative: bool = False


@dataclass(frozen=True)
class Announced:
    """An announcement: who, where, when, how much (None: not said), and the pledges that came of it."""

    reference: str
    state: str
    occasion: str
    announced_on: date
    units: int | None = None
    strength: int | None = None
    ended_on: date | None = None
    pledges: tuple[CameOfIt, ...] = ()
    illustrative: bool = False


@dataclass(frozen=True)
class Step:
    """How much of what was announced took a step by the day. `days`: the median from announcement to step."""

    code: str
    announcements: int
    units: int
    people: int
    days: int | None


@dataclass(frozen=True)
class Conversion:
    """What was announced under one heading, and how far it came."""

    heading: str
    announcements: int
    units: int
    people: int
    taken_back: int
    steps: tuple[Step, ...]
    illustrative: bool = False

    def share_of_announcements(self, code: str) -> float:
        """Return the share of the announcements that took the step, 0 to 1."""
        step = next(one for one in self.steps if one.code == code)
        return step.announcements / self.announcements if self.announcements else 0.0


def conversion(announced: Iterable[Announced], day: date, heading: str = "") -> Conversion:
    """Return how far the announcements made by `day` had come on it.

    A step counts once it was taken on or before the day, and stays counted if the pledge falls back later: conversion
    says how far a word came, the register where it stands. Days run from the announcement to the first pledge's step; a
    pledge that was on record before it counts 0 days.
    """
    made = [one for one in announced if one.announced_on <= day]
    return Conversion(
        heading=heading,
        announcements=len(made),
        units=sum(one.units or 0 for one in made),
        people=sum(one.strength or 0 for one in made),
        taken_back=sum(1 for one in made if one.ended_on is not None and one.ended_on <= day),
        steps=tuple(_step(code, made, day) for code in STEPS),
        illustrative=any(one.illustrative or any(each.illustrative for each in one.pledges) for one in made),
    )


def _step(code: str, made: Sequence[Announced], day: date) -> Step:
    """Return how much took the step by the day."""
    announcements = units = people = 0
    waits = []
    for one in made:
        taken = [pledge for pledge in one.pledges if code in pledge.steps and pledge.steps[code] <= day]
        if not taken:
            continue
        announcements += 1
        units += sum(pledge.units for pledge in taken)
        people += sum(pledge.strength * pledge.units for pledge in taken)
        first = min(pledge.steps[code] for pledge in taken)
        waits.append(max(0, (first - one.announced_on).days))
    return Step(code, announcements, units, people, round(median(waits)) if waits else None)


def conversions_by(
    announced: Iterable[Announced], day: date, heading_of: Callable[[Announced], str]
) -> tuple[Conversion, ...]:
    """Return the conversion under each heading (a State, an occasion), in the order of the headings."""
    groups: dict[str, list[Announced]] = {}
    for one in announced:
        if one.announced_on <= day:
            groups.setdefault(heading_of(one), []).append(one)
    return tuple(conversion(group, day, heading) for heading, group in sorted(groups.items()))


def days_until_pledge(one: Announced, day: date) -> int | None:
    """Return the days from the announcement to its first registered pledge as of `day`; None while there is none."""
    step = _step(REGISTERED, [one], day)
    return step.days


def first_days(events: Iterable[tuple[str, date]]) -> dict[str, date]:
    """Return the first day of each level among a pledge's events; a rung passed over by registration counts at none."""
    first: dict[str, date] = {}
    for level, held_from in sorted(events, key=lambda one: one[1]):
        if level in STEPS and level != Level.DRAFT:
            first.setdefault(level, held_from)
    return first
