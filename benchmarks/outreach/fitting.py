"""Weights fitted anew where a question may not have helped to choose them: without its mission, or on the past alone.

A conditional logit: of all States that may be asked, the ones that came; squared weights are held small.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from benchmarks.outreach.truth import Arrivals, Question
from muster.outreach.rules.facts import Flags, Numbers

PENALTY = 3.0


@dataclass(frozen=True)
class Asked:
    """A question as it stood on its day: the features (States by features), and who might be asked."""

    features: Numbers
    askable: Flags


def fitted(asked: Mapping[Question, Asked], came: Arrivals) -> Numbers:
    """The weights that fit these questions."""
    spread = np.concatenate([asked[one].features for one in came]).std(axis=0) + 1e-9
    parts = []
    for one, states in came.items():
        among = asked[one].askable.copy()
        among[list(states)] = True
        scaled = asked[one].features / spread
        parts.append((scaled[among], scaled[list(states)]))

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        value, slope = PENALTY * float(weights @ weights) / 2, PENALTY * weights
        for among, those in parts:
            scores = among @ weights
            chances = np.exp(scores - scores.max())
            value += len(those) * (scores.max() + np.log(chances.sum())) - float((those @ weights).sum())
            slope = slope + len(those) * (chances / chances.sum() @ among) - those.sum(axis=0)
        return value, slope

    return np.asarray(minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B").x / spread)


def held_out(
    asked: Mapping[Question, Asked],
    tested: Arrivals,
    came: Arrivals,
    may_teach: Callable[[Question, Question], bool],
    group: Callable[[Question], object],
) -> dict[Question, Numbers]:
    """Scores of each tested question under weights fitted on the questions that may teach it; a fit for each group."""
    scores: dict[Question, Numbers] = {}
    for name in sorted({group(one) for one in tested}, key=str):
        members = [one for one in tested if group(one) == name]
        teachers = {one: states for one, states in came.items() if may_teach(one, members[0])}
        weights = fitted(asked, teachers)
        scores.update({one: asked[one].features @ weights for one in members})
    return scores
