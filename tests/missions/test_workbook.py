"""Requirements as a workbook: what went out comes back value for value; errors by sheet and row; all or nothing."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, Refused
from muster.missions import actions
from muster.missions.models import Mission, Post, Requirement, RequirementStage
from muster.missions.terms import PostTerms, RequirementTerms
from muster.missions.workbook import export, import_workbook
from muster.parties.viewer import SYSTEM
from muster.pledges.workbook import export as export_pledges
from muster.reference.unit_types import unit_types
from tests.record import KNOWN, Parties, Record, make_mission, requirement_terms

TODAY = date(2018, 10, 1)


def terms_on_record(requirement: Requirement) -> RequirementTerms:
    """Return what a requirement on record says, without its source and standing."""
    posts = [actions.post_terms(post) for post in requirement.posts.all()]
    plain = ("reference", "title", "maximum_states", "priority", "authority")
    values = {name: getattr(requirement, name) for name in plain}
    return RequirementTerms(
        mission=requirement.mission.acronym, posts=tuple(sorted(posts, key=lambda one: one.reference)), **values
    )


def imported(parties: Parties, data: bytes, who: str = "secretariat officer") -> tuple[int, int]:
    """Import a workbook as somebody."""
    return import_workbook(parties[who], data, today=TODAY)


def created(parties: Parties, *all_terms: RequirementTerms) -> bytes:
    """Enter requirements of UNIFIL and return the Secretariat's workbook."""
    if not Mission.objects.filter(acronym="UNIFIL").exists():
        make_mission(parties, "UNIFIL", "UN")
    for terms in all_terms:
        actions.create_requirement(SYSTEM, terms, today=KNOWN)
    return export(parties["secretariat officer"], TODAY)


