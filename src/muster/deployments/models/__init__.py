"""What is stored of deployments. One file an idea; this is the list of all."""

from muster.deployments.models.arrival import Arrival
from muster.deployments.models.assignment import Assignment, EndKind, ExtensionStage, TourExtension
from muster.deployments.models.individual_post import IndividualCategory, IndividualPost, PostPlace
from muster.deployments.models.personnel_request import (
    Nomination,
    NominationStage,
    NominationStep,
    PersonnelRequest,
    PersonnelRequestStage,
    RequestedPost,
    RequestKind,
)
from muster.deployments.models.planning_run import PlanningRun, RunKind, RunStage
from muster.deployments.models.stay import Stay, StayStage
from muster.deployments.models.tour import Lift, LiftWay, Tour, TourStage
from muster.deployments.models.unit import (
    BasisKind,
    DeployedUnit,
    EarlierAgreement,
    LegalBasis,
    StrengthReport,
    UnitLocation,
)

__all__ = [
    "Arrival",
    "Assignment",
    "BasisKind",
    "DeployedUnit",
    "EarlierAgreement",
    "EndKind",
    "ExtensionStage",
    "IndividualCategory",
    "IndividualPost",
    "LegalBasis",
    "Lift",
    "LiftWay",
    "Nomination",
    "NominationStage",
    "NominationStep",
    "PersonnelRequest",
    "PersonnelRequestStage",
    "PlanningRun",
    "PostPlace",
    "RequestKind",
    "RequestedPost",
    "RunKind",
    "RunStage",
    "Stay",
    "StayStage",
    "StrengthReport",
    "Tour",
    "TourExtension",
    "TourStage",
    "UnitLocation",
]
