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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

MOST_QUERIES = 30
MOST_MILLISECONDS = 100.0
EXAMPLES = 5
"""Of each kind of record, so many are measured; the slowest one is shown."""
SMOKE_REQUESTS = 2
RESULTS = Path(__file__).with_name("RESULTS.md")
Arguments = Mapping[str, Any]

NO_PAGES = {
    "set-as-of", "set-acting-for", "submit-pledge", "change-level", "change-requirement-stage", "publish-plan",
    "plan-file", "pledges-workbook", "requirements-workbook", "world-outline", "health",
}  # fmt: skip
"""Addresses that only take a form or give a file."""


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
        found = [_slowest(addresses, options.requests) for addresses in _pages()]
    table = _table(found)
    print("\n".join(table))
    if not options.smoke:
        RESULTS.write_text(_results(table, options.requests), encoding="utf-8")
    over = [one.address for one in found if one.queries > MOST_QUERIES]
    for address in over:
        print(f"{address}: more than {MOST_QUERIES} queries", file=sys.stderr)
    return 1 if over and options.check else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.pages.measure", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--home", default=os.environ.get("MUSTER_HOME", "var"), help="folder of the demonstration")
    parser.add_argument("--requests", type=int, default=21, help="requests a page; the median counts")
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_REQUESTS} requests a page, no results file")
    parser.add_argument("--check", action="store_true", help=f"fail if a page has more than {MOST_QUERIES} queries")
    options = parser.parse_args(arguments)
    if options.smoke:
        options.requests = SMOKE_REQUESTS
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


def _pages() -> Iterator[list[str]]:
    """The addresses of each page of Muster itself; raises SystemExit where the demonstration has no record for one."""
    from django.urls import reverse

    for name in _names():
        if name in NO_PAGES:
            continue
        addresses = [reverse(name, kwargs=dict(one)) for one in _examples(name)]
        if not addresses:
            raise SystemExit(f"{name}: the demonstration has no record to measure; run `make demo SERVE=0` again")
        yield addresses


def _names() -> list[str]:
    """The names of Muster's own addresses, without those of libraries and of the API."""
    from django.urls import URLPattern, get_resolver

    names = []
    for entry in get_resolver().url_patterns:
        entries = [entry] if isinstance(entry, URLPattern) else entry.url_patterns
        own = [one for one in entries if isinstance(one, URLPattern) and _is_ours(one)]
        names += [one.name for one in own if one.name]
    return names


def _is_ours(entry: Any) -> bool:
    module: str = entry.callback.__module__
    return module.startswith("muster.") and not module.startswith("muster.api")


def _examples(name: str) -> list[Arguments]:
    """The arguments with which an address is measured."""
    from muster.deployments.models import Stay
    from muster.missions.models import Mission, Requirement
    from muster.plans.models import StoredPlan
    from muster.pledges.models import Pledge

    pledges = Pledge.objects.values_list("reference", flat=True)
    own = pledges.filter(state__memberships__isnull=False)
    requirements = Requirement.objects.values_list("reference", flat=True)
    missions = Mission.objects.filter(requirements__isnull=False).values_list("acronym", flat=True)
    stays = Stay.objects.values_list("pk", flat=True)
    kinds: dict[str, tuple[str, Any]] = {
        "pledge": ("reference", pledges),
        "change-pledge": ("reference", own),
        "requirement": ("reference", requirements),
        "change-requirement": ("reference", requirements),
        "mission": ("acronym", missions),
        "change-mission": ("acronym", missions),
        "new-mandate": ("acronym", missions),
        "stay": ("number", stays),
        "change-stay": ("number", stays),
        "plan": ("reference", StoredPlan.objects.values_list("reference", flat=True)),
        "reference-table": ("name", ["states", "missions", "parameters", "unit_types"]),
    }
    if name == "fact":
        return [{"name": "missions", "key": "UNIFIL"}, {"name": "parameters", "key": "level_min_for_selection"}]
    if name not in kinds:
        return [{}]
    key, values = kinds[name]
    return [{key: value} for value in list(dict.fromkeys(values))[:EXAMPLES]]


def _slowest(addresses: list[str], requests: int) -> Measurement:
    """Measure the addresses of one page; the slowest one stands for it, with the most queries and the greatest size."""
    found = [_measure(address, requests) for address in addresses]
    slowest = max(found, key=lambda one: one.milliseconds)
    return Measurement(
        slowest.address,
        slowest.milliseconds,
        max(one.queries for one in found),
        max(one.kilobytes for one in found),
    )


def _measure(address: str, requests: int) -> Measurement:
    """Ask for one address, once to warm up and then `requests` times."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client_that_may_see(address)
    with CaptureQueriesContext(connection) as log:
        size = len(client.get(address).content)
    queries = len(log)
    seconds = []
    for _ in range(requests):
        began = time.perf_counter()
        client.get(address)
        seconds.append(time.perf_counter() - began)
    return Measurement(address, statistics.median(seconds) * 1000, queries, size / 1000)


def _client_that_may_see(address: str) -> "Client":
    """A client of the secretariat's officer, or of the first other account that the page is for."""
    from django.test import Client

    from muster.parties.models import Membership, OrganisationKind, Role

    first = Membership.objects.filter(organisation__kind=OrganisationKind.SECRETARIAT, role=Role.OFFICER)
    status = 0
    for membership in [*first, *Membership.objects.exclude(pk__in=first).order_by("pk")]:
        client = Client(SERVER_NAME="localhost")
        client.force_login(membership.user, backend="django.contrib.auth.backends.ModelBackend")
        status = client.get(address).status_code
        if status == HTTPStatus.OK:
            return client
        if status not in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
            break
    raise SystemExit(f"{address}: status {status}; see whether it belongs to NO_PAGES")


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


def _results(table: list[str], requests: int) -> str:
    """The results file: the table, and how it was measured."""
    import django

    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors"
    versions = f"Python {platform.python_version()}, Django {django.get_version()}, SQLite {sqlite3.sqlite_version}"
    how = (
        f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.pages.measure`: median of {requests} "
        f"requests by Django's test client as the secretariat's officer. {machine}; {versions}. Of each kind of record "
        f"{EXAMPLES} were measured; the slowest is shown. Aims: {MOST_MILLISECONDS:.0f} ms, {MOST_QUERIES} queries."
    )
    return "\n".join(["# Pages of the demonstration", "", how, "", *table, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
