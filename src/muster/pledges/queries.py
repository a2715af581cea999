"""Reads of the readiness register, each from what the viewer may see."""

from datetime import date

from django.db.models import CharField, DateField, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level
from muster.pledges.models import Caveat, LevelEvent, Pledge, PledgeStage

PLEDGE_FIELDS = visibility.Fields(
    owner="state_id",
    addressee="register_id",
    stage="stage",
    withheld_stages=(PledgeStage.DRAFT, PledgeStage.DROPPED),
)


def latest_level(day: date, pledge_path: str = "pk") -> QuerySet[LevelEvent]:
    """Return the level event that holds on `day`, for use in a subquery over pledges."""
    return known_on(LevelEvent.objects.filter(pledge=OuterRef(pledge_path), held_from__lte=day), day).order_by(
        "-held_from", "-pk"
    )


def visible_pledges(viewer: Viewer, day: date) -> QuerySet[Pledge]:
    """Return the pledges that the viewer may see as of `day`, with `current_level` and `level_held_from` as of then."""
    events = latest_level(day)
    return (
        known_on(Pledge.objects.filter(visibility.rows(viewer, PLEDGE_FIELDS)), day)
        .select_related("state", "register")
        .annotate(
            current_level=Coalesce(
                Subquery(events.values("level")[:1]), Value(Level.DRAFT.value), output_field=CharField()
            ),
            level_held_from=Subquery(events.values("held_from")[:1], output_field=DateField()),
        )
    )


def with_details(pledges: QuerySet[Pledge], day: date) -> QuerySet[Pledge]:
    """Load the caveats and the level history known on `day` with the pledges, in two queries for all of them."""
    return pledges.prefetch_related(
        Prefetch("caveats", queryset=Caveat.objects.all()),
        Prefetch("level_events", queryset=known_on(LevelEvent.objects.all(), day), to_attr="known_level_events"),
    )


def visible_pledge(viewer: Viewer, day: date, reference: str) -> Pledge:
    """Return one pledge with its details. Raises NotFound if there is none that the viewer may see."""
    found = with_details(visible_pledges(viewer, day), day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no pledge {reference!r} that you may see as of {long_day(day)}.")
    return found
