"""What becomes of a plan when things go wrong: scenarios, single withdrawals, chance, and plans that hold.

    study = Study(problem, plan, seed=0)
    with runner(workers=2) as asked:
        answers = answers_to(study, withdrawal_questions(study, "pledge"), asked)
    for loss in losses(study, answers)[:10]: ...

No Django, no database; like the planner it works in a notebook.
"""

from muster.planning.stress.applying import apply
from muster.planning.stress.holding import Holding, candidate_questions, candidates, held, holding_questions
from muster.planning.stress.measures import CommittedWorth, Coverage, coverage
from muster.planning.stress.monte_carlo import outlook, scenario_questions
from muster.planning.stress.resolving import Effort
from muster.planning.stress.risks import MissionRisk, PledgeRisk, Risks
from muster.planning.stress.running import answers_to, runner
from muster.planning.stress.scenario import (
    MissionClosed,
    PledgeDelayed,
    PledgeWithdrawn,
    RotationsBlocked,
    Scenario,
    ScenarioRefused,
    StateWithdrawn,
    Surge,
    block_of_rotations,
)
from muster.planning.stress.study import Study
from muster.planning.stress.withdrawals import losses, withdrawal_questions

__all__ = [
    "CommittedWorth",
    "Coverage",
    "Effort",
    "Holding",
    "MissionClosed",
    "MissionRisk",
    "PledgeDelayed",
    "PledgeRisk",
    "PledgeWithdrawn",
    "Risks",
    "RotationsBlocked",
    "Scenario",
    "ScenarioRefused",
    "StateWithdrawn",
    "Study",
    "Surge",
    "answers_to",
    "apply",
    "block_of_rotations",
    "candidate_questions",
    "candidates",
    "coverage",
    "held",
    "holding_questions",
    "losses",
    "outlook",
    "runner",
    "scenario_questions",
    "withdrawal_questions",
]
