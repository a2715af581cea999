"""The workbook of a selection camp: candidates and their results; what goes out can come in again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from muster.kit.errors import MusterError, Problem, Refused
from muster.kit.workbooks import BOOLEAN, CHOICE, DATE, TEXT, Field, Row, Sheet, Workbook, read, write
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer
from muster.people.actions import register_person
from muster.people.models import Person, Purpose, Sex
from muster.people.queries import visible_persons
from muster.people.service_actions import record_details
from muster.people.service_queries import visible_details
from muster.people.terms import PersonTerms
from muster.training.actions.camps import call_to_camp, record_result
from muster.training.actions.pool import enter_pool
from muster.training.models import PoolEntry, SelectionCamp
from muster.training.queries.camps import camp_rows, visible_camp
from muster.training.queries.pool import visible_pool
from muster.training.stages import CampTest

CANDIDATES, RESULTS = "Candidates", "Results"
NAMES = ("family_name", "given_names", "rank", "sex")


def _person_field() -> Field:
    words = "The person's number; for somebody new a word of your own, such as new-1."
    return Field(key="person", heading="Person", kind=TEXT, required=True, maximum=20, help=words)


def candidate_sheet() -> Sheet:
    """Return the sheet of candidates, one row each."""
    fields = (
        _person_field(),
        Field(key="family_name", heading="Family name", kind=TEXT, maximum=120, help="For somebody new."),
        Field(key="given_names", heading="Given names", kind=TEXT, maximum=120),
        Field(key="rank", heading="Rank", kind=TEXT, maximum=60),
        Field(key="sex", heading="Sex", kind=CHOICE, choices={value: str(label) for value, label in Sex.choices}),
        Field(key="born_on", heading="Born on", kind=DATE),
        Field(key="service_from", heading="In service from", kind=DATE),
    )
    about = "One row a candidate. Of persons on record the number is enough; their data are not changed here."
    return Sheet(CANDIDATES, fields=fields, key=("person",), about=about)


def result_sheet() -> Sheet:
    """Return the sheet of results, one row a test of a candidate."""
    fields = (
        _person_field(),
        Field(
            key="test", heading="Test", kind=CHOICE, required=True, choices={one.value: one.label for one in CampTest}
        ),
        Field(key="passed", heading="Passed", kind=BOOLEAN, required=True),
        Field(key="value", heading="Result", kind=TEXT, maximum=40, help="A figure; nothing of a medical board."),
    )
    return Sheet(RESULTS, fields=fields, key=("person", "test"), about="One row a test that a candidate sat.")


def form() -> Workbook:
    """Return the workbook's declaration."""
    return Workbook(
        name="muster-camp",
        title="Selection camp",
        sheets=(candidate_sheet(), result_sheet()),
        about="Fill in candidates and results, then import the file at the camp. All of it is saved, or nothing.",
    )


def export(viewer: Viewer, camp: SelectionCamp, today: date) -> bytes:
    """Return the candidates of a camp and their results as a workbook, persons as they are held today."""
    called = [one for one in camp_rows(viewer, camp, today, today) if one.candidate.entry.person.erased_on is None]
    numbers = [one.person for one in called]
    persons = {one.pk: one for one in visible_persons(viewer, today).filter(pk__in=numbers)}
    details = {one.person_id: one for one in visible_details(viewer, today).filter(person__in=numbers)}
    candidates = [
        {
            "person": str(number),
            **{name: getattr(persons[number], name) for name in NAMES},
            "sex": persons[number].sex or None,
            "born_on": details[number].born_on if number in details else None,
            "service_from": details[number].service_from if number in details else None,
        }
        for number in numbers
        if number in persons
    ]
    results = [
        {"person": str(one.person), "test": test, "passed": found.has_passed, "value": found.value}
        for one in called
        for test, found in sorted(one.results.items())
    ]
    return write(form(), {CANDIDATES: candidates, RESULTS: results})


