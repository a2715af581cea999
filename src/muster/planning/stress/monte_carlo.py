"""What becomes of the plan over many scenarios drawn by chance: the distribution of worth and coverage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from muster.planning.stress.measures import Cover
from muster.planning.stress.study import SCENARIO, Answer, Study

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The shares of scenarios that lie below each of the figures told."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Mean and quantiles (at `QUANTILES`) of a figure over the scenarios, and what it is when nothing happens."""

    untouched: float
    mean: float
    quantiles: tuple[float, ...]

    @classmethod
    def of(cls, values: Iterable[float], untouched: float) -> "Distribution":
        """The distribution of at least one value."""
        row = np.array(list(values), np.float64)
        return cls(untouched, float(row.mean()), tuple(float(one) for one in np.quantile(row, QUANTILES)))

    def to_json(self) -> dict[str, Any]:
        """The distribution as JSON content."""
        quantiles = {f"{share:g}": value for share, value in zip(QUANTILES, self.quantiles, strict=True)}
        return {"untouched": self.untouched, "mean": self.mean, "quantiles": quantiles}


@dataclass(frozen=True)
class Outlook:
    """The distributions over so many scenarios.

    `worth`: objective of the plan made anew, and commitments as if planned. `bound`: what it can be worth at most.
    `coverage`: share of wanted post-periods covered; by mission and by unit type as well.
    """

    scenarios: int
    worth: Distribution
    bound: Distribution
    coverage: Distribution
    by_mission: Mapping[str, Distribution]
    by_unit_type: Mapping[str, Distribution]

    def to_json(self) -> dict[str, Any]:
        """The outlook as JSON content."""
        return {
            "scenarios": self.scenarios,
            "worth": self.worth.to_json(),
            "bound": self.bound.to_json(),
            "coverage": self.coverage.to_json(),
            "by_mission": {name: one.to_json() for name, one in self.by_mission.items()},
            "by_unit_type": {name: one.to_json() for name, one in self.by_unit_type.items()},
        }


def scenario_questions(scenarios: int) -> list[str]:
    """One question for each of so many scenarios."""
    return [f"{SCENARIO}:{number}" for number in range(scenarios)]


def outlook(study: Study, answers: Mapping[str, Answer]) -> Outlook | None:
    """The distributions over the scenarios among the answers; None where there is none."""
    drawn = [answers[question] for question in sorted(answers) if question.startswith(f"{SCENARIO}:")]
    if not drawn:
        return None
    before = study.untouched

    def distribution(of: str) -> Distribution:
        values = [answer[of] + answer["committed_worth"] for answer in drawn]
        return Distribution.of(values, before[of] + before["committed_worth"])

    def grouped(by: str) -> dict[str, Distribution]:
        return {
            name: Distribution.of(
                [_share(answer["coverage"][by][name]) for answer in drawn if name in answer["coverage"][by]] or [1.0],
                _share(pair),
            )
            for name, pair in before["coverage"][by].items()
        }

    return Outlook(
        scenarios=len(drawn),
        worth=distribution("objective"),
        bound=distribution("bound"),
        coverage=Distribution.of(
            [_share(answer["coverage"]["total"]) for answer in drawn], _share(before["coverage"]["total"])
        ),
        by_mission=grouped("by_mission"),
        by_unit_type=grouped("by_unit_type"),
    )


def _share(pair: list[int]) -> float:
    return Cover(*pair).share
