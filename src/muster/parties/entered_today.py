"""To the page of something that was entered just now, whatever day its viewer was looking at."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.parties.request import MusterRequest


def redirect_as_of_today(request: MusterRequest, name: str, **address: str) -> HttpResponse:
    """Go to a page; as of today where the viewer saw an earlier day, on which what was entered now is not known."""
    target = reverse(name, kwargs=address)
    if request.as_of < request.today:
        messages.info(request, _("You see the record as of today again: what is entered now was not known before."))
        target = f"{target}?as_of={request.today.isoformat()}"
    return redirect(target)
