"""Marks of participants as averages, from so many answers on that nobody is known by theirs. Pure; local choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from muster.kit.errors import Problem
from muster.training.rules.catalogue_terms import FeedbackTerms

MARKS = ("content", "delivery", "usefulness")
LOWEST, HIGHEST = 1, 5
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Averages:
    """The mean mark of each question, to a tenth; None where too few have answered."""

    answers: int
    content: Decimal | None = None
    delivery: Decimal | None = None
    usefulness: Decimal | None = None

    @property
    def are_shown(self) -> bool:
        """Return whether enough have answered."""
        return self.content is not None


def averages(answers: Sequence[FeedbackTerms], least: int) -> Averages:
    """Return the averages of marks where at least so many have answered, else only how many did."""
    count = len(answers)
    if count < max(least, 1):
        return Averages(count)
    means = {name: (Decimal(sum(getattr(one, name) for one in answers)) / count) for name in MARKS}
    return Averages(count, **{name: mean.quantize(TENTH, ROUND_HALF_UP) for name, mean in means.items()})


def feedback_problems(terms: FeedbackTerms, answers: int, participants: int) -> list[Problem]:
    """Return what is wrong with an answer: marks from 1 to 5, and no more answers than participants."""
    problems = [
        Problem(name, f"{getattr(terms, name)} is no mark", f"give {LOWEST} (poor) to {HIGHEST} (very good)")
        for name in MARKS
        if not LOWEST <= getattr(terms, name) <= HIGHEST
    ]
    if answers >= participants:
        problems.append(Problem("feedback", f"{answers} of {participants} participants have answered", "nothing more"))
    return problems
