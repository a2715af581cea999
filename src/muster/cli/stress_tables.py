"""The figures of a stress test as tables on the terminal."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from muster.planning.stress.holding import Held
from muster.planning.stress.monte_carlo import QUANTILES, Distribution, Outlook
from muster.planning.stress.report import Report
from muster.planning.stress.withdrawals import Loss

MOST_LOSSES = 10


def print_report(report: Report) -> None:
    """Print the worst ten losses, the quantiles by mission and unit type, and how other plans hold."""
    console = Console(highlight=False)
    if report.losses:
        console.print(_losses(report.losses))
    if report.outlook is not None:
        console.print(_worths(report.outlook))
        console.print(_coverages(report.outlook))
    if report.held:
        console.print(_held(report.held, report.wishes.measure))


def _table(title: str, first: str, *figures: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column(first)
    for name in figures:
        table.add_column(name, justify="right")
    return table


def _losses(losses: tuple[Loss, ...]) -> Table:
    untouched = sum(not loss.solved for loss in losses)
    title = f"The worst {min(MOST_LOSSES, len(losses))} of {len(losses)} withdrawals, {untouched} of which cost nothing"
    table = _table(title, "withdrawn", "loses at most", "at least", "post-periods lost")
    for loss in losses[:MOST_LOSSES]:
        lost = loss.covered_before.covered - loss.covered_after.covered
        table.add_row(f"{loss.kind} {loss.name}", f"{loss.loss_at_most:,}", f"{loss.loss_at_least:,.0f}", f"{lost:,}")
    return table


_SHARES = tuple(f"{share:.0%}" for share in QUANTILES)


def _worths(outlook: Outlook) -> Table:
    table = _table(f"Worth over {outlook.scenarios} scenarios, points", "", "untouched", "mean", *_SHARES)
    for name, row in (("plan made anew", outlook.worth), ("proven bound", outlook.bound)):
        table.add_row(name, *(f"{value:,.0f}" for value in (row.untouched, row.mean, *row.quantiles)))
    return table


def _coverages(outlook: Outlook) -> Table:
    table = _table("Share of wanted post-periods covered", "", "untouched", "mean", *_SHARES)
    groups: tuple[tuple[str, Mapping[str, Distribution]], ...] = (
        ("", {"all": outlook.coverage}),
        ("mission ", outlook.by_mission),
        ("", outlook.by_unit_type),
    )
    for kind, group in groups:
        for name, row in group.items():
            table.add_row(f"{kind}{name}", *(f"{value:.1%}" for value in (row.untouched, row.mean, *row.quantiles)))
    return table


def _held(held: tuple[Held, ...], measure: str) -> Table:
    told = {"mean": "mean worth", "tail": "the mean of the worst tenth"}[measure]
    table = _table(f"Plans carried through the scenarios, best first by {told}", "plan", "untouched", "mean", "tail")
    names = {"base": "the plan under test", "expected": "values times chance that the pledge holds"}
    for one in held:
        name = names.get(one.candidate, f"planned for another scenario, {one.candidate}")
        table.add_row(name, f"{one.untouched:,}", f"{one.mean:,.0f}", f"{one.tail:,.0f}")
    return table
