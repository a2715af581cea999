"""The table component: what it shows, what it hides, and what leaves it as a file."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from muster.kit.pages import Badge, Ladder
from muster.kit.tables import BoundTable, Column, ExportEvent, Table, exported, render_table
from muster.kit.tables.cells import figure

AVAILABLE = Badge("Available", "met")


@pytest.fixture(autouse=True)
def _no_listener(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kit alone: nobody above it listens to exports."""
    monkeypatch.setattr(exported, "receivers", [])


@dataclass(frozen=True)
class Unit:
    """A made-up row."""

    state: str
    people: int | None
    ready: date | None = None
    share: float = 0.5
    status: Badge = AVAILABLE
    illustrative: bool = False


UNITS = (
    Unit("Kazakhstan", 120, date(2018, 10, 31), 0.1),
    Unit("india", 850, date(2019, 1, 15), 0.25, Badge("Withdrawn", "short")),
    Unit("China", None, None, 0.5, illustrative=True),
    Unit("Brazil", 250, date(2021, 9, 1), 0.04),
)

TABLE = Table(
    name="units",
    empty="A unit that a State offers appears here.",
    columns=(
        Column("state", "State", kind="link", href=lambda row: f"/states/{row.state}/"),
        Column("people", "Strength", kind="integer", unit="people", total=True),
        Column("ready", "Ready from", kind="date"),
        Column("share", "Women", kind="percent"),
        Column("status", "Status", kind="badge"),
        Column("level", "Level", value=lambda row: Ladder(2, 3), kind="ladder", hidden=True),
    ),
)


def ask(address: str = "/units/") -> HttpRequest:
    """A request for an address."""
    return RequestFactory().get(address)


def bound(address: str = "/units/", rows: Iterable[Any] = UNITS, table: Table = TABLE, **more: Any) -> BoundTable:
    """The table of an address, when it is no file."""
    answer = render_table(ask(address), table, rows, **more)
    assert isinstance(answer, BoundTable)
    return answer


def file_of(address: str, rows: Iterable[Any] = UNITS, **more: Any) -> HttpResponse:
    """The file that an address asks for."""
    answer = render_table(ask(address), TABLE, rows, **more)
    assert isinstance(answer, HttpResponse)
    return answer


def states(table: BoundTable) -> list[str]:
    """The first column, in order."""
    return [row.state for row in table.rows]


def test_rows_keep_their_order_until_a_sort_is_asked_for() -> None:
    assert states(bound()) == ["Kazakhstan", "india", "China", "Brazil"]


def test_a_path_that_ends_at_a_method_shows_what_the_method_answers() -> None:
    assert Column("state", "State", "state.upper").read(UNITS[0]) == "KAZAKHSTAN"
    assert Column("state", "State", "state.upper").plain(UNITS[0]) == "KAZAKHSTAN"


def test_a_sort_by_words_does_not_mind_capitals() -> None:
    assert states(bound("/?sort=state")) == ["Brazil", "China", "india", "Kazakhstan"]


@pytest.mark.parametrize("sort", ["people", "-people"])
def test_what_is_not_known_comes_last_in_both_directions(sort: str) -> None:
    assert states(bound(f"/?sort={sort}"))[-1] == "China"


def test_a_second_key_orders_what_the_first_leaves_equal() -> None:
    rows = [Unit("B", 1), Unit("A", 2), Unit("A", 1)]
    assert [(row.state, row.people) for row in bound("/?sort=state,-people", rows).rows] == [
        ("A", 2),
        ("A", 1),
        ("B", 1),
    ]


def test_three_clicks_on_a_heading_come_back_to_no_sort() -> None:
    table = bound()
    words = []
    for _click in range(3):
        heading = table.headings[0]
        words.append(heading.address)
        table = bound("/" + heading.address)
    assert words == ["?sort=state", "?sort=-state", "?"]
    assert [heading.aria_sort for heading in table.headings] == ["none"] * 5