def edited(data: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """Return a workbook after somebody changed it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(data: bytes, heading: str, value: Any, row: int = 2, sheet: str = "Requirements") -> bytes:
    """Return a workbook with one cell changed, found by its heading."""

    def change(book: openpyxl.Workbook) -> None:
        page = book[sheet]
        (column,) = [cell.column or 0 for cell in page[1] if str(cell.value).split(" (")[0] == heading]
        page.cell(row, column).value = value

    return edited(data, change)


words = st.text(st.sampled_from("Aé ßЖ漢ع=+-@'\";,<&>0"), max_size=20).map(str.strip)
days = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@st.composite
def requirements(draw: st.DrawFn, number: int) -> RequirementTerms:
    """Draw a requirement that the Secretariat could have made; a lead post lasts as long as any other."""
    start, length = draw(days), draw(st.none() | st.integers(100, 9_000))
    has_lead = draw(st.booleans())
    posts = []
    for place in range(draw(st.integers(1, 3))):
        later, shorter = draw(st.integers(0, 40)), draw(st.integers(0, 40))
        is_lead = has_lead and place == 0
        first = start if is_lead else start + timedelta(days=later)
        until = None if length is None else start + timedelta(days=length - (0 if is_lead else shorter))
        posts.append(
            PostTerms(
                reference=f"R{number}-{place}",
                unit_type=draw(st.sampled_from([one.code for one in unit_types()])),
                strength=draw(st.integers(1, 100_000)),
                needed_from=first,
                needed_until=until,
                is_lead=is_lead,
                location=draw(words),
                tasks=draw(st.sampled_from(["", "patrol", "patrol;escort"])),
                languages=draw(st.sampled_from(["", "en", "en;fr"])),
            )
        )
    return RequirementTerms(
        reference=f"R{number}",
        mission="UNIFIL",
        title=draw(words.filter(bool)),
        posts=tuple(posts),
        maximum_states=draw(st.integers(1, 20)),
        priority=draw(st.integers(1, 8)),
        authority=draw(words),
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(requirements(1), requirements(2)))
def test_what_goes_out_comes_back_value_for_value(parties: Parties, said: tuple[RequirementTerms, ...]) -> None:
    with transaction.atomic():
        data = created(parties, *said)
        Requirement.objects.all().delete()
        assert imported(parties, data) == (2, 0)
        found = {one.reference: terms_on_record(one) for one in Requirement.objects.all()}
        assert found == {one.reference: one for one in said}
        transaction.set_rollback(True)


def test_importing_an_export_changes_nothing_not_even_source_and_standing(record: Record) -> None:
    before = [list(model.objects.order_by("pk").values()) for model in (Requirement, Post)]
    assert imported(record.parties, export(record.parties["secretariat officer"], TODAY)) == (0, 0)
    assert [list(model.objects.order_by("pk").values()) for model in (Requirement, Post)] == before


def test_an_export_with_a_closed_requirement_can_be_imported_again(record: Record) -> None:
    actions.change_stage(SYSTEM, "req-draft", RequirementStage.CLOSED)
    data = export(record.parties["secretariat officer"], TODAY)
    assert imported(record.parties, data) == (0, 0)
    with pytest.raises(Refused, match="req-draft is closed and can no longer be changed"):
        imported(record.parties, put(data, "Title", "Another title"))


def test_an_export_that_shows_another_secretariat_s_requirements_can_be_imported_again(record: Record) -> None:
    actions.change_stage(SYSTEM, "req-of-au-draft", RequirementStage.PUBLISHED)
    data = export(record.parties["secretariat officer"], TODAY)
    assert imported(record.parties, data) == (0, 0)
    with pytest.raises(NotAllowed):  # the first row is that of AMISOM
        imported(record.parties, put(data, "Title", "Another title"))
    assert Requirement.objects.get(reference="req-of-au-draft").title == "Title of req-of-au-draft"


@pytest.mark.parametrize("who", ["owning State", "mission", "secretariat reader", "other secretariat", "analyst"])
def test_only_the_secretariat_s_officers_import(record: Record, who: str) -> None:
    data = put(export(record.parties["secretariat officer"], TODAY), "Title", "Another title")
    with pytest.raises(NotAllowed):
        imported(record.parties, data, who)
    assert not Requirement.objects.filter(title="Another title").exists()


ERRORS = (
    ("Requirements", "Reference", "two words", "sheet Requirements, row 2, column Reference", "is no reference"),
    ("Requirements", "Priority", 9, "sheet Requirements, row 2, column Priority", ""),
    ("Requirements", "Most States at a time", 0, "sheet Requirements, row 2, column Most States at a time", ""),
    ("Requirements", "Title", None, "sheet Requirements, row 2, column Title", "is blank"),
    ("Posts", "Requirement", "elsewhere", "sheet Posts, row 2, column Requirement", "is not on sheet Requirements"),
    ("Posts", "Post", "two words", "sheet Posts, row 2, column Post", "is no reference"),
    ("Posts", "Post", "one-coy", "sheet Posts, row 3, column Post", "row 2 has the same Post"),
    ("Posts", "Unit type", "Cavalry", "sheet Posts, row 2, column Unit type", ""),
    ("Posts", "Strength", "many", "sheet Posts, row 2, column Strength", "is not a whole number"),
    ("Posts", "Lead post", "perhaps", "sheet Posts, row 2, column Lead post", ""),
    ("Posts", "Needed until", date(2017, 1, 1), "sheet Posts, row 2", "needed until is not after needed from"),
    ("Posts", "Needed from", date(2019, 1, 1), "sheet Posts, row 3", "is wanted when the lead is not"),
)


@pytest.mark.parametrize(("sheet", "heading", "value", "place", "words"), ERRORS)
def test_an_error_is_named_by_sheet_row_and_what_is_wrong(
    parties: Parties, sheet: str, heading: str, value: object, place: str, words: str
) -> None:
    data = put(created(parties, requirement_terms("one")), heading, value, sheet=sheet)
    with pytest.raises(Refused) as refusal:
        imported(parties, data)
    (problem,) = [one for one in refusal.value.problems if one.place == place]
    assert words in problem.message + problem.remedy
    assert problem.remedy


def test_a_requirement_without_a_post_is_a_problem(parties: Parties) -> None:
    data = edited(created(parties, requirement_terms("one")), lambda book: book["Posts"].delete_rows(2, 9))
    with pytest.raises(Refused) as refusal:
        imported(parties, data)
    assert [str(one) for one in refusal.value.problems] == [
        "sheet Requirements, row 2, posts: there is none; add at least one post"
    ]


def test_two_leads_are_a_problem_of_the_requirement(parties: Parties) -> None:
    data = put(created(parties, requirement_terms("one")), "Lead post", "Yes", row=3, sheet="Posts")
    with pytest.raises(Refused) as refusal:
        imported(parties, data)
    assert "2 posts are marked as lead" in str(refusal.value.problems[0])


def test_a_mission_that_is_not_on_record_is_refused_by_name(parties: Parties) -> None:
    data = put(created(parties, requirement_terms("one")), "Mission", "UNKNOWN")
    with pytest.raises(Refused, match="there is no mission 'UNKNOWN'"):
        imported(parties, data)


@pytest.mark.parametrize("bad", ["a rule", "the record"])
def test_one_bad_row_of_fifty_saves_none(parties: Parties, bad: str) -> None:
    data = created(parties, *(requirement_terms(f"r-{number:02}") for number in range(50)))
    Requirement.objects.all().delete()
    if bad == "a rule":
        data = put(data, "Needed until", date(2017, 1, 1), row=101, sheet="Posts")
    else:
        data = put(data, "Mission", "UNKNOWN", row=51)
    events = AuditEvent.objects.count()
    with pytest.raises(Refused):
        imported(parties, data)
    assert not Requirement.objects.exists()
    assert AuditEvent.objects.count() == events


def test_a_changed_post_changes_its_requirement_alone(record: Record) -> None:
    data = export(record.parties["secretariat officer"], TODAY)
    assert imported(record.parties, put(data, "Location", "A new place", sheet="Posts")) == (0, 1)
    assert Post.objects.filter(location="A new place").count() == 1


def test_a_post_left_out_is_taken_away_unless_it_is_in_use(record: Record) -> None:
    """The rows of the requirement are what it is made of: a post that plans or stays refer to stays on record."""
    data = created(record.parties, requirement_terms("req-new"))
    rows = list(openpyxl.load_workbook(io.BytesIO(data))["Posts"].iter_rows(min_row=2, values_only=True))
    places = {str(row[1]): number for number, row in enumerate(rows, 2)}

    def without(reference: str) -> bytes:
        return edited(data, lambda book: book["Posts"].delete_rows(places[reference]))

    assert imported(record.parties, without("req-new-coy")) == (0, 1)
    assert [post.reference for post in Post.objects.filter(requirement__reference="req-new")] == ["req-new-bn"]
    with pytest.raises(Refused, match="req-published-coy is on record elsewhere"):
        imported(record.parties, without("req-published-coy"))


def test_a_workbook_of_pledges_holds_no_requirements(record: Record) -> None:
    with pytest.raises(Refused) as refusal:
        imported(record.parties, export_pledges(record.parties["secretariat officer"], TODAY))
    told = " ".join(str(one) for one in refusal.value.problems)
    assert "'Requirements'" in told
    assert "sheet Posts" in told


def test_the_workbook_holds_what_the_viewer_may_see_on_the_day(record: Record) -> None:
    def references(who: str, day: date) -> set[str]:
        page = openpyxl.load_workbook(io.BytesIO(export(record.parties[who], day)))["Requirements"]
        return {str(cells[0].value) for cells in page.iter_rows(min_row=2) if cells[0].value}

    assert references("secretariat officer", TODAY) == {"req-published", "req-draft"}
    assert references("owning State", TODAY) == {"req-published"}
    assert references("secretariat officer", date(2017, 1, 1)) == set()


def test_each_export_is_an_event(record: Record) -> None:
    export(record.parties["secretariat officer"], TODAY)
    event = AuditEvent.objects.order_by("-sequence")[0]
    assert (event.action, event.on_behalf_of) == ("missions:workbook:exported", "UN")
    assert event.after == {"as_of": "2018-10-01"}
