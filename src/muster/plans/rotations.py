"""A plan's rotations beside the arrivals that really happened."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from muster.deployments.models import Arrival
from muster.deployments.queries import visible_arrivals
from muster.kit.intervals import add_months
from muster.parties.viewer import Viewer
from muster.plans.models import PlannedStay, StoredPlan
from muster.plans.queries import visible_planned_stays

DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True)
class RotationComparison:
    """A planned rotation beside the arrival that really happened; `months_late` is negative when it was early."""

    state: str
    post: str
    rotation: str
    pledge: str
    planned_on: date | None
    arrived_on: date | None
    day_is_known: bool
    personnel: int | None
    source: str

    @property
    def months_late(self) -> int | None:
        """Return the months between plan and arrival, rounded to whole ones; None where one of them is missing.

        The plan knows months only, so a day or two on either side of a month's start is not late.
        """
        if self.planned_on is None or self.arrived_on is None:
            return None
        return round((self.arrived_on - self.planned_on).days / DAYS_PER_MONTH)


def planned_against_happened(viewer: Viewer, plan: StoredPlan, today: date) -> list[RotationComparison]:
    """Return, for each post with arrivals on record today, the planned stays paired in order with the arrivals.

    Arrivals count within the plan's horizon; a rotation that only one side has stands alone.
    """
    horizon_end = add_months(plan.planned_on, plan.horizon_months)
    within = visible_arrivals(viewer, today).filter(arrived_on__gte=plan.planned_on, arrived_on__lt=horizon_end)
    arrivals: dict[tuple[str, str], list[Arrival]] = defaultdict(list)
    for arrival in within:
        arrivals[arrival.state.code, arrival.post.reference].append(arrival)
    stays: dict[tuple[str, str], list[PlannedStay]] = defaultdict(list)
    posts = {post for _, post in arrivals}
    for stay in visible_planned_stays(viewer, plan).filter(post__reference__in=posts):
        stays[stay.pledge.state.code, stay.post.reference].append(stay)
    return [
        _pair(stay, arrival)
        for key in sorted(arrivals)
        if stays[key]
        for stay, arrival in zip_longest(stays[key], arrivals[key])
    ]


def _pair(stay: PlannedStay | None, arrival: Arrival | None) -> RotationComparison:
    """Return one line of the comparison; at least one side is there."""
    one = stay.post if stay else arrival.post  # type: ignore[union-attr]
    state = stay.pledge.state if stay else arrival.state  # type: ignore[union-attr]
    return RotationComparison(
        state=state.name,
        post=one.reference,
        rotation=arrival.rotation if arrival else "",
        pledge=stay.pledge.reference if stay else "",
        planned_on=stay.stay_from if stay else None,
        arrived_on=arrival.arrived_on if arrival else None,
        day_is_known=arrival.day_is_known if arrival else False,
        personnel=arrival.personnel if arrival else None,
        source=arrival.source if arrival else "",
    )
