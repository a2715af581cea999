"""The workbook of a State's law: instruments, tasks, bodies, acts and ceilings; what goes out can come in again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.authorisations.actions import record_act, record_body, record_law
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
from muster.authorisations.queries import known_acts, known_bodies, known_laws
from muster.authorisations.queries.laws import with_allowed_tasks
from muster.kit.errors import MusterError, Problem, Refused
from muster.kit.workbooks import (
    BOOLEAN,
    CHOICE,
    DATE,
    INTEGER,
    TEXT,
    Field,
    Row,
    Sheet,
    Workbook,
    illustrative_notes,
    number_field,
    read,
    write,
)
from muster.missions.models import Mission
from muster.missions.queries import visible_missions
from muster.missions.rules.statements import codes_of
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

LAWS, TASKS, BODIES, ACTS, CEILINGS = "Laws", "Tasks", "Bodies", "Acts", "Ceilings"
NOTHING_SAVED = "The workbook was not imported; nothing was saved."
MOST_PEOPLE = 100_000
Values = dict[str, Any]


def form() -> Workbook:
    """Return the workbook's declaration."""
    return Workbook(
        name="muster-national-law",
        title="National law on peacekeeping",
        sheets=(
            Sheet(LAWS, fields=_laws(), key=("reference",), about="One row an instrument; earlier versions above."),
            Sheet(TASKS, fields=_tasks(), key=("law", "scope", "number"), about="One row a task that a law allows."),
            Sheet(BODIES, fields=_bodies(), key=("code", "valid_from"), about="One row a version of a body."),
            Sheet(ACTS, fields=_acts(), key=("reference",), about="One row an act; the one that it replaces above."),
            Sheet(CEILINGS, fields=_ceilings(), key=("act", "mission", "category"), about="One row a ceiling."),
        ),
        about="New rows are entered, those on record are passed over. All of it is saved, or nothing.",
    )


def _dates() -> tuple[Field, ...]:
    return (
        Field(key="valid_from", heading="From", kind=DATE, required=True),
        Field(key="valid_until", heading="Until", kind=DATE, help="The first day on which it does not hold."),
    )


def _reference(key: str, heading: str, required: bool = False) -> Field:
    return Field(key=key, heading=heading, kind=TEXT, required=required, maximum=60)


def _source() -> Field:
    return Field(key="source", heading="Source", kind=TEXT, maximum=300)


def _named(key: str, heading: str, named: Any, required: bool = True) -> Field:
    choices = {value: str(label) for value, label in named.choices}
    return Field(key=key, heading=heading, kind=CHOICE, required=required, choices=choices)


def _laws() -> tuple[Field, ...]:
    return (
        _reference("reference", "Reference", required=True),
        Field(key="title", heading="Title", kind=TEXT, required=True, maximum=300),
        _named("kind", "Kind", LawKind),
        Field(key="adopted_on", heading="Adopted on", kind=DATE),
        *_dates(),
        _reference("replaces", "Replaces"),
        Field(key="volunteers_only", heading="Volunteers only", kind=BOOLEAN, help="Empty: it does not say."),
        Field(key="needs_parliament", heading="Parliament decides", kind=BOOLEAN, help="Empty: it does not say."),
        Field(key="note", heading="Note", kind=TEXT, maximum=2000, multiline=True),
        _source(),
    )


def _tasks() -> tuple[Field, ...]:
    codes = "Codes of the list of mandated tasks, separated by ;."
    return (
        _reference("law", "Law", required=True),
        _named("scope", "Scope", TaskScope),
        number_field("number", "Number", least=1, most=999),
        Field(key="words", heading="In words", kind=TEXT, required=True, maximum=400),
        Field(key="tasks", heading="Tasks covered", kind=TEXT, maximum=400, help=codes),
        Field(key="condition", heading="Condition", kind=TEXT, maximum=300),
        Field(key="is_catch_all", heading="Whatever else", kind=BOOLEAN, help="Empty: no."),
    )


def _bodies() -> tuple[Field, ...]:
    return (
        Field(key="code", heading="Code", kind=TEXT, required=True, maximum=40),
        Field(key="name", heading="Name", kind=TEXT, required=True, maximum=160),
        _named("part", "Part", BodyPart),
        Field(key="criteria", heading="Criteria", kind=TEXT, maximum=120, help="Codes separated by ;."),
        number_field("order", "Turn", least=1, most=99),
        Field(key="must_sign", heading="Must sign", kind=BOOLEAN, required=True),
        _reference("under", "By the law"),
        *_dates(),
        _source(),
    )


