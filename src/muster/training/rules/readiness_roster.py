"""Who may stand on a roster: the State's own people, on one rotation at a time, before it is home. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from muster.deployments.rules.tour_stages import CANCELLED, HOME
from muster.kit.errors import Problem

FUNCTIONS = (
    "commander",
    "deputy-commander",
    "officer",
    "staff-officer",
    "military-observer",
    "provost",
    "logistics-officer",
    "medical",
    "driver",
)
"""Functions offered in lists; a State may write others as plain words joined by hyphens."""

MOST_LETTERS = 40
WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class OtherRotation:
    """Another rotation on whose roster the person stands, in theatre in `[arrives_on, leaves_on)`."""

    name: str
    arrives_on: date
    leaves_on: date


def function_problems(function: str) -> list[Problem]:
    """Return what is wrong with the word for a function."""
    if not function or (len(function) <= MOST_LETTERS and WORDS.fullmatch(function)):
        return []
    remedy = f"give one such as {FUNCTIONS[0]}, of small letters, figures and hyphens, or none"
    return [Problem("function", f"{function!r} is no word for a function", remedy)]


def place_problems(
    *,
    stage: str,
    arrives_on: date,
    leaves_on: date,
    function: str,
    others: Collection[OtherRotation],
    purpose_fits: bool,
) -> list[Problem]:
    """Return what keeps a person from a place on the roster of a rotation."""
    problems = function_problems(function)
    if stage in (HOME, CANCELLED):
        problems.append(Problem("rotation", f"it is {stage}", "name people of one that is to come or in theatre"))
    if not purpose_fits:
        words = "the person's data are kept for another purpose"
        problems.append(Problem("person", words, "enter the person anew as a member of a contingent"))
    for one in others:
        if one.arrives_on < leaves_on and arrives_on < one.leaves_on:
            words = f"stands on the roster of {one.name}, which is in theatre in the same days"
            problems.append(Problem("person", words, "take the person off that roster first"))
    return problems
