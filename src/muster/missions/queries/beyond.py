"""What goes on beyond the mandate known, as a condition of the database and as a column's code."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from muster.missions.models import MandatePeriod
from muster.missions.queries.mandates import known_mandates
from muster.missions.rules.beyond import BEYOND
from muster.missions.rules.mandates import NO_COVER, MandateCover, MandateTerm, cover_from, effective_terms
from muster.parties.viewer import Viewer


def beyond_condition(covers: Mapping[str, MandateCover], day: date, mission: str, until: str) -> Q:
    """Return the condition that a row goes on beyond the cover of its mission, as `rules.beyond.is_beyond` says.

    `mission` is the path of the row's mission and `until` that of its end (excluded, None: no end). No query.
    """
    found = Q(pk__in=())
    uncovered = [acronym for acronym, cover in covers.items() if not cover.is_covered]
    if uncovered:
        lasts = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day})
        found |= Q(**{f"{mission}__acronym__in": uncovered}) & lasts
    for acronym, cover in covers.items():
        if cover.is_covered and cover.until is not None:
            goes_on = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": cover.until})
            found |= Q(**{f"{mission}__acronym": acronym}) & goes_on
    return found


def with_beyond(
    rows: QuerySet[Any], covers: Mapping[str, MandateCover], day: date, mission: str, until: str
) -> QuerySet[Any]:
    """Return rows with `mandate_flag`: the code `beyond`, or empty. No query of its own."""
    flag = Case(
        When(beyond_condition(covers, day, mission, until), then=Value(BEYOND)),
        default=Value(""),
        output_field=CharField(),
    )
    found: QuerySet[Any] = rows.annotate(mandate_flag=flag)
    return found


def effective_mandates(
    viewer: Viewer, day: date, missions: Collection[int] | QuerySet[Any, Any]
) -> "dict[int, list[tuple[MandateTerm, MandatePeriod]]]":
    """Return by mission (key) the periods as they hold, known on `day`, each with its record. One query.

    One that was followed ends where the other begins; one that never came to hold is left out.
    """
    rows: dict[int, list[MandatePeriod]] = {}
    for one in known_mandates(viewer, day).filter(mission__in=missions):
        rows.setdefault(one.mission_id, []).append(one)
    found = {}
    for mission, periods in rows.items():
        by_key = {one.pk: one for one in periods}
        terms = effective_terms(
            MandateTerm(one.pk, one.valid_from, one.valid_until, one.follows_id, one.resolution) for one in periods
        )
        found[mission] = [(term, by_key[term.key]) for term in terms]
    return found


def mandate_on(viewer: Viewer, known: date, mission: int, day: date) -> MandatePeriod | None:
    """Return the mandate of a mission (key) that holds on `day`, as known on `known`; None where none does. A query."""
    return _held(effective_mandates(viewer, known, [mission]).get(mission, []), day)


def _held(periods: Sequence[tuple[MandateTerm, MandatePeriod]], day: date) -> MandatePeriod | None:
    held = [row for term, row in periods if term.start <= day and (term.until is None or day < term.until)]
    return held[-1] if held else None


def standing_of(viewer: Viewer, day: date, acronym: str) -> tuple[MandatePeriod | None, MandateCover]:
    """Return the mandate of a mission that holds on `day`, None where none does, and how far it reaches. A query."""
    of_mission = known_mandates(viewer, day).filter(mission__acronym=acronym)
    periods = effective_mandates(viewer, day, of_mission.order_by().values("mission"))
    for each in periods.values():
        return _held(each, day), cover_from([term for term, _row in each], day)
    return None, NO_COVER
