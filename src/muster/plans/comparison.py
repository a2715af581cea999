"""Two stored plans side by side: which stays differ, what each mission and unit type gains, and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from muster.kit.day_text import long_day
from muster.parties.viewer import Viewer
from muster.planning import Problem
from muster.plans.assumptions import told
from muster.plans.coverage import Coverage, plan_coverage
from muster.plans.models import PlannedStay, StoredPlan
from muster.plans.queries import sees_reasons, visible_planned_stays
from muster.plans.solved import problem_of

ONLY_A, ONLY_B, MOVED, ELSEWHERE = "only-a", "only-b", "moved", "elsewhere"
MOST_NAMES = 12


@dataclass(frozen=True)
class Place:
    """Where and when a stay is, `[start, until)`."""

    pledge: str
    state: str
    mission: str
    post: str
    start: date
    until: date


@dataclass(frozen=True)
class StayChange:
    """A stay that differs: in one plan only, at another time, or its pledge in another post."""

    kind: str
    before: Place | None
    after: Place | None

    @property
    def one(self) -> Place:
        """The side that is there, the first of two."""
        place = self.before or self.after
        assert place is not None
        return place


@dataclass(frozen=True)
class Cause:
    """One thing in which what the plans were made from differs."""

    subject: str
    before: str
    after: str


@dataclass(frozen=True)
class Gain:
    """Unit-months that a mission or unit type needs and has in each plan."""

    name: str
    needed_before: int
    needed_after: int
    covered_before: int
    covered_after: int

    @property
    def gained_months(self) -> int:
        """Return the unit-months more in the second plan."""
        return self.covered_after - self.covered_before


@dataclass(frozen=True)
class Comparison:
    """All that the page of a comparison shows. `unchanged` counts stays that are the same in both."""

    changes: list[StayChange]
    unchanged: int
    causes: list[Cause]
    by_mission: list[Gain]
    by_unit_type: list[Gain]


def compare(viewer: Viewer, a: StoredPlan, b: StoredPlan) -> Comparison:
    """Return what differs between two solved plans, as far as the viewer may see it."""
    first, second = (_places(visible_planned_stays(viewer, plan)) for plan in (a, b))
    before, after = plan_coverage(viewer, a), plan_coverage(viewer, b)
    return Comparison(
        changes=stay_changes(first, second),
        unchanged=len(set(first) & set(second)),
        causes=causes(a, b, reads_problems=sees_reasons(viewer, a) and sees_reasons(viewer, b)),
        by_mission=gains(before.by_mission, after.by_mission),
        by_unit_type=gains(before.by_unit_type, after.by_unit_type),
    )


def _places(stays: Iterable[PlannedStay]) -> list[Place]:
    return [
        Place(
            stay.pledge.reference,
            stay.pledge.state.name,
            stay.post.requirement.mission.acronym,
            stay.post.reference,
            stay.stay_from,
            stay.stay_until,
        )
        for stay in stays
    ]


def stay_changes(before: Sequence[Place], after: Sequence[Place]) -> list[StayChange]:
    """Return the stays that differ, by mission and post.

    What is left of a pledge in the same post counts as moved in time, then what is left of a pledge as sent elsewhere,
    each paired in the order of time; the rest stands in one plan only.
    """
    same = set(before) & set(after)
    left_before = [place for place in before if place not in same]
    left_after = [place for place in after if place not in same]
    changes = _paired(MOVED, left_before, left_after, lambda place: (place.pledge, place.post))
    changes += _paired(ELSEWHERE, left_before, left_after, lambda place: (place.pledge,))
    changes += [StayChange(ONLY_A, place, None) for place in left_before]
    changes += [StayChange(ONLY_B, None, place) for place in left_after]
    return sorted(changes, key=lambda change: (change.one.mission, change.one.post, change.one.start, change.kind))


def _paired(
    kind: str, before: list[Place], after: list[Place], key: Callable[[Place], tuple[str, ...]]
) -> list[StayChange]:
    """Take pairs of equal key out of both lists, in the order of time."""
    waiting: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for place in sorted(after, key=lambda place: place.start):
        waiting[key(place)].append(place)
    changes = []
    for place in sorted(before, key=lambda place: place.start):
        if waiting[key(place)]:
            other = waiting[key(place)].pop(0)
            before.remove(place)
            after.remove(other)
            changes.append(StayChange(kind, place, other))
    return changes


def gains(before: Iterable[Coverage], after: Iterable[Coverage]) -> list[Gain]:
    """Return the coverage of both plans by name, the greatest difference first."""
    first, second = ({row.name: row for row in rows} for rows in (before, after))
    nothing = Coverage("", 0, 0, 0)
    found = []
    for name in sorted({*first, *second}):
        one, other = first.get(name, nothing), second.get(name, nothing)
        found.append(Gain(name, one.needed_months, other.needed_months, one.covered_months, other.covered_months))
    return sorted(found, key=lambda gain: (-abs(gain.gained_months), gain.name))


def causes(a: StoredPlan, b: StoredPlan, *, reads_problems: bool) -> list[Cause]:
    """Return in what the plans' making differs: day, horizon, time, assumptions, parameters, and what was on record.

    The problems speak of all States' pledges: they are read only where the viewer may.
    """
    pairs = [
        (_("Planned as of"), long_day(a.planned_on), long_day(b.planned_on)),
        (_("Horizon"), _months(a), _months(b)),
        (_("Time limit"), _seconds(a), _seconds(b)),
    ]
    if reads_problems:
        pairs.append((_("Assumptions"), _assumptions(a), _assumptions(b)))
    pairs += _parameters(a, b)
    if reads_problems:
        pairs += _record(problem_of(a), problem_of(b))
    return [Cause(*pair) for pair in pairs if pair[1] != pair[2]]


def _months(plan: StoredPlan) -> str:
    return _("%(n)s months") % {"n": plan.horizon_months}


def _seconds(plan: StoredPlan) -> str:
    return _("%(n)s seconds") % {"n": plan.seconds_limit}


def _assumptions(plan: StoredPlan) -> str:
    return "; ".join(told(plan)) or _("none")


def _parameters(a: StoredPlan, b: StoredPlan) -> list[tuple[str, str, str]]:
    first, second = ({row["key"]: f"{row['value']} {row['unit']}" for row in plan.parameters} for plan in (a, b))
    missing = _("not used")
    return [(key, first.get(key, missing), second.get(key, missing)) for key in sorted({*first, *second})]


def _record(a: Problem, b: Problem) -> list[tuple[str, str, str]]:
    """What was on record for one plan and not for the other, by name; the same names with other content by number."""
    rows: list[tuple[str, str, str]] = []
    named: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        (_("Pledges"), a.pledge_by_id, b.pledge_by_id),
        (_("Posts"), a.post_by_id, b.post_by_id),
        (_("Stays agreed before"), _committed(a), _committed(b)),
    )
    for subject, first, second in named:
        rows.append((subject, _names(first, second), _names(second, first)))
    options = _("Eligible pairs of pledge and post")
    rows.append((options, f"{len(a.options):,}", f"{len(b.options):,}"))
    ceilings = [{row.state: row.personnel for row in problem.state_ceilings} for problem in (a, b)]
    rows.append((_("Ceilings of States"), _values(ceilings[0], ceilings[1]), _values(ceilings[1], ceilings[0])))
    return rows


def _committed(problem: Problem) -> dict[str, object]:
    day = problem.period_start
    return {f"{stay.pledge} in {stay.post}, {day(stay.start)} to {day(stay.end)}": stay for stay in problem.committed}


def _names(these: Mapping[str, object], others: Mapping[str, object]) -> str:
    """Return what only these have, the first dozen by name."""
    only = sorted(set(these) - set(others))
    if not only:
        return _("nothing that the other has not")
    rest = len(only) - MOST_NAMES
    more = _(" and %(n)s more") % {"n": rest} if rest > 0 else ""
    return _("only here: ") + "; ".join(only[:MOST_NAMES]) + more


def _values(these: Mapping[str, int], others: Mapping[str, int]) -> str:
    """Return the values that differ, by name."""
    differing = [f"{name} {value:,}" for name, value in sorted(these.items()) if others.get(name) != value]
    return ", ".join(differing[:MOST_NAMES]) or _("as the other")
