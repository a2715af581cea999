"""The API of claims, payments, debts, arrears and accounts; the same actions as the pages."""

from django.http import HttpResponse
from ninja import Path, Query, Router, Status

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of, page_of_rows
from muster.kit.openapi.fields import Code
from muster.kit.papers import as_pdf
from muster.kit.uploads import attached
from muster.parties.request import MusterRequest
from muster.reimbursement.actions.claims import draw_up_claim, step_claim, supplement_claim
from muster.reimbursement.actions.settlements import enter_debt, pay_claims, set_off_debt
from muster.reimbursement.claim_parameters import age_brackets, claim_numbers
from muster.reimbursement.claim_stages import ClaimStage
from muster.reimbursement.endpoints import claim_shapes as shapes
from muster.reimbursement.endpoints.claim_shapes import ClaimReference, SettlingReference, WholeClaimAnswer
from muster.reimbursement.papers.claim import claim_paper
from muster.reimbursement.queries.claim_account import account_of
from muster.reimbursement.queries.claim_arrears import ACRONYM, arrears
from muster.reimbursement.queries.claims import claim_events, settlements_of, visible_claim, visible_claims
from muster.reimbursement.queries.claims_due import claims_due
from muster.reimbursement.queries.payments import visible_debt, visible_debts, visible_payments

router = Router(tags=["claims"])
A_PAPER = {
    "description": "The paper",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}
WITH_PARTS = ("parts__claim", "parts__payment")


class ClaimFilters(ListFilters):
    """Which claims."""

    payee: Code | None = None
    mission: Code | None = None
    memorandum: SettlingReference | None = None
    stage: ClaimStage | None = None


class DueFilters(ListFilters):
    """Which claims that are due."""

    memorandum: SettlingReference | None = None


class ArrearsFilters(ListFilters):
    """Whose arrears."""

    state: Code | None = None
    mission: Code | None = None


class PaymentFilters(ListFilters):
    """Which payments."""

    payee: Code | None = None
    mission: Code | None = None


class DebtFilters(ListFilters):
    """Which debts."""

    state: Code | None = None


def _whole(request: MusterRequest, reference: str, filters: Filters | None = None) -> WholeClaimAnswer:
    day = filters.day(request) if filters else request.today
    found = visible_claim(request.viewer, day, reference)
    months = claim_numbers(day).target_months
    return shapes.whole_claim_answer(found, months, settlements_of(found, day), claim_events(found, day))


@router.get("/claims", response={200: Page[shapes.ClaimAnswer], **READ_ERRORS}, summary="Claims")
def claims(request: MusterRequest, filters: Query[ClaimFilters]) -> Page[shapes.ClaimAnswer]:
    """The claims that the caller may see, as they stood on the day: its own, its mission's, or its secretariat's."""
    day = filters.day(request)
    wanted = filters.chosen(
        payee="payee__code", mission=ACRONYM, memorandum="memorandum__reference", stage="stage_then"
    )
    months = claim_numbers(day).target_months
    rows = visible_claims(request.viewer, day).defer("content").filter(**wanted)
    return page_of(rows, filters, lambda one: shapes.claim_answer(one, months))


@router.post("/claims", response={201: WholeClaimAnswer, **WRITE_ERRORS}, summary="Draw up a claim")
def draw_up(request: MusterRequest, body: shapes.NewClaim) -> Status[WholeClaimAnswer]:
    """Draw up the claim of a payee for a quarter that is over: officers of the secretariat do."""
    made = draw_up_claim(request.viewer, body.terms(), today=request.today)
    return Status(201, _whole(request, made.reference))


@router.get("/claims-due", response={200: Page[shapes.DueClaimAnswer], **READ_ERRORS}, summary="Claims due")
def due(request: MusterRequest, filters: Query[DueFilters]) -> Page[shapes.DueClaimAnswer]:
    """Quarters that are over and not certified, payee by payee, by the day of the target."""
    rows = claims_due(request.viewer, filters.day(request), memorandum=filters.memorandum or "")
    return page_of_rows(rows, filters, shapes.due_answer)


@router.get("/claims/{reference}", response={200: WholeClaimAnswer, **READ_ERRORS}, summary="A claim")
def claim(request: MusterRequest, reference: Path[ClaimReference], filters: Query[Filters]) -> WholeClaimAnswer:
    """One claim with every line and its explanation, frozen when it was drawn up."""
    return _whole(request, reference, filters)


@router.post("/claims/{reference}/steps", response={200: WholeClaimAnswer, **WRITE_ERRORS}, summary="Take a claim on")
def step(request: MusterRequest, reference: Path[ClaimReference], body: shapes.ClaimStepBody) -> WholeClaimAnswer:
    """Submit, contest, answer, certify or withdraw: each by whose turn it is; nobody certifies what they drew up."""
    step_claim(
        request.viewer, reference, body.stage.value, day=body.on, today=request.today, words=body.words,
        expected_version=body.version,
    )  # fmt: skip
    return _whole(request, reference)


