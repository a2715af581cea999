"""Results of units in theatre: a State reads its own, the mission and the secretariat that mandates it read its all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from muster.kit.facts import known_on
from muster.kit.intervals import add_months
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.pledges.models import Pledge, PledgeVersion, TheatreResult
from muster.pledges.queries.access import seen_whole
from muster.pledges.queries.register import versions_on
from muster.pledges.rules.theatre_doubts import (
    LOOKS_AGAIN,
    SERVICEABILITY_KEY,
    WORD_KEYS,
    doubts,
    judged,
    raises_doubt,
)
from muster.reference.parameters import parameter, parameter_history
from muster.visits.queries import last_visit_days

MONTHS_KEY = "selection_theatre_months"
IN_DOUBT = "doubt"
RESULT_FIELDS = visibility.Fields(
    owner="state_id", addressee="mission__mandated_by_id", mission="mission__organisation_id"
)


def visible_theatre_results(viewer: Viewer, day: date) -> QuerySet[TheatreResult]:
    """Return the results that the viewer may see, known on `day`, the latest first."""
    found = known_on(TheatreResult.objects.filter(visibility.rows(viewer, RESULT_FIELDS)), day)
    return found.select_related("state", "mission", "pledge").order_by("-on", "-pk")


def latest_by_state(
    register: Organisation, unit_type: str, states: Collection[str], day: date
) -> Mapping[str, Sequence[TheatreResult]]:
    """Return by State the last result of each of its units and each kind, in the missions that a register mandates.

    Units of the type alone, and results of the last selection_theatre_months before `day`. One query.
    """
    since = add_months(day, -parameter(MONTHS_KEY, day).integer)
    rows = TheatreResult.objects.filter(
        mission__mandated_by=register, unit_type=unit_type, state__code__in=states, on__gt=since, on__lte=day
    )
    last: dict[tuple[str, str], TheatreResult] = {}
    for one in known_on(rows, day).select_related("state").order_by("unit", "kind", "on", "pk"):
        last[one.unit, one.kind] = one
    found: dict[str, list[TheatreResult]] = defaultdict(list)
    for one in last.values():
        found[one.state.code].append(one)
    return found


def results_of_pledges(viewer: Viewer, day: date, pledges: Collection[int]) -> dict[int, list[TheatreResult]]:
    """Return what the viewer may see as of `day` of the units that came from pledges, in the order of its days.

    The viewer is a side of the pledges. Those of which nothing was found are left out; one query.
    """
    return _by_pledge(visible_theatre_results(viewer, day).filter(pledge__in=pledges))


def _by_pledge(rows: QuerySet[TheatreResult]) -> dict[int, list[TheatreResult]]:
    found: dict[int, list[TheatreResult]] = defaultdict(list)
    for one in rows.select_related(None).select_related("mission", "review").order_by("on", "pk"):
        if one.pledge_id is not None:
            found[one.pledge_id].append(one)
    return dict(found)


def _may_raise_doubt() -> Q:
    """Return a condition that every doubted result meets, by the parameters of any day; the rule decides."""
    highest = max(int(one.value) for one in parameter_history(SERVICEABILITY_KEY))
    words = {word for key in WORD_KEYS.values() for one in parameter_history(key) for word in one.value.split(";")}
    return Q(percent__lt=highest) | Q(outcome__in=words)


def looked_at(
    viewer: Viewer, day: date, pledges: Iterable[PledgeVersion], results: Mapping[int, Sequence[TheatreResult]]
) -> dict[str, date]:
    """Return by reference until when pledges were last visited (excluded), of those of which a result raises a doubt.

    No query where none does.
    """
    asked = [one.reference for one in pledges if any(raises_doubt(of.in_theatre(day)) for of in results[one.pledge_id])]
    return last_visit_days(viewer, day, "pledge", asked, LOOKS_AGAIN) if asked else {}


def pledges_in_doubt(viewer: Viewer, day: date) -> frozenset[int]:
    """Return the pledges about which a result in theatre raises a doubt as of `day`, to their two sides."""
    seen = visible_theatre_results(viewer, day)
    among = seen.filter(_may_raise_doubt(), pledge__isnull=False).order_by().values("pledge_id")
    results = _by_pledge(seen.filter(pledge__in=among))
    if not results:
        return frozenset()
    known = PledgeVersion.objects.filter(seen_whole(viewer), versions_on(day), pledge__in=results)
    pledges = list(known.select_related("pledge"))
    visited = looked_at(viewer, day, pledges, results)
    return frozenset(
        one.pledge_id
        for one in pledges
        if doubts(
            judged([of.in_theatre(day) for of in results[one.pledge_id]], one.units_offered, visited.get(one.reference))
        )
    )


def results_in_doubt(viewer: Viewer, day: date, pledge: Pledge) -> list[TheatreResult]:
    """Return the results of a pledge's units that raise a doubt about it as of `day`, the latest first."""
    version = PledgeVersion.objects.filter(seen_whole(viewer), versions_on(day), pledge=pledge).first()
    results = results_of_pledges(viewer, day, [pledge.pk])
    if version is None or not results:
        return []
    visited = looked_at(viewer, day, [version], results).get(version.reference)
    rows = {(one.reference, one.kind): one for one in results[pledge.pk]}
    found = doubts(judged([one.in_theatre(day) for one in results[pledge.pk]], version.units_offered, visited))
    return [rows[one.reference, one.kind] for one in found]


def with_doubt_in_theatre(viewer: Viewer, pledges: QuerySet[PledgeVersion], day: date) -> QuerySet[PledgeVersion]:
    """Annotate pledges with `in_theatre`: `IN_DOUBT` where a result raises a doubt as of `day`, else empty."""
    among = When(pledge_id__in=pledges_in_doubt(viewer, day), then=Value(IN_DOUBT))
    return pledges.annotate(in_theatre=Case(among, default=Value(""), output_field=CharField()))
