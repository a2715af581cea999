"""What the API answers when something is wrong: the status by the kind of error, the words in one shape."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from muster.kit.errors import MusterError, NotAllowed, NotFound
from muster.kit.openapi.complaints import Complaint, complaint_of, complaint_of_validation

NOT_SIGNED_IN = "Sign in on the site, or send a token of yours as 'Authorization: Bearer ...'."


def status_of(error: MusterError) -> int:
    """Return the status of one of Muster's own errors: 403, 404, else 400."""
    return 403 if isinstance(error, NotAllowed) else 404 if isinstance(error, NotFound) else 400


def answer_errors(api: NinjaAPI) -> None:
    """Let `api` answer every error in the shape of a complaint."""

    def answer(request: HttpRequest, complaint: Complaint, status: int) -> HttpResponse:
        return api.create_response(request, complaint.model_dump(), status=status)

    @api.exception_handler(MusterError)
    def _refused(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, complaint_of(error), status_of(error))

    @api.exception_handler(ValidationError)
    def _not_understood(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, complaint_of_validation(error.errors), 422)

    @api.exception_handler(AuthenticationError)
    def _not_signed_in(request: HttpRequest, error: Any) -> HttpResponse:
        told = NOT_SIGNED_IN if error.message == "Unauthorized" else error.message
        return answer(request, Complaint(detail=told), 401)

    @api.exception_handler(HttpError)
    def _other(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, Complaint(detail=error.message), error.status_code)

    @api.exception_handler(Http404)
    def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, Complaint(detail="There is no such address."), 404)
