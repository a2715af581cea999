"""Arrears as of a day: what is owed to each State in each mission, by age, of the claims that the viewer may see."""

from datetime import date

from muster.parties.viewer import Viewer
from muster.reimbursement.claim_parameters import age_brackets
from muster.reimbursement.claim_stages import OWED, PENDING
from muster.reimbursement.queries.claims import MISSION_PATH, visible_claims
from muster.reimbursement.rules.claim_arrears import Arrears, OwedClaim, arrears_of

ACRONYM = f"{MISSION_PATH}__acronym"
VALUES = (
    "reference", "payee__code", ACRONYM, "covers_until", "open_cents", "total_cents", "stage_then", "standing",
)  # fmt: skip


def owed_claims(viewer: Viewer, day: date, *, state: str = "", mission: str = "") -> list[OwedClaim]:
    """Return the claims on which something is owed, and those that wait to be certified. One query.

    `state` and `mission` are codes that narrow the claims.
    """
    rows = visible_claims(viewer, day).filter(stage_then__in=[*OWED, *PENDING])
    if state:
        rows = rows.filter(payee__code=state)
    if mission:
        rows = rows.filter(**{ACRONYM: mission})
    return [
        OwedClaim(
            reference=one["reference"],
            state=one["payee__code"],
            mission=one[ACRONYM],
            until=one["covers_until"],
            open_cents=one["open_cents"] if one["stage_then"] in OWED else one["total_cents"],
            is_certified=one["stage_then"] in OWED,
            illustrative=one["standing"] == "illustrative",
        )
        for one in rows.select_related(None).values(*VALUES)
    ]


def arrears(viewer: Viewer, day: date, *, state: str = "", mission: str = "") -> list[Arrears]:
    """Return what is owed by State and mission with its ages as of a day, the most first. One query."""
    return arrears_of(owed_claims(viewer, day, state=state, mission=mission), day, age_brackets(day))
