"""Reads of losses: the unit's State, the mission, and the secretariat that mandates it see them; nobody else does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.reimbursement.models import (
    AgreedEquipment,
    LossEvent,
    LossEvidence,
    LossItem,
    LossStageEvent,
    Memorandum,
    MemorandumVersion,
    MissionFactorSet,
)
from muster.reimbursement.queries.adjustments import OF_MEMORANDUM_FIELDS, switches_of
from muster.reimbursement.rules.adjustments import AdjustmentRule
from muster.reimbursement.rules.factors_paid import FactorSpan
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.rules.losses import (
    LossBearer,
    LossFacts,
    LossKind,
    LossReckoning,
    LostItem,
    collective_value,
    reckoning,
    shipped_loss_numbers,
)
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

SIDES = (
    "memorandum__unit__state",
    "memorandum__unit__post__requirement__mission__organisation",
    "memorandum__unit__post__requirement__mission__mandated_by",
    "reporter",
)
AFTER_DECISION = (LossStage.DECIDED, LossStage.SETTLED)


def visible_losses(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the cases that the viewer may see, known on `day`, each with `stage_then`, `stage_since` and its items."""
    events = LossStageEvent.objects.filter(event=OuterRef("pk"), held_from__lte=day)
    latest = known_on(events, day).order_by("-held_from", "-pk")
    found = known_on(LossEvent.objects.filter(visibility.rows(viewer, OF_MEMORANDUM_FIELDS)), day)
    rows: QuerySet[Any] = found.annotate(
        stage_then=Subquery(latest.values("stage")[:1]), stage_since=Subquery(latest.values("held_from")[:1])
    )
    items = Prefetch("items", LossItem.objects.select_related("agreed").order_by("number"))
    return (
        rows.filter(stage_then__isnull=False)
        .select_related(*SIDES)
        .prefetch_related(items)
        .order_by("-happened_on", "reference")
    )


