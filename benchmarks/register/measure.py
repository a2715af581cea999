"""Measure the register at its full size on SQLite and on PostgreSQL: pages, files, the daily run.

    python -m benchmarks.register.measure [--smoke] [--check] [--keep FOLDER] [--postgres URL] [--pledges 3000]
                                          [--requests 11]

Makes a throw-away installation for each database with a made-up register, asks it for its pages and exports, lets the
daily run go over it once, and takes it away again. With `--keep` the register written into SQLite stays in that folder
and the next run measures a copy of it. PostgreSQL is skipped with a word where no server answers. Time is reported, not
asserted; with `--check` a page with more than 30 queries fails. Without `--smoke` the tables are written to RESULTS.md
beside this file, each in its own section.
"""

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.register.answers import Answer, Answers
from benchmarks.register.blank import migrated
from benchmarks.register.generate import PLEDGES, STATES, generate
from benchmarks.register.installations import DATABASE_FILE, Installation, copy_database, on_postgres, on_sqlite
from benchmarks.register.sections import write_section

MOST_QUERIES = 30
MOST_MILLISECONDS = 100.0
MOST_DAILY_SECONDS = 10
POSTGRES = "postgresql://postgres@127.0.0.1:5432"
SMOKE_STATES, SMOKE_PLEDGES = 20, 30
PAGES, FILES, DAILY = "Pages of 3,000 pledges", "Exports of 3,000 pledges", "The daily run over 3,000 pledges"


@dataclass
class Measured:
    """What one installation answered."""

    name: str
    generated_seconds: float | None
    pages: Answers
    files: Answers
    daily: tuple[float, float, str]


def main(arguments: Sequence[str]) -> int:
    """Measure, print the tables; returns the exit status: 1 with `--check` if a page has too many queries."""
    options = _options(arguments)
    found = []
    with ExitStack() as stack:
        installations = [stack.enter_context(on_sqlite())]
        if not options.smoke or options.postgres != POSTGRES:
            server = stack.enter_context(on_postgres(options.postgres))
            if server is None:
                print(f"PostgreSQL: skipped, {options.postgres} does not answer", file=sys.stderr)
            else:
                installations.append(server)
        found = [_measure(one, options) for one in installations]
    sections = _sections(found)
    for heading, lines in sections.items():
        print("\n".join(["", heading, "", *lines]))
        if not options.smoke:
            write_section(heading, [_how(found, options), "", *lines])
    over = [f"{one.name}, {answer.what}" for one in found for answer in one.pages.answers if _asks_too_much(answer)]
    for what in over:
        print(f"{what}: more than {MOST_QUERIES} queries", file=sys.stderr)
    return 1 if over and options.check else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.register.measure", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pledges", type=int, default=PLEDGES)
    parser.add_argument("--states", type=int, default=STATES)
    parser.add_argument("--requests", type=int, default=11, help="requests a page; the median counts")
    parser.add_argument("--keep", type=Path, help="folder in which the register on SQLite is kept between runs")
    parser.add_argument("--postgres", default=POSTGRES, help="server on which a database may be created and dropped")
    parser.add_argument(
        "--smoke", action="store_true", help=f"{SMOKE_PLEDGES} pledges on SQLite, a request each, no results file"
    )
    parser.add_argument("--check", action="store_true", help=f"fail if a page has more than {MOST_QUERIES} queries")
    options = parser.parse_args(arguments)
    if options.smoke:
        options.pledges, options.states, options.requests = SMOKE_PLEDGES, SMOKE_STATES, 1
    return options


def _measure(installation: Installation, options: argparse.Namespace) -> Measured:
    """Fill one installation and ask it, each step in a process of its own; all of them in one for a smoke."""
    if options.smoke:
        return Measured(installation.name, *installation.run(_all_at_once, options.states, options.pledges))
    seconds = _filled(installation, options)
    print(f"{installation.name}: asking for pages and files", flush=True)
    return Measured(
        installation.name,
        seconds,
        installation.run(_ask_pages, options.requests),
        installation.run(_ask_files, 1),
        installation.run(_run_daily),
    )


