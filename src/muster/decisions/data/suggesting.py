"""The verdict that the rules suggest on the data of a criterion. Pure."""

from collections.abc import Sequence
from datetime import date

from muster.decisions.data.point import DataPoint, Suggestion


def suggest(criterion: str, data: Sequence[DataPoint], day: date) -> Suggestion:
    """Return the suggested verdict by the parameters of `day`; none where the criterion is a judgement."""
    return Suggestion("")
