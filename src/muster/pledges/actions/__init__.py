"""Writes to the readiness register. One function a use case, each in one transaction with its audit event."""

from muster.pledges.actions.caps import lift_level_cap, set_level_cap
from muster.pledges.actions.change_requests import decide_change, request_change, take_back_change, verified_of
from muster.pledges.actions.content import Change, change_pledge, create_pledge, save_pledges, snapshot
from muster.pledges.actions.evidence import hand_in_evidence, review_evidence, take_visit_as_evidence
from muster.pledges.actions.levels import change_level, facts_now, level_of
from muster.pledges.actions.pool import (
    call_pledge,
    mark_deployed,
    note_deployed,
    note_returned,
    pool_standing,
    return_to_pool,
    tell_breaches,
)
from muster.pledges.actions.stages import acknowledge_pledge, locked_pledge, submit_pledge

__all__ = [
    "Change",
    "acknowledge_pledge",
    "call_pledge",
    "change_level",
    "change_pledge",
    "create_pledge",
    "decide_change",
    "facts_now",
    "hand_in_evidence",
    "level_of",
    "lift_level_cap",
    "locked_pledge",
    "mark_deployed",
    "note_deployed",
    "note_returned",
    "pool_standing",
    "request_change",
    "return_to_pool",
    "review_evidence",
    "save_pledges",
    "set_level_cap",
    "snapshot",
    "submit_pledge",
    "take_back_change",
    "take_visit_as_evidence",
    "tell_breaches",
    "verified_of",
]
