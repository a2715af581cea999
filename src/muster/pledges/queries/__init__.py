"""Reads of the readiness register, each from what the viewer may see."""

from muster.pledges.queries.attached import (
    SeenFocalPoint,
    SeenVersion,
    seen_versions,
    visible_attachments,
    visible_focal_points,
    visible_version,
    visible_versions,
)
from muster.pledges.queries.behind import pledges_to_deploy, with_pledge_content
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

__all__ = [
    "PLEDGE_FIELDS",
    "VERSION_FIELDS",
    "SeenFocalPoint",
    "SeenVersion",
    "fields_under",
    "latest_confirmation",
    "latest_level",
    "latest_pool_event",
    "pledges_to_deploy",
    "seen_versions",
    "stage_on",
    "versions_on",
    "visible_attachments",
    "visible_focal_points",
    "visible_pledge",
    "visible_pledges",
    "visible_version",
    "visible_versions",
    "with_details",
    "with_pledge_content",
]
