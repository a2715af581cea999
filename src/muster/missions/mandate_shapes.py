"""What the API of mandates takes and gives."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from muster.kit.openapi import Answer, Body, ListFilters, Sourced, sourced
from muster.kit.openapi.fields import Code, Day, Line, LongLine, People, Prose, Strength, Title, Truth, Word
from muster.missions.mandate_terms import MandatedTaskTerms
from muster.missions.models import (
    ConditionKind,
    ConditionStatus,
    MandatedTask,
    MandateKind,
    MandatePeriod,
    Mission,
    MissionClassification,
    MissionCondition,
    OperationKind,
)
from muster.missions.queries.mandate_rows import MandateRow, PeriodRow, TaskRow
from muster.missions.rules.renewals import Renewal, RenewalState

MOST_TASKS, MOST_PARTNERS = 60, 30
ShortCode = Annotated[str, Field(pattern=r"^[-A-Za-z0-9]+$", min_length=1, max_length=40)]


class MandatedTaskAnswer(Answer):
    """A task of a mandate, by its code in the controlled list."""

    task: str
    words: str
    paragraph: str
    is_priority: bool


class MandatePeriodAnswer(Sourced):
    """What the mandating body authorised for `[valid_from, valid_until)`; ceilings in people, 0: none is stated."""

    number: int
    resolution: str
    kind: MandateKind
    adopted_on: date | None
    chapter: str
    valid_from: date
    valid_until: date | None
    follows: int | None = Field(description="number of the period that it renews, amends or corrects")
    troop_ceiling: int
    police_ceiling: int
    observer_ceiling: int
    justice_ceiling: int
    exit_conditions: str
    note: str
    known_from: date
    tasks: list[MandatedTaskAnswer]


class PeriodInChainAnswer(MandatePeriodAnswer):
    """A period as it stands in the chain of a mission's mandates."""

    holds_from: date | None = Field(description="empty: it was superseded from its first day on")
    holds_until: date | None
    days: int | None = Field(description="days that it holds; empty for an open end")
    no_mandate_from: date | None = Field(description="first of the days without a mandate before it, if there are any")
    new_tasks: list[str]
    gone_tasks: list[str]


class RenewalAnswer(Answer):
    """How a mission stands with its mandate: `until` is the first day without one, `days` those left or since."""

    state: RenewalState
    until: date | None
    days: int | None


class MissionConditionAnswer(Sourced):
    """A dated statement on an operation, true from a day until the next one of its kind and party."""

    kind: ConditionKind
    party: str
    status: ConditionStatus
    words: str
    people: int | None
    valid_from: date
    known_from: date


class MissionClassificationAnswer(Sourced):
    """A value of a scheme for an operation in `[valid_from, valid_until)`."""

    scheme: str
    value: str
    valid_from: date
    valid_until: date | None
    note: str
    known_from: date


class MandateInListAnswer(Answer):
    """A mission under way with the mandate that holds of it, if one does."""

    mission: str
    operation_kind: OperationKind
    mandated_by: str
    renewal: RenewalAnswer
    period: MandatePeriodAnswer | None
    conditions: list[MissionConditionAnswer]


class MissionMandateAnswer(Answer):
    """Everything about one mission's mandate."""

    mission: str
    operation_kind: OperationKind
    mandated_by: str
    mandated_with: list[str]
    lead_department: str
    renewal: RenewalAnswer
    periods: list[PeriodInChainAnswer]
    conditions: list[MissionConditionAnswer] = Field(description="what holds on the day")
    statements: list[MissionConditionAnswer] = Field(description="every statement known on the day, newest first")
    classifications: list[MissionClassificationAnswer]


class TaskInMissionsAnswer(Answer):
    """A task of the controlled list, and the missions whose mandate in force has it."""

    task: str
    name: str
    family: str
    missions: list[str]
    priority_in: list[str]


class MandateFilters(ListFilters):
    """Which mandates."""

    state: RenewalState | None = None
    task: Annotated[Word | None, Field(description="whose mandate in force has this task")] = None


class MandatedTaskBody(Body):
    """A task of a period."""

    task: ShortCode
    words: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=400)] = ""
    paragraph: Annotated[Word, Field(max_length=40)] = ""
    is_priority: Truth = False


class PeriodContentBody(Body):
    """What a period says, its first day aside."""

    resolution: Word = ""
    kind: MandateKind = MandateKind.RENEWED
    adopted_on: Day | None = None
    chapter: Literal["", "VI", "VII", "VIII"] = ""
    valid_until: Day | None = None
    troop_ceiling: People = 0
    police_ceiling: People = 0
    observer_ceiling: People = 0
    justice_ceiling: People = 0
    exit_conditions: Annotated[Prose, Field(max_length=2000)] = ""
    source: LongLine = ""
    tasks: Annotated[list[MandatedTaskBody], Field(max_length=MOST_TASKS)] = []


class NewPeriodBody(PeriodContentBody):
    """A period to be entered; it follows the last one that reaches up to it unless it names another."""

    valid_from: Day
    follows: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    note: LongLine = ""


class CorrectedPeriodBody(PeriodContentBody):
    """What a period should have said, and what was wrong with it."""

    reason: Annotated[str, Field(pattern=r"^[^\x00]*\S[^\x00]*$", min_length=1, max_length=280)]


class NewConditionBody(Body):
    """A dated statement on an operation."""

    kind: ConditionKind
    status: ConditionStatus
    valid_from: Day
    party: Line = ""
    words: Annotated[Prose, Field(max_length=2000)] = ""
    people: Strength | None = None
    source: LongLine = ""


