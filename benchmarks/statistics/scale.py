"""Measure the statistics store at full size: import, every page of the explorer, free queries, beside pandas.

    python -m benchmarks.statistics.scale [--rows 10000000] [--folder FOLDER] [--pandas] [--smoke] [--check]

Writes a made-up record of the hub (`benchmarks.statistics.generate`) into a throw-away folder, or takes the one that
lies in FOLDER already with its store. Each step has a process of its own, so that its peak of memory is its own. Times
are reported with the machine's load; with `--check` a page over a second, a query over ten or an import over its memory
fails. Without `--smoke` a section is written to RESULTS.md beside this file.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.register.installations import Installation
from benchmarks.statistics import steps
from benchmarks.statistics.generate import generate
from benchmarks.statistics.steps import Taken

SMOKE_ROWS = 20_000
AGAIN = 3
MOST_PAGE_SECONDS, MOST_QUERY_SECONDS, MOST_IMPORT_MEBIBYTES = 1.0, 10.0, 1024
RESULTS = Path(__file__).with_name("RESULTS.md")


def main(arguments: Sequence[str]) -> int:
    """Measure, print the tables; returns the exit status."""
    options = _options(arguments)
    rows = SMOKE_ROWS if options.smoke else options.rows
    with tempfile.TemporaryDirectory(dir=options.folder) as throw_away:
        folder = options.folder or Path(throw_away)
        found = _measured(folder, Path(throw_away), rows, options.pandas or options.smoke)
    text = _section(found, rows)
    print(text)
    if not options.smoke:
        _keep(text, rows)
    over = _over(found)
    for one in over:
        print(one, file=sys.stderr)
    return 1 if over and options.check else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.statistics.scale", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, help="folder that keeps file and store; else thrown away")
    parser.add_argument("--pandas", action="store_true", help="do the same with pandas, which must be installed")
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_ROWS} rows, no results file")
    parser.add_argument("--check", action="store_true", help="fail where a bound is passed")
    return parser.parse_args(arguments)


def _measured(folder: Path, home: Path, rows: int, with_pandas: bool) -> dict[str, list[Taken]]:
    file, store = folder / f"DPO-UCHISTORICAL-{rows}.csv", folder / f"store-{rows}"
    if not file.exists():
        generate(file, rows)
    installation = Installation("SQLite", home / "home")
    found = {"import": installation.run(steps.import_file, file, store)}
    found["pages"] = installation.run(steps.ask_pages, store, AGAIN)
    found["free queries"] = installation.run(steps.ask_freely, store)
    if with_pandas:
        same = installation.run(steps.ask_the_same, store)
        found["beside pandas"] = [*same, *installation.run(steps.ask_pandas, file)]
    return found


def _over(found: dict[str, list[Taken]]) -> list[str]:
    """What passes its bound, in words."""
    slow = [one for one in found["pages"] if one.seconds > MOST_PAGE_SECONDS]
    slow += [one for one in found["free queries"] if one.seconds > MOST_QUERY_SECONDS]
    words = [f"{one.step}: {one.seconds:.1f} s" for one in slow]
    large = [one for one in found["import"] if one.mebibytes > MOST_IMPORT_MEBIBYTES]
    return words + [f"{one.step}: {one.mebibytes:.0f} MiB" for one in large]


def _section(found: dict[str, list[Taken]], rows: int) -> str:
    load = os.getloadavg()
    lines = [
        f"## {rows:,} rows of the hub, {3 * rows:,} of the store",
        "",
        f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.statistics.scale --rows {rows}`: "
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors, load average {load[1]:.1f} over "
        f"five minutes, of which about two are the benchmark's own; Python {platform.python_version()}. A page is "
        "asked for the first time, with nothing kept. Processor seconds are those of all threads.",
    ]
    for name, measured in found.items():
        lines += ["", f"| {name} | seconds | of the processor | peak (MiB) | came of it |"]
        lines += ["| --- | ---: | ---: | ---: | --- |"]
        lines += [
            f"| `{one.step}` | {one.seconds:.2f} | {one.processor_seconds:.2f} | {one.mebibytes:.0f} | "
            f"{one.came_of_it} |"
            for one in measured
        ]
    return "\n".join(lines) + "\n"


def _keep(text: str, rows: int) -> None:
    """Put the section in place of an older one of as many rows; the file keeps the others."""
    parts = RESULTS.read_text(encoding="utf-8").split("\n## ") if RESULTS.exists() else ["# Statistics at full size\n"]
    heading = text.split("\n", 1)[0].removeprefix("## ")
    kept = [one for one in parts[1:] if not one.startswith(f"{rows:,} rows ")]
    assert heading.startswith(f"{rows:,} rows ")
    sections = sorted([*kept, text.removeprefix("## ")], key=lambda one: int(one.split(" ")[0].replace(",", "")))
    RESULTS.write_text("\n## ".join([parts[0], *sections]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
