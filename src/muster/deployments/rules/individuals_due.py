"""Whose replacement is due when, for any number of posts at once, and which days of a post nobody holds. Pure.

Source: sections 6.2 and 14.3 (rule 4) of the dossier.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from muster.deployments.rules.individual_days import DayParameters, ReplacementDays, replacement_days


class Due(StrEnum):
    """What is to be done next about a replacement; the order is that of urgency."""

    VACANT = "vacant"
    ARRIVAL_LATE = "arrival late"
    NOMINATION_LATE = "nomination late"
    NOMINATION_DUE = "nomination due"
    REQUEST_DUE = "request due"
    ON_ITS_WAY = "on its way"
    NOT_YET = "not yet"


ORDER = {due: at for at, due in enumerate(Due)}


@dataclass(frozen=True)
class Held:
    """A post as it is held: the end of its last holder's tour, and how far the replacement is.

    `leaves_on` None: nobody holds it, and it is wanted from `wanted_from` on. `needed_until` ends the need.
    """

    key: int
    wanted_from: date
    leaves_on: date | None
    needed_until: date | None = None
    is_requested: bool = False
    is_nominated: bool = False


@dataclass(frozen=True)
class DueLine:
    """What is due for one post: `act_by` is the day by which the next step is to be taken."""

    key: int
    due: Due
    act_by: date
    days: ReplacementDays


def due_line(held: Held, parameters: DayParameters, today: date) -> DueLine | None:
    """Return what is due for a post; None where nobody is to come after the holder, as the post is needed no more.

    A post that nobody holds is vacant from the day on which it is wanted; its replacement days are reckoned as if
    somebody left `overlap_days` after that day, so that whoever is named arrives on it.
    """
    if held.leaves_on is not None and held.needed_until is not None and held.needed_until <= held.leaves_on:
        return None
    if held.leaves_on is None:
        from_start = replacement_days(held.wanted_from + timedelta(days=parameters.overlap_days), parameters)
        return DueLine(held.key, _vacant(held, from_start, today), from_start.nominate_by, from_start)
    days = replacement_days(held.leaves_on, parameters)
    due = _due(held, days, today)
    return DueLine(held.key, due, _act_by(due, days), days)


def _vacant(held: Held, days: ReplacementDays, today: date) -> Due:
    """Return whether an unheld post is empty now, or to be filled later."""
    if held.wanted_from <= today:
        return Due.VACANT
    return _due(held, days, today)


def _act_by(due: Due, days: ReplacementDays) -> date:
    if due in (Due.REQUEST_DUE, Due.NOT_YET):
        return days.request_by
    return days.arrives_on if due in (Due.ON_ITS_WAY, Due.ARRIVAL_LATE) else days.nominate_by


def _due(held: Held, days: ReplacementDays, today: date) -> Due:
    if held.is_nominated:
        return Due.ARRIVAL_LATE if days.arrives_on < today else Due.ON_ITS_WAY
    if days.nominate_by < today:
        return Due.NOMINATION_LATE
    if held.is_requested:
        return Due.NOMINATION_DUE
    return Due.REQUEST_DUE if days.request_by <= today else Due.NOT_YET


def due_list(posts: Iterable[Held], parameters: DayParameters, today: date) -> list[DueLine]:
    """Return what is due for all posts, the most urgent first."""
    lines = [line for line in (due_line(post, parameters, today) for post in posts) if line is not None]
    return sorted(lines, key=lambda line: (ORDER[line.due], line.act_by, line.key))
