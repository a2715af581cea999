"""The request as Muster's middleware leaves it, for type checking."""

from datetime import date

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from muster.parties.viewer import Viewer


class MusterRequest(HttpRequest):
    """A request with the viewer, the day on which pages are seen, and today."""

    viewer: Viewer
    as_of: date
    today: date
    htmx: HtmxDetails
