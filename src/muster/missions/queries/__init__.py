"""What is read of missions, requirements and statements, always starting from what the viewer may see."""

from muster.missions.queries.force import force_posts
from muster.missions.queries.requirements import (
    MISSION_FIELDS,
    POST_FIELDS,
    REQUIREMENT_FIELDS,
    arrival_limits,
    expiring_mandates,
    mandates_in_force,
    visible_mission,
    visible_missions,
    visible_post,
    visible_posts,
    visible_requirement,
    visible_requirements,
    wanted_on,
)
from muster.missions.queries.statements import (
    STATEMENT_FIELDS,
    VERSION_FIELDS,
    seen_versions,
    statement_in_force,
    statements_in_force,
    visible_statement,
    visible_statements,
)

__all__ = [
    "MISSION_FIELDS",
    "POST_FIELDS",
    "REQUIREMENT_FIELDS",
    "STATEMENT_FIELDS",
    "VERSION_FIELDS",
    "arrival_limits",
    "expiring_mandates",
    "force_posts",
    "mandates_in_force",
    "seen_versions",
    "statement_in_force",
    "statements_in_force",
    "visible_mission",
    "visible_missions",
    "visible_post",
    "visible_posts",
    "visible_requirement",
    "visible_requirements",
    "visible_statement",
    "visible_statements",
    "wanted_on",
]
