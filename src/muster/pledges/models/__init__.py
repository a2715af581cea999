"""What is stored of the readiness register. One file an idea; this is the list of all."""

from muster.pledges.models.announcements import AnnouncedPledge, Announcement
from muster.pledges.models.behind import StandsOnPledge
from muster.pledges.models.caveats import Caveat, CaveatKind, CaveatOrigin
from muster.pledges.models.daily import DailyRun
from muster.pledges.models.evidence import Attachment, ChangeRequest, Evidence
from muster.pledges.models.focal_points import FocalPoint
from muster.pledges.models.interoperability import ExternalCertification, InteroperabilityProfile, SharedService
from muster.pledges.models.lines import (
    Contribution,
    ContributionPattern,
    EquipmentLine,
    LeaseMode,
    Ownership,
    PoolLine,
    Provider,
    SelfSustainmentLine,
    SubUnit,
    UnitPost,
)
from muster.pledges.models.packages import ForcePackage, PackageSlot
from muster.pledges.models.partners import PartnerAnswer, PartnerNote
from muster.pledges.models.pledge import (
    FINAL_STAGES,
    OPEN_STAGES,
    WITHHELD_STAGES,
    ApprovalStatus,
    Marking,
    Pledge,
    PledgeStage,
    PledgeVersion,
)
from muster.pledges.models.standing import Confirmation, LevelCap, LevelEvent, PoolEvent, PoolStanding
from muster.pledges.models.theatre_result import TheatreResult, TheatreReview
from muster.pledges.models.unit import NationalUnit

__all__ = [
    "FINAL_STAGES",
    "OPEN_STAGES",
    "WITHHELD_STAGES",
    "AnnouncedPledge",
    "Announcement",
    "ApprovalStatus",
    "Attachment",
    "Caveat",
    "CaveatKind",
    "CaveatOrigin",
    "ChangeRequest",
    "Confirmation",
    "Contribution",
    "ContributionPattern",
    "DailyRun",
    "EquipmentLine",
    "Evidence",
    "ExternalCertification",
    "FocalPoint",
    "ForcePackage",
    "InteroperabilityProfile",
    "LeaseMode",
    "LevelCap",
    "LevelEvent",
    "Marking",
    "NationalUnit",
    "Ownership",
    "PackageSlot",
    "PartnerAnswer",
    "PartnerNote",
    "Pledge",
    "PledgeStage",
    "PledgeVersion",
    "PoolEvent",
    "PoolLine",
    "PoolStanding",
    "Provider",
    "SelfSustainmentLine",
    "SharedService",
    "StandsOnPledge",
    "SubUnit",
    "TheatreResult",
    "TheatreReview",
    "UnitPost",
]
