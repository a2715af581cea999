"""The steps of a phase from stage to stage, and what may be said of its days. Pure.

Steps: waiting, under way, done; or left out with a reason. Done and left out are final (local choice): what was
recorded wrongly is explained in the log of the case.
"""

from collections.abc import Mapping
from datetime import date

from muster.generation.rules.facts import DONE, LEFT_OUT, UNDER_WAY, WAITING, CaseFacts
from muster.kit.errors import Problem
from muster.reference.phases import dependencies, phase

STEPS: Mapping[str, tuple[str, ...]] = {
    WAITING: (UNDER_WAY, DONE, LEFT_OUT),
    UNDER_WAY: (DONE, LEFT_OUT),
    DONE: (),
    LEFT_OUT: (),
}
WORDS = {WAITING: "waiting", UNDER_WAY: "under way", DONE: "done", LEFT_OUT: "left out"}
MOST_DAYS = 3650


def step_problems(stage: str, following: str) -> list[Problem]:
    """Return why a phase at `stage` cannot become `following`; the line names the legal ways."""
    if following in STEPS[stage]:
        return []
    ways = ", ".join(WORDS[one] for one in STEPS[stage]) or "none, it is final"
    message = f"it is {WORDS[stage]} and cannot become {WORDS.get(following, following)}"
    return [Problem("phase", message, f"possible: {ways}")]


def unfinished_before(case: CaseFacts, code: str) -> list[str]:
    """Return the phases that `code` waits for and that are neither done nor left out, in order."""
    known, before = case.by_code, dependencies(case.variant)
    found: set[str] = set()
    waiting = list(before[code])
    while waiting:
        earlier = waiting.pop()
        one = known.get(earlier)
        if one is None or one.stage == LEFT_OUT:
            waiting += before[earlier]
        elif one.stage != DONE:
            found.add(earlier)
    return [one for one in before if one in found]


def order_problems(case: CaseFacts, code: str, reason: str) -> list[Problem]:
    """Return why a phase cannot be begun yet: what it waits for is not done, and no reason for going ahead is given."""
    open_before = unfinished_before(case, code)
    if not open_before or reason:
        return []
    names = ", ".join(phase(one).name for one in open_before)
    return [Problem("reason", f"not done before it: {names}", "finish or leave them out first, or say why it goes on")]


def day_problems(started_on: date | None, done_on: date | None, today: date) -> list[Problem]:
    """Return what is wrong with the days of a phase: none is to come, and it ends no earlier than it begins."""
    problems = []
    for place, day in (("started on", started_on), ("done on", done_on)):
        if day is not None and day > today:
            problems.append(Problem(place, f"{day} has not come yet", f"give a day up to {today}"))
    if started_on is not None and done_on is not None and done_on < started_on:
        problems.append(Problem("done on", f"{done_on} is before its start on {started_on}", "give a later day"))
    return problems


def duration_problems(least: int, likely: int, most: int) -> list[Problem]:
    """Return what is wrong with durations in days: in order, and not beyond ten years."""
    if not 0 <= least <= likely <= most:
        message = f"{least}, {likely} and {most} days are not in order"
        return [Problem("durations", message, "give at least, likely and at most days in rising order")]
    if most > MOST_DAYS:
        return [Problem("durations", f"{most} days are more than {MOST_DAYS}", "give fewer")]
    return []


def promise_problems(promised_for: date, today: date) -> list[Problem]:
    """Return what is wrong with a promise: it names today or a day to come."""
    if promised_for < today:
        return [Problem("promised for", f"{promised_for} has passed", f"give {today} or a later day")]
    return []
