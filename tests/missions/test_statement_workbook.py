"""Statements as a workbook: what went out comes back value for value; errors by sheet and row; all or nothing."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, Refused
from muster.missions import actions
from muster.missions.models import Statement
from muster.missions.statement_terms import (
    CapabilityTerms,
    RequiredEquipmentTerms,
    RequiredPostTerms,
    RequiredSelfSustainmentTerms,
    StatementTerms,
    SubstituteTerms,
    TaskTerms,
)
from muster.missions.statement_versions import terms_of, with_lines
from muster.missions.statement_workbook import export, import_workbook
from muster.parties.viewer import SYSTEM
from muster.reference.catalogue import table
from tests.record import KNOWN, Parties, make_mission, statement_terms

TODAY = date(2018, 10, 1)


def on_record(reference: str) -> StatementTerms:
    """Return what a statement says, without its standing and source."""
    statement = Statement.objects.get(reference=reference)
    latest = with_lines(statement.versions.filter(known_until__isnull=True)).get()
    return replace(terms_of(latest), source=None, standing=None)


def imported(parties: Parties, data: bytes, who: str = "secretariat officer") -> tuple[int, int]:
    """Import a workbook as somebody."""
    return import_workbook(parties[who], data, today=TODAY)


def created(parties: Parties, *all_terms: StatementTerms) -> bytes:
    """Enter statements and return the Secretariat's workbook."""
    for terms in all_terms:
        actions.create_statement(SYSTEM, terms, today=KNOWN)
    return export(parties["secretariat officer"], TODAY)


def put(data: bytes, sheet: str, heading: str, value: Any, row: int = 2) -> bytes:
    """Return a workbook with one cell changed, found by its heading."""

    def change(book: openpyxl.Workbook) -> None:
        page = book[sheet]
        (column,) = [cell.column or 0 for cell in page[1] if str(cell.value).split(" (")[0] == heading]
        page.cell(row, column).value = value

    return edited(data, change)


