"""Reads of the readiness register, each from what the viewer may see."""

from muster.pledges.queries.behind import pledges_to_deploy, with_pledge_content
from muster.pledges.queries.matters import Health, health_of, is_side, put_health
from muster.pledges.queries.obligations import Owed, all_owed, owed_by_health, owed_over_states
from muster.pledges.queries.register import (
    PLEDGE_FIELDS,
    VERSION_FIELDS,
    fields_under,
    latest_confirmation,
    latest_level,
    latest_pool_event,
    stage_on,
    versions_on,
    visible_pledge,
    visible_pledges,
    with_details,
)
from muster.pledges.queries.states import StateRecord, StateRow, state_record, state_rows

__all__ = [
    "PLEDGE_FIELDS",
    "VERSION_FIELDS",
    "Health",
    "Owed",
    "StateRecord",
    "StateRow",
    "all_owed",
    "fields_under",
    "health_of",
    "is_side",
    "latest_confirmation",
    "latest_level",
    "latest_pool_event",
    "owed_by_health",
    "owed_over_states",
    "pledges_to_deploy",
    "put_health",
    "stage_on",
    "state_record",
    "state_rows",
    "versions_on",
    "visible_pledge",
    "visible_pledges",
    "with_details",
    "with_pledge_content",
]
