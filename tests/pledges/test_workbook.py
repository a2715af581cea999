"""The register as a workbook: what went out comes back value for value; what is wrong is named; all or nothing."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.missions.workbook import export as export_requirements
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import NationalUnit, Pledge, PledgeVersion
from muster.pledges.queries import visible_pledges
from muster.pledges.terms import (
    CaveatTerms,
    ContributionTerms,
    EquipmentTerms,
    PledgeTerms,
    PoolTerms,
    SelfSustainmentTerms,
    SubUnitTerms,
    UnitPostTerms,
)
from muster.pledges.workbook import export, form, import_workbook
from muster.pledges.workbook.export import workbook_of
from muster.pledges.workbook.reading import read_pledges
from tests.pledges.workbook_samples import TODAY, created, edited, imported, pledges, pools, put, terms_on_record
from tests.record import KNOWN, Parties, Record, pledge_terms, submitted_pledge


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(pledges(1), pledges(2)))
def test_what_goes_out_comes_back_value_for_value(parties: Parties, said: tuple[PledgeTerms, ...]) -> None:
    """Header and all lists; and coming back as it went out, a workbook changes nothing and makes no event."""
    with transaction.atomic():
        NationalUnit.objects.create(state=parties.organisations["KAZ"], code="kazbat", name="Kazbat", known_from=KNOWN)
        data = created(parties, *said)
        events = AuditEvent.objects.count()
        assert imported(parties, data) == (0, 0)
        assert AuditEvent.objects.count() == events
        Pledge.objects.all().delete()
        assert imported(parties, data) == (2, 0)
        found = {pledge.reference: terms_on_record(pledge) for pledge in Pledge.objects.all()}
        assert found == {one.reference: one for one in said}
        transaction.set_rollback(True)


@settings(max_examples=40, deadline=None)
@given(pledges(1), st.lists(pools(), max_size=3))
def test_every_list_of_a_pledge_comes_back_from_the_file(said: PledgeTerms, pool: list[PoolTerms]) -> None:
    """The file alone, whatever the rules think of a unit that is a pool too."""
    whole = replace(said, pool=tuple(pool))
    assert [one.terms for one in read_pledges(workbook_of([whole]))] == [whole]


def test_importing_one_s_own_export_changes_nothing_not_even_source_and_standing(record: Record) -> None:
    before = list(Pledge.objects.order_by("pk").values())
    events = AuditEvent.objects.exclude(action="pledges:workbook:exported").count()
    assert imported(record.parties, export(record.parties["owning State"], TODAY)) == (0, 0)
    assert list(Pledge.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.exclude(action="pledges:workbook:exported").count() == events


def test_an_export_with_a_withdrawn_pledge_can_be_imported_again(record: Record) -> None:
    actions.change_level(
        SYSTEM, "kaz-submitted", Level.WITHDRAWN, held_from=KNOWN, known_from=KNOWN, evidence="Note verbale"
    )
    data = export(record.parties["owning State"], TODAY)
    assert imported(record.parties, data) == (0, 0)
    row = [one.reference for one in visible_pledges(record.parties["owning State"], TODAY)].index("kaz-submitted") + 2
    with pytest.raises(Refused) as refusal:
        imported(record.parties, put(data, "Strength", 90, row))
    assert [str(one) for one in refusal.value.problems] == [
        f"sheet Note verbale, row {row}, column Reference: pledge kaz-submitted was withdrawn and can no longer be "
        "changed; make a new one"
    ]


def test_the_secretariat_s_export_changes_nothing_when_it_comes_back(record: Record) -> None:
    data = export(record.parties["secretariat officer"], TODAY)
    assert imported(record.parties, data, "secretariat officer") == (0, 0)


@pytest.mark.parametrize("who", ["other State", "secretariat approver", "owning State's reader", "mission", "analyst"])
def test_somebody_else_s_pledge_is_not_changed_by_import(record: Record, who: str) -> None:
    data = put(export(record.parties["owning State"], TODAY), "Strength", 77)
    with pytest.raises(NotAllowed):
        imported(record.parties, data, who)
    assert not PledgeVersion.objects.filter(strength=77, known_until__isnull=True).exists()


def test_nobody_learns_by_import_what_another_state_has_pledged(record: Record) -> None:
    """Guessing right is answered as guessing wrong is."""
    right = export(record.parties["owning State"], TODAY)
    for guess in (right, put(right, "Strength", 77)):
        with pytest.raises(NotAllowed, match="only its owner may do this"):
            imported(record.parties, guess, "other State")


def test_a_reference_that_another_state_uses_is_refused(record: Record) -> None:
    data = created(record.parties, pledge_terms("ours", "KAZ"))
    Pledge.objects.filter(reference="ours").delete()
    rows = [one.reference for one in visible_pledges(record.parties["owning State"], TODAY)]
    data = put(data, "Reference", "ind-submitted", rows.index("kaz-submitted") + 3)
    with pytest.raises((NotFound, Refused)):
        imported(record.parties, data)
    assert Pledge.objects.get(reference="ind-submitted").state.code == "IND"


@pytest.mark.parametrize(
    "name", ["Kazakhstan", "KAZ", "kz", "398", "Казахстан", "كازاخستان", "Kazajstán", "哈萨克斯坦"]
)
def test_the_state_may_be_named_in_any_official_language_or_by_code(parties: Parties, name: str) -> None:
    data = put(created(parties, pledge_terms("one", "KAZ")), "State", name)
    Pledge.objects.all().delete()
    assert imported(parties, data) == (1, 0)
    assert Pledge.objects.get().state.code == "KAZ"


def test_the_columns_may_stand_in_another_order(parties: Parties) -> None:
    data = created(parties, pledge_terms("one", "KAZ"))

    def turn(book: openpyxl.Workbook) -> None:
        page = book["Note verbale"]
        for cells in page.iter_rows():  # each cell with its format: a number in a column of dates would be a date
            shown = [(cell.value, cell.number_format) for cell in cells][::-1]
            for cell, (value, number_format) in zip(cells, shown, strict=True):
                cell.value, cell.number_format = value, number_format

    Pledge.objects.all().delete()
    assert imported(parties, edited(data, turn)) == (1, 0)
    assert terms_on_record(Pledge.objects.get()) == replace(pledge_terms("one", "KAZ"), source=None)


WHOLE = replace(
    pledge_terms("one", "KAZ"),
    caveats=(CaveatTerms("maximum-stay", "6"),),
    sub_units=(SubUnitTerms("1", "Headquarters"), SubUnitTerms("1.1", "Signals")),
    posts=(UnitPostTerms("1", "Commander", 1), UnitPostTerms("1.1", "Operator", 8, women=2)),
    equipment=(EquipmentTerms("COMMS", "Radio", 12, serviceable=12),),
    self_sustainment=(SelfSustainmentTerms("CAT"), SelfSustainmentTerms("COMMS")),
    contributions=(
        ContributionTerms("KAZ", is_lead=True, contributes_from=KNOWN),
        ContributionTerms("IND", strength=20),
    ),
)
"""A pledge with something on every sheet but Pools."""

ERRORS = (
    # What no cell may hold.
    ("Note verbale", "State", "Kazakstan", "State", "Kazakhstan"),
    ("Note verbale", "State", None, "State", "is blank"),
    ("Note verbale", "Unit type", "Cavalry", "Unit type", "is not one of the choices"),
    ("Note verbale", "Strength", "many", "Strength", "is not a whole number"),
    ("Note verbale", "Strength", 0, "Strength", "below 1"),
    ("Note verbale", "Offers mentoring", "perhaps", "Offers mentoring", "neither yes nor no"),
    ("Note verbale", "Title", "x" * 201, "Title", "at most 200"),
    ("Note verbale", "Reference", "two words", "Reference", "is no reference"),
    ("Note verbale", "Reference", "ref/../x", "Reference", "is no reference"),
    ("Availability", "Available from", "next year", "Available from", "is not a date"),
    ("Availability", "Identical units offered", 101, "Identical units offered", "above 100"),
    ("Availability", "Pledge", "another", "Pledge", "is not on sheet Note verbale"),
    ("Posts", "Pledge", "another", "Pledge", "is not on sheet Note verbale"),
    ("Posts", "People", 0, "People", "below 1"),
    ("Major equipment", "Category", "TANKS", "Category", "is not one of the choices"),
    ("Major equipment", "Length", -1, "Length", "below 0"),
    ("Major equipment", "Brought by", "Atlantis", "Brought by", "No State is called"),
    ("Contributions", "State", "Atlantis", "State", "No State is called"),
    ("Caveats", "Hard", 7, "Hard", "neither yes nor no"),
    # What the rules forbid.
    ("Note verbale", "Of whom women", 121, "Of whom women", "121 women in a unit of 120"),
    ("Note verbale", "Of whom officers", 121, "Of whom officers", "121 officers in a unit of 120"),
    ("Availability", "Available until", date(2017, 1, 1), "Available until", "is not after available from"),
    ("Availability", "Shortest tour", 24, "Shortest tour", "24 to 12 months"),
    ("Sub-units", "Outline", "one", "Outline", "is no outline"),
    ("Posts", "Outline", "7", "Outline", "is not there"),
    ("Posts", "Of whom women", 2, "Of whom women", "2 women of 1"),
    ("Posts", "People", 900, "People", "908 people in a unit of 120"),
    ("Major equipment", "Of which serviceable", 13, "Of which serviceable", "13 serviceable of 12"),
    ("Caveats", "Value", "half a year", "Value", "is no number of months"),
    ("Contributions", "Until", date(2017, 1, 1), "Until", "until is not after from"),
    ("Contributions", "Strength", 121, "Strength", "121 people in a unit of 120"),
    ("Contributions", "Leads", "no", "Leads", "no State leads"),
    # What the record does not have.
    ("Note verbale", "National unit", "nobody", "National unit", "is not on record"),
    ("Contributions", "State", "Brazil", "State", "BRA is not a party to this record"),
)


@pytest.mark.parametrize(("sheet", "heading", "value", "column", "words"), ERRORS)
def test_an_error_is_named_by_sheet_row_and_column(
    parties: Parties, sheet: str, heading: str, value: object, column: str, words: str
) -> None:
    with pytest.raises(Refused) as refusal:
        imported(parties, put(created(parties, WHOLE), heading, value, sheet=sheet))
    place = f"sheet {sheet}, row 2, column {column}"
    (problem,) = [one for one in refusal.value.problems if one.place == place]
    assert words in problem.message + problem.remedy
    assert problem.remedy


def test_a_unit_is_no_pool(parties: Parties) -> None:
    data = created(parties, WHOLE)
    for heading, value in (("Pledge", "one"), ("Profile", "Observer"), ("People", 3)):
        data = put(data, heading, value, sheet="Pools")
    with pytest.raises(Refused) as refusal:
        imported(parties, data)
    assert [one.place for one in refusal.value.problems] == ["sheet Pools, row 2, column People"]


def test_a_line_twice_is_named_by_both_its_rows(parties: Parties) -> None:
    data = put(created(parties, WHOLE), "Category", "COMMS", sheet="Self-sustainment")
    with pytest.raises(Refused) as refusal:
        imported(parties, data)
    (problem,) = refusal.value.problems
    assert problem.place == "sheet Self-sustainment, row 3, column Pledge and Category and Brought by"
    assert "row 2 has the same" in problem.message


def test_a_pledge_without_a_row_of_availability_is_a_problem(parties: Parties) -> None:
    data = edited(created(parties, pledge_terms("one", "KAZ")), lambda book: book["Availability"].delete_rows(2))
    with pytest.raises(Refused) as refusal:
        imported(parties, data)
    assert [str(one) for one in refusal.value.problems] == [
        "sheet Note verbale, row 2, column Reference: 'one' is not on sheet Availability; add a row with its "
        "reference to the sheet Availability"
    ]


def test_a_blank_cell_stands_for_what_its_heading_says(parties: Parties) -> None:
    data = created(parties, replace(WHOLE, marking="partners", women=7))
    for heading in ("Security marking", "Of whom women"):
        data = put(data, heading, None)
    data = put(data, "Hard", None, sheet="Caveats")
    assert imported(parties, data) == (0, 1)
    assert terms_on_record(Pledge.objects.get()) == replace(WHOLE, marking="secretariat", women=0, source=None)


def test_a_caveat_that_does_not_fit_its_kind_is_named_by_its_own_sheet_and_row(parties: Parties) -> None:
    said = replace(pledge_terms("one", "KAZ"), caveats=(CaveatTerms("maximum-stay", "6"),))
    data = put(created(parties, said), "Value", "half a year", sheet="Caveats")
    with pytest.raises(Refused) as refusal:
        imported(parties, data)
    assert [str(one) for one in refusal.value.problems] == [
        "sheet Caveats, row 2, column Value: 'half a year' is no number of months; give whole months, 1 to 120"
    ]


def test_a_caveat_of_a_pledge_that_is_not_in_the_workbook_is_a_problem(parties: Parties) -> None:
    data = put(created(parties, pledge_terms("one", "KAZ")), "Pledge", "another", sheet="Caveats")
    with pytest.raises(Refused) as refusal:
        imported(parties, data)
    assert [str(one) for one in refusal.value.problems] == [
        "sheet Caveats, row 2, column Pledge: 'another' is not on sheet Note verbale; add the pledge there"
    ]


def test_every_error_is_told_at_once(parties: Parties) -> None:
    """First all that cannot be read, then all that is forbidden."""
    data = created(parties, *(pledge_terms(f"p-{number}", "KAZ") for number in range(4)))
    for row in (2, 4):
        data = put(data, "Of whom women", 500, row)
    data = put(data, "National unit", "nobody", 3)
    unreadable = put(put(data, "State", "Nowhere", 3), "Notice to deploy", "soon", 5, sheet="Availability")
    for sent, places in (
        (
            data,
            [
                "sheet Note verbale, row 2, column Of whom women",
                "sheet Note verbale, row 3, column National unit",
                "sheet Note verbale, row 4, column Of whom women",
            ],
        ),
        (
            unreadable,
            ["sheet Note verbale, row 3, column State", "sheet Availability, row 5, column Notice to deploy"],
        ),
    ):
        with pytest.raises(Refused) as refusal:
            imported(parties, sent)
        assert [one.place for one in refusal.value.problems] == places


@pytest.mark.parametrize("bad", ["a rule", "the record"])
def test_one_bad_row_of_fifty_saves_none(parties: Parties, bad: str) -> None:
    """A row that the rules refuse is seen before the first write; one of another State only after 49 others."""
    data = created(parties, *(pledge_terms(f"p-{number:02}", "KAZ") for number in range(50)))
    Pledge.objects.all().delete()
    data = put(data, "Of whom women", 500, 51) if bad == "a rule" else put(data, "State", "India", 51)
    events = AuditEvent.objects.count()
    with pytest.raises((Refused, NotAllowed)):
        imported(parties, data)
    assert not Pledge.objects.exists()
    assert AuditEvent.objects.count() == events


def test_a_changed_row_changes_its_pledge_and_leaves_the_others(record: Record) -> None:
    data = put(export(record.parties["owning State"], TODAY), "Strength", 77)
    assert imported(record.parties, data) == (0, 1)
    assert PledgeVersion.objects.filter(strength=77, known_until__isnull=True).count() == 1


def test_a_row_left_out_is_not_taken_away(record: Record) -> None:
    before = Pledge.objects.count()

    def clear(book: openpyxl.Workbook) -> None:
        for sheet in ("Note verbale", "Availability", "Caveats"):
            book[sheet].delete_rows(2, 50)

    data = edited(export(record.parties["owning State"], TODAY), clear)
    assert imported(record.parties, data) == (0, 0)
    assert Pledge.objects.count() == before


def test_the_workbook_holds_what_was_known_on_the_day_and_the_viewer_may_see(record: Record) -> None:
    def references(who: str, day: date) -> set[str]:
        page = openpyxl.load_workbook(io.BytesIO(export(record.parties[who], day)))["Note verbale"]
        return {str(cells[0].value) for cells in page.iter_rows(min_row=2) if cells[0].value}

    assert references("owning State", TODAY) == {"kaz-draft", "kaz-submitted", "kaz-agreed"}
    assert references("secretariat reader", TODAY) == {"kaz-submitted", "kaz-agreed", "ind-submitted", "ind-battalion"}
    assert references("analyst", TODAY) == set()
    assert references("owning State", date(2017, 1, 1)) == set()


def test_a_workbook_of_requirements_is_no_register(record: Record) -> None:
    with pytest.raises(Refused) as refusal:
        imported(record.parties, export_requirements(record.parties["secretariat officer"], TODAY))
    assert "sheet Note verbale: the sheet is missing" in " ".join(str(one) for one in refusal.value.problems)


def test_each_export_is_an_event(record: Record) -> None:
    export(record.parties["owning State"], TODAY)
    event = AuditEvent.objects.order_by("-sequence")[0]
    assert (event.action, event.on_behalf_of) == ("pledges:workbook:exported", "KAZ")
    assert event.after == {"as_of": "2018-10-01"}


def test_one_pledge_may_go_out_alone(record: Record) -> None:
    data = export(record.parties["owning State"], TODAY, "kaz-agreed")
    page = openpyxl.load_workbook(io.BytesIO(data))["Note verbale"]
    assert [cells[0].value for cells in page.iter_rows(min_row=2)] == ["kaz-agreed"]
    assert AuditEvent.objects.order_by("-sequence")[0].subject == "kaz-agreed"
    with pytest.raises(NotFound):
        export(record.parties["owning State"], TODAY, "ind-submitted")


def test_progress_is_told_of_each_step(parties: Parties) -> None:
    data = put(created(parties, *(pledge_terms(f"p-{number}", "KAZ") for number in range(30))), "Title", "New")
    told: list[tuple[str, int, int]] = []
    register = parties.organisations["UN"]
    import_workbook(
        parties["owning State"],
        data,
        register=register,
        today=TODAY,
        progress=lambda step, done, total: told.append((step.value, done, total)),
    )
    last = {step: (done, total) for step, done, total in told}
    assert list(last) == ["reading", "checking", "saving"]
    assert last["checking"] == (30, 30)
    assert last["saving"] == (1, 1)
    assert last["reading"][0] == last["reading"][1]


def test_the_sheets_offer_what_may_be_chosen(parties: Parties) -> None:
    book = openpyxl.load_workbook(io.BytesIO(created(parties, WHOLE)))
    offered = {
        (sheet.name, field.heading)
        for sheet in form().sheets
        for index, field in enumerate(sheet.fields, 1)
        for rule in book[sheet.name].data_validations.dataValidation
        if rule.type == "list" and str(rule.sqref).startswith(f"{get_column_letter(index)}2:")
    }
    chosen = {
        (sheet.name, field.heading)
        for sheet in form().sheets
        for field in sheet.fields
        if field.kind.name in ("choice", "boolean", "State")
    }
    assert offered == chosen
    assert ("Major equipment", "Category") in offered
    assert ("Note verbale", "State") in offered


def test_the_workbook_names_what_in_it_is_illustrative(record: Record) -> None:
    """The sheets hold what a State fills in; whoever opens the file must still see what is no published fact."""
    made_up = pledge_terms("kaz-made-up", "KAZ", standing="illustrative")
    submitted_pledge(record.parties, made_up)
    data = export(record.parties["secretariat officer"], TODAY)
    read_me = openpyxl.load_workbook(io.BytesIO(data))["Read me"]
    words = " ".join(str(cell.value) for row in read_me.iter_rows() for cell in row)
    assert "Illustrative, no published facts: kaz-made-up" in words
    assert "kaz-submitted" not in words
