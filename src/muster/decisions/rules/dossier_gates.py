"""The five criteria as gates: how each stands, how old its assessment is, and why it must be made again. Pure."""

from dataclasses import dataclass
from datetime import date

from muster.decisions.rules.dossier_terms import CRITERIA, MET, RESERVED, AssessedFacts, DossierFacts
from muster.kit.named import Named

MONTHS_OF_A_YEAR = 12


class GateState(Named):
    """How a gate stands."""

    NOT_ASSESSED = "not-assessed", "not assessed"
    MET = "met", "met"
    RESERVED = "reserved", "met with reservations"
    NOT_MET = "not-met", "not met"
    DUE_AGAIN = "due-again", "due again"


OPEN_GATES = (GateState.MET, GateState.RESERVED)
"""Gates through which a decision to take part may pass."""


@dataclass(frozen=True)
class Gate:
    """A criterion as a gate. `age_months` are whole months since the assessment; `why` says why it is due again."""

    criterion: str
    state: GateState
    assessment: AssessedFacts | None = None
    age_months: int | None = None
    why: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Return whether a decision to take part may pass."""
        return self.state in OPEN_GATES


def months_between(start: date, day: date) -> int:
    """Return the whole months from `start` to `day`; a month is over on the same day of the next one."""
    months = (day.year - start.year) * MONTHS_OF_A_YEAR + day.month - start.month
    return max(0, months - (day.day < start.day))


def gate_of(facts: DossierFacts, criterion: str) -> Gate:
    """Return how a criterion stands.

    It is due again where a fact behind it changed and no assessment settled that, where the dossier asks for something
    else than when it was assessed, or where the assessment is as old as parameter assessment_valid_months (local
    choice; that each assessment is dated and made again when facts change: section 7.2 of the dossier).
    """
    found = facts.assessment_of(criterion)
    if found is None:
        return Gate(criterion, GateState.NOT_ASSESSED)
    age = months_between(found.assessed_on, facts.day)
    why = _why_again(facts, found, age)
    state = GateState.DUE_AGAIN if why else GateState(found.verdict)
    return Gate(criterion, state, found, age, why)


def _why_again(facts: DossierFacts, found: AssessedFacts, age: int) -> tuple[str, ...]:
    reasons = [one.why for one in facts.due_again if one.criterion == found.criterion]
    if found.asked and found.asked != facts.asked:
        reasons.append(f"it was assessed for {found.asked}, and the dossier asks for {facts.asked}")
    if age >= facts.valid_months:
        reasons.append(f"it was assessed {age} months ago, and an assessment holds for {facts.valid_months}")
    return tuple(reasons)


def gates_of(facts: DossierFacts) -> tuple[Gate, ...]:
    """Return the five gates in their order."""
    return tuple(gate_of(facts, criterion) for criterion in CRITERIA)


def is_better(verdict: str, suggested: str) -> bool:
    """Return whether a verdict is better than the one that the rules suggest; nothing suggested: it is not."""
    order = (MET, RESERVED)
    rank = {one: place for place, one in enumerate(order)}
    worst = len(order)
    return bool(suggested) and rank.get(verdict, worst) < rank.get(suggested, worst)
