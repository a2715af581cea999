"""The certificate of a bound: what the published multipliers prove, computed again in exact integers.

`examine_bound` says of a plan whether its bound follows from its prices. It reads the problem and the multipliers alone
and shares no table and no kernel with the search; docs/planner.md says why the sum bounds every plan.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from muster.planning.multipliers import Multipliers, read_multipliers
from muster.planning.openings import Flags, Integers, Openings, find_openings
from muster.planning.pinning import pin
from muster.planning.plan import ROUNDING, Plan, Stay
from muster.planning.problem import Problem
from muster.planning.refusal import CertificateRefused, ProblemRefused
from muster.planning.simple import worth

if TYPE_CHECKING:
    from muster.planning.certified_subproblems import PricedStays

LARGEST_SUM = 2**62
TOLERANCE = 1e-9
"""A published bound is a double: so much of it, and `ROUNDING`, may be lost in writing it down."""


class Proof(StrEnum):
    """What is known of a bound: where it comes from, and whether that can be computed again."""

    CERTIFIED = "certified by the prices"
    INTEGER_PROGRAM = "proven by integer programming, not certified by the prices"
    NO_CERTIFICATE = "no certificate"
    TOO_LARGE = "not certified: sums of this problem leave 62 bits"
    REFUSED = "refused"


@dataclass(frozen=True)
class Verdict:
    """What the certificate says of a plan's bound. `proven`: the bound that the prices alone prove, where they are."""

    proof: Proof
    proven: Fraction | None = None
    faults: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The verdict on one line."""
        if self.proof is Proof.INTEGER_PROGRAM and self.proven is not None:
            return f"{self.proof}: the prices alone prove {float(self.proven):.1f}"
        return str(self.proof)


class SumsTooLarge(ArithmeticError):  # noqa: N818 - named after what happened
    """Sums over this problem may leave the range of the integers that they are computed in."""


def examine_bound(problem: Problem, plan: Plan) -> Verdict:
    """Whether the plan's bound follows from its prices; a plan of another program carries none."""
    if not plan.prices.multipliers:
        return Verdict(Proof.NO_CERTIFICATE)
    try:
        certificate = certify(problem, plan)
    except CertificateRefused as error:
        return Verdict(Proof.REFUSED, None, error.lines)
    except SumsTooLarge:
        return Verdict(Proof.TOO_LARGE)
    proven = certificate.bound
    if proven <= Fraction(plan.bound) + Fraction(ROUNDING + TOLERANCE * abs(plan.bound)):
        return Verdict(Proof.CERTIFIED, proven)
    if plan.bound_proof == "integer program":
        return Verdict(Proof.INTEGER_PROGRAM, proven)
    fault = f"bound: is {plan.bound}, its prices prove no less than {float(proven)}"
    return Verdict(Proof.REFUSED, proven, (fault,))


def certify(problem: Problem, plan: Plan) -> "Certificate":
    """The certificate of the plan's prices, for the problem with its pinned stays fixed.

    Raises `CertificateRefused` when multipliers or pinned stays are not what they must be, and `SumsTooLarge`.
    """
    fixed, pinned_worth = fix_pinned(problem, plan.pinned)
    known = set(plan.stays)
    for index, stay in enumerate(plan.pinned):
        if stay not in known:
            raise CertificateRefused([f"pinned[{index}]: is not among the plan's stays"])
    return Certificate(find_openings(fixed), read_multipliers(fixed, plan.prices.multipliers), pinned_worth)


def fix_pinned(problem: Problem, pinned: tuple[Stay, ...]) -> tuple[Problem, int]:
    """The problem with the pinned stays committed, and what they are worth; `CertificateRefused` where they clash."""
    try:
        return pin(problem, pinned), worth(problem, pinned)
    except ProblemRefused as error:
        raise CertificateRefused(
            [line if line.startswith("pinned") else f"pinned: {line}" for line in error.lines]
        ) from None


