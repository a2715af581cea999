"""Reads of missions and requirements. Missions are public; a draft requirement is the Secretariat's own."""

from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.missions.models import ArrivalLimit, MandatePeriod, Mission, Post, Requirement, RequirementStage
from muster.parties import visibility
from muster.parties.viewer import Viewer

MISSION_FIELDS = visibility.Fields(is_public=True)
REQUIREMENT_FIELDS = visibility.Fields(
    owner="mission__mandated_by_id",
    stage="stage",
    withheld_stages=(RequirementStage.DRAFT,),
    published_stages=(RequirementStage.PUBLISHED, RequirementStage.CLOSED),
)
POST_FIELDS = visibility.Fields(
    owner="requirement__mission__mandated_by_id",
    stage="requirement__stage",
    withheld_stages=(RequirementStage.DRAFT,),
    published_stages=(RequirementStage.PUBLISHED, RequirementStage.CLOSED),
)


def wanted_on(day: date, prefix: str = "") -> Q:
    """Return the condition that a post's interval holds `day`."""
    return Q(**{f"{prefix}needed_from__lte": day}) & (
        Q(**{f"{prefix}needed_until__gt": day}) | Q(**{f"{prefix}needed_until__isnull": True})
    )


def visible_missions(viewer: Viewer, day: date, *, only_active: bool = False) -> QuerySet[Mission]:
    """Return the missions known on `day`; with `only_active` those under way on it."""
    missions = known_on(Mission.objects.filter(visibility.rows(viewer, MISSION_FIELDS)), day).select_related(
        "mandated_by"
    )
    if not only_active:
        return missions
    return missions.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), started_on__lte=day)


def visible_mission(viewer: Viewer, day: date, acronym: str) -> Mission:
    """Return one mission with its mandates known on `day`. Raises NotFound."""
    mandates = Prefetch("mandates", queryset=known_on(MandatePeriod.objects.all(), day), to_attr="known_mandates")
    found = visible_missions(viewer, day).prefetch_related(mandates).filter(acronym=acronym).first()
    if found is None:
        raise NotFound(f"There is no mission {acronym!r} on record as of {long_day(day)}.")
    return found


def visible_requirements(viewer: Viewer, day: date) -> QuerySet[Requirement]:
    """Return the requirements that the viewer may see as of `day`, with `post_count` and `total_strength`."""
    return (
        known_on(Requirement.objects.filter(visibility.rows(viewer, REQUIREMENT_FIELDS)), day)
        .select_related("mission", "mission__mandated_by")
        .annotate(post_count=Count("posts"), total_strength=Sum("posts__strength"))
        .order_by("mission__acronym", "reference")
    )


def visible_requirement(viewer: Viewer, day: date, reference: str) -> Requirement:
    """Return one requirement with its posts. Raises NotFound if there is none that the viewer may see."""
    posts = Prefetch("posts", queryset=Post.objects.select_related("statement"))
    found = visible_requirements(viewer, day).prefetch_related(posts).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no requirement {reference!r} that you may see as of {long_day(day)}.")
    return found


def visible_posts(viewer: Viewer, day: date) -> QuerySet[Post]:
    """Return the posts of the requirements that the viewer may see as of `day`."""
    return (
        Post.objects.filter(visibility.rows(viewer, POST_FIELDS), requirement__known_from__lte=day)
        .select_related("requirement__mission", "statement")
        .order_by("requirement__mission__acronym", "requirement__reference", F("is_lead").desc(), "reference")
    )


def visible_post(viewer: Viewer, day: date, reference: str) -> Post:
    """Return one post. Raises NotFound if there is none that the viewer may see."""
    found = visible_posts(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no post {reference!r} that you may see as of {long_day(day)}.")
    return found


def arrival_limits(day: date) -> QuerySet[ArrivalLimit]:
    """Return the limits on arrivals known on `day`."""
    return known_on(ArrivalLimit.objects.select_related("mission"), day)
