"""What goes in and comes out of the API of claims and what settles them. Money in whole US cents."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, WITHOUT_NUL, Code, Day, LongLine, Version
from muster.reimbursement.claim_stages import ClaimBasis, ClaimStage
from muster.reimbursement.claim_terms import ClaimTerms, DebtTerms, PaymentTerms, SetOffTerms
from muster.reimbursement.models import Settlement
from muster.reimbursement.models.claim import MOST_CENTS
from muster.reimbursement.queries.claims_due import DueClaimRow
from muster.reimbursement.rules.claim_account import AccountEntry, EntryKind
from muster.reimbursement.rules.claim_arrears import AgeBracket, Arrears, age_days
from muster.reimbursement.rules.claim_content import ClaimAmounts, content_from
from muster.reimbursement.rules.claim_due import ClaimStanding
from muster.reimbursement.rules.claim_quarters import target_day
from muster.reimbursement.statement.terms import PaidKind, WithheldRule

MOST_CLAIMS = 200
ClaimReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=120)]
SettlingReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=80)]
Cents = Annotated[int, Field(ge=1, le=MOST_CENTS), WHOLE]
CentsOrNothing = Annotated[int, Field(ge=0, le=MOST_CENTS), WHOLE]
Words = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=4000)]
VersionRead = Annotated[Version, Field(description="the version that was read; refused if it has moved on")]


class ClaimAmountsShape(Body):
    """Amounts by kind."""

    personnel_cents: CentsOrNothing = 0
    major_equipment_cents: CentsOrNothing = 0
    self_sustainment_cents: CentsOrNothing = 0


class ClaimAnswer(Sourced):
    """A claim of a payee for `[covers_from, covers_until)`, as it stood on the day."""

    reference: str
    memorandum: str
    payee: str
    mission: str
    covers_from: date
    covers_until: date
    target: date = Field(description="the last day of the target for its processing")
    stage: ClaimStage
    stage_since: date
    basis: ClaimBasis
    corrects: str = Field(description="the claim that it supplements; empty: none")
    personnel_cents: int
    major_equipment_cents: int
    self_sustainment_cents: int
    total_cents: int
    settled_cents: int
    open_cents: int = Field(description="what is owed; nothing before the claim is certified")
    version: int
    known_from: date


class ClaimLineAnswer(Answer):
    """A line as it was frozen; `month` is empty for the quarter as a whole."""

    line: int
    month: str
    kind: PaidKind
    item: str
    units: str
    rate: str
    before_cents: int = Field(description="what was claimed for it before, of a supplement")
    amount_cents: int
    explanation: list[str]


class ClaimWithheldAnswer(Answer):
    """What was not paid of an item in a month under a rule."""

    month: str
    item: str
    rule: WithheldRule
    amount_cents: int


class SettlementAnswer(Answer):
    """A part of a claim that is settled, by a payment or by a debt that is set off."""

    claim: str
    settled_on: date
    kind: EntryKind
    by: str
    amount_cents: int
    reason: str


class ClaimStepAnswer(Answer):
    """A stage from a day on, with what was said."""

    stage: ClaimStage
    since: date
    words: str


class WholeClaimAnswer(ClaimAnswer):
    """A claim with its lines, what was withheld and assumed, what settles it, and its stages."""

    reckoned_on: date
    lines: list[ClaimLineAnswer]
    withheld: list[ClaimWithheldAnswer]
    notes: list[str]
    settlements: list[SettlementAnswer]
    steps: list[ClaimStepAnswer]


class NewClaim(Body):
    """A claim to be drawn up. Without `amounts` the statement of the memorandum gives them, line by line."""

    memorandum: SettlingReference
    payee: Code
    covers_from: Day
    amounts: ClaimAmountsShape | None = None
    source: LongLine = ""

    def terms(self) -> ClaimTerms:
        """Return what a caller sends as terms."""
        return ClaimTerms(self.memorandum, self.payee, self.covers_from, amounts_of(self.amounts), self.source)


class ClaimStepBody(Body):
    """A step of a claim. `words`: why it is contested or withdrawn, or the answer to a contest."""

    stage: ClaimStage
    on: Day
    words: Words = ""
    version: VersionRead


class SupplementBody(Body):
    """What is added to a certified claim; without `amounts` the statement as it is now gives the difference."""

    amounts: ClaimAmountsShape | None = None
    source: LongLine = ""
    version: VersionRead


class SetOffBody(Body):
    """A part of a debt that is set off against a claim."""

    debt: SettlingReference
    on: Day
    amount_cents: Cents
    reason: Annotated[LongLine, Field(min_length=1)]
    version: VersionRead

    def terms(self) -> SetOffTerms:
        """Return what a caller sends as terms."""
        return SetOffTerms(self.debt, self.on, self.amount_cents, self.reason)


class NewPayment(Body):
    """A payment to a State from a mission's account; without `claims` it pays what is owed there, oldest first."""

    reference: SettlingReference
    payee: Code
    mission: Code
    paid_on: Day
    amount_cents: Cents
    claims: Annotated[list[ClaimReference], Field(max_length=MOST_CLAIMS)] = []
    remark: LongLine = ""
    source: LongLine = ""

    def terms(self) -> PaymentTerms:
        """Return what a caller sends as terms."""
        return PaymentTerms(**self.model_dump(exclude={"claims"}), claims=tuple(self.claims))


