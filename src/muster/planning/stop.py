"""When to stop a solve: criteria that combine, and the progress that they judge by."""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass

from muster.planning.plan import gap_between


@dataclass(frozen=True, slots=True)
class Progress:
    """How a solve stands after a round; seconds are wall time since the solve began."""

    iterations: int
    seconds: float
    objective: int
    bound: float
    idle_iterations: int = 0
    idle_seconds: float = 0.0

    @property
    def gap(self) -> float:
        """How far the bound lies above the objective, as a share of the bound."""
        return gap_between(self.objective, self.bound)


class Stop(ABC):
    """A criterion: called after every round, true means stop. `a | b` stops when either does."""

    @abstractmethod
    def __call__(self, progress: Progress) -> bool:
        """Whether to stop now."""

    def seconds_limit(self) -> float:
        """The most seconds that the solve may take under this criterion; infinite where it does not say."""
        return math.inf

    def iterations_limit(self) -> float:
        """The most rounds that the solve may take under this criterion; infinite where it does not say."""
        return math.inf

    def __or__(self, other: "Stop") -> "Stop":
        return any_of(self, other)


@dataclass(frozen=True, slots=True)
class GapReached(Stop):
    """The gap is at most `gap`."""

    gap: float

    def __call__(self, progress: Progress) -> bool:
        """Whether to stop now."""
        return progress.gap <= self.gap


@dataclass(frozen=True, slots=True)
class SecondsPassed(Stop):
    """`seconds` of wall time have passed."""

    seconds: float

    def __call__(self, progress: Progress) -> bool:
        """Whether to stop now."""
        return progress.seconds >= self.seconds

    def seconds_limit(self) -> float:
        """The most seconds under this criterion."""
        return self.seconds


@dataclass(frozen=True, slots=True)
class IterationsDone(Stop):
    """`iterations` rounds are done; alone it makes a solve that can be repeated exactly."""

    iterations: int

    def __call__(self, progress: Progress) -> bool:
        """Whether to stop now."""
        return progress.iterations >= self.iterations

    def iterations_limit(self) -> float:
        """The most rounds under this criterion."""
        return self.iterations


@dataclass(frozen=True, slots=True)
class NoProgress(Stop):
    """Neither objective nor bound has improved for so many rounds or seconds, whichever comes first."""

    iterations: float = math.inf
    seconds: float = math.inf

    def __call__(self, progress: Progress) -> bool:
        """Whether to stop now."""
        return progress.idle_iterations >= self.iterations or progress.idle_seconds >= self.seconds


@dataclass(frozen=True, slots=True)
class AnyOf(Stop):
    """At least one of the criteria says so."""

    criteria: tuple[Stop, ...]

    def __call__(self, progress: Progress) -> bool:
        """Whether to stop now."""
        return any(criterion(progress) for criterion in self.criteria)

    def seconds_limit(self) -> float:
        """The most seconds under this criterion."""
        return min((criterion.seconds_limit() for criterion in self.criteria), default=math.inf)

    def iterations_limit(self) -> float:
        """The most rounds under this criterion."""
        return min((criterion.iterations_limit() for criterion in self.criteria), default=math.inf)


def any_of(*criteria: Stop) -> Stop:
    """Stop as soon as one of the criteria says so."""
    return AnyOf(criteria)


DEFAULT_GAP = 0.001
DEFAULT_SECONDS = 60.0


def default_stop() -> Stop:
    """The contract's default: a gap of 0.001 or 60 seconds."""
    return any_of(GapReached(DEFAULT_GAP), SecondsPassed(DEFAULT_SECONDS))
