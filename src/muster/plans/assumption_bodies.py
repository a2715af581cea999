"""Assumptions as the API takes them: one shape a kind. Months count from 0, the month of the planning day."""

from typing import Annotated, Literal

from pydantic import Field

from muster.kit.openapi import Body
from muster.kit.openapi.fields import WHOLE, Code, Reference, Word
from muster.planning.stress.scenario import (
    Change,
    MissionClosed,
    PledgeDelayed,
    PledgeWithdrawn,
    RotationsBlocked,
    StateWithdrawn,
    Surge,
)
from muster.plans.assumption_fields import MOST_SURGE_POSTS

LAST_MONTH = 120
Month = Annotated[int, Field(ge=0, le=LAST_MONTH), WHOLE]
Months = Annotated[int, Field(ge=1, le=LAST_MONTH), WHOLE]


class PledgeWithdrawnBody(Body):
    """A pledge is gone, with its agreed stays."""

    kind: Literal["pledge-withdrawn"]
    pledge: Reference

    def change(self) -> Change:
        """Return the change that is meant."""
        return PledgeWithdrawn(self.pledge)


class StateWithdrawnBody(Body):
    """All pledges of a State are gone."""

    kind: Literal["state-withdrawn"]
    state: Code

    def change(self) -> Change:
        """Return the change that is meant."""
        return StateWithdrawn(self.state)


class PledgeDelayedBody(Body):
    """A pledge is ready so many months later."""

    kind: Literal["pledge-delayed"]
    pledge: Reference
    months: Months

    def change(self) -> Change:
        """Return the change that is meant."""
        return PledgeDelayed(self.pledge, self.months)


class MissionClosedBody(Body):
    """A mission closes at the beginning of a month."""

    kind: Literal["mission-closed"]
    mission: Code
    start_month: Month = 0

    def change(self) -> Change:
        """Return the change that is meant."""
        return MissionClosed(self.mission, self.start_month)


class SurgeBody(Body):
    """A mission wants more posts like those that are there, of one unit type or any."""

    kind: Literal["surge"]
    mission: Code
    unit_type: Word = ""
    posts: Annotated[int, Field(ge=1, le=MOST_SURGE_POSTS), WHOLE]
    start_month: Month = 0

    def change(self) -> Change:
        """Return the change that is meant."""
        return Surge(self.mission, self.unit_type or None, self.posts, self.start_month)


class RotationsBlockedBody(Body):
    """A host lets nobody in or out of a mission for some months."""

    kind: Literal["rotations-blocked"]
    mission: Code
    start_month: Month
    months: Months

    def change(self) -> Change:
        """Return the change that is meant."""
        return RotationsBlocked(self.mission, self.start_month, self.start_month + self.months)


Assumption = Annotated[
    PledgeWithdrawnBody | StateWithdrawnBody | PledgeDelayedBody | MissionClosedBody | SurgeBody | RotationsBlockedBody,
    Field(discriminator="kind"),
]