def _filled(installation: Installation, options: argparse.Namespace) -> float | None:
    """Write the register, or copy the one that was kept; returns the seconds of writing, None for a copy."""
    kept = None
    if options.keep is not None and not installation.url:
        kept = options.keep / f"register-{options.states}-{options.pledges}.sqlite3"
    if kept is not None and kept.is_file():
        print(f"{installation.name}: measuring a copy of {kept}", flush=True)
        copy_database(kept, installation.home / DATABASE_FILE)
        installation.run(migrated)
        return None
    print(f"{installation.name}: writing {options.pledges} pledges", flush=True)
    seconds: float = installation.run(generate, options.states, options.pledges)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        copy_database(installation.home / DATABASE_FILE, kept)
    return seconds


# Each runs in a new process once Django is set up there: only then the models can be imported.


def _all_at_once(states: int, pledges: int) -> tuple[float, Answers, Answers, tuple[float, float, str]]:
    return generate(states, pledges), _ask_pages(0), _ask_files(0), _run_daily()


def _ask_pages(requests: int) -> Answers:
    from benchmarks.register.asking import ask_pages

    return ask_pages(requests)


def _ask_files(requests: int) -> Answers:
    from benchmarks.register.asking import ask_files

    return ask_files(requests)


def _run_daily() -> tuple[float, float, str]:
    from benchmarks.register.asking import run_daily

    return run_daily()


def _asks_too_much(answer: Answer) -> bool:
    return answer.queries > MOST_QUERIES


def _sections(found: Sequence[Measured]) -> dict[str, list[str]]:
    """The tables by heading, the databases side by side."""
    sections = {
        PAGES: _side_by_side("page", [(one.name, one.pages) for one in found], in_seconds=False),
        FILES: _side_by_side("file", [(one.name, one.files) for one in found], in_seconds=True),
    }
    if daily := [(one.name, *one.daily) for one in found]:
        rows = [f"| {name} | {seconds:.1f} | {peak:.0f} | {words} |" for name, seconds, peak, words in daily]
        sections[DAILY] = [
            "| database | seconds | peak (MiB) | came of it |",
            "| --- | ---: | ---: | --- |",
            *rows,
            "",
            f"Aim: {MOST_DAILY_SECONDS} s.",
        ]
    return sections


def _side_by_side(what: str, found: Sequence[tuple[str, Answers]], *, in_seconds: bool) -> list[str]:
    """One line for each question, with time and queries on each database."""
    unit, share, decimals = ("s", 1000, 1) if in_seconds else ("ms", 1, 0)
    heads = " | ".join(f"{name} ({unit}) | of the processor | queries" for name, _ in found)
    rows = [f"| {what} | {heads} | size (kB) |", f"| --- |{' ---: |' * 3 * len(found)} ---: |"]
    for answers in zip(*(one.answers for _, one in found), strict=True):
        cells = " | ".join(
            f"{one.milliseconds / share:.{decimals}f} | {one.processor_milliseconds / share:.{decimals}f} | "
            f"{one.queries}"
            for one in answers
        )
        rows.append(f"| {answers[0].what} | {cells} | {answers[0].kilobytes:.0f} |")
    peaks = "; ".join(f"{name} {one.peak_mebibytes:.0f} MiB" for name, one in found)
    rows += ["", f"Most memory held: {peaks}."]
    if not in_seconds:
        slow = "; ".join(f"{name} {_over(all_of)}" for name, all_of in found)
        rows.append(
            f"Aims for the list and the page of a pledge: {MOST_MILLISECONDS:.0f} ms at the median, and for every page "
            f"{MOST_QUERIES} queries. Over the time, of all pages: {slow}."
        )
    return rows


def _over(found: Answers) -> str:
    """How many answers took longer than the aim, and of how many that is so by the processor's part alone."""
    slow = sum(one.milliseconds > MOST_MILLISECONDS for one in found.answers)
    worked = sum(one.processor_milliseconds > MOST_MILLISECONDS for one in found.answers)
    return f"{slow} ({worked} by the processor's part)"


def _how(found: Sequence[Measured], options: argparse.Namespace) -> str:
    """How it was measured."""
    import django

    busy = f"load average {os.getloadavg()[1]:.1f} over five minutes, of which one is the benchmark's own"
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors, {busy}"
    written = "; ".join(
        f"{one.name} {one.generated_seconds:.0f} s" if one.generated_seconds is not None else f"{one.name} kept"
        for one in found
    )
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.register.measure`: {options.pledges} "
        f"pledges of {options.states} States (written in: {written}); pages: median of {options.requests} requests by "
        f"Django's test client as an officer of the Secretariat or of the State with most pledges; files: once. "
        f"{machine}; Python {platform.python_version()}, Django {django.get_version()}."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
