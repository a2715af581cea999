"""The report of an import on the terminal: a table of the files, then what was repaired, left out and refused."""

from rich.console import Console
from rich.table import Table

from muster.statistics.importing import FileReport, ImportReport, data_set

MOST_REFUSALS = 20
"""Refused rows that are printed for a file; the JSON names more."""


def print_report(report: ImportReport) -> None:
    """Print what an import did."""
    console = Console(markup=False, highlight=False, emoji=False)
    day = f", as of {report.as_of.isoformat()}" if report.as_of else ""
    of = data_set(report.data_set)
    console.print(f"{of.name}: {of.title}{day}", soft_wrap=True)
    console.print(f"Cite: {of.cite}. Licence: {of.licence}.", soft_wrap=True)
    if report.files:
        console.print(_files(report))
        _print_counts(console, "Repaired", [(one.file, one.repaired) for one in report.files])
        _print_counts(console, "Left out", [(one.file, one.left_out) for one in report.files])
    for one in report.files:
        _print_refusals(console, one)
    if report.unchanged:
        console.print(f"On record already, not read again: {', '.join(report.unchanged)}.")
    if report.unneeded:
        console.print(f"Not read, since another file says the same: {', '.join(report.unneeded)}.")
    if report.absent:
        console.print(f"Not there: {', '.join(report.absent)}.")
    if not report.files:
        console.print("Nothing has changed.")


def _files(report: ImportReport) -> Table:
    found = Table()
    found.add_column("file", overflow="fold")
    for heading in ("rows read", "rows kept", "repairs", "left out", "refused"):
        found.add_column(heading, justify="right")
    for one in report.files:
        figures = (
            one.rows_read,
            sum(one.rows_kept.values()),
            sum(one.repaired.values()),
            sum(one.left_out.values()),
            one.refused_rows,
        )
        found.add_row(one.file, *(f"{figure:,}" for figure in figures))
    return found


def _print_counts(console: Console, title: str, counted: list[tuple[str, dict[str, int]]]) -> None:
    if not any(counts for _, counts in counted):
        return
    found = Table(title=f"{title}, by rule", title_justify="left")
    found.add_column("file", overflow="fold")
    found.add_column("rule", overflow="fold")
    found.add_column("times", justify="right")
    for file, counts in counted:
        for position, (rule, number) in enumerate(sorted(counts.items())):
            found.add_row("" if position else file, rule, f"{number:,}")
    console.print(found)


def _print_refusals(console: Console, one: FileReport) -> None:
    for refused in one.refused[:MOST_REFUSALS]:
        console.print(f"Refused: {refused}")
    more = one.refused_rows - min(len(one.refused), MOST_REFUSALS)
    if more:
        console.print(f"Refused: {one.file}, {more:,} more rows (--json names the first {len(one.refused):,}).")
