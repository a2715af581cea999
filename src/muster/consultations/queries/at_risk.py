"""Tours and assignments that go on beyond the known mandate of their operation, as far as the viewer may see them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from muster.deployments.models import TourStage
from muster.deployments.queries.individuals import visible_assignments
from muster.deployments.queries.units import visible_tours
from muster.missions.rules.mandates import MandateCover
from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class AtRisk:
    """How many tours of units, and of individuals, of an operation last beyond its known mandate."""

    tours: int = 0
    assignments: int = 0

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.tours + self.assignments


def at_risk(viewer: Viewer, day: date, covers: Mapping[str, MandateCover]) -> dict[str, AtRisk]:
    """Return by acronym what goes on beyond the mandate, of operations of which a period is known. Two queries.

    Section 8.2 of the dossier: a tour must not outlive the mandate without a flag [recalled].
    """
    tours: Counter[str] = Counter()
    under_way = visible_tours(viewer, day).exclude(stage=TourStage.HOME).exclude(left_on__lte=day)
    ends = under_way.order_by().values_list("unit__post__requirement__mission__acronym", "leaves_on", "left_on")
    for acronym, leaves_on, left_on in ends:
        cover = covers.get(acronym)
        if cover is not None and cover.is_beyond(left_on or leaves_on):
            tours[acronym] += 1
    people: Counter[str] = Counter()
    held = visible_assignments(viewer, day).filter(held_until__gt=day, post__mission__isnull=False)
    for acronym, until in held.order_by().values_list("post__mission__acronym", "held_until"):
        cover = covers.get(acronym)
        if cover is not None and cover.is_beyond(until):
            people[acronym] += 1
    return {acronym: AtRisk(tours[acronym], people[acronym]) for acronym in {*tours, *people}}
