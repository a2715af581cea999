"""Which pledges wait for an assessment and advisory visit, and since when. Pure."""

from dataclasses import dataclass
from datetime import date

from muster.kit.intervals import add_months
from muster.pledges.levels import Level, rung


@dataclass(frozen=True)
class AssessedPledge:
    """Where a pledge stands as of a day: its level since when, and when it was last assessed, if it was."""

    level: str
    held_from: date
    last_assessed_on: date | None = None


def waits_since(pledge: AssessedPledge, today: date, validity_months: int) -> date | None:
    """Return since when the pledge waits for an assessment and advisory visit; None where it waits for none.

    A pledge at Level 1 waits since it was accepted: only after a successful visit may it be selected (capability
    requirements paper of March 2022). One at Level 2 or higher waits again once its last visit is older than the
    validity (parameter aav_validity_months, recalled); where no visit is on record, nothing is inferred. The
    Secretariat may waive a renewed visit.
    """
    if pledge.level == Level.LEVEL_1:
        return pledge.held_from
    if rung(pledge.level) < rung(Level.LEVEL_2) or pledge.last_assessed_on is None:
        return None
    expired = add_months(pledge.last_assessed_on, validity_months)
    return expired if expired <= today else None
