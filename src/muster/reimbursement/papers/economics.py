"""A calculation as a paper: the sums, month by month, wet against dry, what matters most, and what is assumed."""

from datetime import date

from muster.kit.papers import Block, Facts, Grid, Heading, NewPage, Paper, Text
from muster.kit.standing import Standing
from muster.reimbursement.models import UnitEconomics
from muster.reimbursement.pages.economics_charts import break_even_words
from muster.reimbursement.papers.statement import money
from muster.reimbursement.rules.economics.assumptions import assumptions_of
from muster.reimbursement.rules.economics.leases import wet_and_dry
from muster.reimbursement.rules.economics.outcome import Outcome
from muster.reimbursement.rules.economics.sensitivity import swings, usual_share
from muster.reimbursement.rules.economics.serviceability import group_worths

MONTHS = ("Month", "Personnel", "Equipment", "Self-sustainment", "Reimbursed", "Cost", "Balance", "Cumulative")
LEASES = ("Lease", "Reimbursed", "Cost of the State", "Balance", "Maintained by the organisation", "Its cost in all")
GROUPS = ("Group", "Units", "Serviceable", "Needed", "Earned a month", "One more unit", "Jump at the threshold")
ASSUMPTIONS = ("Assumption", "Value", "Unit", "Standing", "Source")


def economics_paper(found: UnitEconomics, outcome: Outcome, made_on: date) -> Paper:
    """Return the paper of a calculation. Money in US dollars."""
    share = usual_share(outcome.plan.start)
    blocks: list[Block] = [
        _head(found, outcome),
        Heading("By month"),
        _months(outcome),
        Heading("Wet against dry"),
        *_leases(outcome),
        Heading("What serviceability is worth a month"),
        _groups(outcome),
        Heading(f"The balance with each assumption {share} percent lower and higher"),
        _swings(outcome),
        NewPage(),
        Heading("What is assumed"),
        _assumptions(found, outcome),
    ]
    return Paper(
        title=found.title,
        made_on=made_on,
        blocks=blocks,
        subtitle=f"{found.strength:,} people through {found.horizon_months} months, in US dollars",
        issuer=found.state.name,
        reference=found.reference,
        illustrative=found.illustrative,
        is_landscape=True,
    )


def _head(found: UnitEconomics, outcome: Outcome) -> Facts:
    earned, spent = outcome.first_tour()
    return Facts(
        [
            ("State", found.state.name),
            ("Mission", found.mission or "–"),
            ("Reimbursed", money(outcome.reimbursed_cents)),
            ("Cost", money(outcome.cost_cents)),
            ("Balance", money(outcome.balance_cents)),
            ("Equipment still worth", money(outcome.worth_cents)),
            ("Balance of the first tour", money(earned - spent)),
            ("Breaks even", break_even_words(outcome)),
        ]
    )


def _months(outcome: Outcome) -> Grid:
    rows = [
        (
            one.month, money(one.personnel_cents), money(one.equipment_cents), money(one.services_cents),
            money(one.reimbursed_cents), money(one.cost_cents), money(one.balance_cents), money(one.cumulative_cents),
        )
        for one in outcome.months
    ]  # fmt: skip
    names = ("personnel_cents", "equipment_cents", "services_cents", "reimbursed_cents", "cost_cents", "balance_cents")
    sums = [money(sum(getattr(one, name) for one in outcome.months)) for name in names]
    return Grid(MONTHS, rows, figures=frozenset(range(1, 8)), totals=("In all", *sums, ""))


def _leases(outcome: Outcome) -> list[Block]:
    both = wet_and_dry(outcome.plan)
    rows = [
        (
            one.lease.label, money(one.reimbursed_cents), money(one.cost_cents),
            money(one.balance_cents), money(one.organisation_upkeep_cents), money(one.organisation_cents),
        )
        for one in both
    ]  # fmt: skip
    blocks: list[Block] = [Grid(LEASES, rows, figures=frozenset(range(1, 6)))]
    if not both[1].is_whole:
        blocks.append(Text("Lines without a cost of maintenance by the organisation count there as nothing.", True))
    return blocks


def _groups(outcome: Outcome) -> Grid:
    rows = [
        (
            one.group, str(one.quantity), str(one.serviceable), str(one.needed), money(one.monthly_cents),
            money(one.next_unit_cents), money(one.jump_cents),
        )
        for one in group_worths(outcome.plan)
    ]  # fmt: skip
    return Grid(GROUPS, rows, figures=frozenset(range(1, 7)))


def _swings(outcome: Outcome) -> Grid:
    rows = [
        (one.assumption, money(one.low_cents), money(one.high_cents), money(one.spread_cents))
        for one in swings(outcome.plan, usual_share(outcome.plan.start))
    ]
    return Grid(("Assumption", "Lower", "Higher", "Moves by"), rows, figures=frozenset(range(1, 4)))


def _assumptions(found: UnitEconomics, outcome: Outcome) -> Grid:
    rows = [
        (one.name, one.value, one.unit, one.standing.label, one.source)
        for one in assumptions_of(outcome.plan, found.source, Standing(found.standing))
    ]
    return Grid(ASSUMPTIONS, rows)
