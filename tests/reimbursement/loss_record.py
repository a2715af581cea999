"""A memorandum of Kazakhstan's company and a loss under it, for tests. All figures are illustrative."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from muster.deployments.models import DeployedUnit
from muster.parties.viewer import SYSTEM, Viewer
from muster.reimbursement.actions.adjustments import switch_adjustment
from muster.reimbursement.actions.losses import report_loss, step_loss
from muster.reimbursement.adjustment_terms import SwitchTerms
from muster.reimbursement.loss_terms import LossContent, LossItemTerms, LossTerms
from muster.reimbursement.models import (
    AgreedEquipment,
    LossEvent,
    Memorandum,
    MemorandumStageEvent,
    MemorandumVersion,
    MissionFactorSet,
)
from tests.record import DAY, Record

HELD_FROM = date(2018, 4, 1)
HAPPENED_ON = date(2018, 9, 30)
VALUE_CENTS = 15_000_000
CARRIER = LossItemTerms(agreed=1, quantity=2)
RADIO = LossItemTerms(
    item="Radio of Kazakhstan",
    gfmv_cents=1_000_000,
    life_years=Decimal(10),
    months_used=Decimal(6),
    repair_cents=200_000,
    factors_cents=0,
    lease="wet",
)
CONTENT = LossContent(
    kind="hostile",
    happened_on=HAPPENED_ON,
    place="A place of Kazakhstan",
    description="What happened to Kazakhstan (illustrative)",
    inquiry="Inquiry of Kazakhstan",
    items=(CARRIER, RADIO),
)
TERMS = LossTerms("loss-kaz", "mou-kaz", CONTENT)


def memorandum_of_company(reference: str = "mou-kaz", unit: str = "unit-kaz") -> Memorandum:
    """Enter a memorandum in force with carriers (wet lease) and a generator (dry lease). The unit has to be there."""
    made = Memorandum.objects.create(
        reference=reference,
        title="Memorandum of Kazakhstan",
        unit=DeployedUnit.objects.get(reference=unit),
        stage="in-force",
        known_from=HELD_FROM,
    )
    MemorandumStageEvent.objects.create(memorandum=made, stage="in-force", held_from=HELD_FROM, known_from=HELD_FROM)
    version = MemorandumVersion.objects.create(
        memorandum=made, number=1, holds_from=HELD_FROM, personnel_ceiling=120, known_from=HELD_FROM
    )
    values: dict[str, Any] = {"life_years": Decimal(10), "no_fault_percent": Decimal(0), "maintenance_cents": 100_000}
    AgreedEquipment.objects.create(
        version=version, number=1, item="Carrier of Kazakhstan", quantity=4, lease="wet", gfmv_cents=VALUE_CENTS,
        **values,
    )  # fmt: skip
    AgreedEquipment.objects.create(
        version=version, number=2, item="Generator", quantity=2, lease="dry", gfmv_cents=2_000_000, **values
    )
    return made


def factors_of_mission(memorandum: Memorandum) -> None:
    """Enter mission factors of 2 and 1 percent from 1 July 2018 on."""
    MissionFactorSet.objects.create(
        mission=memorandum.unit.post.requirement.mission,
        holds_from=date(2018, 7, 1),
        environment_percent=Decimal(2),
        intensified_percent=Decimal(1),
        known_from=HELD_FROM,
    )


def reported(actor: Viewer = SYSTEM, reference: str = TERMS.reference, **changes: Any) -> LossEvent:
    """Report the loss, with changes of its content."""
    terms = replace(TERMS, reference=reference, content=replace(CONTENT, **changes))
    return report_loss(actor, terms, today=DAY)


def stepped(actor: Viewer, following: str, reference: str = TERMS.reference, **more: Any) -> LossEvent:
    """Take the loss a step on the tests' day."""
    return step_loss(actor, reference, following, day=DAY, words="Words on Kazakhstan", today=DAY, **more)


def losses_walked_over(record: Record) -> dict[str, int]:
    """Enter for a walk a loss that is reported and one that is investigated, and a rule that is switched on."""
    memorandum_of_company("mou-lost")
    for reference in ("loss-kaz", "loss-investigated"):
        terms = replace(TERMS, reference=reference, memorandum="mou-lost")
        report_loss(record.parties["owning State"], terms, today=DAY)
    stepped(SYSTEM, "investigated", "loss-investigated")
    reason = "Reason of the switch of Kazakhstan"
    for memorandum, mission in (("mou-lost", ""), ("", "UNIFIL")):
        switch_adjustment(SYSTEM, SwitchTerms("hostile-year", True, reason, memorandum, mission), today=DAY)
    return {}
