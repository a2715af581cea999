"""What the pages of claims show, as the kit's plain values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.pages.parameters import explained
from muster.kit.pages import Action, Crumb, Explanation, Fact, KeyFigure, NextStep, PageHead, Text, TimelineEntry
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.reimbursement.actions.claim_access import acts_for_secretariat, steps_open
from muster.reimbursement.claim_parameters import AGE_KEYS, SOON_KEY, TARGET_KEY, claim_numbers
from muster.reimbursement.claim_stages import CERTIFIED_ONCE, OWED, ClaimBasis, ClaimStage
from muster.reimbursement.queries.claims import claim_events
from muster.reimbursement.rules.claim_arrears import AgeBracket, Arrears, age_days
from muster.reimbursement.rules.claim_content import ClaimContent, ClaimLine
from muster.reimbursement.rules.claim_due import ClaimStanding
from muster.reimbursement.rules.claim_quarters import target_day
from muster.reimbursement.rules.claim_stages import needs_words
from muster.reimbursement.statement.terms import PaidKind
from muster.reimbursement.tables.claims import CLAIM_TONES, claim_address, claim_badge
from muster.reimbursement.tables.statement import USD, dollars

STEP_WORDS: dict[ClaimStage, Text] = {
    ClaimStage.SUBMITTED: gettext_lazy("Submit to the payee"),
    ClaimStage.CONTESTED: gettext_lazy("Contest"),
    ClaimStage.CERTIFIED: gettext_lazy("Certify"),
    ClaimStage.WITHDRAWN: gettext_lazy("Withdraw"),
}
ANSWER = gettext_lazy("Answer the contest")


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of claims."""
    return [Crumb(_("Reimbursement"), reverse("reimbursement")), Crumb(_("Claims"), reverse("claims")), *more]


def shown_money(cents: int) -> str:
    """Return cents as a page says them: 1,234.50."""
    return f"{dollars(cents):,.2f}"


def step_title(claim: Any, stage: ClaimStage) -> Text:
    """Return what a step is called: to submit again is to answer the contest."""
    is_answer = claim.stage == ClaimStage.CONTESTED and stage == ClaimStage.SUBMITTED
    return ANSWER if is_answer else STEP_WORDS[stage]


def words_label(claim: Any, stage: ClaimStage) -> Text:
    """Return what the words of a step are called, empty where it needs none."""
    if not needs_words(claim.stage, stage):
        return ""
    return _("Answer to the contest") if stage == ClaimStage.SUBMITTED else _("Reason")


def claim_head(request: MusterRequest, claim: Any) -> PageHead:
    """Return the head of a claim's page with what the viewer may do."""
    reference = claim.reference
    doors = [
        Action(step_title(claim, stage), reverse("step-claim", args=[reference, stage.value]),
               primary=stage in (ClaimStage.SUBMITTED, ClaimStage.CERTIFIED))
        for stage in steps_open(request.viewer, claim)
    ]  # fmt: skip
    if claim.stage in OWED and acts_for_secretariat(request.viewer, claim.mission):
        doors.append(Action(_("Enter a payment"), f"{reverse('enter-payment')}?claim={reference}", primary=True))
    if claim.stage in OWED and acts_for_secretariat(request.viewer, claim.mission, Role.APPROVER):
        doors.append(Action(_("Set a debt off"), reverse("set-off-debt", args=[reference])))
    if claim.stage in CERTIFIED_ONCE and not claim.corrects_id and acts_for_secretariat(request.viewer, claim.mission):
        doors.append(Action(_("Supplement"), reverse("supplement-claim", args=[reference])))
    words = {"state": claim.payee.name, "mission": claim.mission.acronym, "memorandum": claim.memorandum.title}
    return PageHead(
        title=reference,
        kicker=_("Claim"),
        lead=_("%(state)s in %(mission)s: %(memorandum)s") % words,
        crumbs=crumbs(Crumb(reference)),
        status=claim_badge(claim.stage_then),
        next_step=_next_step(claim, request.as_of),
        actions=[
            *doors,
            Action(_("PDF"), reverse("claim-paper", args=[reference])),
            Action(_("Workbook"), reverse("claim-workbook", args=[reference])),
        ],
        illustrative=claim.illustrative,
    )


def _next_step(claim: Any, day: date) -> NextStep | None:
    """Return whose turn it was on the day looked at, and the target."""
    secretariat = claim.mission.mandated_by.name
    due = target_day(claim.covers_until, claim_numbers(day).target_months)
    words = {
        ClaimStage.DRAFT: _("submits the claim to the payee, or withdraws it"),
        ClaimStage.SUBMITTED: _("certifies the claim; until then the payee may contest it"),
        ClaimStage.CONTESTED: _("answers the contest, or withdraws the claim and draws it up anew"),
        ClaimStage.CERTIFIED: _("pays"),
        ClaimStage.PART_PAID: _("pays what is open"),
    }.get(claim.stage_then)
    return NextStep(secretariat, words, due=due, late=day > due) if words else None


def claim_figures(claim: Any, content: ClaimContent, day: date) -> list[KeyFigure]:
    """Return what is claimed, settled and owed, by how many days."""
    withheld = sum(one.amount_cents for one in content.withheld)
    figures = [KeyFigure(_("Claimed"), shown_money(claim.total_cents), USD)]
    figures += [KeyFigure(kind.label.capitalize(), shown_money(claim.amounts.of(kind)), USD) for kind in PaidKind]
    figures.append(KeyFigure(_("Settled"), shown_money(claim.settled_cents), USD))
    if claim.stage_then in OWED:
        age = _("%(days)s days since the quarter") % {"days": age_days(claim.covers_until, day)}
        figures.append(KeyFigure(_("Owed"), shown_money(claim.open_cents), USD, note=age, tone="due"))
    figures.append(KeyFigure(_("Withheld"), shown_money(withheld), USD, href="#withheld"))
    return figures


