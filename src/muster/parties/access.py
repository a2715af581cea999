"""Doors that ask for a sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muster.kit.errors import NotAllowed
from muster.parties.request import MusterRequest

View = Callable[..., HttpResponse]


def for_parties(view: View) -> View:
    """Let only those in who act for an organisation; send the others to the sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not cast(MusterRequest, request).viewer.is_signed_in:
            raise NotAllowed(_("Your account acts for no organisation yet; ask your administrator for a role."))
        return view(request, *args, **kwargs)

    return guarded
