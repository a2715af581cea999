"""Reads of history: operations since 1948 with their figures out of the store, and what States record of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.missions import MissionFact, un_missions
from muster.statistics.models import HistoryEntry, HistoryPoint
from muster.statistics.rules.history import SeenYears, seen_years
from muster.statistics.rules.history_terms import HistoryStage, PointKind
from muster.statistics.store import Store

HISTORY_FIELDS = visibility.Fields(
    owner="state_id",
    stage="stage",
    withheld_stages=(HistoryStage.DRAFT,),
    published_stages=(HistoryStage.PUBLISHED,),
)


@dataclass(frozen=True)
class PastOperation:
    """An operation with what the store says of it; `None` where the store says nothing."""

    fact: MissionFact
    peak: int | None
    peak_on: date | None
    fatalities: int | None


def visible_entries(viewer: Viewer, day: date, words: str = "") -> QuerySet[HistoryEntry]:
    """Return the records known on `day` that the viewer may see; with `words`, those that hold them anywhere."""
    found = known_on(HistoryEntry.objects.filter(visibility.rows(viewer, HISTORY_FIELDS)), day)
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(place__icontains=word)
            | Q(operation__icontains=word)
            | Q(led_by__icontains=word)
            | Q(text__icontains=word)
            | Q(points__words__icontains=word)
        )
    return found.select_related("state").prefetch_related("points").distinct()


def lessons_of(entries: Iterable[HistoryEntry]) -> list[HistoryPoint]:
    """Return the lessons of records that have been read, in their order."""
    return [point for one in entries for point in one.points.all() if point.kind == PointKind.LESSON]


def visible_entry(viewer: Viewer, day: date, reference: str) -> HistoryEntry:
    """Return one record. Raises NotFound if there is none that the viewer may see."""
    found = visible_entries(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no record of history {reference!r} that you may see as of {long_day(day)}.")
    return found


def operations_since_1948(store: Store, day: date) -> list[PastOperation]:
    """Return the operations of the United Nations begun by `day`, the first first, with what was known on it."""
    peaks = {
        mission: (people, on)
        for mission, people, on in store.query(
            """SELECT mission, max(count), arg_max(date, count) FROM mission_totals
               WHERE personnel_type = 'all' AND sex = 'all' AND grain = 'month' AND known_on <= ? GROUP BY mission""",
            [day],
        )
    }
    deaths: dict[str, int] = dict(
        store.query(
            "SELECT mission, count(*) FROM fatalities WHERE kind = 'Fatality' AND known_on <= ? GROUP BY mission", [day]
        ).rows
    )
    return [
        PastOperation(fact, *peaks.get(fact.acronym, (None, None)), deaths.get(fact.acronym))
        for fact in sorted(un_missions(), key=lambda one: (one.start, one.acronym))
        if fact.start <= day
    ]


def years_seen(store: Store, state: str, day: date) -> list[SeenYears]:
    """Return the runs of years in which the sources saw people of a State in each operation, as known on `day`."""
    rows: Sequence[tuple[str, int, int]] = store.query(
        """SELECT mission, year(date), max(count)::INTEGER FROM pair_totals
           WHERE state = ? AND personnel_type = 'all' AND sex = 'all' AND known_on <= ?
           GROUP BY mission, year(date)""",
        [state, day],
    ).rows
    return seen_years(rows)
