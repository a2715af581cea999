"""Writes to the readiness register. One function a use case, each in one transaction with its audit event."""

from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.announcements import link_pledge, record_announcement, take_back
from muster.pledges.actions.attachments import attach_document, detach
from muster.pledges.actions.caps import lift_level_cap, set_level_cap
from muster.pledges.actions.caveats import drop_discovered_caveat, record_discovered_caveat, satisfy_caveat
from muster.pledges.actions.change_requests import decide_change, request_change, take_back_change, verified_of
from muster.pledges.actions.confirmations import confirm_pledge, confirm_pledges
from muster.pledges.actions.content import Change, change_pledge, create_pledge
from muster.pledges.actions.daily import run_registers
from muster.pledges.actions.evidence import hand_in_evidence, review_evidence, take_visit_as_evidence
from muster.pledges.actions.focal_points import name_focal_point, release_focal_point
from muster.pledges.actions.importing import save_pledges
from muster.pledges.actions.levels import change_level, facts_now, level_of
from muster.pledges.actions.packages import (
    PackageTerms,
    SlotTerms,
    change_package,
    create_package,
    package_terms,
)
from muster.pledges.actions.partners import partner_agrees, partner_withdraws
from muster.pledges.actions.pool import (
    call_pledge,
    mark_deployed,
    note_deployed,
    note_returned,
    pool_standing,
    return_to_pool,
    tell_breaches,
)
from muster.pledges.actions.stages import acknowledge_pledge, submit_pledge
from muster.pledges.actions.theatre_results import record_theatre_result
from muster.pledges.actions.theatre_reviews import look_again
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
    "call_pledge",
    "change_level",
    "change_package",
    "change_pledge",
    "change_unit",
    "confirm_pledge",
    "confirm_pledges",
    "create_package",
    "create_pledge",
    "decide_change",
    "detach",
    "drop_discovered_caveat",
    "facts_now",
    "hand_in_evidence",
    "level_of",
    "lift_level_cap",
    "link_pledge",
    "locked_pledge",
    "look_again",
    "mark_deployed",
    "name_focal_point",
    "note_deployed",
    "note_returned",
    "package_terms",
    "partner_agrees",
    "partner_withdraws",
    "pool_standing",
    "record_announcement",
    "record_certification",
    "record_discovered_caveat",
    "record_profile",
    "record_shared_service",
    "record_theatre_result",
    "register_unit",
    "release_focal_point",
    "request_change",
    "return_to_pool",
    "review_evidence",
    "run_registers",
    "satisfy_caveat",
    "save_pledges",
    "set_level_cap",
    "snapshot",
    "submit_pledge",
    "take_back",
    "take_back_change",
    "take_visit_as_evidence",
    "tell_breaches",
    "verified_of",
]
