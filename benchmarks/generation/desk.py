"""Measure a desk of force generation at its full size on SQLite: board, list, case, calendar, handover, rescheduling.

    python -m benchmarks.generation.desk [--smoke] [--check] [--missions 60] [--cases 1000] [--requests 11]

Makes a throw-away installation with made-up cases, each with the phases 1 to 17 as far as its variant has them (18 to
20 recur after the arrival: a case shows them from its post and tour), asks it for its pages by Django's test client,
and takes it away again.
Time is reported, not asserted; with `--check` a page with more than 30 queries fails. Without `--smoke` the tables are
written to RESULTS-desk.md beside this file.
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.register.answers import Answers
from benchmarks.register.installations import on_sqlite
from benchmarks.register.sections import write_section

MISSIONS, CASES = 60, 1_000
SMOKE_MISSIONS, SMOKE_CASES = 4, 20
MOST_QUERIES = 30
MOST_MILLISECONDS = 100.0
MOST_SECONDS = 2
RESULTS = Path(__file__).with_name("RESULTS-desk.md")
TITLE = "# A desk of force generation at its full size\n"
Rescheduled = list[tuple[str, int, float, float]]


def main(arguments: Sequence[str]) -> int:
    """Measure, print the tables; returns the exit status: 1 with `--check` if a page has too many queries."""
    options = _options(arguments)
    today = datetime.now(UTC).date()
    with on_sqlite() as installation:
        written, rescheduled, answers = installation.run(
            _measured, options.missions, options.cases, options.requests, today
        )
    how = _how(options, written)
    pages = f"Pages of {options.cases:,} open cases"
    sections = {pages: _pages(answers), "Forecasts and rescheduling": _reschedulings(rescheduled)}
    for heading, lines in sections.items():
        print("\n".join(["", heading, "", *lines]))
        if not options.smoke:
            if not RESULTS.exists():
                RESULTS.write_text(TITLE, encoding="utf-8")
            write_section(heading, [how, "", *lines], RESULTS)
    over = [one.what for one in answers.answers if one.queries > MOST_QUERIES]
    for what in over:
        print(f"{what}: more than {MOST_QUERIES} queries", file=sys.stderr)
    return 1 if over and options.check else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.generation.desk", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--missions", type=int, default=MISSIONS)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--requests", type=int, default=11, help="requests a page; the median counts")
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_CASES} cases, a request each, no results file")
    parser.add_argument("--check", action="store_true", help=f"fail if a page has more than {MOST_QUERIES} queries")
    options = parser.parse_args(arguments)
    if options.smoke:
        options.missions, options.cases, options.requests = SMOKE_MISSIONS, SMOKE_CASES, 0
    return options


# Runs in a new process once Django is set up there: only then the models can be imported.


def _measured(missions: int, cases: int, requests: int, today: date) -> tuple[float, Rescheduled, Answers]:
    """Write the desk of this process's installation and measure it."""
    from django.conf import settings

    from benchmarks.generation.asking import ask_desk, reschedule
    from benchmarks.generation.writing import write_desk
    from benchmarks.register.blank import migrated

    settings.MUSTER_AS_OF = ""  # pages are asked for as of today, as in service
    migrated()
    began = time.perf_counter()
    write_desk(missions, cases, today)
    written = time.perf_counter() - began
    return written, reschedule(today), ask_desk(today, requests)


def _pages(answers: Answers) -> list[str]:
    """The pages as lines of Markdown."""
    rows = ["| page | median (ms) | of the processor | queries | size (kB) |", "| --- | ---: | ---: | ---: | ---: |"]
    rows += [
        f"| {one.what} | {one.milliseconds:.0f} | {one.processor_milliseconds:.0f} | {one.queries} | "
        f"{one.kilobytes:.0f} |"
        for one in answers.answers
    ]
    return [
        *rows,
        "",
        f"Most memory held: {answers.peak_mebibytes:.0f} MiB. Aims for board, list, case and calendar: "
        f"{MOST_MILLISECONDS:.0f} ms at the median; for every page {MOST_QUERIES} queries.",
    ]


def _reschedulings(rescheduled: Rescheduled) -> list[str]:
    """What the forecasts took, as lines of Markdown."""
    rows = ["| what | cases | seconds | memory added (MiB) |", "| --- | ---: | ---: | ---: |"]
    rows += [f"| {what} | {cases} | {seconds:.2f} | {added:.0f} |" for what, cases, seconds, added in rescheduled]
    return [*rows, "", f"Aim for all cases after one block: {MOST_SECONDS} s."]


def _how(options: argparse.Namespace, written: float) -> str:
    """How it was measured."""
    import django

    busy = f"load average {os.getloadavg()[1]:.1f} over five minutes, of which one is the benchmark's own"
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors, {busy}"
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.generation.desk`: {options.cases} open "
        f"cases of {options.missions} missions on SQLite (written in {written:.0f} s); median of {options.requests} "
        f"requests by Django's test client as an officer of the Secretariat, without web server and line. {machine}; "
        f"Python {platform.python_version()}, Django {django.get_version()}."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
