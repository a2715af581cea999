"""Measure the import of every public data set, beside a plain `pandas.read_csv` of the same files.

    python -m benchmarks.statistics.imports [--data FOLDER] [--smoke] [--check]

FOLDER is by default what MUSTER_PUBLIC_DATA names. Each set is imported in a process of its own into a new store, and
its files are read by pandas in another: the one repairs, checks, counts and writes every row, the other only reads
cells, so that the second is what reading costs at least. With `--check` it fails above the aims: 60 s and 1 GiB for all
sets together. With `--smoke` two small made sets are imported instead; otherwise the table is written to RESULTS.md.
"""

import argparse
import importlib
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.register.sections import write_section

MOST_SECONDS, MOST_MEBIBYTES = 60.0, 1024
RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# Statistics at full size\n"
SMOKE_ROWS = 500
LIBRARIES = {"_import": ("muster.statistics.importing",), "_pandas": ("pandas", "muster.statistics.importing")}


@dataclass(frozen=True)
class Measured:
    """What one way took: seconds on the clock and of the processor, greatest memory, rows."""

    seconds: float
    processor: float
    mebibytes: int
    rows: int


@dataclass(frozen=True)
class Line:
    """One data set: bytes of its files, its import, the second import that finds nothing new, and pandas."""

    name: str
    bytes: int
    ours: Measured
    again: float
    pandas: Measured


def main(arguments: Sequence[str]) -> int:
    """Measure and tell; returns the exit status."""
    parser = argparse.ArgumentParser(prog="benchmarks.statistics.imports", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=os.environ.get("MUSTER_PUBLIC_DATA"))
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    if options.data is None and not options.smoke:
        parser.error("name the folder of the public data sets with --data or MUSTER_PUBLIC_DATA")
    with tempfile.TemporaryDirectory() as place:
        data = _small_sets(Path(place) / "made") if options.smoke else options.data
        lines = [_measured(name, folder, Path(place) / name) for name, folder in _sets(data).items()]
    told = _table(lines)
    print("\n".join(told))
    if not options.smoke:
        if not RESULTS.exists():
            RESULTS.write_text(TITLE, encoding="utf-8")
        write_section("Importing every public data set", told, RESULTS)
    return _missed(lines) if options.check else 0


def _sets(data: Path) -> dict[str, Path]:
    from muster.statistics.importing import SETS
    from muster.statistics.importing.finding import set_folder

    return {one.name: where for one in SETS if (where := set_folder(one, data)) is not None}


def _measured(name: str, folder: Path, place: Path) -> Line:
    ours = _apart(_import, name, folder, place)
    begun = time.perf_counter()
    _import(name, folder, place)
    again = time.perf_counter() - begun
    files = _files(name, folder)
    size = sum(one.stat().st_size for one in files)
    return Line(name, size, ours, again, _apart(_pandas, name, folder, place))


def _apart(way: Callable[[str, Path, Path], int], name: str, folder: Path, place: Path) -> Measured:
    """Run one way in a new process, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed, way, name, folder, place).result()


def _timed(way: Callable[[str, Path, Path], int], name: str, folder: Path, place: Path) -> Measured:
    for library in LIBRARIES[way.__name__]:  # loading code is no part of what is measured
        importlib.import_module(library)
    begun, worked = time.perf_counter(), time.process_time()
    rows = way(name, folder, place)
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    return Measured(seconds, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, rows)


def _import(name: str, folder: Path, place: Path) -> int:
    from muster.statistics.importing import import_set

    return import_set(name, folder, folder=place).rows_read


def _pandas(name: str, folder: Path, place: Path) -> int:
    pd: Any = importlib.import_module("pandas")
    files = [file for file in _files(name, folder) if file.suffix != ".json"]
    every = (
        pd.read_parquet(file) if file.suffix == ".parquet" else pd.read_csv(file, low_memory=False) for file in files
    )
    return sum(len(one) for one in every)


def _files(name: str, folder: Path) -> list[Path]:
    """The files that an import of the set reads."""
    from muster.statistics.importing import data_set
    from muster.statistics.importing.finding import find

    return [file for file, _ in find(data_set(name), folder, ()).files]


def _table(lines: Sequence[Line]) -> list[str]:
    cores = os.cpu_count() or 1
    told = [
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.python_implementation()} {platform.python_version()}, {cores} cores, "
        f"load {os.getloadavg()[0]:.1f}. Import: read, repaired, checked, written and added up. Pandas: cells read, "
        "JSON left out. Seconds on the clock, in brackets of the processor.",
        "",
        "| set | MB | rows | import, s | MiB | again, s | pandas, s | MiB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    told += [
        f"| {one.name} | {one.bytes / 1e6:.1f} | {one.ours.rows:,} | {_seconds(one.ours)} | {one.ours.mebibytes} "
        f"| {one.again:.2f} | {_seconds(one.pandas)} | {one.pandas.mebibytes} |"
        for one in lines
    ]
    every = (sum(one.ours.seconds for one in lines), sum(one.ours.processor for one in lines))
    most = max((one.ours.mebibytes for one in lines), default=0)
    return [*told, f"| all | | | {every[0]:.2f} ({every[1]:.2f}) | {most} | | | |"]


def _seconds(measured: Measured) -> str:
    return f"{measured.seconds:.2f} ({measured.processor:.2f})"


def _missed(lines: Sequence[Line]) -> int:
    seconds = sum(one.ours.seconds for one in lines)
    most = max((one.ours.mebibytes for one in lines), default=0)
    if seconds <= MOST_SECONDS and most <= MOST_MEBIBYTES:
        return 0
    print(f"aims missed: {seconds:.1f} s of {MOST_SECONDS:.0f}, {most} MiB of {MOST_MEBIBYTES}", file=sys.stderr)
    return 1


def _small_sets(folder: Path) -> Path:
    """Two made sets, in the form of PACT's list and of UCDP's events."""
    for name in ("pact", "ucdp"):
        (folder / name).mkdir(parents=True)
    rows = "\n".join(f"MADE {number},Made,May {1950 + number % 50},Present" for number in range(SMOKE_ROWS))
    (folder / "pact" / "pko_list_start_end.csv").write_text(f"Acronym,Missionname,start_date,end_date\n{rows}\n")
    rows = "\n".join(f"{1995 + number % 20},{number % 180},10,Place,1,0" for number in range(SMOKE_ROWS))
    heading = "year,longitude,latitude,where_coordinates,best,deaths_civilians"
    (folder / "ucdp" / "ged201_geopko_subset.csv").write_text(f"{heading}\n{rows}\n")
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
