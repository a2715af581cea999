"""Calculations are entered and written by officers of the State that they are of."""

from dataclasses import asdict, replace
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.models import Pledge
from muster.pledges.queries.register import visible_pledge
from muster.reimbursement.economics_terms import MOST_ECONOMICS_LINES, EconomicsTerms
from muster.reimbursement.models import (
    EconomicsCost,
    EconomicsEquipment,
    EconomicsService,
    Memorandum,
    RateEdition,
    UnitEconomics,
)
from muster.reimbursement.queries.economics import (
    EQUIPMENT,
    HEAD,
    may_reckon,
    plan_of,
    visible_calculation,
)
from muster.reimbursement.queries.editions import visible_edition
from muster.reimbursement.queries.memoranda import memorandum_of_side
from muster.reimbursement.rules.economics.plan_problems import plan_problems
from muster.reimbursement.rules.economics.terms import UnitPlan

BY_WHOM = "What a unit would earn and cost is reckoned by officers of its own State."


@transaction.atomic
def enter_economics(
    actor: Viewer, terms: EconomicsTerms, *, today: date, state: Organisation | None = None
) -> UnitEconomics:
    """Enter a calculation. The installation names the `state`; everybody else reckons for their own.

    Raises NotAllowed, NotFound, and Refused with a line for each thing wrong.
    """
    what = f"Calculation {terms.reference}"
    whose = _state(actor, state)
    problems = reference_problems(terms.reference, "reference")
    if UnitEconomics.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", f"{terms.reference!r} is taken", "give another one", "reference"))
    if terms.standing != Standing.ENTERED and not actor.is_system:
        problems.append(Problem("standing", "of what is entered it is 'entered'", "leave it out"))
    if problems := [*problems, *_problems(terms.plan)]:
        raise Refused(f"{what} cannot be entered.", problems)
    made = UnitEconomics(
        reference=terms.reference,
        state=whose,
        memorandum=_memorandum(actor, terms.memorandum, whose, today),
        pledge=_pledge(actor, terms.pledge, whose, today),
        edition=_edition(actor, terms.edition, today),
        source=terms.source,
        standing=terms.standing,
        known_from=terms.known_from or today,
        **_head(terms.plan),
    )
    require_clean_fields(made, what)
    made.save(force_insert=True)
    _write_lines(made, terms.plan)
    audit.record(actor, "reimbursement:economics:entered", made.reference, after=_audited(made, terms.plan))
    return made


@transaction.atomic
def write_economics(
    actor: Viewer, reference: str, plan: UnitPlan, *, today: date, expected_version: int | None = None
) -> UnitEconomics:
    """Write a calculation with all of its lines anew. Raises NotAllowed, NotFound, Refused."""
    if not may_reckon(actor):
        raise NotAllowed(BY_WHOM)
    visible_calculation(actor, today, reference)
    found = UnitEconomics.objects.select_for_update().select_related(None).get(reference=reference)
    what = f"Calculation {reference}"
    visibility.require_owner(actor, found.state_id, what)
    require_version(what, found.version, expected_version)
    if problems := _problems(plan):
        raise Refused(f"{what} cannot be written.", problems)
    before = _audited(found, plan_of(found))
    for name, value in _head(plan).items():
        setattr(found, name, value)
    found.version += 1
    require_clean_fields(found, what)
    found.save()
    for rows in (found.equipment, found.services, found.costs):
        rows.all().delete()
    _write_lines(found, plan)
    audit.record(
        actor, "reimbursement:economics:written", reference, before=before, after=_audited(found, plan)
    )  # fmt: skip
    return found


def _state(actor: Viewer, state: Organisation | None) -> Organisation:
    """Return whose calculation it will be."""
    if not may_reckon(actor):
        raise NotAllowed(BY_WHOM)
    key = state.pk if actor.is_system and state is not None else actor.organisation_id
    found = Organisation.objects.filter(pk__in=[key] if key else [], kind=OrganisationKind.MEMBER_STATE).first()
    if found is None:
        raise Refused(problems=[Problem("state", "no Member State is named", "name whose unit it is")])
    return found


def _memorandum(actor: Viewer, reference: str, state: Organisation, today: date) -> Memorandum | None:
    if not reference:
        return None
    found: Memorandum = memorandum_of_side(actor, today, reference)
    if found.unit.state_id != state.pk:
        raise NotFound(f"The memorandum {reference!r} is not one of {state.name}.")
    return found


def _pledge(actor: Viewer, reference: str, state: Organisation, today: date) -> Pledge | None:
    if not reference:
        return None
    found = visible_pledge(actor, today, reference).pledge
    if found.state_id != state.pk:
        raise NotFound(f"The pledge {reference!r} is not one of {state.name}.")
    return found


def _edition(actor: Viewer, reference: str, today: date) -> RateEdition | None:
    if not reference:
        return None
    return visible_edition(actor, today, reference)


def _problems(plan: UnitPlan) -> list[Problem]:
    """Return what is wrong with a plan, its lists not longer than a page can hold."""
    lists = (("equipment", plan.equipment), ("self-sustainment", plan.services), ("costs", plan.costs))
    too_long = [
        Problem(name, f"has {len(lines)} lines", f"give at most {MOST_ECONOMICS_LINES}")
        for name, lines in lists
        if len(lines) > MOST_ECONOMICS_LINES
    ]
    return [*too_long, *plan_problems(plan)]


def _head(plan: UnitPlan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in HEAD}


def _audited(calculation: UnitEconomics, plan: UnitPlan) -> dict[str, object]:
    """Return the content of a calculation as the audit event keeps it."""
    links = {
        name: str(getattr(calculation, name) or "") for name in ("memorandum", "pledge", "edition")
    }  # fmt: skip
    return {**asdict(replace(plan, contributor="")), **links}


def _write_lines(calculation: UnitEconomics, plan: UnitPlan) -> None:
    """Write the lines of a plan, numbered in their order."""
    what = f"Calculation {calculation.reference}"
    equipment = [
        EconomicsEquipment(
            calculation=calculation, number=place,
            **{name: str(value) if name in ("lease", "standing") else value
               for name, value in ((key, getattr(one, key)) for key in EQUIPMENT)},
        )
        for place, one in enumerate(plan.equipment, start=1)
    ]  # fmt: skip
    services = [
        EconomicsService(
            calculation=calculation, number=place, category=one.category, rate_usd=one.rate_usd, ceiling=one.ceiling,
            cost_cents=one.cost_cents, standing=str(one.standing),
        )
        for place, one in enumerate(plan.services, start=1)
    ]  # fmt: skip
    costs = [
        EconomicsCost(
            calculation=calculation, number=place, head=str(one.head), words=one.words, basis=str(one.basis),
            amount_cents=one.amount_cents,
        )
        for place, one in enumerate(plan.costs, start=1)
    ]  # fmt: skip
    for line in (*equipment, *services, *costs):
        require_clean_fields(line, f"{what}, line {line.number}")
    EconomicsEquipment.objects.bulk_create(equipment)
    EconomicsService.objects.bulk_create(services)
    EconomicsCost.objects.bulk_create(costs)
