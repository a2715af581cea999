"""Shapes of national law in the API: instruments with tasks, bodies, acts with ceilings, tasks against mandates."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.authorisations.criteria import Criterion
from muster.authorisations.models import (
    ActCategory,
    ActCeiling,
    ActKind,
    AllowedTask,
    BodyPart,
    DecisionBody,
    LawKind,
    NationalAct,
    NationalLaw,
    TaskScope,
)
from muster.authorisations.rules.tasks import Standing, TaskMatch
from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import WITHOUT_NUL, Code, Day, Line, LongLine, People, Reference, Truth
from muster.missions.rules.statements import codes_of

Words = Annotated[str, Field(pattern=r"^[^\x00]*\S[^\x00]*$", min_length=1, max_length=400)]
LongTitle = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=300)]
Name = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=160)]
Note = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=2000)]
BodyCode = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=40)]
Turn = Annotated[int, Field(ge=1, le=99)]
MOST = 60


class AllowedTaskBody(Body):
    """A task that an instrument allows; `tasks` are codes of the list of mandated tasks."""

    scope: TaskScope = TaskScope.ACTIVITY
    words: Words
    tasks: Annotated[list[Code], Field(max_length=24)] = []
    condition: LongLine = ""
    is_catch_all: Truth = False

    def task(self) -> AllowedTask:
        """Return the task, not yet entered."""
        return AllowedTask(**self.model_dump() | {"scope": self.scope.value, "tasks": ";".join(self.tasks)})


class AllowedTaskAnswer(Answer):
    """A task that an instrument allows."""

    scope: TaskScope
    number: int
    words: str
    tasks: list[str]
    condition: str
    is_catch_all: bool


class NationalLawAnswer(Sourced):
    """A version of an instrument, in force `[valid_from, valid_until)` unless another one replaces it before."""

    state: str
    reference: str
    title: str
    kind: LawKind
    adopted_on: date | None
    valid_from: date
    valid_until: date | None
    replaces: str | None
    volunteers_only: bool | None
    needs_parliament: bool | None
    note: str
    known_from: date
    tasks: list[AllowedTaskAnswer]


class NationalLawBody(Body):
    """A new instrument with the tasks that it allows."""

    reference: Reference
    title: LongTitle
    kind: LawKind
    adopted_on: Day | None = None
    valid_from: Day
    valid_until: Day | None = None
    replaces: Reference | None = None
    volunteers_only: Truth | None = None
    needs_parliament: Truth | None = None
    note: Note = ""
    source: LongLine = ""
    tasks: Annotated[list[AllowedTaskBody], Field(max_length=MOST)] = []


class DecisionBodyAnswer(Sourced):
    """A version of a body with a part in decisions, by its turn."""

    state: str
    code: str
    name: str
    part: BodyPart
    criteria: list[str]
    turn: int
    must_sign: bool
    under: str | None
    valid_from: date
    valid_until: date | None
    known_from: date


class DecisionBodyBody(Body):
    """A new body, or a new version of the one with the same code."""

    code: BodyCode
    name: Name
    part: BodyPart
    criteria: Annotated[list[Criterion], Field(max_length=5)] = []
    turn: Turn = 1
    must_sign: Truth = True
    under: Reference | None = None
    valid_from: Day
    valid_until: Day | None = None
    source: LongLine = ""


class NationalCeilingAnswer(Answer):
    """A ceiling in people, for a mission, a category, or a category in a mission."""

    mission: str | None
    category: ActCategory | None
    people: int


class NationalCeilingBody(Body):
    """A ceiling in people; it names a mission, a category, or both."""

    mission: Code | None = None
    category: ActCategory | None = None
    people: People


class NationalActAnswer(Sourced):
    """An act, in force `[valid_from, valid_until)` unless one replaces it before; `ceiling` null: none over all."""

    state: str
    reference: str
    title: str
    kind: ActKind
    body: str
    decided_on: date
    valid_from: date
    valid_until: date | None
    under: str | None
    replaces: str | None
    missions: list[str]
    categories: list[str]
    ceiling: int | None
    ceilings: list[NationalCeilingAnswer]
    conditions: str
    known_from: date


class NationalActBody(Body):
    """A new act with its ceilings; what reduces, extends or withdraws an act names it in `replaces`."""

    reference: Reference
    title: LongTitle
    kind: ActKind = ActKind.AUTHORISATION
    body: Line = ""
    decided_on: Day
    valid_from: Day
    valid_until: Day | None = None
    under: Reference | None = None
    replaces: Reference | None = None
    missions: Annotated[list[Code], Field(max_length=MOST)] = []
    categories: Annotated[list[ActCategory], Field(max_length=5)] = []
    ceiling: People | None = None
    ceilings: Annotated[list[NationalCeilingBody], Field(max_length=MOST)] = []
    conditions: Note = ""
    source: LongLine = ""


class TaskOfMandateAnswer(Answer):
    """How a State's law stands to a mandated task: the item that covers it, and what it is allowed under."""

    mission: str
    task: str
    words: str
    paragraph: str
    standing: Standing
    law: str
    allowed_words: str
    condition: str


class MandatedTasksAnswer(Answer):
    """Each mandated task against a State's law; empty where no instrument in force lists tasks of the scope."""

    state: str
    scope: TaskScope
    tasks: list[TaskOfMandateAnswer]


def law_answer(law: NationalLaw) -> NationalLawAnswer:
    """Return an instrument read with its tasks."""
    tasks: list[AllowedTask] = law.tasks_in_order  # type: ignore[attr-defined]
    return NationalLawAnswer(
        **sourced(law),
        **_same(law, "reference title adopted_on valid_from valid_until volunteers_only needs_parliament note"),
        state=law.state.code,
        kind=LawKind(law.kind),
        replaces=law.replaces.reference if law.replaces else None,
        known_from=law.known_from,
        tasks=[
            AllowedTaskAnswer(
                **_same(one, "number words condition is_catch_all"),
                scope=TaskScope(one.scope),
                tasks=list(codes_of(one.tasks)),
            )
            for one in tasks
        ],
    )


def body_answer(body: DecisionBody) -> DecisionBodyAnswer:
    """Return a version of a body."""
    return DecisionBodyAnswer(
        **sourced(body),
        **_same(body, "code name must_sign valid_from valid_until known_from"),
        state=body.state.code,
        part=BodyPart(body.part),
        criteria=list(codes_of(body.criteria)),
        turn=body.order,
        under=body.under.reference if body.under else None,
    )


def act_answer(act: NationalAct) -> NationalActAnswer:
    """Return an act read with its missions and ceilings."""
    ceilings: list[ActCeiling] = act.ceilings_in_order  # type: ignore[attr-defined]
    return NationalActAnswer(
        **sourced(act),
        **_same(act, "reference title body decided_on valid_from valid_until conditions known_from"),
        state=act.state.code,
        kind=ActKind(act.kind),
        under=act.under.reference if act.under else None,
        replaces=act.replaces.reference if act.replaces else None,
        missions=sorted(one.acronym for one in act.missions.all()),
        categories=list(codes_of(act.categories)),
        ceiling=act.personnel_ceiling,
        ceilings=[
            NationalCeilingAnswer(
                mission=one.mission.acronym if one.mission else None,
                category=ActCategory(one.category) if one.category else None,
                people=one.personnel,
            )
            for one in ceilings
        ],
    )


def match_answer(mission: str, one: TaskMatch) -> TaskOfMandateAnswer:
    """Return how the law stands to a mandated task."""
    return TaskOfMandateAnswer(mission=mission, **vars(one))


def _same(record: Any, names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names.split()}
