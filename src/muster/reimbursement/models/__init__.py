"""What is stored of reimbursement. One file an idea; this is the list of all."""

from muster.reimbursement.models.adjustment import AdjustmentSwitch
from muster.reimbursement.models.claim import Claim, ClaimStageEvent, ReimbursementPayment, Settlement, StateDebt
from muster.reimbursement.models.edition import EquipmentRate, RateEdition, SelfSustainmentRate
from muster.reimbursement.models.loss import LossEvent, LossEvidence, LossItem, LossStageEvent
from muster.reimbursement.models.memorandum import (
    AgreedEquipment,
    AgreedService,
    Memorandum,
    MemorandumStageEvent,
    MemorandumVersion,
)
from muster.reimbursement.models.mission_factors import MissionFactorSet

__all__ = [
    "AdjustmentSwitch",
    "AgreedEquipment",
    "AgreedService",
    "Claim",
    "ClaimStageEvent",
    "EquipmentRate",
    "LossEvent",
    "LossEvidence",
    "LossItem",
    "LossStageEvent",
    "Memorandum",
    "MemorandumStageEvent",
    "MemorandumVersion",
    "MissionFactorSet",
    "RateEdition",
    "ReimbursementPayment",
    "SelfSustainmentRate",
    "Settlement",
    "StateDebt",
]
