"""Writes to missions, requirements and statements. A use case a function, each in one transaction with its event."""

from muster.missions.actions.attaching import attach_statement, set_posts_of_statement
from muster.missions.actions.conditions import record_condition
from muster.missions.actions.mandates import (
    classify_mission,
    correct_mandate,
    period_of,
    record_mandate,
    renew_mandate,
    terms_of_mission,
)
from muster.missions.actions.missions import (
    MISSION_FACTS,
    enter_mission,
    mission_snapshot,
    register_mission,
    set_arrival_limit,
)
from muster.missions.actions.requirements import (
    change_requirement,
    change_stage,
    create_requirement,
    post_terms,
    save_requirements,
    snapshot,
)
from muster.missions.actions.statement_stages import approve_statement, withdraw_statement
from muster.missions.actions.statements import (
    change_statement,
    create_statement,
    create_statement_from,
    save_statements,
)

__all__ = [
    "MISSION_FACTS",
    "approve_statement",
    "attach_statement",
    "change_requirement",
    "change_stage",
    "change_statement",
    "classify_mission",
    "correct_mandate",
    "create_requirement",
    "create_statement",
    "create_statement_from",
    "enter_mission",
    "mission_snapshot",
    "period_of",
    "post_terms",
    "record_condition",
    "record_mandate",
    "register_mission",
    "renew_mandate",
    "save_requirements",
    "save_statements",
    "set_arrival_limit",
    "set_posts_of_statement",
    "snapshot",
    "terms_of_mission",
    "withdraw_statement",
]
