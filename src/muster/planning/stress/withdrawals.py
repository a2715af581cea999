"""Which single withdrawal or closure hurts most: each loss after replanning, between two figures that are proven."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from muster.planning.stress.measures import Cover
from muster.planning.stress.study import BASE, MISSION, PLEDGE, STATE, Answer, Study

KINDS = (PLEDGE, STATE, MISSION)


@dataclass(frozen=True, slots=True)
class Loss:
    """What one withdrawal costs, in points, commitments counted by what they would be worth if planned.

    The best plan without it is worth between `worth before - loss_at_most` and `worth before - loss_at_least`. A loss
    below 0 says that the search found a better plan on the way. `covered_before`, `covered_after`: post-periods.
    `solved` is false where the plan does not use what is withdrawn: then it stands as it is.
    """

    kind: str
    name: str
    loss_at_least: float
    loss_at_most: int
    covered_before: Cover
    covered_after: Cover
    solved: bool

    def to_json(self) -> dict[str, Any]:
        """The loss as JSON content."""
        return {
            "kind": self.kind,
            "name": self.name,
            "loss_at_least": self.loss_at_least,
            "loss_at_most": self.loss_at_most,
            "covered_before": [self.covered_before.covered, self.covered_before.wanted],
            "covered_after": [self.covered_after.covered, self.covered_after.wanted],
            "solved": self.solved,
        }


def withdrawal_questions(study: Study, kind: str) -> list[str]:
    """One question for each pledge, State or mission of the problem, in the order of names."""
    problem = study.problem
    names = {
        PLEDGE: {pledge.id for pledge in problem.pledges},
        STATE: {pledge.state for pledge in problem.pledges},
        MISSION: {requirement.mission for requirement in problem.requirements},
    }[kind]
    return [BASE, *(f"{kind}:{name}" for name in sorted(names))]


def losses(study: Study, answers: Mapping[str, Answer]) -> list[Loss]:
    """The losses among the answers, the greatest first.

    They are told against the better of the plan and of what the same effort makes of it when nothing happens.
    """
    before = study.untouched
    base = answers.get(BASE, before)
    worth_before = max(base["objective"], before["objective"]) + before["committed_worth"]
    found = []
    for question, answer in answers.items():
        kind, _, name = question.partition(":")
        if kind in KINDS:
            found.append(_loss(kind, name, worth_before, before, answer))
    return sorted(found, key=lambda loss: (-loss.loss_at_most, loss.kind, loss.name))


def _loss(kind: str, name: str, worth_before: int, before: Answer, answer: Answer) -> Loss:
    committed = answer["committed_worth"]
    return Loss(
        kind=kind,
        name=name,
        loss_at_least=worth_before - committed - answer["bound"] if answer["solved"] else 0.0,
        loss_at_most=worth_before - committed - answer["objective"] if answer["solved"] else 0,
        covered_before=Cover(*before["coverage"]["total"]),
        covered_after=Cover(*answer["coverage"]["total"]),
        solved=answer["solved"],
    )