class Certificate:
    """Multipliers laid over the openings of a problem; every part of the bound is computed when it is asked for.

    Amounts are integers on one grid, `unit` of them to one unit of value.
    """

    def __init__(self, openings: Openings, multipliers: Multipliers, pinned_worth: int = 0) -> None:
        self.openings = openings
        self.multipliers = multipliers
        self.pinned_worth = pinned_worth
        self.unit = lcm(multipliers.grid, multipliers.arrival_grid)
        self._refuse_large_sums()
        problem, periods = openings.problem, openings.problem.count
        step = self.unit // multipliers.grid
        self.row_of_option = np.full(len(openings.pledge), -1, np.int64)
        self.row_of_option[openings.several[openings.post]] = np.arange(
            np.count_nonzero(openings.several[openings.post])
        )
        self.post_price = _table([multipliers.posts.get(row.id) for row in problem.posts], periods) * step
        self.row_price = self._row_prices() * step
        self.pledge_price = _table([multipliers.pledges.get(row.id) for row in problem.pledges], periods) * step
        by_mission = _table([multipliers.arrivals.get(name) for name in openings.missions], periods)
        self.arrival_price = by_mission * (self.unit // multipliers.arrival_grid)

    def _row_prices(self) -> Integers:
        """[options of requirements of several posts, periods]."""
        multipliers, openings = self.multipliers, self.openings
        prices = np.zeros((int(np.count_nonzero(self.row_of_option >= 0)), openings.problem.count), np.int64)
        for pair, row in multipliers.options.items():
            prices[self.row_of_option[openings.row_of_pair[pair]]] = row
        return prices

    def _refuse_large_sums(self) -> None:
        """Raise `SumsTooLarge` unless every sum within a subproblem stays within 62 bits."""
        openings, multipliers = self.openings, self.multipliers
        periods = openings.problem.count
        strengths = int(openings.strength.sum())
        arrival = 2 * _largest(multipliers.arrivals.values()) * (self.unit // multipliers.arrival_grid)
        held = _largest((*multipliers.posts.values(), *multipliers.options.values()))
        deployed = _largest(multipliers.pledges.values())
        value = int(openings.value.max(initial=0)) * multipliers.grid
        a_period = (value + held + deployed) * (self.unit // multipliers.grid)
        a_start = int(openings.start_cost.max(initial=0)) * self.unit + strengths * arrival
        knapsack = deployed * (self.unit // multipliers.grid) * max(1, len(openings.strength)) * max(1, strengths)
        standing = held * (self.unit // multipliers.grid) * max(1, len(openings.problem.posts))
        if (
            max(periods * (a_period + a_start), knapsack // max(1, self.unit // multipliers.grid), standing)
            > LARGEST_SUM
        ):
            raise SumsTooLarge

    @cached_property
    def bound(self) -> Fraction:
        """No plan that holds the pinned stays is worth more."""
        chains = sum(self.chains[:, 0].tolist())
        total = chains + self._posts() + self._standings() + self._ceilings() + self._arrivals()
        return self.pinned_worth + Fraction(total, self.unit)

    @cached_property
    def start_fee(self) -> Integers:
        """[missions, periods]: the price of one person's arrival in the mission, with that of all missions together."""
        fee: Integers = self.arrival_price + self.arrival_price[-1]
        return fee

    @cached_property
    def stays(self) -> "PricedStays":
        """What every stay earns at the prices, for the subproblems of the pledges."""
        from muster.planning.certified_subproblems import PricedStays

        openings = self.openings
        return PricedStays(
            option_first=openings.option_first,
            min_stay=openings.min_stay,
            max_stay=openings.max_stay,
            dwell=openings.dwell,
            strength=openings.strength,
            deployed=self.pledge_price,
            post=openings.post,
            row=self.row_of_option,
            mission=openings.mission[openings.post],
            value=openings.value * self.unit,
            start_cost=openings.start_cost * self.unit,
            is_open=openings.is_open,
            may_start=openings.may_start,
            held_post=self.post_price,
            held_row=self.row_price,
            start_fee=self.start_fee,
        )

    @cached_property
    def chains(self) -> Integers:
        """[pledges, periods + 1]: the most that stays of the pledge from the period on earn at the prices."""
        from muster.planning.certified_subproblems import best_chains

        best = np.zeros((len(self.openings.state), self.openings.problem.count + 1), np.int64)
        best_chains(self.stays, best)
        return best

    def _posts(self) -> int:
        """Every open period of a requirement's only post is one place."""
        return _sum(self.post_price * self.openings.post_open)

    def _arrivals(self) -> int:
        """What committed arrivals leave of the limits; one without a limit has no price."""
        prices, left = self.arrival_price, self.openings.arrivals_left
        return sum(int(prices[m, t]) * int(left[m, t]) for m, t in np.argwhere(prices > 0))

    def _ceilings(self) -> int:
        """For every State with prices: the best set of its pledges under what is left of its ceiling."""
        from muster.planning.certified_subproblems import ceiling_worths

        openings, grid = self.openings, self.multipliers.grid
        step, total = self.unit // grid, 0
        worths = np.zeros(openings.problem.count, np.int64)
        priced = np.flatnonzero(self.pledge_price.any(axis=1))
        for state in np.unique(openings.state[priced]):
            members = priced[openings.state[priced] == state]
            prices = self.pledge_price[members] // step
            ceiling_worths(prices, openings.strength[members], openings.ceiling_left[state], worths)
            total += sum(worths.tolist())
        return total * step

    def _standings(self) -> int:
        """For every requirement of several posts: the best choice of who stands there."""
        from muster.planning.certified_subproblems import standing_worths

        openings, total = self.openings, 0
        worths = np.zeros(openings.problem.count, np.int64)
        rows = np.flatnonzero(self.row_of_option >= 0)
        requirement = openings.requirement[openings.post[rows]]
        rows = rows[np.argsort(requirement, kind="stable")]
        starts = np.flatnonzero(np.diff(openings.requirement[openings.post[rows]], prepend=-1))
        for mine in np.split(rows, starts[1:]):
            if len(mine) and self.row_price[self.row_of_option[mine]].any():
                standing_worths(*self._standing(mine), worths)
                total += sum(worths.tolist())
        return total

    def _standing(
        self, rows: Integers
    ) -> tuple[Integers, Flags, Integers, Integers, Flags, Flags, int, int, Flags, int]:
        """One requirement's rows as the subproblem wants them: States and posts by their place in it."""
        openings = self.openings
        number = int(openings.requirement[openings.post[rows[0]]])
        requirement = openings.problem.requirements[number]
        there = openings.committed_states.get(number, {})
        states = sorted({*openings.state[openings.pledge[rows]].tolist(), *there})
        posts, post_place = np.unique(openings.post[rows], return_inverse=True)
        committed = np.zeros((len(states), openings.problem.count), np.bool_)
        foes = np.zeros((len(states), len(states)), np.bool_)
        for place, state in enumerate(states):
            if state in there:
                committed[place] = there[state]
            foes[place] = np.isin(states, list(openings.foes.get(state, ())))
        lead_place, lead_open = -1, np.zeros(openings.problem.count, np.bool_)
        if requirement.lead is not None:
            lead = self._post_number[requirement.lead]
            lead_open = openings.post_open[lead]
            found = np.flatnonzero(posts == lead)
            lead_place = int(found[0]) if len(found) else len(posts)
        return (
            self.row_price[self.row_of_option[rows]],
            openings.is_open[rows],
            np.searchsorted(states, openings.state[openings.pledge[rows]]).astype(np.int64),
            post_place.astype(np.int64),
            committed,
            foes,
            min(requirement.max_states, 2**31),
            lead_place,
            lead_open,
            len(posts) + 1,
        )

    @cached_property
    def _post_number(self) -> dict[str, int]:
        return {row.id: i for i, row in enumerate(self.openings.problem.posts)}


def _largest(rows: object) -> int:
    return max((abs(value) for row in rows for value in row), default=0)  # type: ignore[attr-defined]


def _table(rows: list[tuple[int, ...] | None], periods: int) -> Integers:
    """Rows as a table; a row that is not there is zero."""
    table = np.zeros((len(rows), periods), np.int64)
    for index, row in enumerate(rows):
        if row is not None:
            table[index] = row
    return table


def _sum(table: npt.NDArray[np.int64]) -> int:
    """The sum in integers of any size."""
    return sum(table.sum(axis=1, initial=0).tolist()) if table.size else 0
