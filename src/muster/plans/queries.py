"""Reads of plans, each from what the viewer may see."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from muster.kit.errors import NotFound
from muster.kit.standing import Standing
from muster.missions.models import Post
from muster.missions.queries import visible_posts
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.plans.models import GapReplanning, PlanGap, PlannedStay, PlanStage, StoredPlan, StressTest, WorkList
from muster.pledges.queries import visible_pledges, with_pledge_content

RowOfPost = TypeVar("RowOfPost", PlannedStay, PlanGap)

PLAN_FIELDS = visibility.Fields(addressee="register_id", stage="stage", published_stages=(PlanStage.PUBLISHED,))
STAY_FIELDS = visibility.Fields(
    owner="pledge__state_id",
    addressee="plan__register_id",
    mission="post__requirement__mission__organisation_id",
)
GAP_FIELDS = visibility.Fields(
    addressee="plan__register_id", stage="plan__stage", published_stages=(PlanStage.PUBLISHED,)
)


def visible_plans(viewer: Viewer) -> QuerySet[StoredPlan]:
    """Return the plans that the viewer may see: the register's Secretariat all, others the published ones."""
    return (
        StoredPlan.objects.filter(visibility.rows(viewer, PLAN_FIELDS))
        .select_related("register", "made_by")
        .defer("problem", "plan")
    )


def visible_plan(viewer: Viewer, reference: str) -> StoredPlan:
    """Return one plan. Raises NotFound if there is none that the viewer may see."""
    found = visible_plans(viewer).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no plan {reference!r} that you may see.")
    return found


def latest_plan(viewer: Viewer, day: date) -> StoredPlan | None:
    """Return the newest finished plan of the record as it was, as of the latest day up to `day`; None if there is none.

    A plan that rests on assumptions says what would be, not what is.
    """
    done = visible_plans(viewer).filter(
        stage__in=(PlanStage.SOLVED, PlanStage.PUBLISHED), planned_on__lte=day, assumptions=[]
    )
    return done.order_by("-planned_on", "-made_at").first()


def sees_reasons(viewer: Viewer, plan: StoredPlan) -> bool:
    """Return whether the viewer may read what speaks of all States' pledges: the reasons of gaps, the problem."""
    return viewer.is_system or viewer.organisation_id == plan.register_id


def latest_stress_test(viewer: Viewer, plan: StoredPlan) -> StressTest | None:
    """Return the newest stress test of a plan, where the viewer may read what it says; None where there is none."""
    return plan.stress_tests.first() if sees_reasons(viewer, plan) else None


def latest_work_list(viewer: Viewer, plan: StoredPlan) -> WorkList | None:
    """Return the newest work list of a plan, where the viewer may read what it says; None where there is none."""
    return plan.work_lists.first() if sees_reasons(viewer, plan) else None


def latest_replannings(viewer: Viewer, plan: StoredPlan, post: str) -> dict[date, GapReplanning]:
    """Return the newest replanning of each gap of a post, by the gap's first day, where the viewer may read them."""
    found = plan.replannings.filter(post=post) if sees_reasons(viewer, plan) else GapReplanning.objects.none()
    return {one.gap_from: one for one in reversed(found)}


def illustrative_pledges(viewer: Viewer, plan: StoredPlan) -> frozenset[str]:
    """Return the references of the pledges that are made up for demonstration, as of the planning day."""
    found = visible_pledges(viewer, plan.planned_on).filter(standing=Standing.ILLUSTRATIVE)
    return frozenset(found.values_list("pledge__reference", flat=True))


def _posts(viewer: Viewer, plan: StoredPlan) -> QuerySet[Post]:
    """Return the posts that the viewer may see as of the planning day, for use in a subquery."""
    return visible_posts(viewer, plan.planned_on).order_by().select_related(None)


def visible_planned_stays(viewer: Viewer, plan: StoredPlan) -> QuerySet[PlannedStay]:
    """Return the stays of a plan that the viewer may see: a State its own, a mission those in it."""
    stays = PlannedStay.objects.filter(visibility.rows(viewer, STAY_FIELDS), plan=plan, post__in=_posts(viewer, plan))
    return with_pledge_content(
        stays.select_related("pledge__state", "post__requirement__mission").order_by(
            "post__requirement__mission__acronym", "post__reference", "stay_from"
        ),
        plan.planned_on,
    )


def stays_of_posts(viewer: Viewer, plan: StoredPlan, posts: Iterable[Post]) -> list[PlannedStay]:
    """Return the stays of a plan that the viewer may see, with `posts` (loaded already) as theirs: for drawings.

    Hundreds of stays share a hundred posts; reading each post once makes the page of a plan twice as quick.
    """
    found = visible_planned_stays(viewer, plan).select_related(None).select_related("pledge__state")
    return _with_posts(found, posts)


def gaps_of_posts(viewer: Viewer, plan: StoredPlan, posts: Iterable[Post]) -> list[PlanGap]:
    """Return the gaps of a plan that the viewer may see, with `posts` (loaded already) as theirs."""
    return _with_posts(visible_gaps(viewer, plan).select_related(None), posts)


def _with_posts(rows: QuerySet[RowOfPost], posts: Iterable[Post]) -> list[RowOfPost]:
    """Return the rows, each with its post from `posts` where it is among them."""
    known = {post.pk: post for post in posts}
    found = list(rows)
    for row in found:
        if row.post_id in known:
            row.post = known[row.post_id]
    return found


def visible_gaps(viewer: Viewer, plan: StoredPlan) -> QuerySet[PlanGap]:
    """Return the gaps of a plan that the viewer may see; those of a draft requirement are its Secretariat's own.

    Their words and counts speak of States' pledges and caveats: show them only where `sees_reasons` allows it.
    """
    return (
        PlanGap.objects.filter(visibility.rows(viewer, GAP_FIELDS), plan=plan, post__in=_posts(viewer, plan))
        .select_related("post__requirement__mission")
        .order_by("post__requirement__mission__acronym", "gap_from", "post__reference")
    )
