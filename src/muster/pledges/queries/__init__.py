"""Reads of the readiness register, each from what the viewer may see."""

from muster.pledges.queries.access import is_partner_only, seen_whole, sees_all
from muster.pledges.queries.behind import pledges_to_deploy, with_pledge_content
from muster.pledges.queries.fields import PLEDGE_FIELDS, VERSION_FIELDS, fields_under
from muster.pledges.queries.register import (
    latest_confirmation,
    latest_level,
    latest_pool_event,
    stage_on,
    versions_on,
    visible_pledge,
    visible_pledges,
    with_details,
    with_visible_caveats,
)

__all__ = [
    "PLEDGE_FIELDS",
    "VERSION_FIELDS",
    "fields_under",
    "is_partner_only",
    "latest_confirmation",
    "latest_level",
    "latest_pool_event",
    "pledges_to_deploy",
    "seen_whole",
    "sees_all",
    "stage_on",
    "versions_on",
    "visible_pledge",
    "visible_pledges",
    "with_details",
    "with_pledge_content",
    "with_visible_caveats",
]
