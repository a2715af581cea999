"""`muster import`: public data sets into the statistics store, with a report of every row."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from muster.kit.errors import Problem, Refused
from muster.statistics.commands.import_progress import progress_on_terminal
from muster.statistics.commands.import_report import print_report
from muster.statistics.importing import SETS, ImportReport, data_set, import_set
from muster.statistics.importing.finding import find, set_folder

app = typer.Typer(rich_markup_mode=None, add_completion=False)
NAMES = ", ".join(one.name for one in SETS)


@app.command(name="import")
def import_data(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=f"The data set: {NAMES}.")] = None,
    path: Annotated[Path | None, typer.Argument(metavar="PATH", help="Its folder, or one of its files.")] = None,
    every: Annotated[
        Path | None, typer.Option("--all", metavar="FOLDER", help="Import every data set of which a file is there.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Load what was known on this day, YYYY-MM-DD.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Load a public data set into the statistics store, and report the rows read, kept, repaired and refused.

    A file that has not changed is not read again. Files that are not there are told and do no harm. With --as-of only
    what was known on that day is loaded: a monthly row is known on its month's last day, a year's row and a map on
    31 December; later ends, marks of activity and memberships stay empty.
    """
    day = None if as_of is None else _day(as_of)
    if every is not None:
        if name is not None:
            raise Refused(problems=[Problem("--all", "a data set is named as well", "give the one or the other")])
        _import_all(every, day, as_json=as_json)
        return
    if name is None or path is None:
        raise Refused(problems=[Problem("NAME PATH", "is not given", f"name one of {NAMES}, and its folder or file")])
    _print([_import_one(name, path, day)], as_json=as_json, single=True)


def _import_all(folder: Path, day: date | None, *, as_json: bool) -> None:
    places = {one.name: where for one in SETS if (where := set_folder(one, folder)) is not None}
    if not places:
        raise Refused(problems=[Problem(str(folder), "holds no file of any data set", f"sets are {NAMES}")])
    _print([_import_one(name, where, day) for name, where in places.items()], as_json=as_json, single=False)
    missing = [one.name for one in SETS if one.name not in places]
    if missing and not as_json:
        typer.echo(f"No file is there of: {', '.join(missing)}.")


def _import_one(name: str, path: Path, day: date | None) -> ImportReport:
    sizes = {file.name: file.stat().st_size for file, _ in find(data_set(name), path, ()).files}
    with progress_on_terminal(name, sizes) as show:
        return import_set(name, path, as_of=day, progress=show)


def _print(reports: list[ImportReport], *, as_json: bool, single: bool) -> None:
    if as_json:
        told = [report.as_json() for report in reports]
        typer.echo(json.dumps(told[0] if single else told, indent=2, ensure_ascii=False))
        return
    for report in reports:
        print_report(report)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(problems=[Problem("--as-of", f"{text!r} is no day", "write it as YYYY-MM-DD")]) from None
