"""A unit's life in theatre after its arrival: phases 18 to 20, which recur or end it. Pure.

Source: section 3.1 of the dossier (phases 18 to 20; rotation every 6 or 12 months), 6.1 (tours) and 6.2 (a rotation
requires a valid mandate past the tour; recalled). It is the schedule beyond the arrival, no part of its forecast.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from muster.kit.intervals import add_months

SUSTAINMENT, ROTATION, REPATRIATION = "sustainment", "rotation", "repatriation"


@dataclass(frozen=True)
class TheatreFacts:
    """What the schedule follows from: the length of a tour and of the training before it, and the ends that are known.

    The post is wanted and the mandate runs until a day that may not be known. `shown` rotations are told at most.
    """

    arrived_on: date
    tour_months: int
    training_days: int
    wanted_until: date | None
    mandate_until: date | None
    shown: int


@dataclass(frozen=True)
class TheatreEntry:
    """One occurrence of a recurring phase: `number` counts from 1, `starts_on` is its first day.

    The training of the next contingent begins on `prepare_from`. `needs_mandate`: it lies past the mandate's known end.
    """

    code: str
    number: int
    starts_on: date
    prepare_from: date | None
    needs_mandate: bool


def life_in_theatre(facts: TheatreFacts, today: date) -> tuple[TheatreEntry, ...]:
    """Return sustainment since the arrival, the rotations due from `today` on, and the repatriation if known.

    Every tour of `tour_months` ends with a rotation unless the post is wanted no longer: then the unit goes home.
    """
    found = [TheatreEntry(SUSTAINMENT, 1, facts.arrived_on, None, needs_mandate=False)]
    number, shown = 1, 0
    while shown < facts.shown:
        day = add_months(facts.arrived_on, number * facts.tour_months)
        if facts.wanted_until is not None and day >= facts.wanted_until:
            break
        if day >= today:
            begin = day - timedelta(days=facts.training_days)
            found.append(TheatreEntry(ROTATION, number, day, begin, _past(day, facts.mandate_until)))
            shown += 1
        number += 1
    if facts.wanted_until is not None:
        late = _past(facts.wanted_until, facts.mandate_until)
        found.append(TheatreEntry(REPATRIATION, 1, facts.wanted_until, None, needs_mandate=late))
    return tuple(found)


def _past(day: date, mandate_until: date | None) -> bool:
    return mandate_until is not None and day >= mandate_until