class PaymentAnswer(Sourced):
    """A payment with the claims that it pays."""

    reference: str
    payee: str
    mission: str
    paid_on: date
    amount_cents: int
    remark: str
    parts: list[SettlementAnswer]


class NewStateDebt(Body):
    """What a State owes to the caller's secretariat."""

    reference: SettlingReference
    state: Code
    incurred_on: Day
    amount_cents: Cents
    reason: Annotated[LongLine, Field(min_length=1)]
    source: LongLine = ""

    def terms(self, creditor: str) -> DebtTerms:
        """Return what a caller sends as terms."""
        return DebtTerms(creditor=creditor, **self.model_dump())


class StateDebtAnswer(Sourced):
    """A debt of a State, and what is open of it."""

    reference: str
    state: str
    creditor: str
    incurred_on: date
    amount_cents: int
    open_cents: int
    reason: str


class DueClaimAnswer(Answer):
    """The claim of a payee for a quarter that is over and not certified; `claim` is empty: not drawn up yet."""

    memorandum: str
    payee: str
    mission: str
    quarter: str
    covers_from: date
    covers_until: date
    due_on: date
    standing: ClaimStanding
    claim: str
    stage: ClaimStage | None


class AgeAnswer(Answer):
    """What is owed at ages from `from_days` to `to_days`, both included; null: no end."""

    from_days: int
    to_days: int | None
    amount_cents: int


class ArrearsAnswer(Answer):
    """What is owed to a State in a mission, by age, and what waits to be certified."""

    state: str
    mission: str
    owed_cents: int
    ages: list[AgeAnswer]
    oldest_days: int | None
    pending_cents: int
    claims: list[str]
    illustrative: bool


class AccountEntryAnswer(Answer):
    """An entry of an account; `amount_cents` is below nothing where it lowers what is owed."""

    day: date
    kind: EntryKind
    reference: str
    claim: str
    mission: str
    amount_cents: int
    balance_cents: int
    reason: str


def amounts_of(shape: ClaimAmountsShape | None) -> ClaimAmounts | None:
    """Return amounts by kind, None where none were sent."""
    return None if shape is None else ClaimAmounts(**shape.model_dump())


def _claim_values(one: Any, months: int) -> dict[str, Any]:
    names = (
        "reference", "covers_from", "covers_until", "stage_since", "basis", "personnel_cents",
        "major_equipment_cents", "self_sustainment_cents", "total_cents", "settled_cents", "open_cents", "version",
        "known_from",
    )  # fmt: skip
    return {
        **sourced(one),
        **{name: getattr(one, name) for name in names},
        "memorandum": one.memorandum.reference,
        "payee": one.payee.code,
        "mission": one.mission.acronym,
        "target": target_day(one.covers_until, months),
        "stage": one.stage_then,
        "corrects": one.corrects.reference if one.corrects_id else "",
    }


def claim_answer(one: Any, months: int) -> ClaimAnswer:
    """Return a claim of a list as the API answers it; `months` are those of the target."""
    return ClaimAnswer.model_validate(_claim_values(one, months))


