"""The pool on the calendar of its State: selection camps, and the days on which places end. A person is a number."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from muster.generation.rules.calendar import INDIVIDUAL, CalendarEntry
from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer
from muster.training.queries.camps import visible_camps
from muster.training.queries.pool import visible_pool
from muster.training.stages import PoolStage


def pool_entries(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield camps and ends of places in `[start, until)`, as known on `day`: two queries, to States alone."""
    if not (viewer.is_system or viewer.kind == OrganisationKind.MEMBER_STATE):
        return
    for camp in visible_camps(viewer, day).filter(held_from__lt=until, held_until__gt=start):
        yield CalendarEntry(
            kind=INDIVIDUAL,
            start=camp.held_from,
            until=camp.held_until,
            reference=f"camp-{camp.reference}",
            title=f"Selection camp: {camp.title}",
            state=camp.state.name,
            who=camp.state.name,
            illustrative=camp.illustrative,
            source=camp.source,
            address=reverse("selection-camp", args=[camp.reference]),
        )
    ending = visible_pool(viewer, day).filter(stage=PoolStage.POOLED, pooled_until__gte=start, pooled_until__lt=until)
    for entry in ending:
        if entry.pooled_until is None:
            continue
        yield CalendarEntry(
            kind=INDIVIDUAL,
            start=entry.pooled_until,
            until=entry.pooled_until + timedelta(days=1),
            reference=f"pool-{entry.pk}",
            title=f"Person {entry.person_id}: the place in the pool ends",
            state=entry.state.name,
            who=entry.state.name,
            address=reverse("pool-place", args=[entry.pk]),
        )
