"""A plan's stays against what happened by a day: came on time, late or early, did not come, came unplanned."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from muster.deployments.models import Arrival, Stay, StayStage
from muster.deployments.queries import visible_arrivals, visible_stays
from muster.kit.intervals import add_months
from muster.parties.viewer import Viewer
from muster.plans.models import PlannedStay, StoredPlan
from muster.plans.queries import sees_reasons, visible_planned_stays
from muster.plans.rotations import DAYS_PER_MONTH

ON_TIME, LATE, EARLY, NOT_COME, UNPLANNED = "on-time", "late", "early", "not-come", "unplanned"


@dataclass(frozen=True)
class Expected:
    """A planned stay of a State in a post, `[start, until)`."""

    state: str
    post: str
    pledge: str
    start: date
    until: date


@dataclass(frozen=True)
class Came:
    """A State's unit came to a post on a day; `pledge` is empty where the record does not say which."""

    state: str
    post: str
    pledge: str
    on: date


@dataclass(frozen=True)
class Outcome:
    """What became of a planned stay, or what came without one. At least one side is there."""

    planned: Expected | None
    came: Came | None

    @property
    def months_late(self) -> int | None:
        """Return the months between plan and arrival, rounded; None where one of them is missing."""
        if self.planned is None or self.came is None:
            return None
        return round((self.came.on - self.planned.start).days / DAYS_PER_MONTH)

    @property
    def code(self) -> str:
        """Return what became of it: the plan knows months only, so less than half a month is on time."""
        late = self.months_late
        if late is None:
            return UNPLANNED if self.planned is None else NOT_COME
        return ON_TIME if late == 0 else LATE if late > 0 else EARLY

    @property
    def one(self) -> Expected | Came:
        """Return the side that is there, the plan's first."""
        found = self.planned or self.came
        assert found is not None
        return found


def outcomes(planned: Iterable[Expected], came: Iterable[Came]) -> list[Outcome]:
    """Pair each arrival with the nearest planned stay of the State in the post, each once; by post and time.

    An arrival counts for a stay only before its end, and no earlier than by its length: it is another rotation's then.
    """
    waiting: dict[tuple[str, str], list[Expected]] = defaultdict(list)
    for stay in planned:
        waiting[stay.state, stay.post].append(stay)
    found, rest = [], []
    pairs = [
        (abs((one.on - stay.start).days), one.on, stay.start, one, stay)
        for one in came
        for stay in waiting[one.state, one.post]
        if stay.start - (stay.until - stay.start) < one.on < stay.until
    ]
    used_stays: set[int] = set()
    used_came: set[int] = set()
    for _days, _on, _start, one, stay in sorted(pairs, key=lambda pair: pair[:3]):
        if id(one) not in used_came and id(stay) not in used_stays:
            used_came.add(id(one))
            used_stays.add(id(stay))
            found.append(Outcome(stay, one))
    rest += [Outcome(stay, None) for stays in waiting.values() for stay in stays if id(stay) not in used_stays]
    rest += [Outcome(None, one) for one in came if id(one) not in used_came]
    return sorted([*found, *rest], key=lambda outcome: (outcome.one.post, _day(outcome), outcome.one.state))


def _day(outcome: Outcome) -> date:
    return outcome.planned.start if outcome.planned is not None else outcome.came.on if outcome.came else date.max


def planned_and_happened(viewer: Viewer, plan: StoredPlan, day: date) -> list[Outcome]:
    """Return the outcomes known on the day of the stays that were to begin by it, as far as the viewer may see them.

    Stays agreed before the plan are no matter of its; a stay on record counts once it is under way or over.
    """
    until = min(day, add_months(plan.planned_on, plan.horizon_months))
    planned = [
        Expected(stay.pledge.state.name, stay.post.reference, stay.pledge.reference, stay.stay_from, stay.stay_until)
        for stay in visible_planned_stays(viewer, plan).filter(is_committed=False, stay_from__lte=until)
    ]
    agreed = _agreed(visible_planned_stays(viewer, plan).filter(is_committed=True, stay_from__gt=plan.planned_on))
    stays = visible_stays(viewer, day).filter(
        stage__in=(StayStage.UNDER_WAY, StayStage.ENDED), stay_from__gt=plan.planned_on, stay_from__lte=until
    )
    arrivals = visible_arrivals(viewer, day).filter(arrived_on__gt=plan.planned_on, arrived_on__lte=until)
    if not sees_reasons(viewer, plan):
        # Arrivals are seen by every party, planned stays are not: what one does not see must not look unplanned.
        own = viewer.organisation_id
        stays = stays.filter(Q(pledge__state_id=own) | Q(post__requirement__mission__organisation_id=own))
        arrivals = arrivals.filter(Q(state_id=own) | Q(post__requirement__mission__organisation_id=own))
    came = _once(list(stays.select_related("pledge__state", "post")), list(arrivals))
    return outcomes(planned, [one for one in came if (one.pledge, one.post) not in agreed])


def _agreed(stays: Iterable[PlannedStay]) -> set[tuple[str, str]]:
    """The pairs of pledge and post of stays that were agreed before the plan, and had not begun then."""
    return {(stay.pledge.reference, stay.post.reference) for stay in stays}


def _once(stays: Sequence[Stay], arrivals: Sequence[Arrival]) -> list[Came]:
    """Arrivals, and the stays whose beginning no arrival in the same month tells already."""
    came = [
        Came(one.state.name, one.post.reference, one.pledge.reference if one.pledge else "", one.arrived_on)
        for one in arrivals
    ]
    known = {(one.state, one.post, one.on.replace(day=1)) for one in came}
    for stay in stays:
        key = (stay.pledge.state.name, stay.post.reference, stay.stay_from.replace(day=1))
        if key not in known:
            came.append(Came(key[0], key[1], stay.pledge.reference, stay.stay_from))
    return came
