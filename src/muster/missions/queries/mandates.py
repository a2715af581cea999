"""Reads of mandates and of the dated statements on operations, as known on a day: public, as missions are."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from muster.kit.facts import known_on, true_on
from muster.missions.models import MandatedTask, MandatePeriod, MissionClassification, MissionCondition
from muster.missions.queries.requirements import visible_missions
from muster.missions.rules.mandates import NO_COVER, MandateCover, MandateTerm, cover_from, effective_terms
from muster.parties.viewer import Viewer


def known_mandates(viewer: Viewer, day: date) -> QuerySet[MandatePeriod]:
    """Return every mandate period known on `day`, those that are over or superseded too, by mission and first day."""
    found = MandatePeriod.objects.filter(mission__in=visible_missions(viewer, day))
    return known_on(found, day).select_related("mission").order_by("mission__acronym", "valid_from", "pk")


def mandates_in_force(viewer: Viewer, day: date) -> QuerySet[MandatePeriod]:
    """Return the mandates in force on `day` among what was known on it; one that was followed by then holds no more."""
    followers = known_on(MandatePeriod.objects.filter(follows=OuterRef("pk"), valid_from__lte=day), day)
    found = MandatePeriod.objects.filter(mission__in=visible_missions(viewer, day))
    return true_on(found, day).filter(~Exists(followers))


def with_tasks(mandates: QuerySet[MandatePeriod]) -> QuerySet[MandatePeriod]:
    """Return mandates with their tasks as `tasks_in_order`."""
    tasks = Prefetch("mandated_tasks", queryset=MandatedTask.objects.order_by("number"), to_attr="tasks_in_order")
    return mandates.prefetch_related(tasks)


def terms_by_mission(viewer: Viewer, day: date) -> dict[str, tuple[MandateTerm, ...]]:
    """Return by acronym the periods as they hold, as known on `day`. One query."""
    rows: dict[str, list[MandateTerm]] = {}
    values = known_mandates(viewer, day).values_list(
        "mission__acronym", "pk", "valid_from", "valid_until", "follows_id", "resolution"
    )
    for acronym, key, start, until, follows, resolution in values:
        rows.setdefault(acronym, []).append(MandateTerm(key, start, until, follows, resolution))
    return {acronym: effective_terms(terms) for acronym, terms in rows.items()}


def covers(viewer: Viewer, day: date) -> dict[str, MandateCover]:
    """Return by acronym how far the mandate known on `day` reaches from that day on. One query.

    A mission of which no period is known is not in it: nothing is said of it.
    """
    return {acronym: cover_from(terms, day) for acronym, terms in terms_by_mission(viewer, day).items()}


def cover_of(viewer: Viewer, day: date, acronym: str) -> MandateCover:
    """Return how far the mandate of one mission known on `day` reaches. One query."""
    return covers(viewer, day).get(acronym, NO_COVER)


def known_conditions(viewer: Viewer, day: date, missions: Collection[str] = ()) -> QuerySet[MissionCondition]:
    """Return every statement on operations known on `day`, the latest of each kind and party last."""
    found = MissionCondition.objects.filter(mission__in=visible_missions(viewer, day))
    if missions:
        found = found.filter(mission__acronym__in=missions)
    return known_on(found, day).select_related("mission")


def conditions_in_force(viewer: Viewer, day: date, missions: Collection[str] = ()) -> list[MissionCondition]:
    """Return the statement of each mission, kind and party that holds on `day`, as known on it. One query."""
    latest: dict[tuple[int, str, str], MissionCondition] = {}
    for one in known_conditions(viewer, day, missions).filter(valid_from__lte=day):
        latest[one.mission_id, one.kind, one.party] = one
    return list(latest.values())


def classifications_on(viewer: Viewer, day: date) -> QuerySet[MissionClassification]:
    """Return the classifications of operations that hold on `day`, as known on it."""
    found = MissionClassification.objects.filter(mission__in=visible_missions(viewer, day)).select_related("mission")
    return true_on(found, day)


def expiring_mandates(viewer: Viewer, day: date, until: date) -> QuerySet[MandatePeriod]:
    """Return the mandates in force on `day` that end before `until`, the next to end first."""
    active = visible_missions(viewer, day, only_active=True)
    return (
        mandates_in_force(viewer, day)
        .filter(mission__in=active, valid_until__lt=until)
        .select_related("mission")
        .order_by("valid_until", "mission__acronym")
    )


def classifications_known(viewer: Viewer, day: date, acronym: str) -> QuerySet[MissionClassification]:
    """Return the classifications of one operation known on `day`, those that no longer hold too."""
    found = MissionClassification.objects.filter(mission__in=visible_missions(viewer, day), mission__acronym=acronym)
    return known_on(found, day).select_related("mission").order_by("scheme", "valid_from", "value")
