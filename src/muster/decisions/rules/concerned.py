"""Which criteria rest on which kind of fact, and which of their data. Pure; local choice after section 7.2."""

from collections.abc import Mapping

from muster.decisions.data import keys
from muster.decisions.rules.material import RATE_KEYS

AGREEMENT, RESOURCES, RISK = "agreement", "resources", "risk"
Concerned = Mapping[str, frozenset[str]]
"""Keys of data by the criterion that they are of."""

OF_LAW = frozenset({keys.TASK_CONFLICTS, keys.TASK_CONDITIONS, keys.AUTHORISED, keys.ROOM_SUFFICES})
OF_TASKS = frozenset({keys.TASK_CONFLICTS, keys.TASK_CONDITIONS})
OF_CEILING = frozenset({keys.CEILING_SUFFICES})
OF_MANDATE = frozenset({keys.MANDATE_UNTIL, keys.MANDATE_COVERS_TOUR}) | OF_CEILING | OF_TASKS
OF_PRINCIPLES = frozenset({keys.PRINCIPLE_CONSENT, keys.PRINCIPLE_IMPARTIALITY, keys.PRINCIPLE_FORCE})

CONCERNED: Mapping[str, Concerned] = {
    "mandate": {AGREEMENT: frozenset({keys.CHAPTER}), RESOURCES: OF_MANDATE},
    "ceiling": {RESOURCES: OF_CEILING},
    "tasks": {RESOURCES: OF_TASKS},
    "consent": {AGREEMENT: frozenset({keys.HOST_CONSENT, keys.PARTY_CONSENT})},
    "agreement": {AGREEMENT: frozenset({keys.PEACE_AGREEMENT, keys.FORCES_AGREEMENT})},
    "concept": {RISK: frozenset({keys.CONCEPT, keys.ENGAGEMENT})},
    "principle": {AGREEMENT: OF_PRINCIPLES},
    "financing": {RESOURCES: frozenset({keys.FINANCING})},
    "threat": {RISK: frozenset({keys.THREAT, keys.THREAT_TREND})},
    "casualties": {RISK: frozenset({keys.CASUALTIES})},
    "fatalities": {RISK: RATE_KEYS},
    "medical": {RISK: frozenset({keys.MEDICAL})},
    "life": {RISK: frozenset({keys.LIFE})},
    "law": {RESOURCES: OF_LAW},
    "act": {RESOURCES: frozenset({keys.AUTHORISED, keys.ROOM_SUFFICES})},
}
"""By kind of changed fact (a ChangeKind); a kind that is not here concerns no criterion."""


def concerned_by(kind: str) -> Concerned:
    """Return the criteria and data that a kind of changed fact concerns."""
    return CONCERNED.get(kind, {})
