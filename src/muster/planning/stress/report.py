"""A whole stress test: every question that was wished for, asked, and what the answers come to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from muster.planning.plan import Plan, Stay
from muster.planning.simple import worth
from muster.planning.stress.holding import (
    Held,
    Holding,
    Measure,
    candidate_questions,
    candidates,
    held,
    holding_questions,
)
from muster.planning.stress.monte_carlo import Outlook, outlook, scenario_questions
from muster.planning.stress.results_file import ResultsFile
from muster.planning.stress.running import Runner, answers_to
from muster.planning.stress.study import Answer, Study
from muster.planning.stress.withdrawals import Loss, losses, withdrawal_questions

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many of its questions are answered, and of how many."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a stress test asks.

    `withdrawals`: kinds of which each is taken away once. `scenarios`: how many are drawn. `sample`: in how many of
    them candidate plans are tried (0: no candidates), the best by `measure` first: `mean` worth, or `tail`, the mean of
    the worst tenth. `rehearsals`: how many candidates come from scenarios outside the sample.
    """

    withdrawals: tuple[str, ...] = ()
    scenarios: int = 0
    sample: int = 0
    rehearsals: int = 3
    measure: Measure = "mean"


@dataclass(frozen=True)
class Report:
    """What a stress test found: losses (the greatest first), the outlook, how candidates held, the best one's stays."""

    wishes: Wishes
    losses: tuple[Loss, ...]
    outlook: Outlook | None
    held: tuple[Held, ...]
    best: tuple[Stay, ...]

    def to_json(self) -> dict[str, Any]:
        """The report as JSON content, the best candidate's stays left out."""
        return {
            "losses": [loss.to_json() for loss in self.losses],
            "outlook": self.outlook.to_json() if self.outlook is not None else None,
            "held": [one.to_json() for one in self.held],
            "measure": self.wishes.measure,
        }


def header(study: Study, version: str) -> dict[str, Any]:
    """What the answers of a study hang on, for the first line of a results file."""
    return {
        "muster_stress": 1,
        "muster": version,
        "problem_sha256": study.problem.sha256,
        "plan": {"objective": study.plan.objective, "stays_sha256": study.stays_sha256},
        "seed": study.seed,
        "rounds": study.effort.rounds,
        "gap": study.effort.gap,
        "risks": study.risks.to_json(),
    }


def stress_test(
    study: Study, wishes: Wishes, asked: Runner, results: ResultsFile | None = None, progress: Progress | None = None
) -> Report:
    """Ask everything and put the answers together. Questions that the results file answers are not asked again."""

    def ask(work: Study | Holding, questions: list[str], stage: str) -> dict[str, Any]:
        told = (lambda done, total: progress(stage, done, total)) if progress is not None else None
        return answers_to(work, questions, asked, results, told)

    found: dict[str, Answer] = {}
    for kind in wishes.withdrawals:
        found |= ask(study, withdrawal_questions(study, kind), f"withdrawals of a {kind}")
    drawn = ask(study, scenario_questions(wishes.scenarios), "scenarios") if wishes.scenarios else {}
    ranking: list[Held] = []
    best: tuple[Stay, ...] = ()
    if wishes.sample:
        made = candidates(ask(study, candidate_questions(wishes.rehearsals), "candidate plans"))
        holding = Holding(study, made)
        carried = ask(holding, holding_questions(list(made), wishes.sample), "candidates in scenarios")
        ranking = held(holding, carried, wishes.measure)
        best = made[ranking[0].candidate]
    return Report(wishes, tuple(losses(study, found)), outlook(study, drawn), tuple(ranking), best)


def best_plan(study: Study, report: Report) -> Plan:
    """The candidate that held best, as a plan of the problem with the bound of the plan under test."""
    objective = worth(study.problem, report.best)
    plan = study.plan
    return Plan(
        problem_sha256=study.problem.sha256,
        stays=report.best,
        objective=objective,
        bound=max(plan.bound, float(objective)),
        status="optimal" if plan.status == "optimal" and objective == plan.objective else "feasible",
        seconds=plan.seconds,
        iterations=plan.iterations,
        prices=plan.prices,
    )
