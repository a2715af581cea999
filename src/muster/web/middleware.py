"""What every request carries besides Django's own: the viewer, the as-of date, and refusals turned into pages."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date

from muster.kit.errors import MusterError, NotAllowed, NotFound, Refused
from muster.parties.queries import memberships_of, viewer_by
from muster.parties.viewer import ANONYMOUS

AS_OF_KEY = "as_of"
ACTING_FOR_KEY = "acting_for"
LAST_DAY = date(2999, 12, 31)  # horizons and times of warning reckoned from the day must still be dates
View = Callable[[HttpRequest], HttpResponse]


class ViewerMiddleware:
    """Puts `request.viewer`: the signed-in user acting for one of their organisations, or the anonymous viewer.

    And `request.memberships`, by which the user may act: the frame of the page offers the others.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set both and go on."""
        request.viewer, request.memberships = ANONYMOUS, ()  # type: ignore[attr-defined]
        if request.user.is_authenticated and request.user.pk:
            chosen = request.session.get(ACTING_FOR_KEY)
            found = tuple(memberships_of(request.user.pk))
            request.viewer, request.memberships = viewer_by(found, chosen), found  # type: ignore[attr-defined]
        return self.get_response(request)


def today_utc() -> date:
    """Return today's date in UTC; the one clock of the web door."""
    return datetime.now(UTC).date()


class AsOfMiddleware:
    """Puts `request.as_of` and `request.today`.

    `?as_of=` in the address wins and is remembered for the session; then the session, then the installation's default,
    then today. A text that holds no date is passed over.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set both dates and go on."""
        request.today = today_utc()  # type: ignore[attr-defined]
        request.as_of = self._as_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def _as_of(request: HttpRequest) -> date:
        chosen = date_or_none(request.GET.get(AS_OF_KEY, ""))
        if chosen is not None:
            is_page = not request.path.startswith("/api/")  # a program's question is not to change what pages show
            if is_page and str(request.session.get(AS_OF_KEY, "")) != chosen.isoformat():
                request.session[AS_OF_KEY] = chosen.isoformat()
            return chosen
        remembered = date_or_none(str(request.session.get(AS_OF_KEY, "")))
        return remembered or date_or_none(settings.MUSTER_AS_OF) or today_utc()


def date_or_none(text: str) -> date | None:
    """Return the ISO date in `text`, or None if it holds none or one after the last day on which pages can be seen."""
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found is not None and found <= LAST_DAY else None


class RefusalMiddleware:
    """Turns Muster's own errors into one clear line with the right status: 403, 404 or 400."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; errors arrive by `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a MusterError with its line, a refusal with its problems too; leave everything else to Django."""
        if not isinstance(exception, MusterError):
            return None
        status = 403 if isinstance(exception, NotAllowed) else 404 if isinstance(exception, NotFound) else 400
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": str(exception)}, status=status)
        problems = exception.problems if isinstance(exception, Refused) else ()
        context = {"message": str(exception), "problems": [str(one) for one in problems]}
        return render(request, f"{status}.html", context, status=status)
