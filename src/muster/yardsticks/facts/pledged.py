"""Pledges and announcements as the measures read them: of those that the viewer sees the whole of."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Q

from muster.kit.facts import known_on
from muster.kit.intervals import DateInterval
from muster.parties.viewer import Viewer
from muster.pledges.models import Caveat, CaveatOrigin, Confirmation, LevelEvent, PoolEvent
from muster.pledges.queries import visible_pledges
from muster.pledges.queries.access import seen_whole
from muster.pledges.queries.announcements import announced, measured_announcements
from muster.pledges.rules.conversion import Announced
from muster.visits.models import VisitSubject
from muster.visits.queries import known_visits
from muster.visits.stages import VisitKind
from muster.yardsticks.facts.reading import Reading
from muster.yardsticks.measures.record_facts import CaveatFact, Held, PledgeFact


def announcements(reading: Reading) -> list[Announced]:
    """Return the announcements whose conversion the viewer may see, by the code of their State. Five queries."""
    rows = list(
        measured_announcements(reading.viewer, reading.day).filter(reading.subject.condition(state="state__code"))
    )
    codes = {one.reference: one.state.code for one in rows}
    found = announced(reading.viewer, rows, reading.day)
    return [replace(one, state=codes[one.reference]) for one in found]


def pledges(reading: Reading) -> list[PledgeFact]:
    """Return the pledges that the viewer sees the whole of, a State's where one is asked for. Six queries."""
    day, viewer = reading.day, reading.viewer
    rows = list(
        visible_pledges(viewer, day).filter(
            seen_whole(viewer), reading.subject.condition(state="pledge__state__code"), pledge__submitted_on__lte=day
        )
    )
    keys = [one.pledge_id for one in rows]
    levels, pool, confirmed = _levels(keys, day), _pool(keys, day), _confirmed(keys, day)
    caveats = caveats_of(viewer, keys, day)
    assessed = _assessed(viewer, [one.reference for one in rows], day)
    return [
        PledgeFact(
            reference=one.reference,
            state=one.state.code,
            unit_type=one.unit_type,
            units=one.units_offered,
            strength=one.strength,
            notice_days=one.notice_days,
            known_from=one.pledge.submitted_on or one.known_from,
            submitted_on=one.pledge.submitted_on,
            ended_on=one.pledge.ended_on,
            available=DateInterval(one.available_from, one.available_until),
            levels=tuple(levels[one.pledge_id]),
            pool=tuple(pool[one.pledge_id]),
            confirmed=tuple(confirmed[one.pledge_id]),
            caveats=caveats.get(one.pledge_id, ()),
            assessed=tuple(assessed[one.reference]),
            illustrative=one.illustrative,
        )
        for one in rows
    ]


def _levels(keys: Collection[int], day: date) -> Mapping[int, list[Held]]:
    found: dict[int, list[Held]] = defaultdict(list)
    rows = known_on(LevelEvent.objects.filter(pledge__in=keys), day).order_by("held_from", "pk")
    for pledge, what, held_from, known_from in rows.values_list("pledge_id", "level", "held_from", "known_from"):
        found[pledge].append(Held(what, held_from, known_from))
    return found


def _pool(keys: Collection[int], day: date) -> Mapping[int, list[Held]]:
    found: dict[int, list[Held]] = defaultdict(list)
    rows = known_on(PoolEvent.objects.filter(pledge__in=keys), day).order_by("held_from", "pk")
    columns = ("pledge_id", "standing_in_pool", "held_from", "known_from")
    for pledge, what, held_from, known_from in rows.values_list(*columns):
        found[pledge].append(Held(what, held_from, known_from))
    return found


def _confirmed(keys: Collection[int], day: date) -> Mapping[int, list[tuple[date, date]]]:
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    rows = known_on(Confirmation.objects.filter(pledge__in=keys), day).order_by()
    for pledge, until, known_from in rows.values_list("pledge_id", "valid_until", "known_from"):
        found[pledge].append((until, known_from))
    return found


def caveats_of(viewer: Viewer, keys: Collection[int], day: date) -> dict[int, tuple[CaveatFact, ...]]:
    """Return the caveats of pledges that the viewer may see, known by the day, dropped ones too; by key. One query."""
    found: dict[int, list[CaveatFact]] = defaultdict(list)
    rows = known_on(Caveat.objects.filter(Q(pledge__in=keys), seen_whole(viewer)), day).order_by("pk")
    for one in rows:
        found[one.pledge_id].append(
            CaveatFact(
                kind=one.kind,
                value=one.value,
                is_hard=one.is_hard,
                is_discovered=one.origin == CaveatOrigin.DISCOVERED,
                known_from=one.known_from,
                known_until=one.known_until,
                expires_on=one.expires_on,
                satisfied_on=one.satisfied_on,
                satisfied_known_from=one.satisfied_known_from,
            )
        )
    return {key: tuple(one) for key, one in found.items()}


def _assessed(viewer: Viewer, references: Collection[str], day: date) -> Mapping[str, list[date]]:
    """Return the days on which assessment visits to pledges were over, by reference."""
    visits = known_visits(viewer, day).filter(kind=VisitKind.ASSESSMENT.value, carried_until__lte=day)
    rows = VisitSubject.objects.filter(
        visit__in=visits.order_by().values("pk"), kind="pledge", reference__in=references
    )
    found: dict[str, list[date]] = defaultdict(list)
    for reference, until in rows.values_list("reference", "visit__carried_until"):
        if until is not None:
            found[reference].append(until)
    return found
