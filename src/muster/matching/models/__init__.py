"""What is stored of matching. One file an idea; this is the list of all."""

from muster.matching.models.deviation import Deviation, DeviationStage
from muster.matching.models.incompatible_pair import IncompatiblePair

__all__ = ["Deviation", "DeviationStage", "IncompatiblePair"]
