"""What comes out of the API of the optimisers of deployments: how far a run is, and what its plan says."""

from datetime import date
from typing import Any

from pydantic import Field

from muster.deployments.models import PlanningRun, RunKind, RunStage
from muster.kit.openapi import Answer


class PlanningRunAnswer(Answer):
    """A question to an optimiser out of the record of `day`; nothing of its answer holds until it is accepted."""

    number: int
    kind: RunKind
    stage: RunStage
    day: date
    seconds: float | None
    failure: str = Field(description="why there is no answer, in a line; empty elsewhere")
    illustrative: bool = Field(description="true: rests on records that are made up for demonstration")
    accepted_on: date | None


class PlannedTourName(Answer):
    """A tour of a plan."""

    unit: str
    rotation: str


def run_values(run: PlanningRun) -> dict[str, Any]:
    """Return what is told of every run."""
    names = ("kind", "stage", "day", "seconds", "failure", "accepted_on")
    return {**{name: getattr(run, name) for name in names}, "number": run.pk, "illustrative": run.is_illustrative}


def run_answer(run: PlanningRun) -> PlanningRunAnswer:
    """Return how far a run is as the API answers it."""
    return PlanningRunAnswer.model_validate(run_values(run))


def tour_named(name: str) -> dict[str, str]:
    """Return the unit and the rotation of a tour, as plans name it."""
    unit, rotation = name.rsplit(" ", 1)
    return {"unit": unit, "rotation": rotation}
