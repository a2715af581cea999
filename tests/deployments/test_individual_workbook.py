"""The workbook of a pool: what goes out comes in again as it was; what is wrong is told by row and column."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from muster.deployments.individual_workbook import export, import_workbook, template
from muster.deployments.individual_workbook.importing import Imported
from muster.deployments.individual_workbook.sheets import BAR_SHEET, NOMINATION_SHEET, PERSON_SHEET, PROOF_SHEET, form
from muster.deployments.models import Nomination
from muster.kit.errors import Refused
from muster.kit.workbooks import read, write
from muster.people.models import Person, PersonCredential, ServiceBar, ServiceDetails
from muster.people.service_actions import bar_person
from tests.deployments.individuals import TODAY, ask, individuals_walked_over, make_person, make_post, nominated
from tests.record import Record
from tests.web.browsing import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Rows = dict[str, list[dict[str, Any]]]
NEW = {"person": "new-1", "family_name": "Omarova", "given_names": "Dana", "rank": "Captain", "sex": "female",
       "born_on": date(1992, 3, 1), "service_from": date(2014, 7, 1)}  # fmt: skip
PASSPORT = {"person": "new-1", "kind": "passport", "subject": None, "valid_from": date(2020, 1, 1),
            "valid_until": date(2030, 1, 1), "evidence": "N 7"}  # fmt: skip


def rows_of(data: bytes) -> Rows:
    """Return a workbook's rows by sheet."""
    return {name: [dict(row.values) for row in rows] for name, rows in read(form(), data).rows.items()}


def sent(record: Record, rows: Rows, who: str = "owning State") -> Imported:
    """Import rows as somebody."""
    whole = {PERSON_SHEET: [], PROOF_SHEET: [], NOMINATION_SHEET: [], BAR_SHEET: [], **rows}
    return import_workbook(record.parties[who], write(form(), whole, []), today=TODAY)


def problems(record: Record, rows: Rows, who: str = "owning State") -> list[str]:
    """Import rows that are refused; return what is wrong."""
    with pytest.raises(Refused) as refused:
        sent(record, rows, who)
    return [str(one) for one in refused.value.problems]


