"""Writes of matching. One file an idea; this is the list of all."""

from muster.matching.actions.deviations import (
    DeviationTerms,
    decide_deviation,
    propose_deviation,
    withdraw_deviation,
)
from muster.matching.actions.incompatible_pair import record_pair

__all__ = ["DeviationTerms", "decide_deviation", "propose_deviation", "record_pair", "withdraw_deviation"]
