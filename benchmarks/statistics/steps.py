"""What is measured of a store at full size, each in a process of its own: import, pages, free queries, pandas."""

import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PAGES = (
    "/statistics/",
    "/statistics/states/",
    "/statistics/states/KAZ/",
    "/statistics/states/BGD/",
    "/statistics/missions/",
    "/statistics/missions/UNIFIL/",
    "/statistics/missions/MONUSCO/",
    "/statistics/sources/",
    "/statistics/rows/?table=contributions&state=KAZ&mission=UNIFIL&start=2018-01-01&until=2018-07-01",
    "/statistics/rows/?table=contributions&mission=UNIFIL&start=2018-06-30&until=2018-07-01&sex=all",
)
FREE = (
    "SELECT count(*), sum(count) FROM contributions",
    "SELECT sex, sum(count) FROM contributions GROUP BY sex",
    "SELECT state, sum(count) FROM contributions WHERE sex = 'all' GROUP BY state",
    "SELECT mission, personnel_type, sum(count) FROM contributions WHERE sex = 'female' GROUP BY ALL",
    "SELECT date, sex, sum(count) FROM contributions GROUP BY ALL",
    "SELECT state, mission, sum(count) FROM contributions WHERE sex = 'all' GROUP BY ALL ORDER BY 3 DESC LIMIT 100",
    "SELECT year(date), state, count(DISTINCT mission), avg(count) FROM contributions WHERE sex = 'all' GROUP BY ALL",
    "SELECT state, median(count) FROM contributions WHERE sex = 'all' AND personnel_type = 'troops' GROUP BY state",
    "SELECT date, sum(count) FROM contributions WHERE state = 'KAZ' AND mission = 'UNIFIL' GROUP BY date",
)
SAME = "SELECT state, date, sum(count) FROM contributions WHERE sex = 'all' GROUP BY ALL"
"""What pandas does after reading the file, asked of the store."""


@dataclass(frozen=True)
class Taken:
    """What a step took: seconds on the clock, seconds of the processor, most memory of its process, what came of it."""

    step: str
    seconds: float
    processor_seconds: float
    mebibytes: float
    came_of_it: str = ""


def taken(step: str, work: Callable[[], str]) -> Taken:
    """Do a step and say what it took."""
    began, used = time.perf_counter(), time.process_time()
    came_of_it = work()
    return Taken(
        step,
        time.perf_counter() - began,
        time.process_time() - used,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        came_of_it,
    )


def import_file(file: Path, store: Path) -> list[Taken]:
    """Import the made-up file; how much was kept and refused, and how often the import told how far it was."""
    from muster.statistics.importing import import_set

    told: list[str] = []

    def work() -> str:
        report = import_set("un-contributions", file, folder=store, progress=told.append)
        kept = sum(one.rows_kept.get("contributions", 0) for one in report.files)
        return f"{report.rows_read:,} rows read, {kept:,} kept, {report.refused:,} refused; told {len(told)} times"

    return [taken("import", work)]


def ask_pages(store: Path, again: int) -> list[Taken]:
    """Ask for the explorer's pages, first with nothing kept, then again."""
    os.environ["MUSTER_STORE"] = str(store)
    from django.test import Client

    from benchmarks.register.blank import migrated

    migrated()
    client = Client(SERVER_NAME="localhost")
    client.get("/statistics/payers/")

    def asked(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return f"{len(answer.content) / 1000:.0f} kB"

    found = []
    for address in PAGES:
        first = taken(address, lambda address=address: asked(address))  # type: ignore[misc]
        later = [taken(address, lambda address=address: asked(address)).seconds for _ in range(again)]  # type: ignore[misc]
        kept = f"; {sorted(later)[len(later) // 2] * 1000:.0f} ms when kept" if later else ""
        found.append(Taken(*vars(first).values()))
        found[-1] = Taken(first.step, first.seconds, first.processor_seconds, first.mebibytes, first.came_of_it + kept)
    return found


def ask_freely(store: Path) -> list[Taken]:
    """Run queries over all rows as `muster sql` does, closed and bounded."""
    from muster.reference.parameters import parameter
    from muster.statistics.store.free_sql import Bounds, run_select

    def bound(name: str) -> int:
        from datetime import date

        return parameter(name, date.max).integer

    bounds = Bounds(bound("sql_seconds"), bound("sql_megabytes"), bound("sql_rows"))

    def asked(sql: str) -> str:
        return f"{len(run_select(store, sql, bounds).rows):,} rows"

    return [taken(sql, lambda sql=sql: asked(sql)) for sql in FREE]  # type: ignore[misc]


def ask_the_same(store: Path) -> list[Taken]:
    """The query that pandas answers, out of the store."""
    from muster.statistics.store import Store

    return [taken("Muster: query by State and month", lambda: f"{len(Store(store).query(SAME)):,} rows")]


def ask_pandas(file: Path) -> list[Taken]:
    """Read the file and add up by State and month, as one does in a notebook."""
    import pandas  # type: ignore[import-untyped]

    frames = []

    def read() -> str:
        frames.append(pandas.read_csv(file))
        return f"{len(frames[0]):,} rows"

    def grouped() -> str:
        frame = frames[0]
        frame["total"] = frame.female_personnel + frame.male_personnel
        frame["date"] = pandas.to_datetime(frame.last_reporting_date)
        return f"{len(frame.groupby(['isocode3', 'date'])['total'].sum()):,} rows"

    return [taken("pandas: read_csv", read), taken("pandas: groupby by State and month", grouped)]
