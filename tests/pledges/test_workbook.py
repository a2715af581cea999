"""The register as a workbook: what went out comes back value for value; what is wrong is named; all or nothing."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.missions.workbook import export as export_requirements
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges import actions
from muster.pledges.actions.content import latest_content
from muster.pledges.levels import Level
from muster.pledges.models import CaveatKind, Pledge, PledgeVersion
from muster.pledges.queries import visible_pledges
from muster.pledges.terms import CaveatTerms, PledgeTerms
from muster.pledges.workbook import export, import_workbook
from muster.reference.states import states
from muster.reference.unit_types import unit_types
from tests.record import KNOWN, Parties, Record, pledge_terms, submitted_pledge

TODAY = date(2018, 10, 1)


def terms_on_record(pledge: Pledge) -> PledgeTerms:
    """Return what a pledge on record says, without its source and standing."""
    return replace(latest_content(pledge, today=TODAY), source=None, standing=None)


def imported(parties: Parties, data: bytes, who: str | Viewer = "owning State") -> tuple[int, int]:
    """Import a workbook as somebody."""
    viewer = parties[who] if isinstance(who, str) else who
    return import_workbook(viewer, data, register=parties.organisations["UN"], today=TODAY)


def created(parties: Parties, *all_terms: PledgeTerms) -> bytes:
    """Enter pledges of Kazakhstan and return its workbook."""
    for terms in all_terms:
        actions.create_pledge(SYSTEM, terms, register=parties.organisations["UN"], today=KNOWN)
    return export(parties["owning State"], TODAY)


def edited(data: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """Return a workbook after somebody changed it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(data: bytes, heading: str, value: Any, row: int = 2, sheet: str = "Pledges") -> bytes:
    """Return a workbook with one cell changed, found by its heading."""

    def change(book: openpyxl.Workbook) -> None:
        page = book[sheet]
        (column,) = [cell.column or 0 for cell in page[1] if str(cell.value).split(" (")[0] == heading]
        page.cell(row, column).value = value

    return edited(data, change)


words = st.text(st.sampled_from("Aé ßЖ漢ع=+-@'\";,<&>0"), max_size=20).map(str.strip)
lines = st.lists(words.filter(bool), max_size=3).map("\n".join)
days = st.dates(date(1950, 1, 1), date(2100, 1, 1))
codes = st.sampled_from([one.iso3 for one in states()])


@st.composite
def caveats(draw: st.DrawFn) -> CaveatTerms:
    """Draw a caveat that its State could have made."""
    kind = draw(st.sampled_from(list(CaveatKind)))
    named = {CaveatKind.MAXIMUM_STAY: st.integers(1, 120).map(str), CaveatKind.NEEDED_PARTNER: codes}
    return CaveatTerms(kind.value, draw(named.get(kind, words.filter(bool))), draw(words))


@st.composite
def pledges(draw: st.DrawFn, number: int = 0) -> PledgeTerms:
    """Draw a pledge that Kazakhstan could have made."""
    strength, shortest = draw(st.integers(1, 100_000)), draw(st.integers(1, 120))
    start = draw(days)
    said = draw(st.lists(caveats(), max_size=3, unique_by=lambda one: (one.kind, one.value)))
    return PledgeTerms(
        reference=draw(st.from_regex(r"\A[A-Za-z0-9_-]{1,40}\Z")) + f"-{number}",
        state="KAZ",
        unit_type=draw(st.sampled_from([one.code for one in unit_types()])),
        strength=strength,
        women=draw(st.integers(0, strength)),
        available_from=start,
        available_until=draw(st.none() | st.integers(1, 9_000).map(lambda more: start + timedelta(days=more))),
        notice_days=draw(st.integers(0, 730)),
        stay_minimum_months=shortest,
        stay_maximum_months=draw(st.integers(shortest, 120)),
        dwell_months=draw(st.integers(0, 120)),
        title=draw(words),
        home_base=draw(words),
        languages=draw(st.sampled_from(["", "en", "ru;en;kk"])),
        note_verbale=draw(words),
        note_verbale_on=draw(st.none() | days),
        remarks=draw(lines),
        caveats=tuple(sorted(said, key=lambda one: (one.kind, one.value))),
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(pledges(1), pledges(2)))
def test_what_goes_out_comes_back_value_for_value(parties: Parties, said: tuple[PledgeTerms, ...]) -> None:
    with transaction.atomic():
        data = created(parties, *said)
        Pledge.objects.all().delete()
        assert imported(parties, data) == (2, 0)
        found = {pledge.reference: terms_on_record(pledge) for pledge in Pledge.objects.all()}
        assert found == {one.reference: one for one in said}
        transaction.set_rollback(True)


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
    with pytest.raises(Refused, match="was withdrawn and can no longer be changed"):
        imported(record.parties, put(data, "Strength", 90, row))


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
        page = book["Pledges"]
        for cells in page.iter_rows():  # each cell with its format: a number in a column of dates would be a date
            shown = [(cell.value, cell.number_format) for cell in cells][::-1]
            for cell, (value, number_format) in zip(cells, shown, strict=True):
                cell.value, cell.number_format = value, number_format

    Pledge.objects.all().delete()
    assert imported(parties, edited(data, turn)) == (1, 0)
    assert terms_on_record(Pledge.objects.get()) == replace(pledge_terms("one", "KAZ"), source=None)