@router.post(
    "/claims/{reference}/supplements", response={201: WholeClaimAnswer, **WRITE_ERRORS}, summary="Supplement a claim"
)
def supplement(
    request: MusterRequest, reference: Path[ClaimReference], body: shapes.SupplementBody
) -> Status[WholeClaimAnswer]:
    """Draw up what a new reckoning adds to a certified claim."""
    made = supplement_claim(
        request.viewer, reference, today=request.today, amounts=shapes.amounts_of(body.amounts), source=body.source,
        expected_version=body.version,
    )  # fmt: skip
    return Status(201, _whole(request, made.reference))


@router.post("/claims/{reference}/set-offs", response={201: WholeClaimAnswer, **WRITE_ERRORS}, summary="Set a debt off")
def set_off(
    request: MusterRequest, reference: Path[ClaimReference], body: shapes.SetOffBody
) -> Status[WholeClaimAnswer]:
    """Set a part of the payee's debt off against its claim: approvers of the secretariat do."""
    set_off_debt(request.viewer, reference, body.terms(), today=request.today, expected_version=body.version)
    return Status(201, _whole(request, reference))


@router.get(
    "/claims/{reference}/paper",
    response={**READ_ERRORS},
    summary="A claim as PDF",
    openapi_extra={"responses": {200: A_PAPER}},
)
def claim_pdf(request: MusterRequest, reference: Path[ClaimReference], filters: Query[Filters]) -> HttpResponse:
    """The claim as a paper with the explanation of every line."""
    day = filters.day(request)
    found = visible_claim(request.viewer, day, reference)
    return attached(as_pdf(claim_paper(found, settlements_of(found, day), day, request.today)), f"{reference}.pdf")


@router.get("/arrears", response={200: Page[shapes.ArrearsAnswer], **READ_ERRORS}, summary="Arrears")
def arrears_on(request: MusterRequest, filters: Query[ArrearsFilters]) -> Page[shapes.ArrearsAnswer]:
    """What is owed by State and mission, by age, of the claims that the caller may see."""
    day = filters.day(request)
    rows = arrears(request.viewer, day, state=filters.state or "", mission=filters.mission or "")
    ages = age_brackets(day)
    return page_of_rows(rows, filters, lambda row: shapes.arrears_answer(row, ages, day))


@router.get(
    "/state-accounts/{state}",
    response={200: Page[shapes.AccountEntryAnswer], **READ_ERRORS},
    summary="The account of a State",
)
def account(request: MusterRequest, state: Path[Code], filters: Query[ListFilters]) -> Page[shapes.AccountEntryAnswer]:
    """Certified claims, payments and set-offs of a State that the caller may see, with the balance after each."""
    rows = account_of(request.viewer, filters.day(request), state)
    return page_of_rows(rows, filters, shapes.entry_answer)


@router.get("/payments", response={200: Page[shapes.PaymentAnswer], **READ_ERRORS}, summary="Payments")
def payments(request: MusterRequest, filters: Query[PaymentFilters]) -> Page[shapes.PaymentAnswer]:
    """The payments that the caller may see, each with the claims that it pays."""
    wanted = filters.chosen(payee="payee__code", mission="mission__acronym")
    rows = visible_payments(request.viewer, filters.day(request)).filter(**wanted).prefetch_related(*WITH_PARTS)
    return page_of(rows, filters, shapes.payment_answer)


@router.post("/payments", response={201: shapes.PaymentAnswer, **WRITE_ERRORS}, summary="Enter a payment")
def enter_payment(request: MusterRequest, body: shapes.NewPayment) -> Status[shapes.PaymentAnswer]:
    """Enter a payment to a State and spread it over its claims, the oldest first: officers of the secretariat do."""
    made = pay_claims(request.viewer, body.terms(), today=request.today)
    rows = visible_payments(request.viewer, request.today).prefetch_related(*WITH_PARTS)
    return Status(201, shapes.payment_answer(rows.get(pk=made.pk)))


@router.get("/state-debts", response={200: Page[shapes.StateDebtAnswer], **READ_ERRORS}, summary="Debts of States")
def debts(request: MusterRequest, filters: Query[DebtFilters]) -> Page[shapes.StateDebtAnswer]:
    """The debts that the caller may see: its own, or those owed to its secretariat."""
    rows = visible_debts(request.viewer, filters.day(request)).filter(**filters.chosen(state="state__code"))
    return page_of(rows, filters, shapes.debt_answer)


@router.post("/state-debts", response={201: shapes.StateDebtAnswer, **WRITE_ERRORS}, summary="Enter a debt of a State")
def enter_state_debt(request: MusterRequest, body: shapes.NewStateDebt) -> Status[shapes.StateDebtAnswer]:
    """Enter what a State owes to the caller's secretariat."""
    made = enter_debt(request.viewer, body.terms(request.viewer.organisation_code), today=request.today)
    return Status(201, shapes.debt_answer(visible_debt(request.viewer, request.today, made.reference)))
