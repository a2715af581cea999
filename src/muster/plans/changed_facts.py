"""Which stored plans rest on a changed fact: those planned before it whose stays lie in the mission, or are a State's.

A plan is its register's own, and is told to it alone; what it holds of a State stands in no reason.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from muster.changes.models import FactChange
from muster.changes.reading import FoundRecord, fact_of, reach_terms
from muster.changes.rules import PLAN, Resting, reaches
from muster.changes.signals import fact_changed
from muster.changes.terms import ReachTerms
from muster.kit.day_text import long_day
from muster.missions.models import Mission
from muster.missions.queries import covers
from muster.missions.queries.beyond import mandate_on
from muster.missions.rules.beyond import known_end
from muster.missions.rules.mandates import MandateCover
from muster.parties.viewer import SYSTEM
from muster.plans.models import PlannedStay, PlanStage, StoredPlan

PLAN_PAGE = "plan"
DONE = (PlanStage.SOLVED, PlanStage.PUBLISHED)


@dataclass(frozen=True)
class Ground:
    """What stays are held against: the mandate's cover, or the people whom it authorises on `day`; None: not asked."""

    today: date
    day: date
    cover: MandateCover | None = None
    ceiling: int | None = None


@receiver(fact_changed, dispatch_uid="which-plans-rest-on-a-fact")
def resting_plans(*, change: FactChange, today: date, status: str = "", **_more: Any) -> list[ReachTerms]:
    """Return the plans that rest on a fact, each with why. Four queries at most."""
    fact = fact_of(change, status)
    narrowed = Q()
    if change.mission:
        narrowed &= Q(post__requirement__mission__acronym=change.mission)
    if change.state_id is not None:
        narrowed &= Q(pledge__state=change.state_id)
    if not narrowed or not reaches(fact, PLAN):
        return []
    stays = PlannedStay.objects.filter(
        narrowed,
        plan__in=StoredPlan.objects.filter(stage__in=DONE, planned_on__lte=today),
        stay_until__gt=max(today, change.true_from),
    ).select_related("post__requirement__mission")
    by_plan: dict[int, list[PlannedStay]] = defaultdict(list)
    for stay in stays:
        by_plan[stay.plan_id].append(stay)
    ground = _ground(change, today)
    plans = StoredPlan.objects.filter(pk__in=by_plan).defer("problem", "plan").order_by("reference")
    return reach_terms(fact, [_found(change, plan, by_plan[plan.pk], ground) for plan in plans])


def _ground(change: FactChange, today: date) -> Ground:
    """Return what the stays of plans are held against, as the kind of the change asks. A query at most."""
    day = max(today, change.true_from)
    if change.kind == "mandate":
        return Ground(today, day, cover=covers(SYSTEM, today).get(change.mission))
    mission = Mission.objects.filter(acronym=change.mission).first() if change.kind == "ceiling" else None
    mandate = mandate_on(SYSTEM, today, mission.pk, day) if mission else None
    return Ground(today, day, ceiling=mandate.troop_ceiling + mandate.police_ceiling if mandate else None)


def _found(change: FactChange, plan: StoredPlan, stays: list[PlannedStay], ground: Ground) -> FoundRecord:
    """Return a plan as the rules read it, by its stays that the change concerns."""
    count = "1 stay" if len(stays) == 1 else f"{len(stays)} stays"
    where = f" in {change.mission}" if change.mission else ""
    start, until = min(one.stay_from for one in stays), max(one.stay_until for one in stays)
    return FoundRecord(
        Resting(PLAN, f"plan {plan.reference} with {count}{where}", start, until,
                _beyond(stays, ground.cover, ground.today), _excess(stays, ground.ceiling, ground.day)),
        page=PLAN_PAGE,
        reference=plan.reference,
        title=plan.title or plan.reference,
        owner_id=plan.register_id,
    )  # fmt: skip


def _beyond(stays: list[PlannedStay], cover: MandateCover | None, today: date) -> str:
    """Return how many of the stays go on beyond the mandate, in words; empty where none does."""
    count = sum(cover.is_beyond(one.stay_until) for one in stays) if cover else 0
    end = known_end(cover, today)
    if not count or end is None:
        return ""
    return f"holds {count} that {'goes' if count == 1 else 'go'} on beyond the mandate, which ends on {long_day(end)}"


def _excess(stays: list[PlannedStay], ceiling: int | None, day: date) -> str:
    """Return how the people of the stays exceed the ceiling of the mandate on a day, in words."""
    people = sum(one.post.strength for one in stays if one.stay_from <= day < one.stay_until)
    if ceiling is None or people <= ceiling:
        return ""
    return f"plans {people} people on {long_day(day)}, over the ceiling of {ceiling}"
