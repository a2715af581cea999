"""What is stored of reimbursement. One file an idea; this is the list of all."""

from muster.reimbursement.models.economics import EconomicsCost, EconomicsEquipment, EconomicsService, UnitEconomics
from muster.reimbursement.models.edition import EquipmentRate, RateEdition, SelfSustainmentRate
from muster.reimbursement.models.memorandum import (
    AgreedEquipment,
    AgreedService,
    Memorandum,
    MemorandumStageEvent,
    MemorandumVersion,
)
from muster.reimbursement.models.mission_factors import MissionFactorSet

__all__ = [
    "AgreedEquipment",
    "AgreedService",
    "EconomicsCost",
    "EconomicsEquipment",
    "EconomicsService",
    "EquipmentRate",
    "Memorandum",
    "MemorandumStageEvent",
    "MemorandumVersion",
    "MissionFactorSet",
    "RateEdition",
    "SelfSustainmentRate",
    "UnitEconomics",
]