@dataclass
class ImportedCamp:
    """What an import did, as counts."""

    entered: int = 0
    called: int = 0
    results: int = 0


@dataclass
class _Import:
    """An import under way: places in the pool by the word of the row, and what was found wrong."""

    viewer: Viewer
    camp: SelectionCamp
    today: date
    done: ImportedCamp = field(default_factory=ImportedCamp)
    places: dict[str, PoolEntry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def attempt(self, sheet: Sheet, row: Row, deed: Callable[[], Any]) -> Any:
        """Do one row's deed; what refuses it is noted with the row and column, and the others are looked at."""
        try:
            with transaction.atomic():
                return deed()
        except MusterError as refusal:
            place = f"sheet {sheet.name}, row {row.number}"
            told = refusal.problems if isinstance(refusal, Refused) else ()
            for one in told:
                heading = next((f.heading for f in sheet.fields if f.heading.casefold() == one.place.casefold()), "")
                where = f"{place}, column {heading}" if heading else f"{place}, {one.place}"
                self.problems.append(Problem(where, one.message, one.remedy))
            if not told:
                self.problems.append(Problem(place, refusal.message, "correct the row, or leave it out"))
            return None


@transaction.atomic
def import_camp(viewer: Viewer, reference: str, data: bytes, *, today: date) -> ImportedCamp:
    """Save candidates and results, all or nothing. Raises Refused with every problem by sheet, row and column."""
    camp = visible_camp(viewer, today, reference)
    rows = read(form(), data).rows
    going = _Import(viewer, camp, today)
    on_track = visible_pool(viewer, today).filter(state=camp.state_id, track=camp.track)
    going.places = {str(one.person_id): one for one in on_track}
    for row in rows[CANDIDATES]:
        entry = going.places.get(row["person"]) or going.attempt(candidate_sheet(), row, partial(_enter, going, row))
        if entry is not None:
            going.places[row["person"]] = entry
            called = going.attempt(candidate_sheet(), row, partial(_call, going, entry))
            going.done.called += called or 0
    for row in rows[RESULTS]:
        _result(going, row)
    if going.problems:
        raise Refused("The workbook was not imported; nothing was saved.", going.problems)
    return going.done


def _enter(going: _Import, row: Row) -> PoolEntry:
    """Make somebody a candidate of the pool: a person on record, or one who is entered now."""
    viewer, today = going.viewer, going.today
    if row["person"].isdecimal():
        return enter_pool(viewer, int(row["person"]), track=going.camp.track, today=today)
    said: dict[str, Any] = {name: row[name] or "" for name in NAMES}
    terms = PersonTerms(Purpose.POOL_CANDIDATE, **said)
    holder = organisation(going.camp.state.code)
    person: Person = register_person(viewer, terms, organisation=holder, today=today, is_another=False)
    if row["born_on"] or row["service_from"]:
        record_details(viewer, person.pk, born_on=row["born_on"], service_from=row["service_from"], today=today)
    going.done.entered += 1
    return enter_pool(viewer, person.pk, track=going.camp.track, today=today)


def _call(going: _Import, entry: PoolEntry) -> int:
    return call_to_camp(going.viewer, going.camp.reference, [entry.pk], today=going.today)


def _result(going: _Import, row: Row) -> None:
    """Enter one result of a candidate whom a row or the record knows."""
    entry = going.places.get(row["person"])
    if entry is None:
        place = f"sheet {RESULTS}, row {row.number}, column Person"
        words = f"{row['person']!r} is no candidate of yours"
        going.problems.append(Problem(place, words, f"give a number of the pool, or add them on {CANDIDATES}"))
        return
    deed = partial(
        record_result,
        going.viewer,
        going.camp.reference,
        entry.pk,
        row["test"],
        has_passed=row["passed"],
        value=row["value"] or "",
        today=going.today,
    )
    if going.attempt(result_sheet(), row, deed) is not None:
        going.done.results += 1