def _acts() -> tuple[Field, ...]:
    return (
        _reference("reference", "Reference", required=True),
        Field(key="title", heading="Title", kind=TEXT, required=True, maximum=300),
        _named("kind", "What it does", ActKind),
        Field(key="body", heading="Decided by", kind=TEXT, maximum=160),
        Field(key="decided_on", heading="Decided on", kind=DATE, required=True),
        *_dates(),
        _reference("under", "Under the law"),
        _reference("replaces", "Replaces"),
        Field(key="missions", heading="Missions", kind=TEXT, maximum=400, help="Acronyms separated by ;."),
        Field(key="personnel_ceiling", heading="Ceiling over all", kind=INTEGER, minimum=0, maximum=MOST_PEOPLE,
              unit="people"),
        Field(key="categories", heading="Categories", kind=TEXT, maximum=120, help="Codes separated by ;. Empty: all."),
        Field(key="conditions", heading="Conditions", kind=TEXT, maximum=2000, multiline=True),
        _source(),
    )  # fmt: skip


def _ceilings() -> tuple[Field, ...]:
    return (
        _reference("act", "Act", required=True),
        _reference("mission", "Mission"),
        _named("category", "Category", ActCategory, required=False),
        number_field("personnel", "Ceiling", "people", least=0, most=MOST_PEOPLE),
    )


def export(viewer: Viewer, state: Organisation, day: date) -> bytes:
    """Return a State's law as known on a day as a workbook; the export is an audit event."""
    rows = rows_of(viewer, state, day)
    counted = {name.lower(): len(found) for name, found in rows.items()}
    audit.record(viewer, "authorisations:law:exported", state.code, after={"as_of": day, **counted})
    illustrative = [
        one.reference
        for found in (known_laws(viewer, day), known_acts(viewer, day))
        for one in found.filter(state=state)
        if one.illustrative
    ]
    return write(form(), rows, illustrative_notes(illustrative))


def rows_of(viewer: Viewer, state: Organisation, day: date) -> dict[str, list[Values]]:
    """Return by sheet what is known of a State's law on a day; what is replaced stands above what replaces it."""
    laws = list(with_allowed_tasks(known_laws(viewer, day).filter(state=state)).order_by("valid_from", "pk"))
    acts = list(
        known_acts(viewer, day).filter(state=state).select_related("under", "replaces").order_by("valid_from", "pk")
    )
    return {
        LAWS: [_law_values(one) for one in laws],
        TASKS: [_task_values(law, one) for law in laws for one in law.tasks_in_order],  # type: ignore[attr-defined]
        BODIES: [_body_values(one) for one in known_bodies(viewer, state, day)],
        ACTS: [_act_values(one) for one in acts],
        CEILINGS: [_ceiling_values(act, one) for act in acts for one in act.ceilings_in_order],  # type: ignore[attr-defined]
    }


def _values(record: Any, fields: Iterable[Field], **more: Any) -> Values:
    """Return what a record says by the keys of its sheet; what it does not say is None."""
    said = {one.key: more[one.key] if one.key in more else getattr(record, one.key) for one in fields}
    return {key: None if value == "" else value for key, value in said.items()}


def _law_values(one: NationalLaw) -> Values:
    return _values(one, _laws(), replaces=one.replaces.reference if one.replaces else None)


def _task_values(law: NationalLaw, one: AllowedTask) -> Values:
    return _values(one, _tasks(), law=law.reference)


def _body_values(one: DecisionBody) -> Values:
    return _values(one, _bodies(), under=one.under.reference if one.under else None)


def _act_values(one: NationalAct) -> Values:
    return _values(
        one,
        _acts(),
        missions=";".join(sorted(mission.acronym for mission in one.missions.all())),
        under=one.under.reference if one.under else None,
        replaces=one.replaces.reference if one.replaces else None,
    )


def _ceiling_values(act: NationalAct, one: ActCeiling) -> Values:
    return _values(one, _ceilings(), act=act.reference, mission=one.mission.acronym if one.mission else None)


