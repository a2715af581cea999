"""The request as Muster's middleware leaves it, and the frame of pages that have no past."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from muster.parties.viewer import Viewer


class MusterRequest(HttpRequest):
    """A request with the viewer, the day on which pages are seen, and today."""

    viewer: Viewer
    as_of: date
    today: date
    htmx: HtmxDetails


def as_of_today(request: MusterRequest) -> dict[str, Any]:
    """Return what the frame of a page is told that is of today, whatever day its viewer looks at elsewhere."""
    return {"as_of": request.today, "as_of_is_today": True}
