"""A workbook of individuals comes in: all of it, or nothing and every error by sheet, row and column.

Each row goes through the action that a form goes through, so that no rule is passed over. What stands on record
already is left as it is; what is left out of the file stays.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from muster.deployments.actions import nominate
from muster.deployments.individual_workbook import rows as record
from muster.deployments.individual_workbook.sheets import (
    BAR_SHEET,
    NOMINATION_SHEET,
    PERSON_SHEET,
    PROOF_SHEET,
    bar_sheet,
    form,
    nomination_sheet,
    person_sheet,
    proof_sheet,
)
from muster.kit.errors import MusterError, Problem, Refused
from muster.kit.workbooks import Row, Sheet, read
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer
from muster.people.actions import change_person, register_person
from muster.people.models import Person, PersonCredential, Purpose, ServiceBar
from muster.people.service_actions import bar_person, end_credential, record_credential, record_details
from muster.people.terms import PersonTerms


@dataclass
class Imported:
    """What an import did, as counts."""

    persons_entered: int = 0
    persons_changed: int = 0
    proofs_entered: int = 0
    proofs_ended: int = 0
    nominated: int = 0
    barred: int = 0


@dataclass
class _Import:
    """An import under way: who sends it, what is known, and what was found wrong."""

    viewer: Viewer
    today: date
    done: Imported = field(default_factory=Imported)
    numbers: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def attempt(self, sheet: Sheet, row: Row, deed: Callable[[], Any]) -> Any:
        """Do one row's deed; what refuses it is noted with the row, and the other rows are looked at all the same."""
        try:
            with transaction.atomic():
                return deed()
        except MusterError as refusal:
            place = f"sheet {sheet.name}, row {row.number}"
            told = refusal.problems if isinstance(refusal, Refused) else ()
            self.problems += [Problem(_place(sheet, place, one), one.message, one.remedy) for one in told]
            if not told:
                self.problems.append(Problem(place, refusal.message, "correct the row, or leave it out"))
            return None

    def number(self, sheet: Sheet, row: Row) -> int | None:
        """Return the number of the row's person; one that no row and no record knows is a problem."""
        known = self.numbers.get(row["person"])
        if known is None:
            place = f"sheet {sheet.name}, row {row.number}, column Person"
            words = f"{row['person']!r} is no individual of yours"
            self.problems.append(Problem(place, words, f"give a number of the pool, or add them on {PERSON_SHEET}"))
        return known


def _place(sheet: Sheet, place: str, problem: Problem) -> str:
    """Return where a problem is, with the column where the action names one of the sheet."""
    name = problem.place.casefold()
    heading = next((one.heading for one in sheet.fields if one.heading.casefold() == name), "")
    if heading:
        return f"{place}, column {heading}"
    return f"{place}, {problem.place}" if problem.place else place


@transaction.atomic
def import_workbook(viewer: Viewer, data: bytes, *, today: date) -> Imported:
    """Save a workbook of individuals, all or nothing. Raises Refused with every problem by sheet, row and column."""
    rows = read(form(), data).rows
    persons = record.pool_persons(viewer, today)
    going = _Import(viewer, today, numbers={str(number): number for number in persons})
    _persons(going, rows[PERSON_SHEET], persons)
    _proofs(going, rows[PROOF_SHEET])
    _nominations(going, rows[NOMINATION_SHEET])
    _bars(going, rows[BAR_SHEET])
    if going.problems:
        raise Refused("The workbook was not imported; nothing was saved.", going.problems)
    return going.done


def _persons(going: _Import, rows: tuple[Row, ...], known: dict[int, Person]) -> None:
    """Enter or change the persons of the rows, and their details."""
    details = record.details_by_person(going.viewer, known, going.today)
    for row in rows:
        person = known.get(going.numbers.get(row["person"], 0))
        if person is None and row["person"].isdecimal():  # numbers are given by the record
            going.number(person_sheet(), row)
        elif person is None:
            made = going.attempt(person_sheet(), row, partial(_enter, going, row))
            if made is not None:
                going.numbers[row["person"]] = made.pk
                going.done.persons_entered += 1
        elif record.person_row(person, details.get(person.pk)) != dict(row.values) and going.attempt(
            person_sheet(), row, partial(_change, going, row, person)
        ):
            going.done.persons_changed += 1


def _names(row: Row) -> dict[str, Any]:
    return {name: row[name] or "" for name in record.NAMES}


