"""The content security policy of every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
# django-ninja's documentation page starts Swagger from an inline script.
DOCUMENTATION_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
DOCUMENTATION_PATH = "/api/v1/docs"


class ContentSecurityPolicyMiddleware:
    """Sends the policy: nothing from elsewhere, no inline scripts (style attributes are Vega's)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to the answer."""
        response = self.get_response(request)
        is_documentation = request.path == DOCUMENTATION_PATH
        response.headers["Content-Security-Policy"] = DOCUMENTATION_POLICY if is_documentation else POLICY
        return response
