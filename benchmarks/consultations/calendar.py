"""Measure the one page of consultations on the demonstration: processor time and number of queries, as of several days.

    python -m benchmarks.consultations.calendar [--home var] [--requests 21] [--smoke] [--check]

Reads a copy of the demonstration's database (`make demo SERVE=0` makes it) as the secretariat's officer and as a
State's, with Django's test client. The processor's time counts, so that a busy machine says the same. With `--check` it
fails above the aim. Without `--smoke` the table is written to RESULTS.md beside this file.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.register.installations import DATABASE_FILE, copy_database, set_up
from benchmarks.register.sections import write_section

PAGE = "/consultations/"
DAYS = (date(2018, 10, 1), date(2024, 1, 15))
USERS = ("desk", "kazakhstan")
MOST_MILLISECONDS, MOST_QUERIES = 100.0, 30
REQUESTS, SMOKE_REQUESTS = 21, 1
RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# The calendar of consultations\n"
Measured = tuple[str, date, int, float]


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; returns the exit status: 1 with `--check` if the page misses the aim."""
    parser = argparse.ArgumentParser(prog="benchmarks.consultations.calendar")
    parser.add_argument("--home", default=os.environ.get("MUSTER_HOME", "var"), help="folder of the demonstration")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="requests a page; the median counts")
    parser.add_argument("--smoke", action="store_true", help="one request a page, no results file")
    parser.add_argument("--check", action="store_true", help="fail above the aim")
    options = parser.parse_args(arguments)
    source = Path(options.home) / DATABASE_FILE
    if not source.is_file():
        print(f"{source}: there is no demonstration; run `make demo SERVE=0` first", file=sys.stderr)
        return 2
    requests = SMOKE_REQUESTS if options.smoke else options.requests
    with tempfile.TemporaryDirectory() as folder:
        copy_database(source, Path(folder) / DATABASE_FILE)
        set_up(Path(folder))
        found = [_measured(user, day, requests) for day in DAYS for user in USERS]
    lines = ["| as | as of | queries | median (ms) |", "| --- | --- | ---: | ---: |"]
    lines += [f"| {user} | {day} | {queries} | {milliseconds:.0f} |" for user, day, queries, milliseconds in found]
    lines += ["", f"Aim: {MOST_MILLISECONDS:.0f} ms and {MOST_QUERIES} queries."]
    print("\n".join(lines))
    if not options.smoke:
        if not RESULTS.exists():
            RESULTS.write_text(TITLE, encoding="utf-8")
        how = (
            f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.consultations.calendar` on the "
            f"demonstration, SQLite; median of {requests}. {platform.system()} on {platform.machine()}, "
            f"{os.cpu_count()} processors, load average {os.getloadavg()[1]:.1f} over five minutes."
        )
        write_section("The one page", [how, "", *lines], RESULTS)
    missed = [one for one in found if one[2] > MOST_QUERIES or one[3] > MOST_MILLISECONDS]
    return 1 if options.check and missed else 0


def _measured(username: str, day: date, requests: int) -> Measured:
    """Return the queries of one request, and the median of the processor's time over several, in milliseconds."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from muster.parties.models import User

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    address = f"{PAGE}?as_of={day}"
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address)
    asked = len(queries)  # before the next request empties the log
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    taken = []
    for _ in range(requests):
        began = time.process_time()
        browser.get(address)
        taken.append(1000 * (time.process_time() - began))
    return username, day, asked, statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
