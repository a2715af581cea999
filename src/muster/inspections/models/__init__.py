"""What is stored of inspections and evaluations. One file an idea; this is the list of all."""

from muster.inspections.models.evaluation import EvaluatedStandard, Evaluation, EvaluationStageEvent
from muster.inspections.models.inspection import (
    Discrepancy,
    DiscrepancyEvent,
    EquipmentCheck,
    Inspection,
    InspectionStageEvent,
    SelfSustainmentCheck,
)
from muster.inspections.models.performance_plan import PerformancePlan, PlanMeasure, PlanStageEvent

__all__ = [
    "Discrepancy",
    "DiscrepancyEvent",
    "EquipmentCheck",
    "EvaluatedStandard",
    "Evaluation",
    "EvaluationStageEvent",
    "Inspection",
    "InspectionStageEvent",
    "PerformancePlan",
    "PlanMeasure",
    "PlanStageEvent",
    "SelfSustainmentCheck",
]
