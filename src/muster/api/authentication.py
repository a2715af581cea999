"""How a caller of the API is known: by a bearer token, or by the session of the site (writes with its CSRF token)."""

from typing import cast

from django.http import HttpRequest
from ninja.errors import AuthenticationError, AuthorizationError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from muster.kit.errors import NotAllowed, NotFound
from muster.parties.queries import viewer_for_token
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer


class ByToken(HttpBearer):
    """`Authorization: Bearer ...`: the request acts for the token's membership, as of today by default."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> Viewer:
        """Put the token's viewer into the request. Raises AuthenticationError for a token that is not in force."""
        muster_request = cast(MusterRequest, request)
        try:
            viewer = viewer_for_token(token)
        except NotFound as error:
            raise AuthenticationError(message=str(error)) from error
        muster_request.viewer = viewer
        muster_request.as_of = muster_request.today
        return viewer


class BySession(APIKeyCookie):
    """The session of the site. What changes something needs the CSRF token too, as every form does."""

    openapi_name = "session"

    def __call__(self, request: HttpRequest) -> Viewer | None:
        """Return the session's viewer; None if nobody is signed in. Raises NotAllowed and AuthorizationError."""
        viewer = cast(MusterRequest, request).viewer
        if not viewer.is_signed_in:
            if request.user.is_authenticated:
                raise NotAllowed("Your account acts for no organisation yet; ask your administrator for a role.")
            return None
        if check_csrf(request) is not None:
            raise AuthorizationError(message="The CSRF token is missing or wrong; send it as X-CSRFToken.")
        return viewer

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        """Not used: the whole check is in the call."""
        return self(request)
