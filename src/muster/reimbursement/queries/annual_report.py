"""The annual report of a State, out of the record: for the State itself alone."""

from collections.abc import Iterator
from datetime import date

from muster.deployments.queries.individuals import visible_assignments
from muster.deployments.queries.strength import unit_counts
from muster.deployments.queries.units import visible_units
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.kit.intervals import DateInterval, add_months
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.reimbursement.models import UnitEconomics
from muster.reimbursement.queries.claimed_in_year import NOTHING_CLAIMED, ClaimedMoney, claimed_in
from muster.reimbursement.queries.economics import plan_of, visible_economics, with_plans
from muster.reimbursement.queries.lost_in_year import lost_in
from muster.reimbursement.queries.memoranda import visible_memoranda
from muster.reimbursement.queries.statements import StatementGrounds, grounds_of, statement_on
from muster.reimbursement.rules.annual_report import (
    AnnualReport,
    CostYear,
    EquipmentYear,
    MoneyYear,
    UnitYear,
    days_of_year,
    lacking,
    stays_in,
    unit_year,
)
from muster.reimbursement.rules.economics.costs import cost_lines
from muster.reimbursement.stages import MemorandumStage
from muster.reimbursement.statement.personnel_rates import shipped_rates

FOR_WHOM = "The annual report is a State's own: it holds what that State is paid and what its units cost."


def state_of_report(viewer: Viewer) -> Organisation:
    """Return the State whose report the viewer reads. Raises NotAllowed for everybody who acts for no State."""
    own = [viewer.organisation_id] if viewer.organisation_id else []
    found = Organisation.objects.filter(pk__in=own, kind=OrganisationKind.MEMBER_STATE).first()
    if found is None:
        raise NotAllowed(FOR_WHOM)
    return found


def years_offered(day: date) -> range:
    """Return the years of which a report can be made on a day: since there is a single rate for personnel."""
    return range(date.fromordinal(shipped_rates().spans[0].start).year, day.year + 1)


def annual_report(viewer: Viewer, year: int, *, as_of: date) -> AnnualReport:
    """Return the report of the viewer's State for a year, by what was known on `as_of`; of this year until that day.

    As many queries for any number of memoranda, claims and losses as for one. Raises NotAllowed for who acts for no
    State, Refused for a year of which none can be made.
    """
    state = state_of_report(viewer)
    days = days_of_year(year, as_of)
    offered = years_offered(as_of)
    if days is None or year not in offered:
        remedy = f"give a year from {offered.start} to {offered.stop - 1}"
        raise Refused(problems=[Problem("year", f"no report can be made of {year}", remedy, "year")])
    units = _units(viewer, state, days, as_of)
    stays = visible_assignments(viewer, as_of).filter(state=state).values_list("held_from", "held_until")
    individuals, individual_days = stays_in(stays, days)
    agreed = visible_memoranda(viewer, as_of).filter(unit__state=state).exclude(stage_then=MemorandumStage.DRAFT)
    grounds = grounds_of(viewer, agreed, as_of=as_of)
    claims = claimed_in(viewer, state, days, as_of=as_of)
    money = tuple(_money(viewer, one, days, claims.get(one.memorandum.pk, NOTHING_CLAIMED)) for one in grounds)
    losses = lost_in(viewer, state, days, as_of=as_of)
    calculations = list(with_plans(visible_economics(viewer, as_of).filter(state=state)))
    return AnnualReport(
        state=state.name,
        year=year,
        days=days,
        units=tuple(units),
        individuals=individuals,
        individual_days=individual_days,
        money=money,
        equipment=tuple(line for one in grounds for line in _equipment(one, days)),
        losses=losses,
        costs=tuple(line for one in calculations for line in _costs(one, days)),
        notes=lacking(units),
        illustrative=any(
            [one.illustrative for one in money]
            + [one.illustrative for one in losses]
            + [one.illustrative for one in calculations]
        ),
    )  # fmt: skip


def _units(viewer: Viewer, state: Organisation, days: DateInterval, as_of: date) -> list[UnitYear]:
    """Return the units of a State that were present in the year, with their person-days. Three queries."""
    units = list(visible_units(viewer, as_of).filter(state=state, present_from__lt=days.until))
    found = []
    for unit, counted in zip(units, unit_counts(viewer, as_of, units), strict=True):
        of_year = unit_year(counted, unit.title, unit.post.requirement.mission.acronym, days)
        if of_year is not None:
            found.append(of_year)
    return found


def _money(viewer: Viewer, grounds: StatementGrounds, days: DateInterval, claimed: ClaimedMoney) -> MoneyYear:
    one = grounds.memorandum
    made = statement_on(viewer, grounds, _paid_days(days))
    return MoneyYear(
        memorandum=one.reference,
        unit=one.unit.title,
        mission=one.unit.post.requirement.mission.acronym,
        owed_cents=made.owed_cents(""),
        withheld_cents=made.withheld_cents(""),
        claimed_cents=claimed.claimed_cents,
        paid_cents=claimed.paid_cents,
        outstanding_cents=claimed.outstanding_cents,
        illustrative=one.illustrative or claimed.illustrative,
    )


def _paid_days(days: DateInterval) -> DateInterval:
    """Return the days of a year for which there is a single rate: in the first such year, from its first day on."""
    return DateInterval(max(days.start, date.fromordinal(shipped_rates().spans[0].start)), days.until)


def _equipment(grounds: StatementGrounds, days: DateInterval) -> Iterator[EquipmentYear]:
    """Yield the lines of the version that held last in the year."""
    held = [version for version in grounds.versions if version.days.overlaps(days)]
    for line in held[-1].equipment if held else ():
        yield EquipmentYear(grounds.memorandum.reference, line.item, line.quantity, line.lease.label)


def _costs(one: UnitEconomics, days: DateInterval) -> Iterator[CostYear]:
    """Yield what a calculation says that its months in the year cost, by what they pay for."""
    plan = plan_of(one)
    sums: dict[str, int] = {}
    for line in cost_lines(plan):
        if days.contains(add_months(plan.start, line.month)):
            sums[line.head.label] = sums.get(line.head.label, 0) + line.amount_cents
    for head, amount in sums.items():
        yield CostYear(one.reference, head, amount)
