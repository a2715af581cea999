"""Writes to the readiness register. One function a use case, each in one transaction with its audit event."""

from muster.pledges.actions.announcements import link_pledge, record_announcement, take_back
from muster.pledges.actions.caveats import drop_discovered_caveat, record_discovered_caveat, satisfy_caveat
from muster.pledges.actions.content import Change, change_pledge, create_pledge, save_pledges, snapshot
from muster.pledges.actions.levels import change_level, level_of
from muster.pledges.actions.packages import (
    PackageTerms,
    SlotTerms,
    change_package,
    create_package,
    package_terms,
)
from muster.pledges.actions.partners import partner_agrees, partner_withdraws
from muster.pledges.actions.stages import acknowledge_pledge, locked_pledge, submit_pledge
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

__all__ = [
    "CertificationTerms",
    "Change",
    "PackageTerms",
    "ProfileTerms",
    "ServiceTerms",
    "SlotTerms",
    "UnitTerms",
    "acknowledge_pledge",
    "change_level",
    "change_package",
    "change_pledge",
    "change_unit",
    "create_package",
    "create_pledge",
    "drop_discovered_caveat",
    "level_of",
    "link_pledge",
    "locked_pledge",
    "package_terms",
    "partner_agrees",
    "partner_withdraws",
    "record_announcement",
    "record_certification",
    "record_discovered_caveat",
    "record_profile",
    "record_shared_service",
    "register_unit",
    "satisfy_caveat",
    "save_pledges",
    "snapshot",
    "submit_pledge",
    "take_back",
]