def test_a_sort_by_a_column_that_does_not_exist_is_said_and_not_obeyed() -> None:
    table = bound("/?sort=rank")
    assert states(table) == [unit.state for unit in UNITS]
    assert table.state.errors == ("sort: this table cannot be sorted by “rank”",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("state=IN", ["india", "China"]),
        ("people_from=120&people_to=250", ["Kazakhstan", "Brazil"]),
        ("ready_from=2018-10-31&ready_to=2019-01-15", ["Kazakhstan", "india"]),
        ("share_from=25", ["india", "China"]),
        ("status=Withdrawn", ["india"]),
        ("status=Withdrawn&status=Available", ["Kazakhstan", "india", "China", "Brazil"]),
        ("state=a&people_from=100", ["Kazakhstan", "india", "Brazil"]),
    ],
)
def test_filters_narrow_with_both_bounds_included(words: str, expected: list[str]) -> None:
    assert states(bound(f"/?{words}")) == expected


def test_rows_hidden_by_filters_are_counted_and_each_filter_can_be_dropped() -> None:
    table = bound("/?status=Available&people_from=100&tab=2")
    assert (table.count, table.hidden_count) == (2, 2)
    assert [(chip.words, chip.address) for chip in table.chips] == [
        ("Strength from 100", "?status=Available&tab=2"),
        ("Status is Available", "?people_from=100&tab=2"),
    ]
    assert table.clear_address == "?tab=2"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("people_from=many", "Strength: “many” is no number. The filter is left out."),
        ("people_from=NaN", "Strength: “NaN” is no number. The filter is left out."),
        ("people_to=1e99", "Strength: “1e99” is no number. The filter is left out."),
        (
            "ready_from=31.10.2018",
            "Ready from: “31.10.2018” is no date; write it as 2018-10-31. The filter is left out.",
        ),
        ("page=zero", "page: “zero” is no page number; page 1 is shown"),
        ("format=pdf", "format: “pdf” is not offered; use csv, xlsx or json"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_remedy(words: str, error: str) -> None:
    table = bound(f"/?{words}")
    assert table.state.errors == (error,)
    assert error in str(table)
    assert table.count == len(UNITS)


def test_totals_add_up_every_page_that_passes_the_filters() -> None:
    rows = [Unit("A", 2)] * 60 + [Unit("B", 5)]
    table = bound("/?state=A", rows)
    totals = {column.key: value for column, value in table.totals}
    assert totals["people"] == "120"
    assert (table.pages, len(table.rows)) == (2, 50)


@given(count=st.integers(0, 180), page=st.integers(1, 9))
def test_pages_show_each_row_once(count: int, page: int) -> None:
    table = bound(f"/?page={page}", [Unit(str(at), at) for at in range(count)])
    assert table.pages == max(1, -(-count // 50))
    assert table.page == min(page, table.pages)
    assert len(table.rows) == table.last_row - table.first_row + (1 if count else 0)


def test_two_tables_of_one_page_do_not_disturb_each_other() -> None:
    address = "/?a_sort=-state&b_state=Brazil"
    first, second = bound(address, prefix="a_"), bound(address, prefix="b_")
    assert (first.count, second.count) == (4, 1)
    assert first.headings[0].address == "?b_state=Brazil"
    assert first.id != second.id


def test_chosen_columns_are_shown_in_their_declared_order() -> None:
    table = bound("/?columns=level&columns=state")
    assert [column.key for column in table.columns] == ["state", "level"]
    assert table.columns_hidden == 4


def test_the_forms_of_a_table_carry_on_what_they_do_not_ask() -> None:
    table = bound("/?sort=people&state=a&people_from=&columns=state&tab=2&page=2")
    assert table.kept_by_filters == [("sort", "people"), ("columns", "state"), ("tab", "2")]
    assert table.kept_by_columns == [("sort", "people"), ("state", "a"), ("tab", "2")]


def test_a_demonstration_record_carries_the_word_in_page_and_files() -> None:
    page = str(bound())
    assert page.count('class="is-illustrative"') == 1
    assert 'China</a> <span class="mark-illustrative"' in page
    rows = list(csv.DictReader(io.StringIO(file_of("/?format=csv").content.decode())))
    assert [row["illustrative"] for row in rows] == ["", "", "illustrative", ""]


def test_an_empty_table_says_what_would_fill_it() -> None:
    page = str(bound(rows=[]))
    assert "A unit that a State offers appears here." in page
    assert "filters" not in page.split("<table>")[1]


def test_a_table_emptied_by_its_filters_offers_to_clear_them() -> None:
    page = str(bound("/?state=zzz"))
    assert "No row passes the filters." in page
    assert "A unit that a State offers appears here." not in page


def test_nothing_that_a_record_says_becomes_markup() -> None:
    page = str(bound(rows=[Unit("<script>alert(1)</script>", 1, status=Badge("<b>", title='" onclick="'))]))
    assert "<script>alert" not in page
    assert "<b>&lt;b&gt;" not in page
    assert 'title="&quot; onclick=&quot;"' in page


def test_a_csv_file_holds_the_same_rows_and_columns_as_the_page() -> None:
    answer = file_of("/?format=csv&sort=-people&people_from=1&columns=state&columns=people&columns=ready")
    lines = list(csv.reader(io.StringIO(answer.content.decode())))
    assert lines == [
        ["State", "Strength (people)", "Ready from", "illustrative"],
        ["india", "850", "2019-01-15", ""],
        ["Brazil", "250", "2021-09-01", ""],
        ["Kazakhstan", "120", "2018-10-31", ""],
    ]


def test_a_file_is_not_cut_into_pages() -> None:
    lines = file_of("/?format=csv&page=2", [Unit(str(at), at) for at in range(130)]).content.decode().splitlines()
    assert len(lines) == 131


@given(st.sampled_from(["=", "+", "-", "@", "\t", "\r"]), st.text(alphabet="A1(),!\"'", max_size=8))
def test_no_cell_of_a_csv_file_is_read_as_a_formula(start: str, rest: str) -> None:
    content = file_of("/?format=csv&columns=state", [Unit(start + rest, 1)]).content.decode()
    cell = list(csv.reader(io.StringIO(content, newline="")))[1][0]
    assert cell == "'" + start + rest


def test_a_workbook_holds_numbers_and_dates_but_never_a_formula() -> None:
    rows = [Unit("=1+1", 7, date(2018, 10, 31)), Unit("bell \x07", None)]
    book = load_workbook(io.BytesIO(file_of("/?format=xlsx", rows).content))
    cells: Any = list(book.worksheets[0].iter_rows())
    assert cells[1][0].value == "=1+1"
    assert cells[1][0].data_type == "s"
    assert cells[1][1].value == 7
    assert cells[1][2].value.date() == date(2018, 10, 31)
    assert cells[2][0].value == "bell "


def test_a_json_file_says_as_of_when_and_marks_demonstration_records() -> None:
    answer = file_of("/?format=json", as_of=date(2018, 10, 1))
    whole = json.loads(answer.content)
    assert whole["as_of"] == "2018-10-01"
    assert whole["rows"][0]["people"] == 120
    assert [row["illustrative"] for row in whole["rows"]] == [False, False, True, False]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="units-2018-10-01.json"'


def test_every_export_is_told_before_it_leaves() -> None:
    told: list[ExportEvent] = []

    def listen(event: ExportEvent, **_more: Any) -> None:
        told.append(event)

    exported.connect(listen)
    try:
        file_of("/units/?format=csv&state=china", on_export=told.append)
    finally:
        exported.disconnect(listen)
    assert [(event.table, event.format, event.rows, event.address) for event in told] == [
        ("units", "csv", 1, "/units/?format=csv&state=china")
    ] * 2


def test_an_export_that_the_listener_forbids_does_not_leave() -> None:
    def forbid(_event: ExportEvent) -> None:
        raise PermissionError("no")

    with pytest.raises(PermissionError):
        file_of("/?format=csv", on_export=forbid)


def test_an_export_with_a_filter_that_cannot_be_read_is_refused_whole() -> None:
    answer = file_of("/?format=csv&people_from=many")
    assert answer.status_code == 400
    assert answer.content.decode() == "Strength: “many” is no number. The filter is left out."


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Column("page", "Page"), "column 'page'"),
        (lambda: Column("a b", "Label"), "column 'a b'"),
        (lambda: Column("name", "Name", total=True), "only a number can have a total"),
        (lambda: Table("twice", (Column("a", "A"), Column("a", "B"))), "two columns share a key"),
    ],
)
def test_a_table_that_is_declared_wrongly_is_refused_at_once(make: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make()


def test_rows_may_be_mappings() -> None:
    rows: list[Mapping[str, Any]] = [{"state": {"name": "Fiji"}, "people": Decimal("3")}]
    table = Table("plain", (Column("state", "State", value="state.name"), Column("people", "People", kind="integer")))
    assert '<th scope="row" class="short">Fiji</th>' in str(bound(rows=rows, table=table))


PERMISSIONS = Table(
    name="permissions",
    columns=(
        Column("name", "Name", lookup="name"),
        Column("app", "App", value="content_type.app_label", lookup="content_type__app_label", filter="choice"),
        Column("number", "Number", value="pk", kind="integer", lookup="pk", total=True),
        Column("shout", "Shout", value=lambda row: row.name.upper()),
    ),
)


@pytest.mark.django_db
def test_a_query_is_sorted_filtered_and_added_up_by_the_database() -> None:
    rows = Permission.objects.select_related("content_type")
    with CaptureQueriesContext(connection) as queries:
        table = bound("/?app=auth&sort=-name&name=add", rows, PERMISSIONS)
        page = str(table)
    expected = rows.filter(content_type__app_label="auth", name__icontains="add").order_by("-name", "pk")
    assert [row.pk for row in table.rows] == [row.pk for row in expected]
    assert figure(sum(row.pk for row in expected)) in page
    assert len(queries) == 4, "count of all, count and totals of the filtered, page, values of the choice"


@pytest.mark.django_db
def test_the_page_of_a_query_costs_the_same_however_many_rows_there_are() -> None:
    with CaptureQueriesContext(connection) as queries:
        str(bound("/", Permission.objects.select_related("content_type"), PERMISSIONS))
    assert len(queries) == 3


@pytest.mark.django_db
def test_what_rows_are_annotated_with_is_reckoned_for_the_page_alone() -> None:
    rows = Permission.objects.annotate(double=F("pk") * 2)
    with CaptureQueriesContext(connection) as queries:
        table = bound("/?sort=-name&name=add", rows, PERMISSIONS)
        page = [(row.pk, row.double) for row in table.rows]
    expected = rows.filter(name__icontains="add").order_by("-name", "pk")
    assert page == [(row.pk, row.double) for row in expected[:50]]
    assert ["double" in query["sql"] for query in queries.captured_queries] == [False, False, True]


@pytest.mark.django_db
def test_a_column_that_the_database_does_not_know_is_neither_sorted_nor_filtered() -> None:
    table = bound("/?sort=shout&shout=add", Permission.objects.select_related("content_type"), PERMISSIONS)
    assert table.count == Permission.objects.count()
    assert not table.headings[3].sortable


@pytest.mark.django_db
def test_a_value_that_a_field_cannot_hold_matches_no_row() -> None:
    table = Table(
        "numbers", (Column("number", "Number", value="pk", lookup="pk", filter="choice", choices=[("1", "1")]),)
    )
    assert bound("/?number=abc", Permission.objects.all(), table).count == 0
    assert bound("/?number=%00", Permission.objects.all(), table).count == Permission.objects.count()


def test_a_figure_is_rounded_and_not_cut_off() -> None:
    assert [figure(value, 1) for value in (5.684, 11.66, Decimal("0.96"))] == ["5.7", "11.7", "1.0"]
    assert figure(1999.6) == "2,000"
