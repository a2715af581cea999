"""Tours and individuals on the calendar: who is to be asked or named, when training begins, who comes and who goes.

For the sides of a tour alone (its State, its mission, the secretariat): others have nothing to do on these days, even
where they may see a tour that is in theatre.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse

from muster.deployments.models import Lift, LiftWay, Tour, TourStage
from muster.deployments.queries.individual_calendar import ARRIVE, LEAVE, NOMINATE, REQUEST, individual_days
from muster.deployments.queries.strength import SIDES
from muster.deployments.queries.units import agreement_of, as_planned, visible_tours, visible_units
from muster.deployments.rules.lifts import LiftTerms
from muster.deployments.rules.rotation import PlannedTour
from muster.deployments.rules.tour_stages import AHEAD
from muster.generation.models import MissionBlock
from muster.generation.rules.calendar import INDIVIDUAL, TOUR, CalendarEntry
from muster.parties import visibility
from muster.parties.viewer import Viewer

ONE_DAY = timedelta(days=1)
INDIVIDUAL_WORDS = {
    REQUEST: "the State is to be asked",
    NOMINATE: "somebody is to be named",
    ARRIVE: "the replacement arrives",
    LEAVE: "the holder leaves",
}


def tour_entries(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield what is on in `[start, until)` of the tours of which the viewer is a side, as known on `day`.

    Two queries. The State is not asked for the first tour: its unit is on the way as a case.
    """
    lifts = Prefetch("lifts", Lift.objects.filter(has_happened=False).order_by("on"), to_attr="known_lifts")
    is_there = Q(until_then__isnull=True) | Q(until_then__gte=start)
    units = visible_units(viewer, day).filter(visibility.rows(viewer, SIDES), is_there)
    tours: Any = (
        visible_tours(viewer, day)
        .filter(unit__in=units.order_by().select_related(None))
        .select_related("unit__state", "unit__post__requirement__mission__mandated_by")
        .order_by("unit__post", "unit__present_from", "unit__reference", "arrives_on")
        .prefetch_related(lifts)
    )
    for _key, of_unit in groupby(tours, key=attrgetter("unit_id")):
        rows = list(of_unit)
        unit = rows[0].unit
        for one, row in zip(as_planned(rows, agreement_of(unit, day)), rows, strict=True):
            for what, on, words, who in _days(unit, one, row, is_first=row is rows[0]):
                if start <= on < until:
                    yield _entry(unit, row, what, on, words, who, day)


def _days(unit: Any, one: PlannedTour, row: Any, *, is_first: bool) -> Iterator[tuple[str, date, str, str]]:
    """Yield what is to be done for a tour: a name, the day, words, and whose turn it is."""
    state, secretariat = unit.state.name, unit.post.requirement.mission.mandated_by.name
    if row.stage in AHEAD:
        if not is_first:
            yield "request", one.request_by, "the State is to be asked", secretariat
        yield "training", one.training_from, "training begins", state
        for name, on, people in _travel(row, LiftWay.IN, one.arrives_on):
            yield name, on, f"{people} people arrive", state
    if row.stage in (*AHEAD, TourStage.IN_THEATRE):
        for name, on, people in _travel(row, LiftWay.OUT, one.leaves_on):
            yield name, on, f"{people} people leave", state


def _travel(row: Any, way: LiftWay, day: date) -> Iterator[tuple[str, date, int]]:
    """Yield each lift of a way that has not happened; without lifts all travel on one day."""
    planned = [lift for lift in row.known_lifts if lift.way == way] or [LiftTerms(day, row.strength)]
    for number, lift in enumerate(planned, 1):
        yield f"{way.value}-{number}", lift.on, lift.people


def _entry(unit: Any, row: Tour, what: str, on: date, words: str, who: str, day: date) -> CalendarEntry:
    return CalendarEntry(
        kind=TOUR,
        start=on,
        until=on + ONE_DAY,
        reference=f"{unit.reference}-{row.rotation}",
        title=f"{row.rotation} of {unit.title}: {words}",
        phase=what,
        mission=unit.post.requirement.mission.acronym,
        state=unit.state.name,
        who=who,
        is_overdue=on < day and what != "training",
        illustrative=row.illustrative,
        source=row.source,
        address=reverse("tour", args=[unit.reference, row.rotation]),
    )


def individual_entries(
    viewer: Viewer, day: date, start: date, until: date, blocks: Sequence[MissionBlock]
) -> Iterator[CalendarEntry]:
    """Yield what is on in `[start, until)` for the posts of individuals that the viewer sees as due on `day`."""
    for one in individual_days(viewer, day, start, until, blocks):
        yield CalendarEntry(
            kind=INDIVIDUAL,
            start=one.on,
            until=one.on + ONE_DAY,
            reference=one.post,
            title=f"{one.title}: {INDIVIDUAL_WORDS[one.kind]}",
            phase=one.kind,
            mission=one.mission,
            state=one.state,
            is_overdue=one.is_overdue,
            illustrative=one.illustrative,
            address=reverse("individual-post", args=[one.post]),
        )