def edited(data: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """Return a workbook after somebody changed it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


words = st.text(st.sampled_from("Aé ßЖ漢ع=+-@'\";,<&>0"), max_size=20).map(str.strip)
named = words.filter(bool)
yes_or_no = st.booleans()
CATEGORIES = sorted(table("equipment_categories").by_key)
SELF_SUSTAINMENT = sorted(table("self_sustainment_categories").by_key)


def several(lines: "st.SearchStrategy[Any]", key: Callable[[Any], object]) -> "st.SearchStrategy[tuple[Any, ...]]":
    """Draw a few lines, none twice."""
    return st.lists(lines, max_size=3, unique_by=key).map(tuple)


@st.composite
def statements(draw: st.DrawFn, reference: str) -> StatementTerms:
    """Draw a statement that planners could have written."""
    least = draw(st.integers(1, 50_000))
    equipment = draw(
        several(
            st.builds(
                RequiredEquipmentTerms, st.sampled_from(CATEGORIES), named, st.integers(1, 100_000), yes_or_no, words
            ),
            lambda line: (line.category, line.item.casefold()),
        )
    )
    substitutes = [
        SubstituteTerms(
            number, f"for {number}", draw(st.integers(1, 1000)), 1, draw(st.integers(0, 10**9)), draw(words)
        )
        for number in range(1, len(equipment) + 1)
        if draw(yes_or_no)
    ]
    return StatementTerms(
        reference=reference,
        stated_by="UN",
        title=draw(named),
        unit_type=draw(st.sampled_from(["INF-COY", "MED-L2", "AVN-AU"])),
        strength_minimum=least,
        strength_maximum=least + draw(st.integers(0, 50_000)),
        women_minimum_percent=draw(st.integers(0, 100)),
        notice_days=draw(st.none() | st.integers(0, 730)),
        languages=draw(st.sampled_from(["", "en", "en;fr"])),
        environment=draw(words),
        background=draw(words),
        deviations_allowed=draw(yes_or_no),
        tasks=draw(several(st.builds(TaskTerms, named, yes_or_no, words), lambda line: line.task.casefold())),
        capabilities=draw(
            several(st.builds(CapabilityTerms, named, words, yes_or_no, words), lambda one: one.capability.casefold())
        ),
        posts=(RequiredPostTerms("Commander", 1, draw(words), note=draw(words)),),
        equipment=equipment,
        substitutes=tuple(substitutes),
        self_sustainment=draw(
            several(
                st.builds(
                    RequiredSelfSustainmentTerms,
                    st.sampled_from(SELF_SUSTAINMENT),
                    st.sampled_from(["unit", "organisation", "either"]),
                    words,
                    st.none() | st.integers(0, 32_767),
                    yes_or_no,
                    words,
                ),
                lambda line: line.category,
            )
        ),
    )


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(statements("S1"), statements("S2")))
def test_what_goes_out_comes_back_value_for_value(parties: Parties, said: tuple[StatementTerms, ...]) -> None:
    with transaction.atomic():
        data = created(parties, *said)
        Statement.objects.all().delete()
        assert imported(parties, data) == (2, 0)
        assert [on_record(one.reference) for one in said] == list(said)
        assert imported(parties, data) == (0, 0)
        transaction.set_rollback(True)


def test_a_missions_statement_keeps_its_template(parties: Parties) -> None:
    make_mission(parties, "UNIFIL", "UN")
    created(parties, statement_terms("one"))
    actions.approve_statement(SYSTEM, "one", today=KNOWN)
    actions.create_statement_from(SYSTEM, "one", "made", mission="UNIFIL", today=KNOWN)
    data = export(parties["secretariat officer"], TODAY)
    Statement.objects.get(reference="made").delete()
    assert imported(parties, data) == (1, 0)
    assert (on_record("made").made_from, on_record("made").mission) == ("one", "UNIFIL")


ERRORS = (
    ("Statements", "Unit type", "Cavalry", "is not one of the choices"),
    ("Statements", "Least strength", 181, "more than the greatest strength"),
    ("Statements", "Least strength", 0, "below 1"),
    ("Statements", "Working languages", "xx", "is no language"),
    ("Statements", "Mission", "UNIFIL", "stays so"),
    ("Statements", "Reference", "two words", "is no reference"),
    ("Tasks", "Task", "escort", "is there twice"),
    ("Tasks", "Statement", "another", "is not on sheet Statements"),
    ("Posts", "People", 0, "below 1"),
    ("Posts", "Language", "xx", "is no language"),
    ("Major equipment", "Category", "TANKS", "is not one of the choices"),
    ("Substitutes", "For line", 7, "there is no line 7"),
    ("Substitutes", "Accepted item", "truck", "the required item itself"),
    ("Substitutes", "Stand for", 9, "stands for 9 of 8"),
    ("Self-sustainment", "Provided by", "nobody", "is not one of the choices"),
)


@pytest.mark.parametrize(("sheet", "heading", "value", "words"), ERRORS)
def test_an_error_is_named_by_sheet_row_and_column(
    parties: Parties, sheet: str, heading: str, value: object, words: str
) -> None:
    make_mission(parties, "UNIFIL", "UN")
    data = put(created(parties, statement_terms("one")), sheet, heading, value)
    events = AuditEvent.objects.count()
    with pytest.raises(Refused) as refusal:
        imported(parties, data)
    row = 3 if words == "is there twice" else 2
    found = {problem.place: problem for problem in refusal.value.problems}
    problem = found[f"sheet {sheet}, row {row}, column {heading}"]
    assert words in problem.message + problem.remedy
    assert problem.remedy
    assert AuditEvent.objects.count() == events


def test_one_bad_statement_of_three_saves_none(parties: Parties) -> None:
    data = created(parties, *(statement_terms(f"s-{number}") for number in range(3)))
    Statement.objects.all().delete()
    with pytest.raises(Refused):
        imported(parties, put(data, "Statements", "Least strength", 500, 4))
    assert not Statement.objects.exists()


def test_only_the_secretariat_imports_and_a_reader_of_what_is_there_changes_nothing(parties: Parties) -> None:
    data = created(parties, statement_terms("one"))
    with pytest.raises((NotAllowed, Refused)):
        imported(parties, put(data, "Statements", "Reference", "two"), "owning State")
    actions.approve_statement(SYSTEM, "one", today=KNOWN)
    assert imported(parties, export(parties["owning State"], TODAY), "owning State") == (0, 0)


def test_the_workbook_names_what_in_it_is_illustrative(parties: Parties) -> None:
    data = created(parties, statement_terms("made-up", standing="illustrative"), statement_terms("true"))
    read_me = openpyxl.load_workbook(io.BytesIO(data))["Read me"]
    text = " ".join(str(cell.value) for row in read_me.iter_rows() for cell in row)
    assert "Illustrative, no published facts: made-up" in text
