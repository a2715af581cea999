"""How many of those that came were among the first ranked, with intervals by drawing whole missions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.outreach.truth import Arrivals, Question
from muster.outreach.rules.facts import Flags, Numbers

DRAWS = 4_000
SEED = 9
BOUNDS = (5, 95)


@dataclass(frozen=True)
class Hit:
    """One that came, with the rank it had (1 first)."""

    question: Question
    state: int
    rank: int


@dataclass(frozen=True)
class Recall:
    """A share with its 90 % interval, and of how many."""

    share: float
    low: float
    high: float
    events: int

    def __str__(self) -> str:
        return f"{self.share:.2f} ({self.low:.2f}-{self.high:.2f})"


def hits(
    scores: Mapping[Question, Numbers],
    askable: Mapping[Question, Flags],
    came: Arrivals,
    among: Mapping[Question, Flags],
) -> list[Hit]:
    """The ranks of those that came, of the States that may be asked; `among` narrows who is ranked and who counts."""
    found = []
    for question, states in came.items():
        if question not in scores:
            continue
        allowed = askable[question] & among[question]
        order = [state for state in np.argsort(-scores[question], kind="stable") if allowed[state]]
        ranks = {int(state): place for place, state in enumerate(order, start=1)}
        last = len(scores[question])
        found += [Hit(question, state, ranks.get(state, last)) for state in states if among[question][state]]
    return found


def recall(found: list[Hit], first: int) -> Recall:
    """The share of hits within the first ranks; whole missions are drawn anew for the interval."""
    by_mission: dict[str, list[bool]] = defaultdict(list)
    for one in found:
        by_mission[one.question.mission].append(one.rank <= first)
    if not by_mission:
        return Recall(float("nan"), float("nan"), float("nan"), 0)
    inside = np.array([sum(those) for those in by_mission.values()])
    size = np.array([len(those) for those in by_mission.values()])
    drawn = np.random.default_rng(SEED).integers(0, len(size), size=(DRAWS, len(size)))
    shares = inside[drawn].sum(axis=1) / size[drawn].sum(axis=1)
    low, high = np.percentile(shares, BOUNDS)
    return Recall(float(inside.sum() / size.sum()), float(low), float(high), int(size.sum()))