def visible_loss(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one case with its stage, items and evidence. Raises NotFound where the viewer sees none."""
    evidence = known_on(LossEvidence.objects.select_related("document__owner", "by"), day).order_by("pk")
    found = visible_losses(viewer, day).filter(reference=reference)
    one = found.prefetch_related(Prefetch("evidence", evidence, to_attr="known_evidence")).first()
    if one is None:
        raise NotFound(f"There is no case of loss {reference!r} that you may see as of {long_day(day)}.")
    return one


def loss_events_of(event: LossEvent, day: date) -> list[LossStageEvent]:
    """Return the stages of a case known on `day`, the oldest first."""
    return list(known_on(event.stage_events.select_related("by"), day).order_by("held_from", "pk"))


def version_on(memorandum: Memorandum, day: date) -> MemorandumVersion | None:
    """Return what was agreed on a day, as it is known now; None where nothing was."""
    found = memorandum.versions.filter(holds_from__lte=day).order_by("-number").first()
    return None if found is None or (found.holds_until is not None and found.holds_until <= day) else found


def first_agreed_on(memorandum: Memorandum) -> date | None:
    """Return the first day on which a memorandum held; None where nothing is agreed in it."""
    first: date | None = memorandum.versions.order_by("holds_from").values_list("holds_from", flat=True).first()
    return first


def agreed_lines(memorandum: Memorandum, day: date) -> list[AgreedEquipment]:
    """Return the lines of major equipment agreed on a day."""
    version = version_on(memorandum, day)
    return [] if version is None else list(version.equipment.order_by("number"))


def factor_spans(memorandum: Memorandum, region: str, until: date) -> list[FactorSpan]:
    """Return environment and intensified operations of the memorandum's mission, or of its region, before a day."""
    mission = memorandum.unit.post.requirement.mission
    found = MissionFactorSet.objects.filter(mission=mission, region=region, holds_from__lt=until)
    return [
        FactorSpan(one.holds_from, one.holds_until, Fraction(one.environment_percent + one.intensified_percent))
        for one in found
    ]


def as_lost_item(one: LossItem) -> LostItem:
    """Return a stored item as the rules read it."""
    return LostItem(
        number=one.number,
        item=one.item,
        quantity=one.quantity,
        gfmv=Fraction(one.gfmv_cents, CENTS_PER_DOLLAR),
        repair=None if one.repair_cents is None else Fraction(one.repair_cents, CENTS_PER_DOLLAR),
        life_years=Fraction(one.life_years),
        months_used=Fraction(one.months_used),
        factors_paid=Fraction(one.factors_cents, CENTS_PER_DOLLAR),
        lease=LeaseKind(one.lease),
        is_minor=one.is_minor,
    )


def reckoning_of(event: LossEvent, day: date) -> LossReckoning:
    """Return what follows from a case by what is on record on `day` and the numbers of the day of the event."""
    items = tuple(as_lost_item(one) for one in event.items.all())
    facts = LossFacts(LossKind(event.kind), items, _earlier_in_year(event, day))
    return reckoning(facts, shipped_loss_numbers(event.happened_on))


def _earlier_in_year(event: LossEvent, day: date) -> Fraction | None:
    """Return the value lost in the memorandum's hostile acts of the same year before this one; None: not asked."""
    if event.kind != LossKind.HOSTILE:
        return None
    switches = {one.rule: one for one in switches_of(event.memorandum, day)}
    switch = switches.get(AdjustmentRule.HOSTILE_YEAR)
    if switch is None or not switch.is_on:
        return None
    if switch.start is not None and event.happened_on < switch.start:
        return None
    if switch.until is not None and event.happened_on >= switch.until:
        return None
    begins = _year_start(event.happened_on)
    before = LossEvent.objects.filter(
        memorandum=event.memorandum,
        kind=LossKind.HOSTILE,
        happened_on__gte=begins,
        happened_on__lt=event.happened_on,
    ).exclude(stage=LossStage.REFUSED)
    values = (
        collective_value(tuple(as_lost_item(item) for item in one.items.all()))
        for one in known_on(before, day).prefetch_related("items")
    )
    return sum(values, Fraction(0))


def _year_start(day: date) -> date:
    """Return the first day of the peacekeeping year of a day."""
    begins = parameter("peacekeeping_year_start", day).day_in(day.year)
    return begins if begins <= day else parameter("peacekeeping_year_start", day).day_in(day.year - 1)


@dataclass(frozen=True)
class LossLine:
    """An item with what follows for it: reckoned as of the day, or as the decision kept it. Money in cents."""

    item: LossItem
    value_cents: int
    grade: str
    bearer: LossBearer
    amount_cents: int
    explanation: Sequence[str]


@dataclass(frozen=True)
class LossResult:
    """What follows from a case: its lines, the collective value, the sum; `is_decided`: kept, not reckoned anew."""

    lines: tuple[LossLine, ...]
    collective_cents: int
    amount_cents: int
    is_decided: bool


def result_of(event: Any, day: date) -> LossResult:
    """Return what follows from a case with `stage_then` as of a day."""
    found = reckoning_of(event, day)
    is_decided = event.stage_then in AFTER_DECISION
    lines = []
    for stored, one in zip(event.items.all(), found.items, strict=True):
        is_kept = is_decided and stored.decided_cents is not None
        lines.append(
            LossLine(
                item=stored,
                value_cents=stored.gfmv_cents * stored.quantity,
                grade=one.kind.label,
                bearer=LossBearer(stored.bearer) if is_kept else one.bearer,
                amount_cents=stored.decided_cents if is_kept else one.amount_cents,
                explanation=stored.explanation if is_kept else one.explanation,
            )
        )
    cents = int(found.collective * CENTS_PER_DOLLAR)
    return LossResult(tuple(lines), cents, sum(one.amount_cents for one in lines), is_decided)
