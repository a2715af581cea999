"""Which plan holds best: candidate plans, each carried through the same scenarios with as little change as it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from muster.planning.plan import Stay
from muster.planning.simple import worth
from muster.planning.stress.applying import apply
from muster.planning.stress.resolving import Effort
from muster.planning.stress.scenario import hitting
from muster.planning.stress.still_standing import kept_stays, plan_around
from muster.planning.stress.study import BASE, CANDIDATE, EXPECTED, Answer, Study

HOLD = "hold"
TAIL_SHARE = 0.1
"""The share of scenarios, the worst, over which the tail is averaged."""

RECOURSE = Effort(rounds=2)
"""What it takes to fill what is left: little, for most of the plan stands."""

Measure = Literal["mean", "tail"]


@dataclass(frozen=True)
class Holding:
    """Candidates carried through scenarios. A question is `hold:17:expected`: scenario and candidate.

    What still stands of the candidate is kept as it is, and what that leaves is filled with `recourse`: units and
    missions have prepared for the plan, and nobody tears it up whenever something happens.
    """

    study: Study
    candidates: Mapping[str, tuple[Stay, ...]]
    recourse: Effort = RECOURSE

    def answer(self, question: str) -> Answer:
        """The worth of the candidate after the scenario, commitments as if planned."""
        _, number, name = question.split(":", 2)
        problem, stays = self.study.problem, self.candidates[name]
        scenario = hitting(problem, self.study.scenario(int(number)), stays)
        after = apply(problem, scenario)
        kept = kept_stays(after, stays)
        carried = plan_around(after, kept, self.study.plan.prices, self.recourse, scenario.seed)
        return {"worth": worth(after, carried) + self.study.committed_worth(after), "kept": len(kept)}


@dataclass(frozen=True, slots=True)
class Held:
    """How a candidate held: its worth when nothing happens, on average, and on average over the worst tenth."""

    candidate: str
    untouched: int
    mean: float
    tail: float

    def to_json(self) -> dict[str, Any]:
        """The figures as JSON content."""
        return {"candidate": self.candidate, "untouched": self.untouched, "mean": self.mean, "tail": self.tail}


def candidate_questions(rehearsals: int) -> list[str]:
    """The plan itself, the plan of expected values, and the plans of so many scenarios outside the sample."""
    return [f"{CANDIDATE}:{name}" for name in (BASE, EXPECTED, *map(str, range(rehearsals)))]


def candidates(answers: Mapping[str, Answer]) -> dict[str, tuple[Stay, ...]]:
    """The candidates' stays, by name."""
    found = {}
    for question, answer in answers.items():
        kind, _, name = question.partition(":")
        if kind == CANDIDATE:
            found[name] = tuple(Stay(*row) for row in answer["stays"])
    return found


def holding_questions(names: Sequence[str], sample: int) -> list[str]:
    """Every candidate in each of the first scenarios of the sample."""
    return [f"{HOLD}:{number}:{name}" for number in range(sample) for name in names]


def held(holding: Holding, answers: Mapping[str, Answer], measure: Measure) -> list[Held]:
    """How each candidate held, the best by the measure first."""
    worths: dict[str, list[float]] = {name: [] for name in holding.candidates}
    for question in sorted(answers):
        kind, _, rest = question.partition(":")
        if kind == HOLD:
            worths[rest.partition(":")[2]].append(answers[question]["worth"])
    committed = holding.study.committed_worth(holding.study.problem)
    found = [
        Held(name, worth(holding.study.problem, stays) + committed, float(np.mean(worths[name])), _tail(worths[name]))
        for name, stays in holding.candidates.items()
        if worths[name]
    ]
    return sorted(found, key=lambda one: (-getattr(one, measure), one.candidate))


def _tail(worths: Sequence[float]) -> float:
    """The mean of the worst tenth, of one scenario at least: the conditional value at risk."""
    worst = sorted(worths)[: max(1, round(TAIL_SHARE * len(worths)))]
    return float(np.mean(worst))
