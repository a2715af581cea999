"""Measure every page of the demonstration on SQLite: median time, number of queries, size.

    python -m benchmarks.pages.measure [--home var] [--requests 21] [--smoke] [--check]

Reads a copy of the demonstration's database (`make demo SERVE=0` makes it) as the secretariat's officer (pages that are
for others as one of those), with Django's test client: the whole of Muster and Django, without web server and line.
Time is reported, not asserted. With `--check` a page with more than 30 queries fails. Without `--smoke` the table is
written to RESULTS.md beside this file.
"""

import argparse
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pages.addresses import EXAMPLES, Page, pages

if TYPE_CHECKING:
    from django.test import Client

MOST_QUERIES = 30
MOST_MILLISECONDS = 100.0
SMOKE_REQUESTS = 1
RESULTS = Path(__file__).with_name("RESULTS.md")


@dataclass(frozen=True)
class Measurement:
    """One page: its address, the median over the requests, the queries of one request, and the size in kB."""

    address: str
    milliseconds: float
    queries: int
    kilobytes: float


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; returns the exit status."""
    options = _options(arguments)
    source = Path(options.home) / "muster.sqlite3"
    if not source.is_file():
        print(f"{source}: there is no demonstration; run `make demo SERVE=0` first", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        _copy(source, Path(folder) / "muster.sqlite3")
        _set_up(Path(folder))
        found = [one for page in pages() if (one := _slowest(page, options.requests, options.examples)) is not None]
    table = _table(found)
    print("\n".join(table))
    if not options.smoke:
        RESULTS.write_text(_results(table, options.requests, options.examples), encoding="utf-8")
    over = [one.address for one in found if one.queries > MOST_QUERIES]
    for address in over:
        print(f"{address}: more than {MOST_QUERIES} queries", file=sys.stderr)
    return 1 if over and options.check else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.pages.measure", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--home", default=os.environ.get("MUSTER_HOME", "var"), help="folder of the demonstration")
    parser.add_argument("--requests", type=int, default=21, help="requests a page; the median counts")
    parser.add_argument("--examples", type=int, default=EXAMPLES, help="records of a kind that are measured")
    parser.add_argument("--smoke", action="store_true", help="one example and request a page, no results file")
    parser.add_argument("--check", action="store_true", help=f"fail if a page has more than {MOST_QUERIES} queries")
    options = parser.parse_args(arguments)
    if options.smoke:
        options.requests, options.examples = SMOKE_REQUESTS, 1
    return options


def _copy(source: Path, target: Path) -> None:
    """Copy a database that may be in use, so that measuring leaves no sessions behind."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def _set_up(home: Path) -> None:
    """Set up Django on the copy, as of the day of the demonstration."""
    for name in [name for name in os.environ if name.startswith("MUSTER_") and name != "MUSTER_AS_OF"]:
        del os.environ[name]
    os.environ.update(MUSTER_HOME=str(home), DJANGO_SETTINGS_MODULE="muster.web.settings", MUSTER_DEMONSTRATION="1")
    os.environ.setdefault("MUSTER_AS_OF", "2018-10-01")
    (home / "static").mkdir()
    import django

    django.setup()


def _slowest(page: Page, requests: int, examples: int) -> Measurement | None:
    """Measure a page; the slowest of its first examples stands for it, with the most queries and greatest size of all.

    None for an address that is no page: it takes a form only, or gives a file. Raises SystemExit for a broken one.
    """
    found: list[Measurement] = []
    for address in page.addresses:
        if len(found) == examples:
            break
        client, status, is_page = _first_that_may_see(address)
        if status == HTTPStatus.METHOD_NOT_ALLOWED or (client and not is_page):
            return None
        if client is None and status in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.BAD_REQUEST):
            continue  # the example is another kind of record in the same section, or at a stage that has no such form
        if client is None:
            raise SystemExit(f"{address}: status {status} for every account of the demonstration")
        found.append(_measure(client, address, requests))
    if not found:
        return None
    slowest = max(found, key=lambda one: one.milliseconds)
    return Measurement(
        slowest.address,
        slowest.milliseconds,
        max(one.queries for one in found),
        max(one.kilobytes for one in found),
    )


def _measure(client: "Client", address: str, requests: int) -> Measurement:
    """Ask for one address, once to warm up and then `requests` times."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as log:
        size = len(client.get(address).content)
    queries = len(log)
    seconds = []
    for _ in range(requests):
        began = time.perf_counter()
        client.get(address)
        seconds.append(time.perf_counter() - began)
    return Measurement(address, statistics.median(seconds) * 1000, queries, size / 1000)


def _first_that_may_see(address: str) -> tuple["Client | None", int, bool]:
    """A client of the secretariat's officer, or of the first other account that the address is for.

    Besides, the status of the last answer, and whether it is a page.
    """
    from django.test import Client

    from muster.parties.models import Membership, OrganisationKind, Role

    first = Membership.objects.filter(organisation__kind=OrganisationKind.SECRETARIAT, role=Role.OFFICER)
    status = 0
    for membership in [*first, *Membership.objects.exclude(pk__in=first).order_by("pk")]:
        client = Client(SERVER_NAME="localhost")
        client.force_login(membership.user, backend="django.contrib.auth.backends.ModelBackend")
        response = client.get(address)
        status = response.status_code
        if status == HTTPStatus.OK:
            return client, status, response.headers["Content-Type"].startswith("text/html")
        if status not in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
            break
    return None, status, False


def _table(found: list[Measurement]) -> list[str]:
    """The table as lines of Markdown."""
    rows = ["| page | median (ms) | queries | size (kB) |", "| --- | ---: | ---: | ---: |"]
    rows += [f"| `{one.address}` | {one.milliseconds:.0f} | {one.queries} | {one.kilobytes:.0f} |" for one in found]
    slow = sum(one.milliseconds > MOST_MILLISECONDS for one in found)
    many = sum(one.queries > MOST_QUERIES for one in found)
    return [
        *rows,
        "",
        f"{len(found)} pages; over {MOST_MILLISECONDS:.0f} ms: {slow}; over {MOST_QUERIES} queries: {many}.",
    ]


def _results(table: list[str], requests: int, examples: int) -> str:
    """The results file: the table, and how it was measured."""
    import django

    busy = f"load average {os.getloadavg()[0]:.1f}"
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors, {busy}"
    versions = f"Python {platform.python_version()}, Django {django.get_version()}, SQLite {sqlite3.sqlite_version}"
    how = (
        f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.pages.measure`: median of {requests} "
        f"requests by Django's test client as the secretariat's officer. {machine}; {versions}. Of each kind of record "
        f"{examples} were measured; the slowest is shown. Aims: {MOST_MILLISECONDS:.0f} ms, {MOST_QUERIES} queries."
    )
    return "\n".join(["# Pages of the demonstration", "", how, "", *table, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