def whole_claim_answer(one: Any, months: int, settlements: list[Settlement], events: list[Any]) -> WholeClaimAnswer:
    """Return one claim as the API answers it."""
    content = content_from(one.content)
    lines = [
        ClaimLineAnswer(
            line=number, month=line.month, kind=PaidKind(line.kind), item=line.item, units=line.units, rate=line.rate,
            before_cents=line.before_cents, amount_cents=line.amount_cents, explanation=list(line.explanation),
        )
        for number, line in enumerate(content.lines, start=1)
    ]  # fmt: skip
    withheld = [
        ClaimWithheldAnswer(month=w.month, item=w.item, rule=WithheldRule(w.rule), amount_cents=w.amount_cents)
        for w in content.withheld
    ]
    return WholeClaimAnswer.model_validate(
        {
            **_claim_values(one, months),
            "reckoned_on": one.reckoned_on,
            "lines": lines,
            "withheld": withheld,
            "notes": list(content.notes),
            "settlements": [settlement_answer(part, one.reference) for part in settlements],
            "steps": [ClaimStepAnswer(stage=e.stage, since=e.held_from, words=e.reason) for e in events],
        }
    )


def settlement_answer(part: Settlement, claim: str) -> SettlementAnswer:
    """Return a settlement as the API answers it; `claim` is the reference of its claim."""
    return SettlementAnswer(
        claim=claim,
        settled_on=part.settled_on,
        kind=EntryKind.PAYMENT if part.payment_id else EntryKind.SET_OFF,
        by=str(part.payment or part.debt),
        amount_cents=part.amount_cents,
        reason=part.reason,
    )


def payment_answer(one: Any) -> PaymentAnswer:
    """Return a payment, loaded with its parts, as the API answers it."""
    parts = [settlement_answer(part, part.claim.reference) for part in one.parts.all()]
    return PaymentAnswer(
        **sourced(one), reference=one.reference, payee=one.payee.code, mission=one.mission.acronym,
        paid_on=one.paid_on, amount_cents=one.amount_cents, remark=one.remark, parts=parts,
    )  # fmt: skip


def debt_answer(one: Any) -> StateDebtAnswer:
    """Return a debt as the API answers it."""
    return StateDebtAnswer(
        **sourced(one), reference=one.reference, state=one.state.code, creditor=one.creditor.code,
        incurred_on=one.incurred_on, amount_cents=one.amount_cents, open_cents=one.open_cents, reason=one.reason,
    )  # fmt: skip


def due_answer(row: DueClaimRow) -> DueClaimAnswer:
    """Return a due claim as the API answers it."""
    line = row.line
    return DueClaimAnswer(
        memorandum=row.memorandum.reference,
        payee=line.payee,
        mission=row.memorandum.unit.post.requirement.mission.acronym,
        quarter=line.quarter.name,
        covers_from=line.quarter.start,
        covers_until=line.quarter.until,
        due_on=line.due_on,
        standing=line.standing,
        claim=line.reference,
        stage=ClaimStage(line.stage) if line.stage else None,
    )


def arrears_answer(row: Arrears, ages: tuple[AgeBracket, ...], day: date) -> ArrearsAnswer:
    """Return what is owed to a State in a mission as the API answers it."""
    parts = [
        AgeAnswer(from_days=one.least, to_days=one.most, amount_cents=cents)
        for one, cents in zip(ages, row.by_bracket, strict=True)
    ]
    oldest = row.oldest_until
    return ArrearsAnswer(
        state=row.state, mission=row.mission, owed_cents=row.owed_cents, ages=parts,
        oldest_days=age_days(oldest, day) if oldest else None, pending_cents=row.pending_cents, claims=row.claims,
        illustrative=row.illustrative,
    )  # fmt: skip


def entry_answer(one: AccountEntry) -> AccountEntryAnswer:
    """Return an entry of an account as the API answers it."""
    return AccountEntryAnswer(
        day=one.day, kind=one.kind, reference=one.reference, claim=one.claim, mission=one.mission,
        amount_cents=one.signed_cents, balance_cents=one.balance_cents, reason=one.words,
    )  # fmt: skip
