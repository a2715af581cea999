"""The demonstration on the terminal: the plan by mission, rotations beside arrivals, the gaps, the accounts."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.table import Table

from muster.demonstration.accounts import Account
from muster.kit.day_text import long_day
from muster.kit.intervals import months_between
from muster.plans.coverage import Coverage, total
from muster.plans.report_rows import GapRow, PlanReport, mark
from muster.plans.rotations import RotationComparison

GAPS_SHOWN = 15


def coverage_table(report: PlanReport) -> Table:
    """Return need and cover by mission."""
    table = Table(title=f"Plan {report.reference}: as of {long_day(report.planned_on)}, {report.horizon_months} months")
    for heading in ("Mission", "Posts", "Needed (unit-months)", "Covered", "Share"):
        table.add_column(heading, justify="left" if heading == "Mission" else "right")
    for row in report.by_mission:
        table.add_row(*_coverage_cells(row.name, row))
    table.add_section()
    table.add_row(*_coverage_cells("All", total(report.by_mission)), style="bold")
    return table


def _coverage_cells(name: str, row: Coverage) -> Sequence[str]:
    """Return a line of the coverage table."""
    return name, str(row.posts), f"{row.needed_months:,}", f"{row.covered_months:,}", f"{row.share:.0%}"


def rotation_table(rows: Sequence[RotationComparison], state: str) -> Table:
    """Return a State's planned rotations beside the arrivals that really happened; their sources stand below."""
    posts = ", ".join(dict.fromkeys(row.post for row in rows))
    table = Table(title=f"{state} in {posts}: planned rotations, and what happened", caption=_sources(rows))
    for heading in ("Planned from", "Rotation", "Arrived", "Late by (months)", "People"):
        table.add_column(heading, justify="right" if heading in ("Late by (months)", "People") else "left")
    for row in rows:
        arrived = f"{row.arrived_on:%Y-%m-%d}" if row.arrived_on and row.day_is_known else _month(row)
        table.add_row(
            f"{row.planned_on:%Y-%m-%d}" if row.planned_on else "not planned",
            row.rotation or "-",
            arrived,
            "-" if row.months_late is None else str(row.months_late),
            "-" if row.personnel is None else str(row.personnel),
        )
    return table


def _sources(rows: Iterable[RotationComparison]) -> str:
    """Return the sources of the arrivals, each once."""
    named = dict.fromkeys(part for row in rows for part in row.source.split("; ") if part)
    return f"Arrivals: {'; '.join(named)}"


def _month(row: RotationComparison) -> str:
    """Return the month of an arrival whose day is not published."""
    return f"{row.arrived_on:%B %Y}" if row.arrived_on else "none on record"


def reason_table(gaps: Sequence[GapRow]) -> Table:
    """Return how many gaps there are for each reason, and how long they are together."""
    table = Table(title=f"{len(gaps)} gaps by reason")
    table.add_column("Reason")
    table.add_column("Gaps", justify="right")
    table.add_column("Unit-months", justify="right")
    count = Counter(gap.reason for gap in gaps)
    months = Counter[str]()
    for gap in gaps:
        months[gap.reason] += _months(gap)
    for reason, number in count.most_common():
        table.add_row(reason, str(number), str(months[reason]))
    return table


def gap_table(gaps: Sequence[GapRow]) -> Table:
    """Return the longest gaps with their reasons in words."""
    longest = sorted(gaps, key=lambda gap: (-_months(gap), gap.post))[:GAPS_SHOWN]
    table = Table(title=f"The {len(longest)} longest gaps (all of them: gaps.md)")
    for heading in ("Post", "Unit type", "From", "Until", "Why"):
        table.add_column(heading, ratio=4 if heading == "Why" else None)
    for gap in longest:
        words = f"{gap.explanation} ({mark(gap.illustrative)})" if gap.illustrative else gap.explanation
        table.add_row(gap.post, gap.unit_type, f"{gap.gap_from:%Y-%m}", f"{gap.gap_until:%Y-%m}", words)
    return table


def _months(gap: GapRow) -> int:
    """Return the length of a gap in months."""
    return months_between(gap.gap_from, gap.gap_until)


def account_table(accounts: Iterable[Account], password: str) -> Table:
    """Return the demonstration accounts with their common password."""
    table = Table(title=f"Demonstration accounts, password: {password}")
    table.add_column("Name", style="bold")
    table.add_column("Who")
    for account in accounts:
        table.add_row(account.username, account.who)
    return table
