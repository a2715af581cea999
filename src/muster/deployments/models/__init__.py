"""What is stored of deployments. One file an idea; this is the list of all."""

from muster.deployments.models.arrival import Arrival
from muster.deployments.models.stay import Stay, StayStage
from muster.deployments.models.tour import Lift, LiftWay, Tour, TourStage
from muster.deployments.models.unit import BasisKind, DeployedUnit, LegalBasis, StrengthReport, UnitLocation

__all__ = [
    "Arrival",
    "BasisKind",
    "DeployedUnit",
    "LegalBasis",
    "Lift",
    "LiftWay",
    "Stay",
    "StayStage",
    "StrengthReport",
    "Tour",
    "TourStage",
    "UnitLocation",
]
