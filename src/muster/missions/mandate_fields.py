"""The columns of mandates in files: what a workbook's sheets and a CSV file may hold."""

from functools import cache

from muster.kit.workbooks import BOOLEAN, CHOICE, DATE, DECIMAL, INTEGER, TEXT, Field
from muster.missions.models import Chapter, ConditionKind, ConditionStatus, MandateKind, OperationKind
from muster.reference.mandates import SCHEME_NAMES, classification_schemes, mandate_tasks

MOST_PEOPLE = 100_000
CEILINGS = (
    ("troop_ceiling", "Troop ceiling"),
    ("police_ceiling", "Police ceiling"),
    ("observer_ceiling", "Ceiling of observers and experts"),
    ("justice_ceiling", "Ceiling of justice and corrections"),
)
UNTIL_HELP = "The first day on which it no longer holds; blank: no end."
SOURCE = Field(key="source", heading="Source", kind=TEXT, maximum=300)
VALID_UNTIL = Field(key="valid_until", heading="Until", kind=DATE, help=UNTIL_HELP)
NOTE = Field(key="note", heading="Note", kind=TEXT, maximum=300)


def _mission() -> Field:
    return Field(key="mission", heading="Mission", kind=TEXT, required=True, maximum=40, help="The mission's acronym.")


def _from() -> Field:
    return Field(key="valid_from", heading="From", kind=DATE, required=True)


@cache
def operation_fields() -> tuple[Field, ...]:
    """Return the columns of operations; the secretariat that imports one mandates it."""
    kinds = {value: str(label) for value, label in OperationKind.choices}
    partners_help = "Codes, separated by semicolons: of a hybrid the second organisation, of a coalition its States."
    return (
        Field(key="acronym", heading="Acronym", kind=TEXT, required=True, maximum=40),
        Field(key="name", heading="Name", kind=TEXT, required=True, maximum=200),
        Field(key="operation_kind", heading="Kind of operation", kind=CHOICE, required=True, choices=kinds),
        Field(key="mandated_with", heading="Mandated with", kind=TEXT, maximum=300, help=partners_help),
        Field(key="lead_department", heading="Lead department", kind=TEXT, maximum=40),
        Field(key="host_states", heading="Host States", kind=TEXT, maximum=80, help="ISO alpha-3 codes, semicolons."),
        Field(key="region", heading="Region", kind=TEXT, maximum=80),
        Field(key="headquarters", heading="Headquarters", kind=TEXT, maximum=120),
        Field(key="latitude", heading="Latitude", kind=DECIMAL, required=True, minimum=-90, maximum=90),
        Field(key="longitude", heading="Longitude", kind=DECIMAL, required=True, minimum=-180, maximum=180),
        Field(key="started_on", heading="Started on", kind=DATE, required=True),
        Field(key="ended_on", heading="Ended on", kind=DATE),
        SOURCE,
    )


@cache
def period_fields() -> tuple[Field, ...]:
    """Return the columns of mandate periods, tasks aside."""
    kinds = {value: str(label) for value, label in MandateKind.choices}
    chapters = {value: str(label) for value, label in Chapter.choices if value}
    return (
        _mission(),
        Field(key="resolution", heading="Resolution", kind=TEXT, maximum=80),
        Field(key="kind", heading="What it did", kind=CHOICE, choices=kinds, help="Blank: renewed."),
        Field(key="adopted_on", heading="Adopted on", kind=DATE),
        Field(key="chapter", heading="Chapter of the Charter", kind=CHOICE, choices=chapters),
        _from(),
        VALID_UNTIL,
        *(
            Field(key=key, heading=heading, kind=INTEGER, unit="people", minimum=0, maximum=MOST_PEOPLE)
            for key, heading in CEILINGS
        ),
        Field(key="exit_conditions", heading="Conditions of the end", kind=TEXT, maximum=2000, multiline=True),
        NOTE,
        SOURCE,
    )


@cache
def task_fields() -> tuple[Field, ...]:
    """Return the columns of the tasks of periods."""
    tasks = {one.code: one.name for one in mandate_tasks()}
    return (
        _mission(),
        _from(),
        Field(key="task", heading="Task", kind=CHOICE, required=True, choices=tasks),
        Field(key="is_priority", heading="Priority", kind=BOOLEAN, required=True),
        Field(key="paragraph", heading="Paragraph", kind=TEXT, maximum=40),
        Field(key="words", heading="In words", kind=TEXT, maximum=400),
    )


@cache
def condition_fields() -> tuple[Field, ...]:
    """Return the columns of dated statements on operations."""
    kinds = {value: str(label) for value, label in ConditionKind.choices}
    standings = {value: str(label) for value, label in ConditionStatus.choices}
    return (
        _mission(),
        Field(key="kind", heading="About", kind=CHOICE, required=True, choices=kinds),
        Field(key="party", heading="Party", kind=TEXT, maximum=160),
        Field(key="status", heading="How it stands", kind=CHOICE, required=True, choices=standings),
        Field(key="people", heading="People", kind=INTEGER, minimum=1, maximum=MOST_PEOPLE, help="Casualties alone."),
        Field(key="valid_from", heading="True from", kind=DATE, required=True),
        Field(key="words", heading="In words", kind=TEXT, maximum=2000, multiline=True),
        SOURCE,
    )


@cache
def classification_fields() -> tuple[Field, ...]:
    """Return the columns of classifications."""
    values = list(dict.fromkeys(one.value for one in classification_schemes()))
    return (
        _mission(),
        Field(key="scheme", heading="Scheme", kind=CHOICE, required=True, choices=SCHEME_NAMES),
        Field(key="value", heading="Value", kind=CHOICE, required=True, choices=values),
        _from(),
        VALID_UNTIL,
        NOTE,
        SOURCE,
    )
