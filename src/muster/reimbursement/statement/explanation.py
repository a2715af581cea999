"""Why a line of a statement is what it is, in words: rule, source, parameters, days. Pure, and made on demand."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from muster.kit.standing import LABELS, Standing
from muster.reference.reimbursement import reimbursement_rules
from muster.reimbursement.statement.cents import as_dollars, plain, shown
from muster.reimbursement.statement.computation import Statement, StatementLine
from muster.reimbursement.statement.memorandum import Lease, MajorEquipment, SelfSustainment
from muster.reimbursement.statement.rates import PERCENT, dry_excess, dry_rate
from muster.reimbursement.statement.terms import PaidKind
from muster.reimbursement.statement.unit_days import MonthCuts, personnel_days


def rule_words(rule: str) -> str:
    """Return a rule with its source and standing: "Rule: … [source; standing]"."""
    found = reimbursement_rules()[rule]
    return f"{found.words} [{found.source}; {LABELS[Standing(found.standing)]}]"


def explanation_of(statement: Statement, line: StatementLine) -> list[str]:
    """Return the explanation of a line, a string for each rule applied, then the sum and its rounding."""
    steps = {
        PaidKind.PERSONNEL: _of_personnel,
        PaidKind.MAJOR_EQUIPMENT: _of_equipment,
        PaidKind.SELF_SUSTAINMENT: _of_service,
    }[line.kind]
    return [*steps(statement, line), *_of_withheld(statement, line), _sum(statement, line)]


def _sum(statement: Statement, line: StatementLine) -> str:
    parameters = statement.memorandum.parameters
    month = line.month
    return (
        f"{line.unit_days} unit-days over {month.days_in_month} days of {month.name} at {shown(line.rate)} a month "
        f"= {as_dollars(line.amount_cents)}. {rule_words('proration')}; {parameters.said('proration')}. "
        f"{rule_words('rounding')}"
    )


def _of_personnel(statement: Statement, line: StatementLine) -> Iterator[str]:
    period = statement.memorandum.personnel[line.entry]
    yield f"{rule_words('personnel')}: {period.count} present, ceiling {period.ceiling}"
    for month, first, until, people in personnel_days(period, MonthCuts((line.month,))):
        assert month == 0
        for days, span in statement.rates.pieces(first, until, f"personnel[{line.entry}]"):
            begins = date.fromordinal(span.start)
            told = f" [{span.source}; {LABELS[Standing(span.standing)]}]" if span.source else ""
            yield f"{people} people for {days} days at {shown(span.rate)}, the single rate from {begins} on{told}"


def _of_equipment(statement: Statement, line: StatementLine) -> Iterator[str]:
    item = statement.memorandum.major_equipment[line.entry]
    if item.used_for_self_sustainment:
        yield rule_words("used-for-self-sustainment")
        return
    yield from _rate_of(item)
    yield from _factors_of(statement, item.lease, item.maintenance)
    yield from _days_of(statement, line, item)


def _rate_of(item: MajorEquipment) -> Iterator[str]:
    """Yield how the rate of the lease is reckoned."""
    if item.lease is not Lease.DRY and item.un_maintenance_cost is not None:
        yield "un_maintenance_cost has no effect: the lease is not dry"
    if item.lease is Lease.MAINTENANCE_ONLY:
        yield f"{rule_words('maintenance-only')}: maintenance {plain(item.maintenance)}"
        return
    dry = dry_rate(item.gfmv, item.life_years, item.no_fault_percent)
    yield (
        f"{rule_words('dry-rate')}: {plain(item.gfmv)} / ({plain(item.life_years)} * 12) + "
        f"{plain(item.no_fault_percent)} % * {plain(item.gfmv)} / 12 = {shown(dry)}"
    )
    if item.lease is Lease.WET:
        wet = dry + item.maintenance
        yield f"{rule_words('wet-rate')}: {shown(dry)} + {plain(item.maintenance)} = {shown(wet)}"
    elif item.un_maintenance_cost is not None:
        excess = dry_excess(item)
        yield (
            f"{rule_words('dry-lease-excess')}: cost {plain(item.un_maintenance_cost)}, rate "
            f"{plain(item.maintenance)}, so {shown(excess)} off, {shown(dry - excess)} left"
        )


def _factors_of(statement: Statement, lease: Lease, maintenance: Fraction) -> Iterator[str]:
    """Yield the mission factors that apply to a lease, with what they were reckoned from."""
    factors, parameters = statement.memorandum.factors, statement.memorandum.parameters
    rate = factors.environment + factors.intensified
    yield (
        f"{rule_words('mission-factors')}: environment {plain(factors.environment)} % + intensified "
        f"{plain(factors.intensified)} % = {plain(rate)} % of the rate; {parameters.said('factor_cap_percent')}"
    )
    if lease is Lease.DRY:
        return
    added = maintenance * (factors.transport + factors.hostile / 2) / PERCENT
    yield (
        f"maintenance {plain(maintenance)} * (transport {plain(factors.transport)} % + half of hostile "
        f"{plain(factors.hostile)} %) = {shown(added)}"
    )
    yield from _hostile_origin(statement)
    if factors.route_km is not None:
        yield (
            f"{rule_words('transport-steps')}: {factors.route_km} km = {plain(factors.transport)} %; "
            f"{parameters.said('transport_percent_per_step')}, {parameters.said('transport_step_km')}"
        )


def _hostile_origin(statement: Statement) -> Iterator[str]:
    """Yield how the factor for hostile action was reckoned, where the memorandum gives points."""
    factors, parameters = statement.memorandum.factors, statement.memorandum.parameters
    if factors.hostile_points is not None:
        yield (
            f"{rule_words('hostile-points')}: {factors.hostile_points} points = {plain(factors.hostile)} %; "
            f"{parameters.said('hostile_points_divisor')}, {parameters.said('factor_cap_percent')}"
        )


def _days_of(statement: Statement, line: StatementLine, item: MajorEquipment) -> Iterator[str]:
    """Yield what was verified in the month, and how the serviceability rule treats it."""
    if item.weapon_out:
        yield rule_words("weapon-out")
        return
    if item.lease is Lease.DRY:
        yield rule_words("present-units")
    else:
        group = f'group "{item.group}"' if item.group else "the item by itself"
        said = statement.memorandum.parameters.said("serviceability_threshold_percent")
        yield f"{rule_words('serviceability-threshold')}; {group}; {said}"
    spans = statement.spans_of_equipment[line.entry]
    for period in item.verified:
        first = max(line.month.start, period.start.toordinal())
        until = min(line.month.until, period.until.toordinal())
        if first < until:
            reached = sum(max(0, min(until, end) - max(first, start)) for start, end, met in spans if met)
            told = "" if item.lease is Lease.DRY else f"; threshold reached on {reached} of {until - first} days"
            yield (
                f"[{date.fromordinal(first)}, {date.fromordinal(until)}): {period.present} present and "
                f"{period.serviceable} serviceable of {item.quantity} agreed{told}"
            )
            if period.present > item.quantity:
                yield f"{rule_words('overstock')}: {period.present - item.quantity} of {period.present} present"


def _of_service(statement: Statement, line: StatementLine) -> Iterator[str]:
    category: SelfSustainment = statement.memorandum.self_sustainment[line.entry]
    factors, parameters = statement.memorandum.factors, statement.memorandum.parameters
    added = factors.environment + factors.intensified + factors.hostile
    yield f"{rule_words('self-sustainment')}: rate {plain(category.rate)}, ceiling {category.ceiling}"
    yield (
        f"{rule_words('self-sustainment-factors')}: environment {plain(factors.environment)} % + intensified "
        f"{plain(factors.intensified)} % + hostile {plain(factors.hostile)} % = {plain(added)} %; "
        f"{parameters.said('factor_cap_percent')}"
    )
    yield from _hostile_origin(statement)
    unverified = line.month.until - line.month.start
    for period in category.verified:
        first = max(line.month.start, period.start.toordinal())
        until = min(line.month.until, period.until.toordinal())
        if first < until:
            unverified -= until - first
            standard = "standard met" if period.standard_met else "standard not met"
            yield (
                f"[{date.fromordinal(first)}, {date.fromordinal(until)}): {period.people} people, "
                f"{period.served_by_un} served by the organisation, {standard}"
            )
    if unverified:
        yield f"{rule_words('not-verified')}: {unverified} days of {line.month.name}"


def _of_withheld(statement: Statement, line: StatementLine) -> Iterator[str]:
    """Yield what is withheld of the line, with the rule."""
    for one in statement.withheld_of(line):
        yield f"withheld {as_dollars(one.amount_cents)}: {rule_words(one.rule)}"
