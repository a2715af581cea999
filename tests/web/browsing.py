"""A browser without a screen: signs in, opens pages, and holds each to what every page must keep."""

import re
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.parties.models import User
from tests.record import DAY

BACKEND = "django.contrib.auth.backends.ModelBackend"
MOST_QUERIES = 30
EMPTY_PAGES = (
    "/",
    "/requirements/",
    "/requirements/new/",
    "/requirements/import/",
    "/requirements/missions/",
    "/requirements/missions/new/",
    "/pledges/",
    "/visits/",
    "/visits/new/",
    "/visits/findings/",
    "/pledges/obligations/",
    "/pledges/states/",
    "/plans/",
    "/plans/new/",
    "/deployments/",
    "/deployments/arrivals/",
    "/reference/",
    "/reference/states/",
    "/reference/states/KAZ/",
    "/reference/parameters/",
    "/reference/parameters/level_min_for_selection/",
    "/search/",
    "/search/?q=kaz",
    "/style-guide/",
    "/accounts/password/change/",
    "/accounts/2fa/",
)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]+\son[a-z]+\s*=|javascript:", re.IGNORECASE)


def browser_of(user: User, day: date | None = DAY) -> Client:
    """Return a browser in which the user is signed in and looks at the record of a day."""
    found = Client()
    found.force_login(user, backend=BACKEND)
    if day:
        session = found.session
        session["as_of"] = day.isoformat()
        session.save()
    return found


def check_page(browser: Client, address: str) -> str:
    """Open a page; hold it to its status, its number of queries and the absence of inline scripts. Return it."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    asked = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
    assert len(asked) <= MOST_QUERIES, (address, len(asked), asked)
    text = str(answer.content.decode())
    assert not INLINE_SCRIPT.search(text), address
    assert not HANDLER.search(text), address
    assert "script-src 'self';" in answer["Content-Security-Policy"]
    return text
