"""The register as of a day, from what the viewer may see: a version of each pledge, with its level of that day."""

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on, true_on
from muster.parties import visibility
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges.levels import Level
from muster.pledges.models import (
    Confirmation,
    LevelCap,
    LevelEvent,
    PledgeStage,
    PledgeVersion,
    PoolEvent,
    PoolStanding,
)
from muster.pledges.queries.access import is_partner_only, seen_whole, shared_lines
from muster.pledges.queries.fields import VERSION_FIELDS
from muster.pledges.versions import caveats_known, lines_of_kind


def latest_level(day: date, pledge_path: str = "pledge_id") -> QuerySet[LevelEvent]:
    """Return the level event that holds on `day`, for use in a subquery over what has a pledge at `pledge_path`."""
    return known_on(LevelEvent.objects.filter(pledge=OuterRef(pledge_path), held_from__lte=day), day).order_by(
        "-held_from", "-pk"
    )


def latest_pool_event(day: date, pledge_path: str = "pledge_id") -> QuerySet[PoolEvent]:
    """Return the pool event that holds on `day`, for use in a subquery."""
    return known_on(PoolEvent.objects.filter(pledge=OuterRef(pledge_path), held_from__lte=day), day).order_by(
        "-held_from", "-pk"
    )


def latest_confirmation(day: date, pledge_path: str = "pledge_id") -> QuerySet[Confirmation]:
    """Return the last confirmation known on `day`, for use in a subquery."""
    return known_on(Confirmation.objects.filter(pledge=OuterRef(pledge_path)), day).order_by("-confirmed_on", "-pk")


def stage_on(day: date) -> Case:
    """Return the pledge's stage as of `day`, from the days of its steps."""
    return Case(
        When(pledge__ended_on__lte=day, then=F("pledge__stage")),
        When(pledge__acknowledged_on__lte=day, then=Value(PledgeStage.ACKNOWLEDGED.value)),
        When(pledge__submitted_on__lte=day, then=Value(PledgeStage.SUBMITTED.value)),
        default=Value(PledgeStage.DRAFT.value),
        output_field=CharField(),
    )


def versions_on(day: date) -> Q:
    """Return the condition that a version is the one known on `day`."""
    return Q(known_from__lte=day) & (Q(known_until__gt=day) | Q(known_until__isnull=True))


def visible_pledges(viewer: Viewer, day: date) -> QuerySet[PledgeVersion]:
    """Return the pledges that the viewer may see as of `day`, each by the version known then.

    Annotated as of the day: `current_level`, `level_held_from`, `stage`, `valid_until` (of the last confirmation),
    `pool_standing`. To others than its State a pledge is known from the day on which it was submitted.
    """
    found = PledgeVersion.objects.filter(visibility.rows(viewer, VERSION_FIELDS), versions_on(day))
    if not viewer.is_system:
        found = found.filter(Q(pledge__state_id=viewer.organisation_id) | Q(pledge__submitted_on__lte=day))
    return found.select_related("pledge__state", "pledge__register", "pledge__unit").annotate(**_standing_on(day))


def _standing_on(day: date) -> dict[str, Any]:
    """Return what a version is annotated with as of `day`, besides what it says."""
    level = latest_level(day)
    pool = Subquery(latest_pool_event(day).values("standing_in_pool")[:1])
    return {
        "current_level": Coalesce(
            Subquery(level.values("level")[:1]), Value(Level.DRAFT.value), output_field=CharField()
        ),
        "level_held_from": Subquery(level.values("held_from")[:1], output_field=DateField()),
        "stage": stage_on(day),
        "valid_until": Subquery(latest_confirmation(day).values("valid_until")[:1], output_field=DateField()),
        "pool_standing": Coalesce(pool, Value(PoolStanding.AVAILABLE.value), output_field=CharField()),
    }


def _cap_on(viewer: Viewer, day: date) -> dict[str, Any]:
    """Return what a version is annotated with of the level cap that holds on `day`, to those who see the whole."""
    caps = LevelCap.objects.filter(seen_whole(viewer), pledge=OuterRef("pledge_id"))
    held = true_on(caps, day, "held_from", "held_until").order_by("-held_from", "-pk")
    return {
        name: Subquery(held.values(column)[:1]) for name, column in (("cap_level", "level"), ("cap_reason", "reason"))
    }


def with_visible_caveats(viewer: Viewer, pledges: QuerySet[PledgeVersion], day: date) -> QuerySet[PledgeVersion]:
    """Load the caveats known on `day` with the pledges, as `pledge.caveats`; a partner is given none."""
    caveats = caveats_known(day).filter(seen_whole(viewer))
    return pledges.prefetch_related(Prefetch("pledge__caveats", queryset=caveats, to_attr="caveats_known"))


def with_details(pledges: QuerySet[PledgeVersion], day: date, viewer: Viewer = SYSTEM) -> QuerySet[PledgeVersion]:
    """Load the caveats and the level history known on `day` with the pledges, in two queries for all of them.

    `viewer`: who is given them; a partner of a joint pledge is not. Leave it out for pledges seen as a whole.
    """
    levels = known_on(LevelEvent.objects.filter(seen_whole(viewer)), day)
    return with_visible_caveats(viewer, pledges, day).prefetch_related(
        Prefetch("pledge__level_events", queryset=levels, to_attr="known_level_events"),
    )


def visible_pledge(viewer: Viewer, day: date, reference: str) -> PledgeVersion:
    """Return one pledge with its details and lists, annotated with its level cap, as `cap_level` and `cap_reason`.

    A partner is given no cap. Raises NotFound if there is no pledge that the viewer may see.
    """
    found = with_details(visible_pledges(viewer, day), day, viewer).filter(pledge__reference=reference)
    found = found.annotate(**_cap_on(viewer, day))
    one = found.select_related("pledge__state", "pledge__register", "pledge__unit").first()
    if one is None:
        raise NotFound(f"There is no pledge {reference!r} that you may see as of {long_day(day)}.")
    prefetch_related_objects(
        [one], *(shared_lines(viewer) if is_partner_only(viewer, one) else lines_of_kind(one.unit_type))
    )
    return one
