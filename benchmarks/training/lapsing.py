"""Measure what the daily run does of training at full size on SQLite: what lapses, and who is told of it.

    python -m benchmarks.training.lapsing [--smoke] [--check]

Makes a throw-away installation with the record of the other measurement and a national pool, does what training has
of the daily run on three days a week apart, so that each tells anew and lets a week's places lapse, and takes the
installation away again. With `--check` it fails if a run takes longer than 20 s of the processor.
Without `--smoke` the table is written to RESULTS.md beside this file.
"""

import argparse
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.register.installations import on_sqlite
from benchmarks.register.sections import write_section
from benchmarks.training.record import BATCH, FULL, ONE_DAY, SMOKE, Size, write_record

RESULTS = Path(__file__).with_name("RESULTS.md")
MOST_SECONDS = 20.0
RUNS, DAYS_BETWEEN = 3, 7
POOL_DAYS = 730
"""Everybody has a place in the pool; their ends lie evenly over so many days."""
RULER = "| --- | ---: | ---: | ---: | ---: |"


@dataclass(frozen=True)
class Spent:
    """What runs of a step took: the median in seconds of clock and processor, queries and deeds of the last."""

    what: str
    clock: float
    busy: float
    queries: int
    deeds: int


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; returns the exit status: 1 with `--check` where a run takes longer than the aim."""
    parser = argparse.ArgumentParser(prog="benchmarks.training.lapsing")
    parser.add_argument("--smoke", action="store_true", help="a small record, no results file")
    parser.add_argument("--check", action="store_true", help=f"fail above {MOST_SECONDS:.0f} s")
    options = parser.parse_args(arguments)
    size = SMOKE if options.smoke else FULL
    with on_sqlite() as installation:
        found, megabytes = installation.run(_measured, size, datetime.now(UTC).date())
    lines = ["| step of the daily run | done | queries | median (ms) | processor (ms) |", RULER]
    lines += [
        f"| {one.what} | {one.deeds:,} | {one.queries:,} | {one.clock * 1000:,.0f} | {one.busy * 1000:,.0f} |"
        for one in found
    ]
    lines += ["", f"Aim: {MOST_SECONDS:.0f} s for all of it. Greatest memory of the process: {megabytes:,} MB."]
    print("\n".join(lines))
    if not options.smoke:
        how = (
            f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.training.lapsing`: {size.words}, "
            f"each person with a place in the pool, on SQLite; median of {RUNS} runs {DAYS_BETWEEN} days "
            f"apart, each of which tells anew; queries and what was done of the last. {platform.system()} on "
            f"{platform.machine()}, {os.cpu_count()} processors, load average {os.getloadavg()[1]:.1f} over five "
            "minutes."
        )
        write_section("What lapses, in the daily run", [how, "", *lines], RESULTS)
    return 1 if options.check and any(one.busy > MOST_SECONDS for one in found) else 0


# Runs in a new process once Django is set up there: only then the models can be imported.


def _measured(size: Size, today: date) -> tuple[list[Spent], int]:
    from benchmarks.register.blank import migrated
    from muster.parties.viewer import SYSTEM
    from muster.training.actions.pool_daily import run_pool
    from muster.training.actions.readiness_telling import tell_of_training
    from muster.training.actions.recognition_daily import run_recognitions

    migrated()
    write_record(size, today)
    _write_pool(size, today)

    def lapsing(day: date) -> int:
        return sum(run_pool(SYSTEM, day).values())

    def whole(day: date) -> int:
        return lapsing(day) + tell_of_training(SYSTEM, day) + sum(run_recognitions(SYSTEM, day).values())

    last = today + (RUNS - 1) * DAYS_BETWEEN * ONE_DAY
    found = [
        _spent("places and certificates that lapse", lapsing, today),
        _spent("all of training", whole, last + DAYS_BETWEEN * ONE_DAY),
    ]
    if not found[0].deeds:
        raise SystemExit("nothing lapsed: the measurement means nothing")
    again = whole(last + RUNS * DAYS_BETWEEN * ONE_DAY)
    if again:
        raise SystemExit(f"a second run of a day did {again} things: a run is not idempotent")
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _spent(what: str, work: Callable[[date], int], first: date) -> Spent:
    """Do `work` on days a week apart."""
    from django.db import connection

    clock, busy, queries, deeds = [], [], [], []
    for number in range(RUNS):
        day, counted = first + number * DAYS_BETWEEN * ONE_DAY, _Counted()
        with connection.execute_wrapper(counted):
            began, worked = time.perf_counter(), time.process_time()
            deeds.append(work(day))
            clock.append(time.perf_counter() - began)
            busy.append(time.process_time() - worked)
        queries.append(counted.queries)
    return Spent(what, statistics.median(clock), statistics.median(busy), queries[-1], deeds[-1])


class _Counted:
    """Counts the queries of a connection; the log of Django forgets the first of very many."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Callable[..., object], *arguments: object) -> object:
        self.queries += 1
        return execute(*arguments)


def _write_pool(size: Size, today: date) -> None:
    """Give everybody a place in the pool of their State, ending on one of the days to come."""
    from muster.people.models import Person
    from muster.training.models import PoolEntry
    from muster.training.stages import PoolStage, PoolTrack

    holders = Person.objects.order_by("pk").values_list("pk", "organisation_id")
    PoolEntry.objects.bulk_create(
        (
            PoolEntry(
                state_id=state, person_id=person, track=PoolTrack.CONTINGENT.value, stage=PoolStage.POOLED.value,
                pooled_until=today + (n % POOL_DAYS) * ONE_DAY, known_from=today,
            )
            for n, (person, state) in enumerate(holders)
        ),
        batch_size=BATCH,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