class _Import:
    """An import under way: a State's new rows, entered one after the other, and what refuses them."""

    def __init__(self, viewer: Viewer, state: Organisation, rows: Mapping[str, Sequence[Row]], today: date) -> None:
        self.viewer, self.state, self.rows, self.today = viewer, state, rows, today
        self.known = rows_of(viewer, state, today)
        self.missions: dict[str, Mission] = {one.acronym: one for one in visible_missions(viewer, today)}
        self.problems: list[Problem] = []
        self.entered = 0

    def enter(self, sheet: str, row: Row, write_it: Callable[[], Any]) -> None:
        """Enter a row; a refusal is kept with the row's place."""
        try:
            with transaction.atomic():
                write_it()
            self.entered += 1
        except MusterError as refusal:
            place = f"sheet {sheet}, row {row.number}"
            told = refusal.problems if isinstance(refusal, Refused) and refusal.problems else ()
            self.problems += [Problem(f"{place}, {one.place}", one.message, one.remedy) for one in told] or [
                Problem(place, refusal.message, "correct the row, or leave it out")
            ]

    def is_new(self, sheet: str, row: Row, key: tuple[str, ...]) -> bool:
        """Return whether a row is not on record; one that says something else than the record is a problem."""
        there = next((one for one in self.known[sheet] if all(one[name] == (row[name] or None) for name in key)), None)
        if there is None:
            return True
        other = [name for name, value in row.values.items() if _plain(value) != _plain(there.get(name))]
        if other:
            words = f"it is on record with another {', '.join(name.replace('_', ' ') for name in other)}"
            remedy = "enter a new one that replaces it"
            self.problems.append(Problem(f"sheet {sheet}, row {row.number}", words, remedy))
        return False

    def law(self, reference: str | None) -> NationalLaw | None:
        """Return a law of the State by its reference, None for none said. Raises Refused for an unknown one."""
        if not reference:
            return None
        found = NationalLaw.objects.filter(state=self.state, reference=reference).first()
        if found is None:
            raise Refused(f"{reference!r} is no law of {self.state.name}; enter it on the sheet {LAWS}.")
        return found

    def act(self, reference: str | None) -> NationalAct | None:
        """Return an act of the State by its reference, None for none said. Raises Refused for an unknown one."""
        if not reference:
            return None
        found = NationalAct.objects.filter(state=self.state, reference=reference).first()
        if found is None:
            raise Refused(f"{reference!r} is no act of {self.state.name}; enter it in a row above.")
        return found

    def mission(self, acronym: str) -> Mission:
        """Return a mission by its acronym. Raises Refused."""
        found = self.missions.get(acronym)
        if found is None:
            raise Refused(f"There is no mission {acronym!r} on record; give an acronym of the list of missions.")
        return found


def _plain(value: Any) -> Any:
    """Return a value as it is compared: what is not said is the same as nothing, and no."""
    return value or None


@transaction.atomic
def import_workbook(viewer: Viewer, state: Organisation, data: bytes, *, today: date) -> int:
    """Enter a workbook's new instruments, bodies and acts, all or none; return how many.

    Raises Refused with every problem by sheet, row and column. Tasks and ceilings come with their law or act: those of
    one on record must be those on record.
    """
    going = _Import(viewer, state, read(form(), data).rows, today)
    for row in going.rows[LAWS]:
        if going.is_new(LAWS, row, ("reference",)):
            going.enter(LAWS, row, lambda row=row: _enter_law(going, row))  # type: ignore[misc]
    for row in going.rows[BODIES]:
        if going.is_new(BODIES, row, ("code", "valid_from")):
            going.enter(BODIES, row, lambda row=row: _enter_body(going, row))  # type: ignore[misc]
    for row in going.rows[ACTS]:
        if going.is_new(ACTS, row, ("reference",)):
            going.enter(ACTS, row, lambda row=row: _enter_act(going, row))  # type: ignore[misc]
    _parts(going, TASKS, "law", LAWS, ("law", "scope", "number"))
    _parts(going, CEILINGS, "act", ACTS, ("act", "mission", "category"))
    if going.problems:
        raise Refused(NOTHING_SAVED, going.problems)
    return going.entered


def _parts(going: _Import, sheet: str, key: str, whole: str, keys: tuple[str, ...]) -> None:
    """Note what is wrong with rows that belong to an instrument or act on record, or to none of the workbook."""
    new = {row["reference"] for row in going.rows[whole]} - {one["reference"] for one in going.known[whole]}
    for row in going.rows[sheet]:
        if row[key] in new:
            continue
        if going.is_new(sheet, row, keys):
            words = f"{row[key]!r} is on record without it, or is not on the sheet {whole}"
            remedy = "enter a new one that replaces it"
            going.problems.append(Problem(f"sheet {sheet}, row {row.number}", words, remedy))


def _said(row: Row, *left_out: str) -> Values:
    """Return what a row says: a blank cell says nothing."""
    return {key: value for key, value in row.values.items() if value not in (None, "") and key not in left_out}


def _enter_law(going: _Import, row: Row) -> None:
    law = NationalLaw(
        **_said(row, "replaces"), state=going.state, known_from=going.today, replaces=going.law(row["replaces"])
    )
    own = sorted((one for one in going.rows[TASKS] if one["law"] == row["reference"]), key=lambda one: one["number"])
    record_law(going.viewer, law, [AllowedTask(**_said(one, "law", "number")) for one in own])


def _enter_body(going: _Import, row: Row) -> None:
    body = DecisionBody(**_said(row, "under"), state=going.state, known_from=going.today, under=going.law(row["under"]))
    record_body(going.viewer, body)


def _enter_act(going: _Import, row: Row) -> None:
    act = NationalAct(
        **_said(row, "under", "replaces", "missions"),
        state=going.state,
        known_from=going.today,
        under=going.law(row["under"]),
        replaces=going.act(row["replaces"]),
    )
    missions = [going.mission(acronym) for acronym in codes_of(row["missions"] or "")]
    ceilings = [
        ActCeiling(
            mission=going.mission(one["mission"]) if one["mission"] else None,
            category=one["category"] or "",
            personnel=one["personnel"],
        )
        for one in going.rows[CEILINGS]
        if one["act"] == row["reference"]
    ]
    record_act(going.viewer, act, missions, ceilings)
