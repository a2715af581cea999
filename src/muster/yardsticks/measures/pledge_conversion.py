"""Pledge conversion: announced, registered, Level 2, Level 3, rapid deployment, deployed. Pure.

Formula of section 9.2 of the dossier: the share that took each step, and the median days to it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median

from muster.pledges.levels import LABELS, Level
from muster.pledges.rules.conversion import REGISTERED, STEPS, Announced, days_until_pledge
from muster.yardsticks.measures.record_facts import DEPLOYED, PledgeFact
from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Unit, Verdict, middle, share, share_of
from muster.yardsticks.measures.window import Window

STEPS_OF_PLEDGES = (Level.LEVEL_2.value, Level.LEVEL_3.value, Level.RAPID_DEPLOYMENT.value, DEPLOYED)
WORDS = {REGISTERED: "registered", DEPLOYED: "deployed", **{level.value: label for level, label in LABELS.items()}}


def pledge_conversion(announced: Iterable[Announced], pledges: Iterable[PledgeFact], window: Window) -> Measured:
    """Return how far announcements, and registered pledges, have come as of the day.

    A step stays counted if the pledge falls back later: conversion says how far a word came.
    """
    made = [one for one in announced if one.announced_on <= window.day]
    registered = [one for one in pledges if one.submitted_on is not None and one.submitted_on <= window.day]
    behind = [_announcement(one, window.day) for one in made]
    figures = [share_of("Announcements registered as pledges", behind)]
    figures.append(middle("Days from the announcement to the pledge", _waits(made, window.day)))
    for step in STEPS[2:]:
        reached = sum(_reached(one, step, window.day) for one in made)
        figures.append(share(f"Announcements that reached {WORDS[step]}", reached, len(made)))
    for step in STEPS_OF_PLEDGES:
        figures += _of_pledges(registered, step, window.day)
    rows = [_pledge(one, window.day) for one in registered]
    return Measured(tuple(figures), (*behind, *rows), "No announcement and no pledge is on record.")


def _waits(made: Iterable[Announced], day: date) -> list[float]:
    waits = (days_until_pledge(one, day) for one in made)
    return [float(days) for days in waits if days is not None]


def _reached(one: Announced, step: str, day: date) -> bool:
    return any(step in pledge.steps and pledge.steps[step] <= day for pledge in one.pledges)


def first_reached(pledge: PledgeFact, step: str, day: date) -> date | None:
    """Return when a pledge first took a step, as known on a day."""
    steps = pledge.pool if step == DEPLOYED else pledge.levels
    days = [one.held_from for one in steps if one.what == step and one.held_from <= day and one.known_from <= day]
    return min(days, default=None)


def _of_pledges(registered: Sequence[PledgeFact], step: str, day: date) -> tuple[Figure, Figure]:
    reached = [(first_reached(one, step, day), one.submitted_on) for one in registered]
    waits = [float(max(0, (on - start).days)) for on, start in reached if on is not None and start is not None]
    return (
        share(f"Registered pledges that reached {WORDS[step]}", len(waits), len(registered)),
        Figure(f"Days from registration to {WORDS[step]}", Unit.DAYS, median(waits) if waits else None, len(waits)),
    )


def _announcement(one: Announced, day: date) -> Behind:
    wait = days_until_pledge(one, day)
    furthest = [step for step in STEPS if _reached(one, step, day)]
    told = f"reached {WORDS[furthest[-1]]}" if furthest else "no pledge came of it yet"
    return Behind(
        Sort.ANNOUNCEMENT,
        (one.reference,),
        one.reference,
        Verdict.COUNTS if wait is not None else Verdict.FAILS,
        "taken back" if one.ended_on is not None and one.ended_on <= day else told,
        state=one.state,
        on=one.announced_on,
        number=wait,
        illustrative=one.illustrative,
    )


def _pledge(one: PledgeFact, day: date) -> Behind:
    """Return a registered pledge: its level of the day; it counts beside the announcements, not among them."""
    step = one.level(day)
    return Behind(
        Sort.PLEDGE,
        (one.reference,),
        one.reference,
        Verdict.ASIDE,
        f"registered; now {LABELS[Level(step)]}",
        state=one.state,
        on=one.submitted_on,
        illustrative=one.illustrative,
    )
