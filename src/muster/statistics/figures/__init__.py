"""Figures of the public record: pure functions of a store, each answer with its source. No Django, no clock."""

from muster.statistics.figures.build_up import BuildUpCurve, BuildUpPoint, build_up_curve
from muster.statistics.figures.burden import Burden, BurdenRow, burden
from muster.statistics.figures.comings import Comings, Crossing, comings_and_goings
from muster.statistics.figures.concentration import Concentration, concentration, herfindahl
from muster.statistics.figures.contributors import Contributor, Ranking, contributors
from muster.statistics.figures.mission_strength import MissionStrength, mission_strength
from muster.statistics.figures.operations import Operation, UnderWay, operations_under_way
from muster.statistics.figures.overlaps import Overlaps, SourceValue, overlaps
from muster.statistics.figures.safety import Fatalities, Rate, fatalities, monthly_strength, poisson_interval
from muster.statistics.figures.source import Source
from muster.statistics.figures.state_strength import StateStrength, StrengthRow, state_strength, strength_series
from muster.statistics.figures.women import WomenRow, WomenShare, women

__all__ = [
    "BuildUpCurve",
    "BuildUpPoint",
    "Burden",
    "BurdenRow",
    "Comings",
    "Concentration",
    "Contributor",
    "Crossing",
    "Fatalities",
    "MissionStrength",
    "Operation",
    "Overlaps",
    "Ranking",
    "Rate",
    "Source",
    "SourceValue",
    "StateStrength",
    "StrengthRow",
    "UnderWay",
    "WomenRow",
    "WomenShare",
    "build_up_curve",
    "burden",
    "comings_and_goings",
    "concentration",
    "contributors",
    "fatalities",
    "herfindahl",
    "mission_strength",
    "monthly_strength",
    "operations_under_way",
    "overlaps",
    "poisson_interval",
    "state_strength",
    "strength_series",
    "women",
]
