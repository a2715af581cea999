"""A program that calls the API: with a token, or with a session and its CSRF token."""

import json
from typing import Any

from django.test import Client

from muster.parties.actions import issue_token
from muster.parties.models import User
from muster.parties.viewer import Viewer

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Caller:
    """Sends JSON to the API and keeps headers."""

    def __init__(self, client: Client, headers: dict[str, str] | None = None) -> None:
        self.client = client
        self.headers = headers or {}

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """Return the answer to a request."""
        data = json.dumps(body) if body is not None else ""
        return self.client.generic(
            method, f"/api/v1/{path}", data, content_type="application/json", headers=self.headers | headers
        )

    def get(self, path: str, status: int = 200) -> Any:
        """Return what a read answers, after looking at its status."""
        return self._checked(self.ask("GET", path), status)

    def post(self, path: str, body: object = None, status: int = 201) -> Any:
        """Return what a POST answers, after looking at its status."""
        return self._checked(self.ask("POST", path, body), status)

    def put(self, path: str, body: object, status: int = 200) -> Any:
        """Return what a PUT answers, after looking at its status."""
        return self._checked(self.ask("PUT", path, body), status)

    @staticmethod
    def _checked(response: Any, status: int) -> Any:
        assert response.status_code == status, response.content.decode()
        return response.json()


def by_token(viewer: Viewer) -> Caller:
    """Return a program with a new token of the viewer. It has no session."""
    _, secret = issue_token(viewer, "a program")
    return Caller(Client(enforce_csrf_checks=True), {"Authorization": f"Bearer {secret}"})


def by_session(user: User) -> Caller:
    """Return a page's script: signed in, without the CSRF token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend=BACKEND)
    return Caller(client)


def with_csrf(caller: Caller) -> Caller:
    """Return the same script with the CSRF token of a page."""
    caller.client.get("/accounts/password/change/")
    return Caller(caller.client, {"X-CSRFToken": caller.client.cookies["csrftoken"].value})
