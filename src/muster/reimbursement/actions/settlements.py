"""What settles claims: payments, the oldest claim first, and debts of a State that are set off."""

from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.missions.models import Mission
from muster.missions.queries import visible_mission
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.reimbursement.actions.claim_access import (
    add_claim_event,
    last_step_on,
    locked_claim,
    require_day,
    require_secretariat_of,
    snapshot,
)
from muster.reimbursement.actions.claim_telling import PAID, tell_claim, tell_debt
from muster.reimbursement.claim_stages import OWED, ClaimStage
from muster.reimbursement.claim_terms import DebtTerms, PaymentTerms, SetOffTerms
from muster.reimbursement.models import Claim, ReimbursementPayment, Settlement, StateDebt
from muster.reimbursement.queries.claims import MISSION_PATH, with_open
from muster.reimbursement.queries.payments import visible_debt
from muster.reimbursement.rules.claim_settlement import (
    OpenClaim,
    allocated,
    oldest_first,
    payment_problems,
    set_off_problems,
)
from muster.reimbursement.rules.claim_stages import settled_stage


@transaction.atomic
def pay_claims(actor: Viewer, terms: PaymentTerms, *, today: date) -> ReimbursementPayment:
    """Enter a payment to a State and spread it over what is owed to it in the mission, the oldest claim first.

    Raises NotFound, NotAllowed, and Refused where it is more than is owed on those claims.
    """
    mission = visible_mission(actor, today, terms.mission)
    what = f"Payment {terms.reference}"
    require_secretariat_of(actor, mission, what)
    _require_standing(actor, terms.standing, what)
    require_day(what, terms.paid_on, today)
    payee = _state(terms.payee, "payee")
    claims = _owed(payee, mission, terms.claims, today)
    allocation = allocated(
        max(0, terms.amount_cents),
        [OpenClaim(name, one.covers_until, one.open_cents) for name, one in claims.items()],
    )
    problems = _reference_problems(terms.reference, ReimbursementPayment)
    problems += _strange(terms.claims, claims, payee, mission)
    problems += payment_problems(terms.amount_cents, allocation)
    if problems:
        raise Refused(f"{what} cannot be entered.", problems)
    payment = ReimbursementPayment(
        reference=terms.reference, payee=payee, mission=mission, paid_on=terms.paid_on,
        amount_cents=terms.amount_cents, remark=terms.remark.strip(), source=terms.source, standing=terms.standing,
        known_from=today,
    )  # fmt: skip
    require_clean_fields(payment, what)
    payment.save(force_insert=True)
    for part in allocation.parts:
        settlement = Settlement(
            payment=payment, settled_on=terms.paid_on, amount_cents=part.amount_cents, known_from=today
        )
        _settle(actor, claims[part.reference], settlement, today)
    parts = {part.reference: part.amount_cents for part in allocation.parts}
    after = {"payee": payee.code, "mission": mission.acronym, "paid_on": terms.paid_on,
             "amount_cents": terms.amount_cents, "parts": parts}  # fmt: skip
    audit.record(actor, "reimbursement:payment:entered", terms.reference, after=after)
    return payment


def _state(code: str, place: str) -> Organisation:
    """Return a State by its code. Raises Refused where there is none."""
    found = Organisation.objects.filter(code=code, kind=OrganisationKind.MEMBER_STATE).first()
    if found is None:
        raise Refused(problems=[Problem(place, f"there is no State {code!r} on record", "give its code of three")])
    return found


def _require_standing(actor: Viewer, standing: str, what: str) -> None:
    if standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")


def _owed(payee: Organisation, mission: Mission, names: tuple[str, ...], today: date) -> dict[str, Any]:
    """Return the certified claims of a State in a mission with what is open of each, their rows held, oldest first."""
    rows = Claim.objects.filter(payee=payee, stage__in=OWED, known_from__lte=today, **{MISSION_PATH: mission})
    if names:
        rows = rows.filter(reference__in=names)
    keys = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    found = with_open(Claim.objects.filter(pk__in=keys), today).select_related(
        "memorandum__unit__state", "payee", f"{MISSION_PATH}__organisation", f"{MISSION_PATH}__mandated_by"
    )
    by_name: dict[str, Any] = {one.reference: one for one in found}
    ordered = oldest_first(OpenClaim(name, one.covers_until, one.open_cents) for name, one in by_name.items())
    return {one.reference: by_name[one.reference] for one in ordered}


def _strange(names: tuple[str, ...], claims: dict[str, Any], payee: Organisation, mission: Mission) -> list[Problem]:
    words = f"is no claim on which something is owed to {payee.name} in {mission.acronym}"
    return [Problem("claims", f"{name} {words}", "leave it out") for name in names if name not in claims]


def _reference_problems(reference: str, kind: type[ReimbursementPayment] | type[StateDebt]) -> list[Problem]:
    problems = reference_problems(reference, "reference")
    if kind.objects.filter(reference=reference).exists():
        problems.append(Problem("reference", f"{reference!r} is taken", "give another one"))
    return problems


