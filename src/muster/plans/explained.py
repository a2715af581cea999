"""What the planner says of a stored plan beyond its stays: its prices and its slots, for those who may read them."""

from dataclasses import dataclass
from functools import cached_property

from muster.kit.errors import NotFound, Refused
from muster.parties.viewer import Viewer
from muster.planning import Plan, Problem
from muster.planning.another_unit import AnotherUnit, another_unit
from muster.planning.certificate import SumsTooLarge
from muster.planning.refusal import CertificateRefused
from muster.plans.coverage import posts_of_plan
from muster.plans.models import PlanStage, StoredPlan
from muster.plans.periods import Calendar
from muster.plans.prices import PricesOfPlan, UnitWorth, prices_of, worth_by_unit_type
from muster.plans.queries import illustrative_pledges, sees_reasons, visible_plan
from muster.plans.slots import Slot, slots_of
from muster.plans.solved import plan_of, problem_of


@dataclass(frozen=True)
class ExplainedPlan:
    """A solved plan with the planner's own objects behind it. Speaks of all States' pledges."""

    viewer: Viewer
    stored: StoredPlan
    problem: Problem
    plan: Plan
    calendar: Calendar

    @cached_property
    def prices(self) -> PricesOfPlan:
        """What one more place in a post, person under a ceiling or person arriving would be worth at most."""
        return prices_of(self.problem, self.plan.prices, self.calendar)

    @cached_property
    def another(self) -> AnotherUnit | None:
        """What a second unit like each pledge would be worth at most; None where the prices cannot tell."""
        try:
            return another_unit(self.problem, self.plan)
        except (CertificateRefused, SumsTooLarge):
            return None

    @cached_property
    def unit_worths(self) -> tuple[UnitWorth, ...]:
        """What one more unit of each type would be worth at most; none where the prices cannot tell."""
        return () if self.another is None else worth_by_unit_type(self.problem, self.another.worth)

    def slots(self, post: str) -> tuple[Slot, ...]:
        """The months in which nobody holds the post, each with its candidates. Raises NotFound for another post."""
        if post not in self.problem.post_by_id:
            raise NotFound(f"Plan {self.stored.reference} has no post {post!r}.")
        return slots_of(self.problem, self.plan, post)

    @cached_property
    def illustrative_posts(self) -> frozenset[str]:
        """The posts whose requirement is made up for demonstration."""
        posts = posts_of_plan(self.viewer, self.stored)
        return frozenset(post.reference for post in posts if post.requirement.illustrative)

    @cached_property
    def recorded_posts(self) -> dict[str, str]:
        """The requirement of each post that is on record; one that is only assumed is not."""
        return {post.reference: post.requirement.reference for post in posts_of_plan(self.viewer, self.stored)}

    @cached_property
    def illustrative_pledges(self) -> frozenset[str]:
        """The pledges that are made up for demonstration."""
        return illustrative_pledges(self.viewer, self.stored)


def explained_plan(viewer: Viewer, reference: str) -> ExplainedPlan:
    """Return a plan with what the planner says of it.

    Raises NotFound unless the viewer may read what speaks of all States' pledges, and Refused before it is solved.
    """
    stored = visible_plan(viewer, reference)
    if not sees_reasons(viewer, stored):
        raise NotFound(f"Plan {reference} has no prices and no alternatives that you may see.")
    if stored.stage not in (PlanStage.SOLVED, PlanStage.PUBLISHED):
        raise Refused(f"Plan {reference} is {stored.get_stage_display()}; it has no prices before it is solved.")
    stored.refresh_from_db(fields=["problem", "plan"])
    problem = problem_of(stored)
    return ExplainedPlan(viewer, stored, problem, plan_of(stored), Calendar(problem.start, problem.count))
