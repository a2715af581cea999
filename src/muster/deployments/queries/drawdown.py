"""A drawdown as a problem out of the record: the units of one mission or of all that a secretariat mandates."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from muster.deployments.models import DeployedUnit, StrengthReport, TourStage
from muster.deployments.models.believed import believed_on
from muster.deployments.planning.drawdown import (
    DrawdownProblem,
    Priorities,
    StandingUnit,
    cut_targets,
)
from muster.deployments.planning.drawdown_alternatives import Alternative, alternatives
from muster.deployments.planning.written import read_as, written, written_list
from muster.deployments.queries.planning_runs import Answered
from muster.deployments.queries.units import in_theatre_on, visible_tours, visible_units
from muster.kit.errors import NotAllowed, Refused
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.reference.unit_types import unit_type

MEDICAL = "medical"
WEIGHT_KEYS = (
    "drawdown_weight_capability",
    "drawdown_weight_tour",
    "drawdown_weight_states",
    "drawdown_weight_presence",
    "drawdown_weight_more",
)
KEYS = (
    "drawdown_lift_people_per_week",
    "drawdown_medical_per_thousand",
    "drawdown_seconds",
    *WEIGHT_KEYS,
    "drawdown_emphasis",
)


@dataclass(frozen=True)
class DrawdownOrder:
    """What is ordered: a cut by so many percent of a mission (of all where none is named), and units that leave.

    `in_each`: each mission loses its share. `kept`: categories of units to be kept.
    """

    begins_on: date
    until: date
    percent: int
    mission: str = ""
    in_each: bool = True
    kept: frozenset[str] = frozenset()
    leaving: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DrawdownQuestion:
    """The problem of an order, and the units on record behind it."""

    problem: DrawdownProblem
    units: dict[str, DeployedUnit]

    @property
    def versions(self) -> dict[str, int]:
        """The version of each unit as it was seen."""
        return {name: unit.version for name, unit in self.units.items()}

    @property
    def illustrative(self) -> bool:
        """Whether some unit is no published fact."""
        return any(unit.illustrative for unit in self.units.values())


def require_drawdown_reader(viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer acts for a secretariat: it draws down the missions that it mandates."""
    if not (viewer.is_system or viewer.is_secretariat):
        raise NotAllowed("Drawdown: only for the secretariat that mandates the mission.")


def drawdown_question(viewer: Viewer, order: DrawdownOrder, day: date) -> DrawdownQuestion:
    """Return the problem of an order as of a day. Raises NotAllowed, and Refused for an order that makes no sense."""
    require_drawdown_reader(viewer)
    found = visible_units(viewer, day).filter(in_theatre_on(day))
    if not viewer.is_system:
        found = found.filter(post__requirement__mission__mandated_by=viewer.organisation_id)
    if order.mission:
        found = found.filter(post__requirement__mission__acronym=order.mission)
    units = {unit.reference: unit for unit in found}
    standing = standing_units(viewer, list(units.values()), day)
    if not standing:
        raise Refused("Drawdown: no unit of these missions is in theatre as of this day; enter its units first.")
    lift = parameter("drawdown_lift_people_per_week", day).integer
    try:
        problem = DrawdownProblem(
            begins_on=order.begins_on,
            until=order.until,
            units=standing,
            targets=cut_targets(standing, order.percent, in_each_mission=order.in_each),
            must_leave=order.leaving,
            lift=dict.fromkeys((unit.mission for unit in standing), lift),
            medical_per_thousand=parameter("drawdown_medical_per_thousand", day).integer,
            kept=order.kept,
        )
    except ValueError as error:
        raise Refused(f"Drawdown: {error}; change the order.") from error
    return DrawdownQuestion(problem, units)


def standing_units(viewer: Viewer, units: Collection[DeployedUnit], day: date) -> tuple[StandingUnit, ...]:
    """Return the units with the people whom their latest strength report counts, else as agreed. Two queries."""
    reports = believed_on(StrengthReport.every.filter(unit__in=units, on__lte=day), day).order_by("on")
    people = {row.unit_id: row.people for row in reports}
    tours = visible_tours(viewer, day).filter(unit__in=units, arrives_on__lte=day, leaves_on__gt=day)
    ends = {row.unit_id: row.leaves_on for row in tours.exclude(stage=TourStage.HOME)}
    rows = []
    for unit in units:
        category = unit_type(unit.post.unit_type).category
        rows.append(
            StandingUnit(
                id=unit.reference,
                mission=unit.post.requirement.mission.acronym,
                state=unit.state.code,
                category=category,
                people=people.get(unit.pk, unit.strength),
                inside=unit.inside.reference if unit.inside else "",
                tour_ends_on=ends.get(unit.pk),
                is_medical=category == MEDICAL,
            )
        )
    return tuple(row for row in rows if row.people)


def drawdown_alternatives(problem: DrawdownProblem, day: date) -> list[Alternative]:
    """Return the drawdowns to choose from, by the weights in force on a day."""
    weights = Priorities(*(parameter(key, day).integer for key in WEIGHT_KEYS))
    times, seconds = (parameter(key, day).integer for key in ("drawdown_emphasis", "drawdown_seconds"))
    return alternatives(problem, weights, times=times, seconds=seconds)


def drawdown_answer(viewer: Viewer, asked: Any, day: date) -> Answered:
    """Return the problem of an order (as JSON) as of a day, and the drawdowns to choose from."""
    question = drawdown_question(viewer, read_as(DrawdownOrder, asked), day)
    found = drawdown_alternatives(question.problem, day)
    return Answered(written(question.problem), question.versions, written_list(found), question.illustrative)