def _settle(actor: Viewer, claim: Any, settlement: Settlement, today: date) -> None:
    """Settle a part of a claim and take it to the stage that follows. Raises Refused for a day before its last step."""
    what = f"Claim {claim.reference}"
    require_day(what, settlement.settled_on, today, last_step_on(claim))
    settlement.claim = claim
    require_clean_fields(settlement, f"A settlement of claim {claim.reference}")
    settlement.save(force_insert=True)
    before = snapshot(claim)
    stage = settled_stage(claim.total_cents, claim.settled_cents + settlement.amount_cents)
    changed = claim.stage != stage
    claim.stage = stage.value
    claim.version += 1
    claim.save(update_fields=["stage", "version"])
    if changed:
        add_claim_event(actor, claim, settlement.settled_on, today)
    after = {**snapshot(claim), "settled_cents": settlement.amount_cents,
             "by": str(settlement.payment or settlement.debt)}  # fmt: skip
    audit.record(actor, "reimbursement:claim:settled", claim.reference, before=before, after=after)
    tell_claim(actor, claim, today, topic=PAID)


@transaction.atomic
def enter_debt(actor: Viewer, terms: DebtTerms, *, today: date) -> StateDebt:
    """Enter what a State owes to a secretariat, so that it can be set off. Raises NotAllowed, Refused."""
    what = f"Debt {terms.reference}"
    if not (actor.is_system or actor.is_secretariat):
        raise NotAllowed(f"{what}: debts of States are entered by officers of secretariats.")
    creditor = Organisation.objects.filter(code=terms.creditor, kind=OrganisationKind.SECRETARIAT).first()
    if creditor is None:
        remedy = "give the code of a secretariat"
        raise Refused(problems=[Problem("owed to", f"there is no secretariat {terms.creditor!r} on record", remedy)])
    if not actor.is_system and not (actor.organisation_id == creditor.pk and actor.has_role(Role.OFFICER)):
        raise NotAllowed(f"{what}: this is for officers of {creditor.name}.")
    _require_standing(actor, terms.standing, what)
    require_day(what, terms.incurred_on, today)
    state = _state(terms.state, "State")
    problems = _reference_problems(terms.reference, StateDebt)
    if terms.amount_cents <= 0:
        problems.append(Problem("amount", "is no debt", "give an amount above nothing"))
    if not terms.reason.strip():
        problems.append(Problem("reason", "is empty", "say what is owed for"))
    if problems:
        raise Refused(f"{what} cannot be entered.", problems)
    debt = StateDebt(
        reference=terms.reference, state=state, creditor=creditor, incurred_on=terms.incurred_on,
        amount_cents=terms.amount_cents, reason=terms.reason.strip(), source=terms.source, standing=terms.standing,
        known_from=today,
    )  # fmt: skip
    require_clean_fields(debt, what)
    debt.save(force_insert=True)
    after = {"state": state.code, "creditor": creditor.code, "amount_cents": debt.amount_cents,
             "incurred_on": debt.incurred_on}  # fmt: skip
    audit.record(actor, "reimbursement:debt:entered", debt.reference, after=after, reason=debt.reason)
    tell_debt(actor, debt, today)
    return debt


@transaction.atomic
def set_off_debt(
    actor: Viewer, claim_reference: str, terms: SetOffTerms, *, today: date, expected_version: int | None = None
) -> Settlement:
    """Set a part of a State's debt off against its claim: an approver's deed. Raises NotFound, NotAllowed, Refused."""
    claim = locked_claim(actor, claim_reference, today, expected_version)
    what = f"A set-off against claim {claim_reference}"
    require_secretariat_of(actor, claim.mission, what, Role.APPROVER)
    StateDebt.objects.select_for_update().filter(reference=terms.debt).first()
    debt = visible_debt(actor, today, terms.debt)
    if claim.stage not in OWED:
        raise Refused(f"{what}: it is “{ClaimStage(claim.stage).label}”; set off against what is certified and open.")
    problems = set_off_problems(terms.amount_cents, claim.open_cents, debt.open_cents)
    if debt.state_id != claim.payee_id or debt.creditor_id != claim.mission.mandated_by_id:
        owed = f"{debt.creditor.name} by {debt.state.name}"
        problems.append(Problem("debt", f"is owed to {owed}", f"give a debt of {claim.payee.name} to its payer"))
    if terms.settled_on < debt.incurred_on:
        problems.append(Problem("day", f"{terms.settled_on} is before the debt", f"give {debt.incurred_on} or later"))
    if not terms.reason.strip():
        problems.append(Problem("reason", "is empty", "say by what agreement or rule it is set off"))
    if problems:
        raise Refused(f"{what} cannot be entered.", problems)
    settlement = Settlement(
        debt=debt, settled_on=terms.settled_on, amount_cents=terms.amount_cents, reason=terms.reason.strip(),
        known_from=today,
    )  # fmt: skip
    _settle(actor, claim, settlement, today)
    return settlement