def test_a_newcomer_is_entered_proven_and_nominated_in_one_file(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    nominee = {"request": "ask-1", "post": "mo-1", "person": "new-1"}
    done = sent(record, {PERSON_SHEET: [NEW], PROOF_SHEET: [PASSPORT], NOMINATION_SHEET: [nominee]})
    assert done == Imported(persons_entered=1, proofs_entered=1, nominated=1)
    person = Person.objects.get(family_name="Omarova")
    assert (person.organisation.code, person.purpose, person.sex) == ("KAZ", "individual", "female")
    assert ServiceDetails.objects.get(person=person).born_on == date(1992, 3, 1)
    assert PersonCredential.objects.get(person=person).evidence == "N 7"
    assert Nomination.objects.get().person_id == person.pk


@pytest.mark.parametrize("who", ["owning State", "secretariat officer"])
def test_what_was_exported_is_imported_again_and_changes_nothing(record: Record, who: str) -> None:
    make_post(record)
    ask(record, "mo-1")
    nominated(record, make_person(record))
    make_person(record, "Idle")
    data = export(record.parties[who], TODAY)
    before = list(PersonCredential.objects.order_by("pk").values())
    assert import_workbook(record.parties[who], data, today=TODAY) == Imported()
    assert list(PersonCredential.objects.order_by("pk").values()) == before
    assert rows_of(export(record.parties[who], TODAY)) == rows_of(data)


def test_a_file_holds_those_alone_whom_the_viewer_holds_or_was_handed(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    nominated(record, make_person(record, "Handed"))
    make_person(record, "Kept")
    make_person(record, "Foreign", who="other State")
    for who, names in {
        "owning State": {"Handed", "Kept"},
        "secretariat reader": {"Handed"},
        "other State": {"Foreign"},
        "mission": set(),
    }.items():
        found = rows_of(export(record.parties[who], TODAY))
        assert {row["family_name"] for row in found[PERSON_SHEET]} == names
        assert {row["person"] for row in found[PROOF_SHEET]} == {row["person"] for row in found[PERSON_SHEET]}


def test_names_and_days_are_changed_and_a_proof_gets_an_earlier_end(record: Record) -> None:
    person = make_person(record)
    rows = rows_of(export(record.parties["owning State"], TODAY))
    rows[PERSON_SHEET][0] |= {"rank": "Lieutenant Colonel", "service_from": date(2011, 1, 1)}
    passport = next(row for row in rows[PROOF_SHEET] if row["kind"] == "passport")
    passport["valid_until"] = date(2026, 6, 1)
    assert sent(record, rows) == Imported(persons_changed=1, proofs_ended=1)
    person.refresh_from_db()
    assert (person.rank, person.family_name) == ("Lieutenant Colonel", "Nurlanova")
    assert ServiceDetails.objects.get(person=person).service_from == date(2011, 1, 1)
    assert PersonCredential.objects.get(person=person, kind="passport").valid_until == date(2026, 6, 1)


def test_everything_wrong_is_told_by_row_and_column_and_nothing_is_saved(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    person = make_person(record)
    rows = rows_of(export(record.parties["owning State"], TODAY))
    passport = next(row for row in rows[PROOF_SHEET] if row["kind"] == "passport")
    rows = {
        PERSON_SHEET: [NEW | {"service_from": date(1990, 1, 1)}, NEW | {"person": "999"}, NEW | {"person": "new-2"}],
        PROOF_SHEET: [
            PASSPORT | {"person": "new-2", "valid_until": date(2019, 1, 1)},
            PASSPORT | {"person": "new-2", "kind": "vetting", "subject": "x"},
            passport | {"evidence": "Another"},
            PASSPORT | {"person": "nobody"},
        ],
        NOMINATION_SHEET: [{"request": "ask-9", "post": "mo-1", "person": str(person.pk)}],
    }
    told = problems(record, rows)
    for place in (
        "sheet Persons, row 2, column In service from: is before the birth",
        "sheet Persons, row 3, column Person: '999' is no individual of yours",
        "sheet Proofs, row 2, column Valid until: is not after its first day",
        "sheet Proofs, row 3: Vetting of person",
        "sheet Proofs, row 4, column Evidence: the proof stands on record",
        "sheet Proofs, row 5, column Person: 'nobody' is no individual of yours",
        "sheet Nominations, row 2: There is no request 'ask-9'",
    ):
        assert [one for one in told if one.startswith(place)], (place, told)
    assert len(told) == 7
    assert not Person.objects.filter(family_name="Omarova").exists()


def test_a_proof_is_not_lengthened_by_a_file(record: Record) -> None:
    make_person(record)
    for until, words in ((None, "ends on 2034-01-01"), (date(2040, 1, 1), "ends on 1 January 2034 already")):
        rows = rows_of(export(record.parties["owning State"], TODAY))
        next(row for row in rows[PROOF_SHEET] if row["kind"] == "passport")["valid_until"] = until
        (told,) = problems(record, rows)
        assert "column Valid until" in told
        assert words in told


def test_the_secretariat_enters_vetting_by_file_and_changes_no_name(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    person = make_person(record)
    nominated(record, person)
    vetting = PASSPORT | {"person": str(person.pk), "kind": "vetting"}
    assert sent(record, {PROOF_SHEET: [vetting]}, "secretariat officer") == Imported(proofs_entered=1)
    rows = rows_of(export(record.parties["secretariat officer"], TODAY))
    rows[PERSON_SHEET][0]["rank"] = "General"
    (told,) = problems(record, rows, "secretariat officer")
    assert told.startswith("sheet Persons, row 2")
    person.refresh_from_db()
    assert person.rank == "Major"


def test_the_workbook_goes_through_the_pages(record: Record) -> None:
    individuals_walked_over(record)
    state = browser_of(record.parties.users["owning State"], day=None)
    empty = state.get("/deployments/individuals/pool/template/").content
    assert rows_of(empty) == rows_of(template())
    data = state.get("/deployments/individuals/pool/workbook/").content
    upload = SimpleUploadedFile("pool.xlsx", data)
    answer = state.post("/deployments/individuals/pool/import/", {"workbook": upload}, follow=True)
    assert "0 persons entered, 0 changed" in answer.content.decode()


BAR = {"barred_from": TODAY, "barred_until": date(2028, 3, 2), "reason": "Found to have lied", "due_process": "Heard",
       "case": "C 1"}  # fmt: skip


def handed_and_barred(record: Record) -> Person:
    """Hand a nominee of Kazakhstan to the Secretariat, whose approver bars them."""
    make_post(record)
    ask(record, "mo-1")
    person = make_person(record)
    nominated(record, person)
    bar_person(record.parties["secretariat approver"], person.pk, ServiceBar(**BAR), today=TODAY)
    return person


def test_bars_are_in_the_file_of_those_who_may_see_them_and_come_in_again_as_they_were(record: Record) -> None:
    person = handed_and_barred(record)
    row = BAR | {"person": str(person.pk)}
    for who, bars in {"owning State": [row], "secretariat officer": [row], "mission": [], "other State": []}.items():
        data = export(record.parties[who], TODAY)
        assert rows_of(data)[BAR_SHEET] == bars, who
        assert import_workbook(record.parties[who], data, today=TODAY) == Imported()
    assert ServiceBar.objects.count() == 1


def test_an_approver_of_the_secretariat_bars_by_file_and_nobody_else(record: Record) -> None:
    person = handed_and_barred(record)
    ServiceBar.objects.all().delete()
    rows: Rows = {BAR_SHEET: [BAR | {"person": str(person.pk)}]}
    for who in ("owning State", "secretariat officer"):
        (told,) = problems(record, rows, who)
        assert told.startswith("sheet Bars, row 2: A bar of person"), told
    assert not ServiceBar.objects.exists()
    assert sent(record, rows, "secretariat approver") == Imported(barred=1)
    assert ServiceBar.objects.get().imposed_by.code == "UN"


def test_no_file_changes_or_lifts_a_bar(record: Record) -> None:
    person = handed_and_barred(record)
    for change in ({"barred_until": None}, {"reason": "Another reason"}):
        (told,) = problems(record, {BAR_SHEET: [BAR | change | {"person": str(person.pk)}]}, "secretariat approver")
        assert told.startswith("sheet Bars, row 2: It stands on record with other content")
    assert sent(record, {}, "secretariat approver") == Imported()
    assert ServiceBar.objects.get().barred_until == BAR["barred_until"]
