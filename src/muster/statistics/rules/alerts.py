"""The stages of an alert: quiet, alerted, cleared. A crossing is told once, whatever the figures do around it.

An alert is cleared only after so many months in a row below the threshold, so that a figure that wavers around it tells
one crossing and not one a month. These are this installation's own rules: no source of the field names any.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from muster.kit.errors import Problem, Refused


class Stage(StrEnum):
    """Where a State stands for a subscription."""

    QUIET = "quiet"
    ALERTED = "alerted"
    CLEARED = "cleared"


NEXT: Mapping[Stage, Stage] = {
    Stage.QUIET: Stage.ALERTED,
    Stage.ALERTED: Stage.CLEARED,
    Stage.CLEARED: Stage.ALERTED,
}
"""The one stage that may follow each."""


@dataclass(frozen=True)
class Standing:
    """A State as of the last month weighed. `since`: the month of its stage; `below_months`: in a row, while alerted.

    `crossings` counts the times that it came over the threshold.
    """

    stage: Stage
    month: date
    since: date
    value: float
    below_months: int = 0
    crossings: int = 0


def moved(standing: Standing, to: Stage, month: date) -> Standing:
    """The standing in its next stage from `month` on. Raises Refused where that stage does not follow."""
    if NEXT[standing.stage] is not to:
        raise Refused(
            problems=[
                Problem(
                    "stage",
                    f"{to.value} does not follow {standing.stage.value}",
                    f"after {standing.stage.value} comes {NEXT[standing.stage].value}",
                )
            ],
        )
    told = standing.crossings + (to is Stage.ALERTED)
    return replace(standing, stage=to, since=month, below_months=0, crossings=told)


def first_standing(month: date, value: float) -> Standing:
    """A State that was never weighed before: quiet, whatever its value; `weighed` then says whether it is over."""
    return Standing(Stage.QUIET, date.min, month, value)


def weighed(standing: Standing, month: date, value: float, threshold: float, clear_after: int) -> Standing:
    """The standing after a month with this value; a month weighed before changes nothing.

    At or over the threshold is over it. Raises Refused where `clear_after` is below one month.
    """
    if clear_after < 1:
        raise Refused(f"An alert clears after one month below the threshold or more, not after {clear_after}.")
    if month <= standing.month:
        return standing
    seen = replace(standing, month=month, value=value)
    if value >= threshold:
        return replace(seen, below_months=0) if seen.stage is Stage.ALERTED else moved(seen, Stage.ALERTED, month)
    if seen.stage is not Stage.ALERTED:
        return seen
    below = seen.below_months + 1
    return moved(seen, Stage.CLEARED, month) if below >= clear_after else replace(seen, below_months=below)
