"""The annual report to a parliament as a paper."""

from datetime import date

from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Points
from muster.reimbursement.papers.statement import money
from muster.reimbursement.rules.annual_report import AnnualReport

UNITS = ("Unit", "Title", "Mission", "Days present", "Most people", "Person-days")
MONEY = ("Memorandum", "Unit", "Mission", "Owed", "Withheld", "Claimed", "Paid or set off", "Outstanding")
UNKNOWN = "–"


def _known(cents: int | None) -> str:
    return UNKNOWN if cents is None else money(cents)


def annual_paper(report: AnnualReport, made_on: date) -> Paper:
    """Return the paper of a report. Money in US dollars."""
    blocks: list[Block] = [
        Facts(
            [
                ("Units abroad", str(len(report.units))),
                ("Individuals abroad", str(report.individuals)),
                ("Person-days", f"{report.person_days:,}"),
                ("Owed", money(sum(one.owed_cents for one in report.money))),
                ("Costs as reckoned", money(sum(one.amount_cents for one in report.costs))),
            ]
        ),
        *_people(report),
        *_money(report),
        *_things(report),
        Heading("Costs as reckoned, not booked"),
        Grid(
            ("Calculation", "Pays for", "Amount"),
            [(one.calculation, one.head, money(one.amount_cents)) for one in report.costs],
            figures=frozenset({2}),
        ),
    ]
    if report.notes:
        blocks += [Heading("What the record lacks"), Points(list(report.notes))]
    return Paper(
        title=f"Report on units abroad in {report.year}",
        made_on=made_on,
        blocks=blocks,
        subtitle=_days(report),
        issuer=report.state,
        illustrative=report.illustrative,
        is_landscape=True,
    )


def _days(report: AnnualReport) -> str:
    until = report.days.until
    return f"{long_day(report.days.start)} to {long_day(until) if until else ''} (excluded), in US dollars"


def _people(report: AnnualReport) -> list[Block]:
    rows = [
        (one.reference, one.title, one.mission, str(one.days), f"{one.most_people:,}", f"{one.person_days:,}")
        for one in report.units
    ]
    return [Heading("Units and people"), Grid(UNITS, rows, figures=frozenset({3, 4, 5}))]


def _money(report: AnnualReport) -> list[Block]:
    rows = [
        (
            one.memorandum, one.unit, one.mission, money(one.owed_cents), money(one.withheld_cents),
            money(one.claimed_cents), money(one.paid_cents), money(one.outstanding_cents),
        )
        for one in report.money
    ]  # fmt: skip
    return [Heading("Reimbursement"), Grid(MONEY, rows, figures=frozenset(range(3, 8)))]


def _things(report: AnnualReport) -> list[Block]:
    equipment = [(one.memorandum, one.item, str(one.quantity), one.lease) for one in report.equipment]
    losses = [
        (one.reference, one.on.isoformat(), one.words, one.stage, money(one.value_cents), _known(one.paid_cents))
        for one in report.losses
    ]
    return [
        Heading("Equipment agreed"),
        Grid(("Memorandum", "Item", "Quantity", "Lease"), equipment, figures=frozenset({2})),
        Heading("Losses"),
        Grid(("Case", "Day", "What happened", "Stage", "Value", "Decided to pay"), losses, figures=frozenset({4, 5})),
    ]