ERRORS = (
    ("State", "Kazakstan", "sheet Pledges, row 2, column State", "Kazakhstan"),
    ("State", None, "sheet Pledges, row 2, column State", "is blank"),
    ("Unit type", "Cavalry", "sheet Pledges, row 2, column Unit type", ""),
    ("Strength", "many", "sheet Pledges, row 2, column Strength", "is not a whole number"),
    ("Strength", 0, "sheet Pledges, row 2, column Strength", ""),
    ("Available from", "next year", "sheet Pledges, row 2, column Available from", ""),
    ("Of whom women", 121, "sheet Pledges, row 2, women", "121 women in a unit of 120"),
    ("Available until", date(2017, 1, 1), "sheet Pledges, row 2, available until", "is not after available from"),
    ("Shortest tour", 24, "sheet Pledges, row 2, tour", "24 to 12 months"),
    ("Reference", "two words", "sheet Pledges, row 2, column Reference", "is no reference"),
    ("Reference", "ref/../x", "sheet Pledges, row 2, column Reference", "is no reference"),
)


@pytest.mark.parametrize(("heading", "value", "place", "words"), ERRORS)
def test_an_error_is_named_by_sheet_row_and_what_is_wrong(
    parties: Parties, heading: str, value: object, place: str, words: str
) -> None:
    no_caveats = replace(pledge_terms("one", "KAZ"), caveats=())
    with pytest.raises(Refused) as refusal:
        imported(parties, put(created(parties, no_caveats), heading, value))
    (problem,) = [one for one in refusal.value.problems if one.place == place]
    assert words in problem.message + problem.remedy
    assert problem.remedy


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
        "sheet Caveats, row 2, column Pledge: 'another' is not on sheet Pledges; add the pledge there"
    ]


def test_every_error_is_told_at_once(parties: Parties) -> None:
    data = created(parties, *(pledge_terms(f"p-{number}", "KAZ") for number in range(4)))
    for row in (2, 4):
        data = put(data, "Of whom women", 500, row)
    data = put(data, "State", "Nowhere", 3)
    with pytest.raises(Refused) as refusal:
        imported(parties, data)
    assert [one.place for one in refusal.value.problems] == [
        "sheet Pledges, row 2, women",
        "sheet Pledges, row 3, column State",
        "sheet Pledges, row 4, women",
    ]


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
    data = edited(export(record.parties["owning State"], TODAY), lambda book: book["Caveats"].delete_rows(2, 50))
    data = edited(data, lambda book: book["Pledges"].delete_rows(2, 50))
    assert imported(record.parties, data) == (0, 0)
    assert Pledge.objects.count() == before


def test_the_workbook_holds_what_was_known_on_the_day_and_the_viewer_may_see(record: Record) -> None:
    def references(who: str, day: date) -> set[str]:
        page = openpyxl.load_workbook(io.BytesIO(export(record.parties[who], day)))["Pledges"]
        return {str(cells[0].value) for cells in page.iter_rows(min_row=2) if cells[0].value}

    assert references("owning State", TODAY) == {"kaz-draft", "kaz-submitted", "kaz-agreed"}
    assert references("secretariat reader", TODAY) == {"kaz-submitted", "kaz-agreed", "ind-submitted", "ind-battalion"}
    assert references("analyst", TODAY) == set()
    assert references("owning State", date(2017, 1, 1)) == set()


def test_a_workbook_of_requirements_is_no_register(record: Record) -> None:
    with pytest.raises(Refused) as refusal:
        imported(record.parties, export_requirements(record.parties["secretariat officer"], TODAY))
    assert "sheet Pledges" in " ".join(str(one) for one in refusal.value.problems)


def test_each_export_is_an_event(record: Record) -> None:
    export(record.parties["owning State"], TODAY)
    event = AuditEvent.objects.order_by("-sequence")[0]
    assert (event.action, event.on_behalf_of) == ("pledges:workbook:exported", "KAZ")
    assert event.after == {"as_of": "2018-10-01"}


def test_the_workbook_names_what_in_it_is_illustrative(record: Record) -> None:
    """The sheets hold what a State fills in; whoever opens the file must still see what is no published fact."""
    made_up = pledge_terms("kaz-made-up", "KAZ", standing="illustrative")
    submitted_pledge(record.parties, made_up)
    data = export(record.parties["secretariat officer"], TODAY)
    read_me = openpyxl.load_workbook(io.BytesIO(data))["Read me"]
    words = " ".join(str(cell.value) for row in read_me.iter_rows() for cell in row)
    assert "Illustrative, no published facts: kaz-made-up" in words
    assert "kaz-submitted" not in words
