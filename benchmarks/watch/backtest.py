"""Hold the crisis watch's forecasts against what happened, beside simple methods and ViEWS.

    python -m benchmarks.watch.backtest [--from 2021-01] [--to 2024-01] [--store FOLDER] [--write]

Reads the statistics store, by default one made for the purpose from the folder that MUSTER_PUBLIC_DATA names. Every
origin is forecast from what was known at its end, the models fitted anew. With `--write` the tables take their place
in docs/watch.md and the plot in docs/images; else they are printed.
"""

import argparse
import os
import platform
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.watch.judging import Run, judge
from benchmarks.watch.methods import outside_run
from benchmarks.watch.tables import draw_reliability, horizon_lines
from muster.statistics.importing import import_set
from muster.statistics.store import Store, open_store
from muster.statistics.watch import read_record
from muster.statistics.watch.months import month_number

DOCS = Path(__file__).parents[2] / "docs"
PAGE, PLOT = DOCS / "watch.md", DOCS / "images" / "watch-reliability.svg"
BEGIN, END = "<!-- figures of the back-test -->", "<!-- end of the figures -->"
SETS = ("views", "ucdp")
KIB_PER_MIB = 1024


def main() -> int:
    """Run the back-test; 1 where there is no data to run it on."""
    arguments = _arguments()
    first, last = month_number(arguments.first, "--from"), month_number(arguments.last, "--to")
    with _store(arguments.store) as store:
        if store is None:
            print("there is no data: name a store with --store, or set MUSTER_PUBLIC_DATA", file=sys.stderr)
            return 1
        run = judge(read_record(store), range(first, last + 1), outside_run(store))
    lines = list(_lines(run))
    if not arguments.write:
        print("\n".join(lines))
        return 0
    draw_reliability(run.horizons, PLOT)
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(before + "\n".join([BEGIN, "", *lines, "", END]) + rest.split(END)[1], encoding="utf-8")
    print(f"{PAGE.name} and {PLOT.name} written")
    return 0


def _lines(run: Run) -> Iterator[str]:
    for horizon, judged in run.horizons.items():
        yield from horizon_lines(horizon, judged)
    rows = sum(len(one) for judged in run.horizons.values() for one in judged.total)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB
    yield (
        f"Our {rows:,} forecasts took {run.seconds:.0f} s of the processor, the models fitted anew at every origin; "
        f"the whole back-test {peak:,.0f} MiB of memory at its peak (Python {platform.python_version()}, "
        f"{platform.machine()}, one thread)."
    )


@contextmanager
def _store(named: Path | None) -> Iterator[Store | None]:
    if named is not None:
        yield open_store(named)
        return
    data = os.environ.get("MUSTER_PUBLIC_DATA")
    if not data:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in SETS:
            import_set(name, Path(data) / name, folder=Path(folder))
        yield open_store(Path(folder))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="first", default="2021-01", metavar="YYYY-MM")
    parser.add_argument("--to", dest="last", default="2024-01", metavar="YYYY-MM")
    parser.add_argument("--store", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
