"""Which companies of tours a viewer may see: a tour in theatre is seen by many, the national unit behind it by few."""

from datetime import date

from muster.deployments.models import Tour
from muster.parties.viewer import Viewer
from muster.pledges.queries.units import visible_units as visible_national_units


def companies_seen(viewer: Viewer, day: date) -> frozenset[int]:
    """Return the keys of the national units with tours that the viewer may see as of `day`; one query."""
    seen = visible_national_units(viewer, day).filter(tours__isnull=False).select_related(None).order_by()
    return frozenset(seen.values_list("pk", flat=True))


def company_code(tour: Tour, seen: frozenset[int]) -> str | None:
    """Return the code of a tour's company; None where none is named, or the viewer may not see it."""
    return tour.company.code if tour.company is not None and tour.company_id in seen else None
