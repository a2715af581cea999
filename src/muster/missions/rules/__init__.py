"""What makes requirements and statements well formed, and which steps are legal. Pure: no Django, no clock."""

from muster.missions.rules.requirements import (
    HIGHEST_PRIORITY,
    LEGAL_STAGES,
    MOST_STATES,
    lead_problems,
    legal_next_stages,
    post_problems,
    requirement_problems,
)

__all__ = [
    "HIGHEST_PRIORITY",
    "LEGAL_STAGES",
    "MOST_STATES",
    "lead_problems",
    "legal_next_stages",
    "post_problems",
    "requirement_problems",
]