def _enter(going: _Import, row: Row) -> Person:
    """Enter somebody new with their details."""
    holder = organisation(going.viewer.organisation_code)
    terms = PersonTerms(purpose=Purpose.INDIVIDUAL, **_names(row))
    made = register_person(going.viewer, terms, organisation=holder, today=going.today)
    _details(going, row, made.pk)
    return made


def _change(going: _Import, row: Row, person: Person) -> bool:
    """Change the names and details of somebody; what the sheet does not hold stays."""
    kept = PersonTerms(**{one.name: getattr(person, one.name) for one in fields(PersonTerms)})
    terms = replace(kept, **_names(row))
    if terms != kept:
        change_person(going.viewer, person.pk, terms, today=going.today)
    _details(going, row, person.pk)
    return True


def _details(going: _Import, row: Row, number: int) -> None:
    days = {name: row[name] for name in ("born_on", "service_from")}
    record_details(going.viewer, number, **days, today=going.today)


def _proofs(going: _Import, rows: tuple[Row, ...]) -> None:
    """Enter the proofs of the rows, or end those on record that are to end earlier."""
    on_record = record.proofs_on_record(going.viewer, list(going.numbers.values()), going.today)
    known = {record.proof_key(one): one for one in on_record}
    for row in rows:
        number = going.number(proof_sheet(), row)
        if number is None:
            continue
        proof = known.get((number, row["kind"], row["subject"], row["valid_from"]))
        if proof is None:
            if going.attempt(proof_sheet(), row, partial(_prove, going, row, number)):
                going.done.proofs_entered += 1
        elif record.proof_row(proof) != dict(row.values) | {"person": str(number)} and going.attempt(
            proof_sheet(), row, partial(_end, going, row, proof)
        ):
            going.done.proofs_ended += 1


def _prove(going: _Import, row: Row, number: int) -> PersonCredential:
    proof = PersonCredential(
        kind=row["kind"],
        subject=row["subject"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        evidence=row["evidence"],
    )
    return record_credential(going.viewer, number, proof, today=going.today)


def _end(going: _Import, row: Row, proof: PersonCredential) -> PersonCredential:
    """End a proof on record earlier; nothing else of it is changed by a workbook."""
    if (row["evidence"]) != proof.evidence:
        words = f"the proof stands on record with {proof.evidence!r}"
        raise Refused(problems=[Problem("Evidence", words, "take it away on the page and enter it anew")])
    if row["valid_until"] is None:
        words = f"the proof on record ends on {proof.valid_until}"
        raise Refused(problems=[Problem("Valid until", words, "give that day or an earlier one")])
    until: date = row["valid_until"]
    try:
        return end_credential(going.viewer, proof.person_id, proof.pk, on=until, today=going.today)
    except Refused as refusal:
        told = [Problem("Valid until", one.message, one.remedy) for one in refusal.problems]
        raise Refused(refusal.message, told) from refusal


def _nominations(going: _Import, rows: tuple[Row, ...]) -> None:
    """Nominate whom the rows name, unless they are nominated there already."""
    under_way = record.open_nominations(going.viewer, list(going.numbers.values()), going.today)
    known = {tuple(record.nomination_row(one).values()) for one in under_way}
    for row in rows:
        number = going.number(nomination_sheet(), row)
        if number is None or (row["request"], row["post"], str(number)) in known:
            continue
        deed = partial(nominate, going.viewer, row["request"], row["post"], number, today=going.today)
        if going.attempt(nomination_sheet(), row, deed):
            going.done.nominated += 1


def _bars(going: _Import, rows: tuple[Row, ...]) -> None:
    """Bar whom the rows name, unless they are barred from that day already; a file changes no bar on record."""
    on_record = record.bars_on_record(going.viewer, list(going.numbers.values()), going.today)
    known = {(one.person_id, one.barred_from): one for one in on_record}
    for row in rows:
        number = going.number(bar_sheet(), row)
        if number is None:
            continue
        bar = known.get((number, row["barred_from"]))
        if bar is None:
            if going.attempt(bar_sheet(), row, partial(_bar, going, row, number)):
                going.done.barred += 1
        elif record.bar_row(bar) != dict(row.values) | {"person": str(number)}:
            going.attempt(bar_sheet(), row, _refuse_change)


def _refuse_change() -> None:
    raise Refused("It stands on record with other content: lift it on the page of the person, and bar anew.")


def _bar(going: _Import, row: Row, number: int) -> ServiceBar:
    bar = ServiceBar(
        reason=row["reason"],
        due_process=row["due_process"],
        case=row["case"] or "",
        barred_from=row["barred_from"],
        barred_until=row["barred_until"],
    )
    return bar_person(going.viewer, number, bar, today=going.today)
