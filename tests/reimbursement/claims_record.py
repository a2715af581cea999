"""A memorandum of Kazakhstan's company with claims, for tests. All figures are illustrative: no rate is the UN's."""

from datetime import date
from decimal import Decimal

from muster.deployments.models import DeployedUnit
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM, Viewer
from muster.reimbursement.actions.claims import draw_up_claim, step_claim
from muster.reimbursement.actions.settlements import enter_debt, pay_claims, set_off_debt
from muster.reimbursement.claim_terms import ClaimTerms, DebtTerms, PaymentTerms, SetOffTerms
from muster.reimbursement.models import (
    AgreedEquipment,
    AgreedService,
    Claim,
    Memorandum,
    MemorandumStageEvent,
    MemorandumVersion,
    StateDebt,
)
from muster.reimbursement.rules.claim_content import ClaimAmounts
from tests.deployments.theatre import COMPANY, company_in_theatre
from tests.record import DAY, KNOWN, Record

MEMORANDUM = "claimed-kaz"
Q1, Q2, Q3 = (date(2018, month, 1) for month in (1, 4, 7))
AMOUNTS = ClaimAmounts(300_000_00, 120_000_50, 30_000_25)
PAPER = "Paper of the tests"


def claimed_memorandum(
    unit: DeployedUnit | None = None,
    reference: str = MEMORANDUM,
    holds_from: date = Q1,
    holds_until: date | None = None,
    stage: str = "in-force",
) -> Memorandum:
    """Enter a memorandum of the company; a truck of it is maintained by India."""
    unit = unit or company_in_theatre(with_tours=False)
    made = Memorandum.objects.create(
        reference=reference, title="Memorandum of Kazakhstan", unit=unit, stage=stage, known_from=KNOWN
    )
    given = (
        [(stage, holds_from)] if stage != "ended" else [("in-force", holds_from), (stage, holds_until or holds_from)]
    )
    for reached, on in given:
        MemorandumStageEvent.objects.create(memorandum=made, stage=reached, held_from=on, known_from=KNOWN)
    version = MemorandumVersion.objects.create(
        memorandum=made, number=1, holds_from=holds_from, holds_until=holds_until, personnel_ceiling=120,
        known_from=KNOWN,
    )  # fmt: skip
    AgreedEquipment.objects.create(
        version=version, number=1, item="Illustrative truck", quantity=4, lease="wet", gfmv_cents=60_000_00,
        life_years=Decimal(10), no_fault_percent=Decimal("0.3"), maintenance_cents=500_00,
        maintainer=Organisation.objects.get(code="IND"),
    )  # fmt: skip
    AgreedService.objects.create(
        version=version, number=1, category="Illustrative catering", rate_usd=Decimal("30"), ceiling=120
    )
    return made


def drawn_up(
    quarter: date = Q2, actor: Viewer = SYSTEM, *, payee: str = "KAZ", amounts: ClaimAmounts = AMOUNTS,
    today: date = DAY,
) -> Claim:  # fmt: skip
    """Draw up a claim by hand."""
    return draw_up_claim(actor, ClaimTerms(MEMORANDUM, payee, quarter, amounts, PAPER), today=today)


def taken_to(claim: Claim, *stages: str, day: date = DAY, actor: Viewer = SYSTEM) -> Claim:
    """Take a claim through stages on one day."""
    for stage in stages:
        claim = step_claim(actor, claim.reference, stage, day=day, today=day, words="Words of the step")
    return claim


def certified(quarter: date = Q2, *, payee: str = "KAZ", amounts: ClaimAmounts = AMOUNTS, today: date = DAY) -> Claim:
    """Draw a claim up and certify it."""
    made = drawn_up(quarter, payee=payee, amounts=amounts, today=today)
    return taken_to(made, "submitted", "certified", day=today)


def indebted(amount_cents: int = 50_000_00, reference: str = "debt-kaz", *, state: str = "KAZ") -> StateDebt:
    """Enter a debt of a State to the Secretariat."""
    terms = DebtTerms(reference, state, "UN", Q1, amount_cents, "Words of the debt of Kazakhstan")
    return enter_debt(SYSTEM, terms, today=DAY)


def claims_walked_over(record: Record) -> dict[str, int]:
    """Enter for a walk, of the company in theatre, claims at each stage, a payment and a debt that is set off.

    Of Kazakhstan: one paid in part, one contested, a draft, one submitted; of India one submitted.
    """
    unit = DeployedUnit.objects.get(reference=COMPANY.reference)
    claimed_memorandum(unit, holds_from=date(2017, 7, 1))
    paid = certified(date(2017, 7, 1))
    taken_to(drawn_up(date(2017, 10, 1)), "submitted", "contested")
    drawn_up(Q1)
    taken_to(drawn_up(Q2), "submitted")
    taken_to(drawn_up(Q2, payee="IND"), "submitted")
    pay_claims(SYSTEM, PaymentTerms("pay-kaz", "KAZ", "UNIFIL", DAY, 100_00, remark="Remark of the payment"), today=DAY)
    indebted()
    set_off_debt(SYSTEM, paid.reference, SetOffTerms("debt-kaz", DAY, 1_00, "Reason of the set-off"), today=DAY)
    return {}
