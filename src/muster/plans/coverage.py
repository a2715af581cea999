"""How much of the need a plan covers: by mission and by unit type, in unit-months."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.db.models import Q

from muster.kit.intervals import DateInterval, months_between
from muster.missions.models import Post
from muster.missions.queries import visible_posts
from muster.parties.viewer import Viewer
from muster.plans.assumptions import closed_from
from muster.plans.models import PlanGap, PlannedStay, StoredPlan
from muster.plans.periods import Calendar
from muster.plans.queries import gaps_of_posts


@dataclass(frozen=True)
class Coverage:
    """Need and cover of one mission or unit type over the plan's horizon. Months are unit-months."""

    name: str
    posts: int
    needed_months: int
    open_months: int

    @property
    def covered_months(self) -> int:
        """Return the unit-months that somebody holds."""
        return self.needed_months - self.open_months

    @property
    def share(self) -> float:
        """Return the covered share of the need, 1 where nothing is needed."""
        return float(Decimal(self.covered_months) / self.needed_months) if self.needed_months else 1.0


def coverage(
    posts: Iterable[Post],
    gaps: Iterable[PlanGap],
    wanted: Callable[[Post], tuple[int, int] | None],
    key: Callable[[Post], str],
) -> list[Coverage]:
    """Return the coverage by what `key` says of a post, in the order of the names. `wanted`: a post's months."""
    count: dict[str, int] = defaultdict(int)
    needed: dict[str, int] = defaultdict(int)
    open_months: dict[str, int] = defaultdict(int)
    for post in posts:
        span = wanted(post)
        if span is not None:
            count[key(post)] += 1
            needed[key(post)] += span[1] - span[0]
    for gap in gaps:
        open_months[key(gap.post)] += months_between(gap.gap_from, gap.gap_until)
    return [Coverage(name, count[name], needed[name], open_months[name]) for name in sorted(needed)]


def posts_of_plan(viewer: Viewer, plan: StoredPlan) -> list[Post]:
    """Return the posts that the plan was made for, each held or open in it, among those that the viewer may see."""
    open_or_held = Q(pk__in=PlanGap.objects.filter(plan=plan).values("post"))
    open_or_held |= Q(pk__in=PlannedStay.objects.filter(plan=plan).values("post"))
    return list(visible_posts(viewer, plan.planned_on).filter(open_or_held))


def is_illustrative(viewer: Viewer, plan: StoredPlan) -> bool:
    """Return whether the plan was made for posts that are made up for demonstration."""
    return any(post.requirement.illustrative for post in posts_of_plan(viewer, plan))


def months_wanted(plan: StoredPlan, post: Post) -> tuple[int, int] | None:
    """Return the months of the plan in which a post is wanted, None for none: a mission assumed to close ends them."""
    calendar = Calendar.of(plan.planned_on, plan.horizon_months)
    span = calendar.whole_months(DateInterval(post.needed_from, post.needed_until))
    if span is None:
        return None
    start, end = span[0], min(span[1], closed_from(plan, post.requirement.mission.acronym))
    return (start, end) if start < end else None


@dataclass(frozen=True)
class PlanCoverage:
    """The coverage of a plan, by mission and by unit type."""

    by_mission: list[Coverage]
    by_unit_type: list[Coverage]
    gaps: list[PlanGap]


def plan_coverage(viewer: Viewer, plan: StoredPlan, posts: Sequence[Post] | None = None) -> PlanCoverage:
    """Return the coverage of a plan as the viewer may see it. `posts`: those of `posts_of_plan`, if at hand."""
    posts = posts_of_plan(viewer, plan) if posts is None else posts
    gaps = gaps_of_posts(viewer, plan, posts)
    wanted = partial(months_wanted, plan)
    return PlanCoverage(
        coverage(posts, gaps, wanted, lambda post: post.requirement.mission.acronym),
        coverage(posts, gaps, wanted, lambda post: post.unit_type),
        gaps,
    )


def total(rows: Iterable[Coverage]) -> Coverage:
    """Return the sum of all rows."""
    every = list(rows)
    return Coverage(
        "",
        sum(row.posts for row in every),
        sum(row.needed_months for row in every),
        sum(row.open_months for row in every),
    )
