"""What is stored of missions and their requirements. One file an idea; this is the list of all."""

from muster.missions.models.mandate import (
    Chapter,
    ConditionKind,
    ConditionStatus,
    MandatedTask,
    MandateKind,
    MandatePeriod,
    MissionClassification,
    MissionCondition,
)
from muster.missions.models.mission import ArrivalLimit, Mission, OperationKind
from muster.missions.models.requirement import Post, Requirement, RequirementStage
from muster.missions.models.statement import (
    AcceptedSubstitute,
    RequiredCapability,
    RequiredEquipment,
    RequiredPost,
    RequiredSelfSustainment,
    RequiredTask,
    SelfSustainmentProvider,
    Statement,
    StatementStage,
    StatementVersion,
)

__all__ = [
    "AcceptedSubstitute",
    "ArrivalLimit",
    "Chapter",
    "ConditionKind",
    "ConditionStatus",
    "MandateKind",
    "MandatePeriod",
    "MandatedTask",
    "Mission",
    "MissionClassification",
    "MissionCondition",
    "OperationKind",
    "Post",
    "RequiredCapability",
    "RequiredEquipment",
    "RequiredPost",
    "RequiredSelfSustainment",
    "RequiredTask",
    "Requirement",
    "RequirementStage",
    "SelfSustainmentProvider",
    "Statement",
    "StatementStage",
    "StatementVersion",
]
