"""A plan: the stays chosen, what they are worth, and a proven upper bound on what any plan is worth."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self

from muster.planning.refusal import PlanRefused

Status = Literal["optimal", "feasible"]
BoundProof = Literal["prices", "integer program", "simple"]
"""What proves a bound: the prices published with the plan, an integer program, or the best pay of every period."""

ROUNDING = 1e-6
"""Objectives are integers: a bound within this of one counts as that integer."""


@dataclass(frozen=True, slots=True, order=True)
class Stay:
    """A pledge in a post over `[start, end)`."""

    pledge: str
    post: str
    start: int
    end: int


@dataclass(frozen=True)
class Prices:
    """What one more of each scarce thing would be worth at most, by period (in units of value).

    `posts`: one more place in a post. `states`: one more person under a State's ceiling. `arrivals`: one more person
    arriving in a mission (None: over all missions). `multipliers` is the certificate of the bound, see
    `muster.planning.certificate`.
    """

    posts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    states: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    arrivals: Mapping[str | None, tuple[float, ...]] = field(default_factory=dict)
    multipliers: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The prices as JSON content; rows that are zero throughout are left out."""
        return {
            "posts": [{"post": key, "prices": list(row)} for key, row in self.posts.items() if any(row)],
            "states": [{"state": key, "prices": list(row)} for key, row in self.states.items() if any(row)],
            "arrivals": [{"mission": key, "prices": list(row)} for key, row in self.arrivals.items() if any(row)],
            "multipliers": dict(self.multipliers),
        }

    @classmethod
    def from_json(cls, content: Any) -> Self:
        """Prices from JSON content; raises `PlanRefused` when they are not of the form that `to_json` gives."""
        try:
            return cls(
                posts={row["post"]: tuple(row["prices"]) for row in content["posts"]},
                states={row["state"]: tuple(row["prices"]) for row in content["states"]},
                arrivals={row["mission"]: tuple(row["prices"]) for row in content["arrivals"]},
                multipliers=dict(content["multipliers"]),
            )
        except (KeyError, TypeError, ValueError):
            raise PlanRefused(["prices: are not of the form that the planner writes"]) from None


@dataclass(frozen=True)
class Plan:
    """The result of a solve. Committed stays are left out of `stays`.

    `objective`: sum of `value * periods - start_cost`. `bound`: no plan is worth more. `seconds`: wall time of the
    solve. `iterations`: rounds of the search. `pinned`: stays that whoever asked for the plan fixed; the bound is on
    plans that hold them. `bound_proof`: what proves the bound.
    """

    problem_sha256: str
    stays: tuple[Stay, ...]
    objective: int
    bound: float
    status: Status
    seconds: float
    iterations: int = 0
    prices: Prices = field(default_factory=Prices, compare=False, repr=False)
    bound_proof: BoundProof = "prices"
    pinned: tuple[Stay, ...] = ()

    @property
    def gap(self) -> float:
        """How far the bound lies above the objective, as a share of the bound."""
        return gap_between(self.objective, self.bound)

    def to_json_bytes(self) -> bytes:
        """The plan as a file of the contract's format, prices and iterations under keys of our own."""
        content: dict[str, Any] = {
            "version": 1,
            "problem_sha256": self.problem_sha256,
            "objective": self.objective,
            "bound": self.bound,
            "gap": round(self.gap, 9),
            "status": self.status,
            "seconds": round(self.seconds, 3),
            "iterations": self.iterations,
            "bound_proof": self.bound_proof,
            "pinned": [asdict(stay) for stay in self.pinned],
            "stays": [asdict(stay) for stay in self.stays],
            "prices": self.prices.to_json(),
        }
        return (json.dumps(content, separators=(",", ":")) + "\n").encode()

    @classmethod
    def from_json_bytes(cls, raw: bytes) -> Self:
        """Read a plan file's bytes; raises `PlanRefused` with one line for each fault."""
        from muster.planning.plan_reading import read_plan_fields

        return cls(**read_plan_fields(raw))


def gap_between(objective: float, bound: float) -> float:
    """The contract's gap: `(bound - objective) / max(1, |bound|)`."""
    return (bound - objective) / max(1.0, abs(bound))


def is_proven(objective: int, bound: float) -> bool:
    """Whether the bound, rounded down to an integer, leaves nothing above the objective."""
    return math.floor(bound + ROUNDING) <= objective
