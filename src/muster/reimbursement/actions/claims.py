"""Claims are drawn up from the statement, submitted, contested and answered, certified or withdrawn, supplemented."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.standing import Standing
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reimbursement.actions.claim_access import (
    add_claim_event,
    last_step_on,
    locked_claim,
    require_day,
    require_secretariat_of,
    require_step,
    snapshot,
)
from muster.reimbursement.actions.claim_telling import tell_claim
from muster.reimbursement.claim_stages import CERTIFIED_ONCE, ClaimBasis, ClaimStage
from muster.reimbursement.claim_terms import ClaimTerms
from muster.reimbursement.models import Claim, Memorandum
from muster.reimbursement.queries.claim_content import content_of_quarter
from muster.reimbursement.queries.claims_due import ClaimedMemorandum, claimed_memoranda
from muster.reimbursement.queries.memoranda import visible_memorandum
from muster.reimbursement.rules.claim_content import (
    ClaimAmounts,
    ClaimContent,
    content_from,
    entered_content,
    supplement_to,
)
from muster.reimbursement.rules.claim_quarters import Quarter
from muster.reimbursement.rules.claim_stages import step_problems
from muster.reimbursement.statement.cents import as_dollars


@transaction.atomic
def draw_up_claim(actor: Viewer, terms: ClaimTerms, *, today: date) -> Claim:
    """Draw up the claim of a payee for a quarter that is over, its amounts frozen as the record says today.

    Raises NotFound, NotAllowed, Refused.
    """
    memorandum = _locked_memorandum(actor, terms.memorandum, today)
    what = f"A claim under {terms.memorandum}"
    require_secretariat_of(actor, memorandum.unit.post.requirement.mission, what)
    if terms.standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")
    held = claimed_memoranda([memorandum], today)
    if not held:
        raise Refused(f"{what}: the memorandum has not been in force; claims are drawn up under one that is or was.")
    quarter = _quarter(held[0], terms, today, what)
    content = _content(actor, memorandum, terms, quarter, today)
    return _opened(actor, memorandum, terms, quarter, content, today)


def _locked_memorandum(actor: Viewer, reference: str, today: date) -> Memorandum:
    """Return the memorandum with its row held: of two who claim the same quarter, the second is refused."""
    found: Memorandum = visible_memorandum(actor, today, reference)
    Memorandum.objects.select_for_update().get(pk=found.pk)
    return found


def _quarter(held: ClaimedMemorandum, terms: ClaimTerms, today: date, what: str) -> Quarter:
    """Return the quarter that is claimed. Raises Refused where it is none, not over, or claimed already."""
    problems = []
    if terms.payee not in held.payees:
        among = ", ".join(sorted(held.payees))
        problems.append(Problem("payee", f"{terms.payee} is not paid under the memorandum", f"give one of {among}"))
    quarter = held.quarter_from(terms.covers_from, today)
    if quarter is None:
        words = f"no quarter of the memorandum begins on {terms.covers_from}"
        problems.append(Problem("quarter", words, "give the first of its days in the quarter"))
    elif quarter.until > today:
        problems.append(Problem("quarter", "is not over yet", f"claim it from {quarter.until} on"))
    else:
        known = Claim.objects.filter(
            memorandum=held.memorandum, payee__code=terms.payee, covers_from=quarter.start, corrects__isnull=True
        ).exclude(stage=ClaimStage.WITHDRAWN)
        if (one := known.first()) is not None:
            remedy = "supplement it once it is certified, or withdraw it first"
            problems.append(Problem("quarter", f"is claimed by {one.reference}", remedy))
    if quarter is None or problems:
        raise Refused(f"{what} cannot be drawn up.", problems)
    return quarter


def _content(actor: Viewer, memorandum: Memorandum, terms: ClaimTerms, quarter: Quarter, today: date) -> ClaimContent:
    """Return the content of a claim. Raises Refused where nothing is owed, or an amount is below nothing."""
    what = f"A claim under {terms.memorandum}"
    if terms.amounts is None:
        content = content_of_quarter(actor, memorandum, terms.payee, quarter, today)
    else:
        content = _by_hand(terms.amounts, terms.source, what)
    if content.amounts.total_cents <= 0:
        withheld = sum(one.amount_cents for one in content.withheld)
        words = f"nothing is owed for the quarter; ${as_dollars(withheld)} are withheld"
        raise Refused(problems=[Problem(what, words, "look at the statement for the rules that withhold it")])
    return content


def _by_hand(amounts: ClaimAmounts, source: str, what: str) -> ClaimContent:
    if not source.strip():
        raise Refused(problems=[Problem(what, "the source is not given", "name the paper that the amounts come from")])
    if min(amounts.personnel_cents, amounts.major_equipment_cents, amounts.self_sustainment_cents) < 0:
        raise Refused(problems=[Problem(what, "an amount is below nothing", "give amounts of nothing or more")])
    return entered_content(amounts, source.strip())


def _opened(
    actor: Viewer,
    memorandum: Memorandum,
    terms: ClaimTerms,
    quarter: Quarter,
    content: ClaimContent,
    today: date,
    corrects: Claim | None = None,
) -> Claim:
    payee = Organisation.objects.get(code=terms.payee)
    amounts = content.amounts
    claim = Claim(
        reference=_free_reference(f"{memorandum.reference}-{quarter.name}-{payee.code}"),
        memorandum=memorandum,
        payee=payee,
        covers_from=quarter.start,
        covers_until=quarter.until,
        corrects=corrects,
        basis=ClaimBasis.STATEMENT.value if terms.amounts is None else ClaimBasis.ENTERED.value,
        personnel_cents=amounts.personnel_cents,
        major_equipment_cents=amounts.major_equipment_cents,
        self_sustainment_cents=amounts.self_sustainment_cents,
        total_cents=amounts.total_cents,
        content=content.as_json(),
        reckoned_on=today,
        source=terms.source.strip() or (f"Statement of {memorandum.reference}" if terms.amounts is None else ""),
        standing=Standing.ILLUSTRATIVE.value if memorandum.illustrative else terms.standing,
        known_from=today,
    )
    require_clean_fields(claim, f"Claim {claim.reference}")
    claim.save(force_insert=True)
    add_claim_event(actor, claim, today, today)
    after = {**snapshot(claim), "payee": payee.code, "covers_from": quarter.start, "covers_until": quarter.until,
             "corrects": corrects.reference if corrects else "", "lines": len(content.lines)}  # fmt: skip
    audit.record(actor, "reimbursement:claim:drawn-up", claim.reference, after=after)
    return claim


def _free_reference(stem: str) -> str:
    """Return a reference that no claim has: the stem, or with the number of the next one of the quarter."""
    known = set(Claim.objects.filter(reference__startswith=stem).values_list("reference", flat=True))
    number = 1
    while (found := stem if number == 1 else f"{stem}-{number}") in known:
        number += 1
    return found


@transaction.atomic
def supplement_claim(
    actor: Viewer,
    reference: str,
    *,
    today: date,
    amounts: ClaimAmounts | None = None,
    source: str = "",
    expected_version: int | None = None,
) -> Claim:
    """Draw up a claim of what a new reckoning adds to a certified one and its supplements.

    `amounts` are what is added, entered by hand from `source`; None: the statement as it is today, line by line,
    against what was claimed. Raises NotFound, NotAllowed, and Refused where it adds nothing: what was claimed too much
    is entered as a debt.
    """
    claim = locked_claim(actor, reference, today, expected_version)
    what = f"A supplement to claim {reference}"
    require_secretariat_of(actor, claim.mission, what)
    if claim.corrects_id is not None:
        raise Refused(f"{what}: it is a supplement itself; supplement claim {claim.corrects.reference}.")
    if claim.stage not in CERTIFIED_ONCE:
        raise Refused(f"{what}: it is not certified; withdraw it and draw it up anew.")
    quarter = Quarter(claim.covers_from, claim.covers_until)
    terms = ClaimTerms(claim.memorandum.reference, claim.payee.code, quarter.start, amounts, source)
    if amounts is None:
        anew = content_of_quarter(actor, claim.memorandum, claim.payee.code, quarter, today)
        parts = [claim, *claim.supplements.exclude(stage=ClaimStage.WITHDRAWN)]
        content = supplement_to([line for one in parts for line in content_from(one.content).lines], anew)
    else:
        content = _by_hand(amounts, source, what)
    if (added := content.amounts.total_cents) <= 0:
        words = "adds nothing" if not added else f"comes to ${as_dollars(-added)} less than was claimed"
        remedy = "" if not added else "enter it as a debt of the State, and set it off"
        raise Refused(problems=[Problem(what, words, remedy)])
    return _opened(actor, claim.memorandum, terms, quarter, content, today, corrects=claim)


@transaction.atomic
def step_claim(
    actor: Viewer,
    reference: str,
    following: str,
    *,
    day: date,
    today: date,
    words: str = "",
    expected_version: int | None = None,
) -> Claim:
    """Take a claim to its next stage on a day. `words`: why it is contested or withdrawn, or the answer to a contest.

    Nobody certifies what they have drawn up. Raises NotFound, NotAllowed, Refused.
    """
    claim: Claim = locked_claim(actor, reference, today, expected_version)
    what = f"Claim {reference}"
    try:
        wanted = ClaimStage(following)
    except ValueError:
        raise NotFound(f"{what}: there is no stage {following!r}.") from None
    require_step(actor, claim, wanted)
    if problems := step_problems(claim.stage, wanted, words):
        raise Refused(f"{what} cannot become “{wanted.label}”.", problems)
    require_day(what, day, today, last_step_on(claim))
    before = snapshot(claim)
    claim.stage = wanted.value
    claim.version += 1
    claim.save(update_fields=["stage", "version"])
    add_claim_event(actor, claim, day, today, words.strip())
    audit.record(actor, "reimbursement:claim:stage", reference, before=before, after=snapshot(claim),
                 reason=words.strip()[:300])  # fmt: skip
    tell_claim(actor, claim, today)
    return claim
