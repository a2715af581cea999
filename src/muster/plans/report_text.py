"""A plan's gaps as a Markdown report: how much is covered, and every gap with its reason. Pure."""

from collections.abc import Iterable
from itertools import groupby

from muster.kit.day_text import long_day
from muster.plans.coverage import Coverage, total
from muster.plans.report_rows import GapRow, PlanReport

ILLUSTRATIVE_NOTE = (
    "Rows marked with † rest on records that were made up for demonstration; they are no published facts."
)
DAGGER = " †"


def gaps_text(report: PlanReport) -> str:
    """Return the gap report as Markdown."""
    parts = [_head(report), _coverage(report.by_mission), *_missions(report.gaps)]
    if report.holds_illustrative:
        parts.append(ILLUSTRATIVE_NOTE)
    return "\n\n".join(parts) + "\n"


def _head(report: PlanReport) -> str:
    """Return the title and the plan's figures."""
    every = total(report.by_mission)
    return (
        f"# Gaps: {_plain(report.title)}\n\n"
        f"Plan `{report.reference}`, as of {long_day(report.planned_on)}, {report.horizon_months} months. "
        f"Covered: {every.covered_months:,} of {every.needed_months:,} unit-months ({every.share:.1%}). "
        f"Value {report.objective:,} points, bound {report.bound:,.0f} "
        f"(no plan is more than {report.gap:.2%} better). {len(report.gaps)} gaps."
    )


def _coverage(rows: Iterable[Coverage]) -> str:
    """Return the coverage by mission as a table."""
    lines = ["| Mission | Posts | Needed | Covered | Share |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [
        f"| {_plain(row.name)} | {row.posts} | {row.needed_months} | {row.covered_months} | {row.share:.0%} |"
        for row in rows
    ]
    return "\n".join(lines)


def _missions(gaps: Iterable[GapRow]) -> list[str]:
    """Return a section for each mission with gaps."""
    return [
        "\n".join([f"## {_plain(mission)}", "", *(_line(gap) for gap in part)])
        for mission, part in groupby(gaps, key=lambda gap: gap.mission)
    ]


def _line(gap: GapRow) -> str:
    """Return one gap as a line of the list."""
    months = f"{gap.gap_from:%Y-%m} until {gap.gap_until:%Y-%m}"
    mark = DAGGER if gap.illustrative else ""
    return f"- **{_plain(gap.post)}** ({gap.unit_type}), {months}: {_plain(gap.explanation)} [{gap.reason}]{mark}"


def _plain(text: str) -> str:
    """Return text that Markdown does not read as its own signs."""
    for sign in "\\`*_{}[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
