"""Measure the explorer's pages on the public data: median time, time right after an import, queries, size.

    python -m benchmarks.statistics.explorer [--data FOLDER] [--store FOLDER] [--requests 21] [--smoke]

Imports every data set under the folder MUSTER_PUBLIC_DATA (or `--data`) into a store of its own, or takes the store
that `--store` names. Each page is read with Django's test client: the whole of Muster and Django, without web server
and line. "First" is the first request after the import, before anything is kept. Time is reported, not asserted.
Without `--smoke` the table is written to RESULTS-explorer.md beside this file.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from muster.statistics.importing import import_set
from muster.statistics.importing.sets import SETS

FOLDERS = {
    "ipi": "ipi_contributions", "un-yearly": "un_contributions_yearly", "un-psdata": "un_psdata", "geopko": "geopko",
    "pact": "pact_activities", "ucdp": "ucdp", "views": "views",
}  # fmt: skip
PAGES = (
    "/statistics/", "/statistics/states/", "/statistics/states/IND/", "/statistics/states/BGD/",
    "/statistics/states/KAZ/", "/statistics/missions/", "/statistics/missions/UNIFIL/",
    "/statistics/missions/MINUSCA/", "/statistics/missions/MONUSCO/", "/statistics/payers/", "/statistics/sources/",
    "/statistics/rows/", "/statistics/rows/?state=KAZ&from=2018&until=2021", "/statistics/rows/?sort=-count",
    "/statistics/rows/?table=bases&mission=UNIFIL", "/statistics/missions/UNIFIL/charts/strength.json",
    "/statistics/missions/UNIFIL/charts/bases.json", "/statistics/states/IND/charts/missions.json",
)  # fmt: skip
RESULTS = Path(__file__).with_name("RESULTS-explorer.md")


@dataclass(frozen=True)
class Measured:
    """One page: milliseconds of the median request, of its computing and of the first; database queries; size in kB."""

    address: str
    first: float
    median: float
    computing: float
    queries: int
    kilobytes: float


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; the exit status."""
    parser = argparse.ArgumentParser(prog="benchmarks.statistics.explorer", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", default=os.environ.get("MUSTER_PUBLIC_DATA", ""), help="folder of the public data")
    parser.add_argument("--store", default="", help="a store that is there, instead of an import")
    parser.add_argument("--requests", type=int, default=21, help="requests a page; the median counts")
    parser.add_argument("--smoke", action="store_true", help="one request a page, no results file")
    options = parser.parse_args(arguments)
    if not options.store and not Path(options.data, "ipi_contributions").is_dir():
        print("name the public data: --data FOLDER or MUSTER_PUBLIC_DATA", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as home:
        store = Path(options.store) if options.store else Path(home) / "store"
        if not options.store:
            _import(Path(options.data), store)
        _set_up(Path(home), store)
        found = [_measured(address, 1 if options.smoke else options.requests) for address in PAGES]
    table = _table(found)
    print("\n".join(table))
    if not options.smoke:
        RESULTS.write_text(_results(table, options.requests), encoding="utf-8")
    return 0


def _import(data: Path, store: Path) -> None:
    for one in SETS:
        if one.name in FOLDERS and (data / FOLDERS[one.name]).is_dir():
            import_set(one.name, data / FOLDERS[one.name], folder=store)


def _set_up(home: Path, store: Path) -> None:
    """Start Django with a database of its own, migrated and otherwise empty, and with the store."""
    os.environ |= {
        "MUSTER_HOME": str(home), "MUSTER_STORE": str(store), "DJANGO_SETTINGS_MODULE": "muster.web.settings",
    }  # fmt: skip
    os.environ.pop("MUSTER_AS_OF", None)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _measured(address: str, requests: int) -> Measured:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, times, computing, queries, size = Client(), [], [], 0, 0
    for _ in range(requests + 1):
        begun, computed = time.perf_counter(), time.process_time()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        times.append(1000 * (time.perf_counter() - begun))
        computing.append(1000 * (time.process_time() - computed))
        if answer.status_code != 200:
            raise SystemExit(f"{address}: status {answer.status_code}")
        queries, size = len(asked), len(answer.content)
    return Measured(
        address, times[0], statistics.median(times[1:]), statistics.median(computing[1:]), queries, size / 1000
    )


def _table(found: Sequence[Measured]) -> list[str]:
    lines = [
        "| page | median ms | of it computing | first ms | queries | kB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| `{one.address}` | {one.median:.0f} | {one.computing:.0f} | {one.first:.0f} | {one.queries} | "
        f"{one.kilobytes:.0f} |"
        for one in found
    ]
    return lines


def _results(table: Sequence[str], requests: int) -> str:
    day, machine = datetime.now(UTC).date().isoformat(), f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return "\n".join(
        [
            "# Pages of the explorer on the public data",
            "",
            f"`python -m benchmarks.statistics.explorer`, {day}, {machine}; median of {requests} requests after the "
            "first. The first page loads the code of charts and models and opens the store as well. Computing is the "
            "time of the processor, of all threads: what is above it is waiting for a machine that others use too.",
            "",
            *table,
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
