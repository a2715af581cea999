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
from muster.reimbursement.models import Memorandum, UnitEconomics
from muster.reimbursement.queries.annual_sources import ClaimedMoney, claims_of_year, losses_of_year
from muster.reimbursement.queries.economics import plan_of, visible_economics
from muster.reimbursement.queries.memoranda import visible_memoranda
from muster.reimbursement.queries.statements import agreed_versions, statement_of_memorandum
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

    Raises NotAllowed for who acts for no State, Refused for a year of which none can be made.
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
    agreed = visible_memoranda(viewer, as_of).filter(unit__state=state).exclude(stage=MemorandumStage.DRAFT)
    memoranda = list(agreed)
    claims, losses = claims_of_year(viewer, state, days), losses_of_year(viewer, state, days)
    calculations = list(visible_economics(viewer, as_of).filter(state=state))
    return AnnualReport(
        state=state.name,
        year=year,
        days=days,
        units=tuple(units),
        individuals=individuals,
        individual_days=individual_days,
        money=tuple(_money(viewer, one, days, as_of, claims) for one in memoranda),
        equipment=tuple(line for one in memoranda for line in _equipment(one, days, as_of)),
        losses=losses or (),
        costs=tuple(line for one in calculations for line in _costs(one, days)),
        notes=lacking(units, claims_kept=claims is not None, losses_kept=losses is not None),
        illustrative=any(one.illustrative for one in memoranda) or any(one.illustrative for one in calculations),
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


def _money(
    viewer: Viewer, one: Memorandum, days: DateInterval, as_of: date, claims: dict[str, ClaimedMoney] | None
) -> MoneyYear:
    made = statement_of_memorandum(viewer, one, _paid_days(days), as_of=as_of)
    claimed = None if claims is None else claims.get(one.reference, ClaimedMoney(one.reference, 0, 0, 0))
    return MoneyYear(
        memorandum=one.reference,
        unit=one.unit.title,
        mission=one.unit.post.requirement.mission.acronym,
        owed_cents=made.owed_cents(""),
        withheld_cents=made.withheld_cents(""),
        claimed_cents=claimed.claimed_cents if claimed else None,
        paid_cents=claimed.paid_cents if claimed else None,
        outstanding_cents=claimed.outstanding_cents if claimed else None,
    )


def _paid_days(days: DateInterval) -> DateInterval:
    """Return the days of a year for which there is a single rate: in the first such year, from its first day on."""
    return DateInterval(max(days.start, date.fromordinal(shipped_rates().spans[0].start)), days.until)


def _equipment(one: Memorandum, days: DateInterval, as_of: date) -> Iterator[EquipmentYear]:
    """Yield the lines of the version that held last in the year."""
    held = [version for version in agreed_versions(one, as_of) if version.days.overlaps(days)]
    for line in held[-1].equipment if held else ():
        yield EquipmentYear(one.reference, line.item, line.quantity, line.lease.label)


def _costs(one: UnitEconomics, days: DateInterval) -> Iterator[CostYear]:
    """Yield what a calculation says that its months in the year cost, by what they pay for."""
    plan = plan_of(one)
    sums: dict[str, int] = {}
    for line in cost_lines(plan):
        if days.contains(add_months(plan.start, line.month)):
            sums[line.head.label] = sums.get(line.head.label, 0) + line.amount_cents
    for head, amount in sums.items():
        yield CostYear(one.reference, head, amount)
