"""What opportunities earn and cost: by the State's own calculation where it has one, else by the rate for people."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from muster.decisions.opportunities.facts import Demand, Money, OwnUnit
from muster.decisions.opportunities.money import nothing_for_individuals, reimbursed_for_people
from muster.matching.window import longest_stay_months
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reimbursement.models import UnitEconomics
from muster.reimbursement.queries.economics import plan_of, visible_economics, with_plans
from muster.reimbursement.rules.economics.outcome import outcome_of
from muster.reimbursement.statement.personnel_rates import shipped_rates
from muster.reimbursement.statement.refusal import MemorandumRefused


def money_of_pairs(
    viewer: Viewer, state: Organisation, day: date, pairs: Iterable[tuple[Demand, OwnUnit]]
) -> dict[tuple[str, str], Money]:
    """Return what the first tour of each pair earns and costs, by the references of post and pledge. Four queries.

    A calculation speaks for a pair where it was begun from its pledge, or names its mission and no pledge.
    """
    calculations = list(with_plans(visible_economics(viewer, day).filter(state=state)))
    rates, reckoned = shipped_rates(), {}
    found = {}
    for demand, unit in pairs:
        months = max(1, longest_stay_months(unit.pledge))
        meant = _calculation(calculations, demand, unit)
        if meant is not None:
            if meant.pk not in reckoned:
                reckoned[meant.pk] = _first_tour(meant)
            money = reckoned[meant.pk]
        elif unit.is_individuals:
            money = nothing_for_individuals(months)
        else:
            people = min(unit.pledge.strength, demand.post.strength)
            money = reimbursed_for_people(people, demand.wanted_from, months, rates)
        found[demand.post.reference, unit.pledge.reference] = money
    return found


def _calculation(calculations: Sequence[UnitEconomics], demand: Demand, unit: OwnUnit) -> UnitEconomics | None:
    """Return the calculation that speaks for a pair: of its pledge and mission, of its pledge, of its mission."""

    def rank(one: UnitEconomics) -> int:
        is_here = one.mission.casefold() == demand.post.mission.casefold()
        if one.pledge is not None:
            return (3 if is_here else 2 if not one.mission else 0) if _is_of(one, unit) else 0
        return 1 if is_here and not unit.is_individuals else 0

    best = max(calculations, key=rank, default=None)
    return best if best is not None and rank(best) else None


def _is_of(calculation: UnitEconomics, unit: OwnUnit) -> bool:
    return calculation.pledge is not None and calculation.pledge.reference == unit.pledge.reference


def _first_tour(calculation: UnitEconomics) -> Money:
    """Return the first tour of a calculation: the months behind it are not reckoned."""
    plan = plan_of(calculation)
    months = min(plan.tour_months, plan.horizon_months)
    try:
        earned, cost = outcome_of(replace(plan, horizon_months=months)).first_tour()
    except MemorandumRefused as refusal:
        return Money(months, words=f"The calculation cannot be reckoned: {refusal}", calculation=calculation.reference)
    return Money(
        months,
        earned_cents=earned,
        cost_cents=cost,
        words=f"First tour of {months} months by the State's own calculation: {calculation.title}.",
        source=calculation.source or "entered by the State",
        standing=calculation.standing,
        calculation=calculation.reference,
    )
