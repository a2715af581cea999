"""What became of inputs in the text of mandates: shares, and what the rule proposes to the convening secretariat."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.consultations.models import Consultation
from muster.consultations.queries.contributions import PositionRow
from muster.consultations.rules.tracing import (
    LEAST_PERCENT_KEY,
    ProposedTrace,
    TextTask,
    TraceShares,
    proposed_trace,
    trace_shares,
)
from muster.missions.models import MandatedTask, MandatePeriod
from muster.reference.parameters import parameter


def outcome_on(consultation: Consultation, day: date) -> MandatePeriod | None:
    """Return the mandate that was decided, as known on `day`."""
    outcome = consultation.outcome
    return outcome if outcome is not None and outcome.known_from <= day else None


def decided_tasks(outcome: MandatePeriod) -> tuple[TextTask, ...]:
    """Return the tasks of a mandate in the order of its text. One query."""
    lines = MandatedTask.objects.filter(mandate=outcome).order_by("number")
    return tuple(TextTask(one.number, one.task, one.words, one.paragraph) for one in lines)


def tasks_before(consultation: Consultation, outcome: MandatePeriod) -> frozenset[str]:
    """Return the codes of the tasks of the mandate before the decision. One query.

    It is the mandate that the consultation names, else the one that the decided mandate follows.
    """
    before = consultation.mandate_id or outcome.follows_id
    return frozenset(MandatedTask.objects.filter(mandate=before or 0).values_list("task", flat=True))


def proposals(consultation: Consultation, day: date, rows: Iterable[PositionRow]) -> dict[str, ProposedTrace]:
    """Return by reference what the rule proposes for inputs that are not followed up yet. Two queries; none decided."""
    outcome = outcome_on(consultation, day)
    if outcome is None:
        return {}
    decided, before = decided_tasks(outcome), tasks_before(consultation, outcome)
    least = parameter(LEAST_PERCENT_KEY, day).integer
    return {
        one.position.reference: proposed_trace(
            one.position.task, one.position.wanted_words, decided, before, least
        )
        for one in rows
        if one.is_input and one.trace is None
    }  # fmt: skip


def shares_of(rows: Iterable[PositionRow]) -> TraceShares:
    """Return how many of the inputs were taken, partly, not, and are not followed up yet."""
    return trace_shares(one.outcome for one in rows if one.is_input)


@dataclass(frozen=True)
class MissionShares:
    """The shares of inputs to the mandates of one mission."""

    mission: str
    shares: TraceShares
    illustrative: bool = False


def shares_by_mission(rows: Sequence[PositionRow]) -> list[MissionShares]:
    """Return the shares of inputs by mission, in the order of acronyms."""
    found: dict[str, list[PositionRow]] = defaultdict(list)
    for one in rows:
        if one.is_input:
            found[one.position.consultation.mission.acronym].append(one)
    return [
        MissionShares(acronym, shares_of(mine), any(one.illustrative for one in mine))
        for acronym, mine in sorted(found.items())
    ]
