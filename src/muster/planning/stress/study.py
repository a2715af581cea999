"""One stress test: a problem, its plan, what may happen, and the answer to each of its questions.

A question is a short text, its answer plain JSON content that hangs on nothing but the study: questions may be asked in
any order, by any number of processes. `pledge:U1`, `state:S` and `mission:M` ask what a withdrawal or closure costs,
`scenario:17` what becomes of the plan in the 17th scenario drawn, `base` what the same effort makes of the plan when
nothing happens, and `candidate:...` for the stays of a plan that may hold better.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from muster.planning.plan import Plan, Stay
from muster.planning.problem import Problem
from muster.planning.stress.applying import apply
from muster.planning.stress.drawing import REHEARSAL, draw
from muster.planning.stress.expected import expected_problem
from muster.planning.stress.measures import CommittedWorth, coverage
from muster.planning.stress.resolving import Effort, resolve
from muster.planning.stress.risks import Risks
from muster.planning.stress.scenario import MissionClosed, PledgeWithdrawn, Scenario, StateWithdrawn, hitting
from muster.planning.stress.still_standing import kept_stays, plan_around

Answer = dict[str, Any]
BASE = "base"
PLEDGE, STATE, MISSION = "pledge", "state", "mission"
SCENARIO, CANDIDATE = "scenario", "candidate"
EXPECTED = "expected"
USUAL_EFFORT = Effort()
NO_RISKS = Risks()


@dataclass(frozen=True)
class Study:
    """What all questions share. `plan` is a valid plan of `problem`."""

    problem: Problem
    plan: Plan
    seed: int = 0
    effort: Effort = USUAL_EFFORT
    risks: Risks = NO_RISKS

    def answer(self, question: str) -> Answer:
        """The answer to a question; raises ValueError for what is none."""
        kind, _, name = question.partition(":")
        if kind == BASE:
            return self._after(Scenario(BASE, seed=self.seed))
        if kind in (PLEDGE, STATE, MISSION):
            return self._withdrawal(kind, name)
        if kind == SCENARIO:
            return self._after(hitting(self.problem, self.scenario(int(name)), self.plan.stays))
        if kind == CANDIDATE:
            return {"stays": [[*_row(stay)] for stay in self._candidate(name)]}
        raise ValueError(f"{question!r} is no question of a stress test")

    def scenario(self, number: int) -> Scenario:
        """The scenario of this number, before it hits a plan."""
        return draw(self.problem, self.risks, self.seed, number)

    @cached_property
    def stays_sha256(self) -> str:
        """Digest of the plan's stays: another plan of the problem has other answers."""
        return hashlib.sha256(json.dumps([_row(stay) for stay in sorted(self.plan.stays)]).encode()).hexdigest()

    @cached_property
    def committed_worth(self) -> CommittedWorth:
        """What commitments are worth, by the options of the problem before anything happened."""
        return CommittedWorth(self.problem)

    @cached_property
    def _used(self) -> frozenset[str]:
        return frozenset({stay.pledge for stay in self.plan.stays} | {stay.pledge for stay in self.problem.committed})

    def _withdrawal(self, kind: str, name: str) -> Answer:
        """A withdrawal or closure; what takes nothing from the plan needs no solve and loses exactly nothing."""
        if kind == MISSION:
            return self._after(Scenario(f"{kind}:{name}", (MissionClosed(name),), self.seed))
        of_state = {pledge.id for pledge in self.problem.pledges if pledge.state == name}
        gone = {name} if kind == PLEDGE else of_state
        if self._used.isdisjoint(gone):
            return self.untouched
        change = PledgeWithdrawn(name) if kind == PLEDGE else StateWithdrawn(name)
        effort = self.effort.quartered() if kind == PLEDGE else self.effort
        return self._after(Scenario(f"{kind}:{name}", (change,), self.seed), effort)

    @cached_property
    def untouched(self) -> Answer:
        """The plan as it is."""
        return {
            "objective": self.plan.objective,
            "bound": self.plan.bound,
            "committed_worth": self.committed_worth(self.problem),
            "coverage": coverage(self.problem, self.plan.stays).to_json(),
            "solved": False,
        }

    def _after(self, scenario: Scenario, effort: Effort | None = None) -> Answer:
        """The plan made anew after the scenario."""
        problem = apply(self.problem, scenario) if scenario.changes else self.problem
        kept = kept_stays(problem, self.plan.stays)
        plan = resolve(problem, kept, self.plan.prices, effort or self.effort, scenario.seed)
        return {
            "objective": plan.objective,
            "bound": plan.bound,
            "committed_worth": self.committed_worth(problem),
            "coverage": coverage(problem, plan.stays).to_json(),
            "solved": True,
        }

    def _candidate(self, name: str) -> Sequence[Stay]:
        """The stays of a plan of the problem as it is, made with an eye on what may happen."""
        if name == BASE:
            return self.plan.stays
        if name == EXPECTED:
            problem, seed = expected_problem(self.problem, self.risks), self.seed
        else:
            scenario = draw(self.problem, self.risks, self.seed, int(name), REHEARSAL)
            scenario = hitting(self.problem, scenario, self.plan.stays)
            problem, seed = apply(self.problem, scenario), scenario.seed
        plan = resolve(problem, kept_stays(problem, self.plan.stays), self.plan.prices, self.effort, seed)
        before = set(self.problem.committed)
        caught = tuple(
            Stay(stay.pledge, stay.post, stay.start, stay.end) for stay in problem.committed if stay not in before
        )
        return plan_around(
            self.problem, kept_stays(self.problem, (*plan.stays, *caught)), self.plan.prices, self.effort, seed
        )


def _row(stay: Stay) -> tuple[str, str, int, int]:
    return stay.pledge, stay.post, stay.start, stay.end
