"""Results of units in theatre: a State reads its own, the mission and the secretariat that mandates it read its all."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from muster.generation.models import TheatreResult
from muster.kit.facts import known_on
from muster.kit.intervals import add_months
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

MONTHS_KEY = "selection_theatre_months"
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