class NewClassificationBody(Body):
    """A value of a scheme for an operation."""

    scheme: ShortCode
    value: ShortCode
    valid_from: Day
    valid_until: Day | None = None
    note: LongLine = ""
    source: LongLine = ""


class OperationContentBody(Body):
    """What is said of an operation. `mandated_with`: the second organisation of a hybrid, the States of a coalition."""

    name: Annotated[Title, Field(min_length=1)]
    operation_kind: OperationKind = OperationKind.UNITED_NATIONS
    mandated_with: Annotated[list[Code], Field(max_length=MOST_PARTNERS)] = []
    lead_department: Annotated[Word, Field(max_length=40)] = ""
    host_states: Word = ""
    region: Word = ""
    headquarters: Annotated[Line, Field(max_length=120)] = ""
    latitude: Annotated[float, Field(ge=-90, le=90, strict=True)]
    longitude: Annotated[float, Field(ge=-180, le=180, strict=True)]
    started_on: Day
    ended_on: Day | None = None
    source: LongLine = ""


class NewOperationBody(OperationContentBody):
    """An operation to be entered, mandated by the caller's organisation."""

    acronym: Code


PERIOD_NAMES = tuple(
    name for name in MandatePeriodAnswer.model_fields
    if name not in ("number", "follows", "tasks", "source", "standing", "illustrative")
)  # fmt: skip


def tasks_of_body(body: PeriodContentBody) -> tuple[MandatedTaskTerms, ...]:
    """Return the tasks that the body says."""
    return tuple(MandatedTaskTerms(**one.model_dump()) for one in body.tasks)


def _task(line: MandatedTask) -> MandatedTaskAnswer:
    return MandatedTaskAnswer(task=line.task, words=line.words, paragraph=line.paragraph, is_priority=line.is_priority)


def _period_values(period: MandatePeriod, tasks: Sequence[MandatedTask]) -> dict[str, object]:
    return {
        **sourced(period),
        **{name: getattr(period, name) for name in PERIOD_NAMES},
        "number": period.pk,
        "follows": period.follows_id,
        "tasks": [_task(line) for line in tasks],
    }


def period_answer(period: MandatePeriod, tasks: Sequence[MandatedTask]) -> MandatePeriodAnswer:
    """Return a period with its tasks as the API gives it."""
    return MandatePeriodAnswer.model_validate(_period_values(period, tasks))


def period_in_chain(row: PeriodRow) -> PeriodInChainAnswer:
    """Return a period in its chain as the API gives it."""
    link = row.link
    chained = {
        "holds_from": link.term.start if link else None,
        "holds_until": link.term.until if link else None,
        "days": link.days if link else 0,
        "no_mandate_from": link.gap.start if link and link.gap else None,
        "new_tasks": list(row.new_tasks),
        "gone_tasks": list(row.gone_tasks),
    }
    return PeriodInChainAnswer.model_validate({**_period_values(row.period, row.tasks), **chained})


def renewal_answer(found: Renewal) -> RenewalAnswer:
    """Return how a mission stands as the API gives it."""
    return RenewalAnswer(state=found.state, until=found.until, days=found.days)


def condition_answer(one: MissionCondition) -> MissionConditionAnswer:
    """Return a statement as the API gives it."""
    names = ("kind", "party", "status", "words", "people", "valid_from", "known_from")
    return MissionConditionAnswer.model_validate({**sourced(one), **{name: getattr(one, name) for name in names}})


def classification_answer(one: MissionClassification) -> MissionClassificationAnswer:
    """Return a classification as the API gives it."""
    names = ("scheme", "value", "valid_from", "valid_until", "note", "known_from")
    return MissionClassificationAnswer.model_validate({**sourced(one), **{name: getattr(one, name) for name in names}})


def mandate_in_list(row: MandateRow) -> MandateInListAnswer:
    """Return a mission with its mandate as lists give it."""
    return MandateInListAnswer(
        mission=row.mission.acronym,
        operation_kind=OperationKind(row.mission.operation_kind),
        mandated_by=row.mission.mandated_by.code,
        renewal=renewal_answer(row.renewal),
        period=None if row.period is None else period_answer(row.period, row.tasks),
        conditions=[condition_answer(one) for found in row.conditions.values() for one in found],
    )


def task_in_missions(row: TaskRow) -> TaskInMissionsAnswer:
    """Return a task with its missions as the API gives it."""
    return TaskInMissionsAnswer(
        task=row.task.code,
        name=row.task.name,
        family=row.task.family,
        missions=sorted(row.missions),
        priority_in=sorted(acronym for acronym, line in row.missions.items() if line.is_priority),
    )


def mandate_of_mission(
    mission: Mission,
    found: Renewal,
    periods: Sequence[PeriodRow],
    conditions: tuple[Sequence[MissionCondition], Sequence[MissionCondition]],
    classifications: Sequence[MissionClassification],
) -> MissionMandateAnswer:
    """Return everything about one mission's mandate; `conditions` are those that hold, and every one."""
    return MissionMandateAnswer(
        mission=mission.acronym,
        operation_kind=OperationKind(mission.operation_kind),
        mandated_by=mission.mandated_by.code,
        mandated_with=sorted(one.code for one in mission.mandated_with.all()),
        lead_department=mission.lead_department,
        renewal=renewal_answer(found),
        periods=[period_in_chain(row) for row in periods],
        conditions=[condition_answer(one) for one in conditions[0]],
        statements=[condition_answer(one) for one in conditions[1]],
        classifications=[classification_answer(one) for one in classifications],
    )
