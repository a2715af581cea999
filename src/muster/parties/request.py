"""The request as Muster's middleware leaves it, and the frame of pages that have no past."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from muster.parties.models import Membership
from muster.parties.viewer import Viewer


class MusterRequest(HttpRequest):
    """A request with the viewer, the memberships by which they may act, the day on which pages are seen, and today."""

    viewer: Viewer
    memberships: Sequence[Membership]
    as_of: date
    today: date
    htmx: HtmxDetails


def as_of_today(request: MusterRequest) -> dict[str, Any]:
    """Return what the frame of a page is told that is of today, whatever day its viewer looks at elsewhere."""
    return {"as_of": request.today, "as_of_is_today": True}