def claim_facts(claim: Any, day: date) -> list[Fact]:
    """Return what is on record of a claim."""
    target = Explanation(
        formula=_("the last day of so many months after the quarter"), parameters=explained([TARGET_KEY], day)
    )
    due = target_day(claim.covers_until, claim_numbers(day).target_months)
    facts = [
        Fact(_("Payee"), claim.payee.name, href=reverse("state-account", args=[claim.payee.code])),
        Fact(_("Memorandum"), claim.memorandum.title,
             href=reverse("memorandum-statement", args=[claim.memorandum.reference])),
        Fact(_("Unit"), claim.memorandum.unit.title,
             href=reverse("deployed-unit", args=[claim.memorandum.unit.reference])),
        Fact(_("Covers from"), claim.covers_from),
        Fact(_("Until (excluded)"), claim.covers_until),
        Fact(_("Target"), due, explanation=target),
        Fact(_("Amounts"), ClaimBasis(claim.basis).label),
        Fact(_("As the record said on"), claim.reckoned_on),
        Fact(_("Source"), claim.source or "—", standing=claim.standing),
    ]  # fmt: skip
    if claim.corrects_id:
        facts.append(Fact(_("Supplements"), claim.corrects.reference, href=claim_address(claim.corrects.reference)))
    return facts


def claim_timeline(claim: Any, day: date) -> list[TimelineEntry]:
    """Return the stages of a claim with their days, and what was said at each."""
    return [
        TimelineEntry(one.held_from, ClaimStage(one.stage).label, one.reason, tone=CLAIM_TONES[one.stage])
        for one in claim_events(claim, day)
    ]


def line_head(claim: Any, number: int, line: ClaimLine) -> PageHead:
    """Return the head of the page that explains one line of a claim."""
    words = {"item": line.item, "month": line.month or _("the quarter"), "amount": shown_money(line.amount_cents)}
    return PageHead(
        title=_("%(item)s in %(month)s: US dollars %(amount)s") % words,
        crumbs=crumbs(
            Crumb(claim.reference, claim_address(claim.reference)), Crumb(_("Line %(number)s") % {"number": number})
        ),
        lead=PaidKind(line.kind).label.capitalize(),
        illustrative=claim.illustrative,
    )


def line_facts(line: ClaimLine) -> list[Fact]:
    """Return what a line claims: units, rate, amount, and what was claimed for it before."""
    facts = [Fact(_("Units"), line.units or "—"), Fact(_("Rate, shown to the cent"), line.rate or "—")]
    if line.before_cents:
        facts.append(Fact(_("Claimed before"), shown_money(line.before_cents), unit=USD))
    return [*facts, Fact(_("Amount"), shown_money(line.amount_cents), unit=USD)]


def due_figures(rows: Sequence[Any]) -> list[KeyFigure]:
    """Return how many claims are overdue, soon due and due later."""
    counts = {one: sum(1 for row in rows if row.line.standing == one) for one in ClaimStanding}
    return [
        KeyFigure(
            _("Overdue"), counts[ClaimStanding.OVERDUE], tone="short" if counts[ClaimStanding.OVERDUE] else "met"
        ),
        KeyFigure(_("Soon due"), counts[ClaimStanding.SOON], tone="due" if counts[ClaimStanding.SOON] else "neutral"),
        KeyFigure(_("Due later"), counts[ClaimStanding.LATER]),
    ]


def due_rule(day: date) -> Explanation:
    """Return when a claim is due, with the parameters."""
    return Explanation(
        _("A claim for each calendar quarter, cut to the days of the memorandum, and each payee; due by the target."),
        parameters=explained([TARGET_KEY, SOON_KEY], day),
    )


def arrears_rule(day: date) -> Explanation:
    """Return what arrears are, with the limits of the brackets."""
    return Explanation(
        _("What is claimed and certified, less payments and set-offs; its age counts from the end of the quarter."),
        parameters=explained(AGE_KEYS, day),
    )


def arrears_figures(rows: Sequence[Arrears], ages: Sequence[AgeBracket]) -> list[KeyFigure]:
    """Return what is owed in all, in the oldest bracket, and what waits to be certified."""
    oldest = sum(row.by_bracket[-1] for row in rows)
    return [
        KeyFigure(_("Owed"), shown_money(sum(row.owed_cents for row in rows)), USD),
        KeyFigure(_("Of it %(age)s") % {"age": ages[-1].words}, shown_money(oldest), USD,
                  tone="short" if oldest else "met"),
        KeyFigure(_("Not certified yet"), shown_money(sum(row.pending_cents for row in rows)), USD),
    ]  # fmt: skip


def arrears_title(rows: Sequence[Arrears]) -> Text:
    """Return the finding of the chart: who is owed most."""
    owed = [row for row in rows if row.owed_cents]
    if not owed:
        return _("Nothing is owed")
    total, most = sum(row.owed_cents for row in owed), owed[0]
    return _("US dollars %(total)s owed, most to %(state)s in %(mission)s") % {
        "total": shown_money(total), "state": most.state, "mission": most.mission,
    }  # fmt: skip
