"""Writes to the readiness register. One function a use case, each in one transaction with its audit event."""

from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.announcements import link_pledge, record_announcement, take_back
from muster.pledges.actions.attachments import attach_document, detach
from muster.pledges.actions.caveats import drop_discovered_caveat, record_discovered_caveat, satisfy_caveat
from muster.pledges.actions.confirmations import confirm_pledge, confirm_pledges
from muster.pledges.actions.content import Change, change_pledge, create_pledge
from muster.pledges.actions.daily import run_registers
from muster.pledges.actions.focal_points import name_focal_point, release_focal_point
from muster.pledges.actions.importing import save_pledges
from muster.pledges.actions.levels import change_level, level_of
from muster.pledges.actions.packages import (
    PackageTerms,
    SlotTerms,
    change_package,
    create_package,
    package_terms,
)
from muster.pledges.actions.partners import partner_agrees, partner_withdraws
from muster.pledges.actions.stages import acknowledge_pledge, submit_pledge
from muster.pledges.actions.units import (
    CertificationTerms,
    ProfileTerms,
    ServiceTerms,
    UnitTerms,
    change_unit,
    record_certification,
    record_profile,
    record_shared_service,
    register_unit,
)
from muster.pledges.actions.writing import snapshot

__all__ = [
    "CertificationTerms",
    "Change",
    "PackageTerms",
    "ProfileTerms",
    "ServiceTerms",
    "SlotTerms",
    "UnitTerms",
    "acknowledge_pledge",
    "attach_document",
    "change_level",
    "change_package",
    "change_pledge",
    "change_unit",
    "confirm_pledge",
    "confirm_pledges",
    "create_package",
    "create_pledge",
    "detach",
    "drop_discovered_caveat",
    "level_of",
    "link_pledge",
    "locked_pledge",
    "name_focal_point",
    "package_terms",
    "partner_agrees",
    "partner_withdraws",
    "record_announcement",
    "record_certification",
    "record_discovered_caveat",
    "record_profile",
    "record_shared_service",
    "register_unit",
    "release_focal_point",
    "run_registers",
    "satisfy_caveat",
    "save_pledges",
    "snapshot",
    "submit_pledge",
    "take_back",
]
