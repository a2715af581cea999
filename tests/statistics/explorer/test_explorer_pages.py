"""Pages of the explorer: everybody may read them; they stand on an empty store and on a filled one."""

import json
import re

import pytest
from django.test import Client

from muster.parties.viewer import ANONYMOUS
from muster.statistics.store import Store
from muster.web.search import found_records
from tests.record import Parties
from tests.statistics.explorer.test_series import TODAY
from tests.web.answers import export_queries
from tests.web.browsing import check_page

pytestmark = [pytest.mark.once, pytest.mark.django_db]
PAGES = (
    "/statistics/", "/statistics/states/", "/statistics/states/KAZ/", "/statistics/states/IND/",
    "/statistics/missions/", "/statistics/missions/UNIFIL/", "/statistics/missions/MINURSO/", "/statistics/payers/",
    "/statistics/sources/", "/statistics/rows/", "/statistics/rows/?table=bases&mission=UNIFIL",
    "/statistics/rows/?table=conflicts", "/statistics/rows/?state=KAZ&from=2018&until=2021&sort=-count&page=1",
)  # fmt: skip
LISTS = ("/statistics/", "/statistics/states/", "/statistics/missions/", "/statistics/payers/", "/statistics/sources/",
         "/statistics/rows/")  # fmt: skip
DATA_ADDRESS = re.compile(r'data-address="([^"]+)"')
ROWS_ADDRESS = re.compile(r'href="(/statistics/rows/[^"]*)"')
DRAWING_ADDRESS = re.compile(r'href="(/statistics/[^"]*charts/[^"]*\.svg)"')


@pytest.fixture
def browser() -> Client:
    """A browser in which nobody is signed in, and which looks at no past day."""
    return Client()


@pytest.mark.parametrize("address", LISTS)
def test_every_page_stands_on_an_empty_store(blank: Store, browser: Client, address: str) -> None:
    check_page(browser, address)


def test_an_empty_store_says_which_command_fills_it(blank: Store, browser: Client) -> None:
    assert "muster import ipi PATH" in check_page(browser, "/statistics/")
    assert "muster import assessments PATH" in check_page(browser, "/statistics/payers/")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_stands_on_a_filled_store_with_the_files_of_its_tables(
    filled: Store, browser: Client, address: str
) -> None:
    text = check_page(browser, address)
    for form in ("csv", "json", "xlsx"):
        for query in export_queries(text, form):
            assert browser.get(address + ("&" if "?" in address else "?") + query).status_code == 200, query


@pytest.mark.parametrize("address", ["/statistics/", "/statistics/states/KAZ/", "/statistics/missions/UNIFIL/"])
def test_charts_stand_at_their_addresses_and_leave_as_drawings(filled: Store, browser: Client, address: str) -> None:
    text = check_page(browser, address)
    drawings, specs = DRAWING_ADDRESS.findall(text), DATA_ADDRESS.findall(text)
    assert len(drawings) == len(specs) >= 3
    for spec in specs:
        answer = browser.get(spec)
        assert answer.status_code == 200
        assert json.loads(answer.content)["$schema"].endswith("v6.json")
    answer = browser.get(drawings[0])
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_the_map_of_bases_leaves_whole_with_its_outline(filled: Store, browser: Client, ending: str) -> None:
    answer = browser.get(f"/statistics/missions/UNIFIL/charts/bases.{ending}")
    assert answer.status_code == 200
    assert f'filename="statistics-UNIFIL-bases.{ending}"' in answer["Content-Disposition"]


@pytest.mark.parametrize("address", [one for one in PAGES if "rows" not in one])
def test_every_figure_leads_to_rows_that_are_there(filled: Store, browser: Client, address: str) -> None:
    text = check_page(browser, address)
    for rows in set(ROWS_ADDRESS.findall(text)):
        answer = browser.get(rows.replace("&amp;", "&"))
        assert answer.status_code == 200, rows


def test_the_page_of_kazakhstan_tells_its_partial_year_and_its_position_with_india(
    filled: Store, browser: Client
) -> None:
    text = check_page(browser, "/statistics/states/KAZ/")
    assert "stored 30 is 120 people over 3 of 12 months" in text
    assert "Position 4-3" in text
    assert "India, Kazakhstan" in text


def test_pages_show_nothing_that_became_known_after_the_day(filled: Store, browser: Client) -> None:
    before = check_page(browser, "/statistics/states/KAZ/?as_of=2018-12-30")
    assert "UNOCI" in before
    assert "Position 4-3" not in before
    assert "2018-12-31" not in before
    assert ">123<" not in before
    assert browser.get("/statistics/states/KAZ/?as_of=2013-06-29").status_code == 404
    assert "10,410" in check_page(browser, "/statistics/missions/UNIFIL/?as_of=2015-06-30")
    assert "10,410" not in check_page(browser, "/statistics/missions/UNIFIL/?as_of=2015-06-29")


@pytest.mark.parametrize(
    "address",
    ["/statistics/states/XYZ/", "/statistics/missions/NOWHERE/", "/statistics/missions/UNIFIL/charts/strength.gif",
     "/statistics/charts/other.svg", "/statistics/states/XYZ/charts/strength.svg"],
)  # fmt: skip
def test_what_is_not_on_record_is_not_found(filled: Store, browser: Client, address: str) -> None:
    assert browser.get(address).status_code == 404


def test_rows_that_cannot_be_asked_for_are_refused_with_the_reason(filled: Store, browser: Client) -> None:
    assert "is no date" in browser.get("/statistics/rows/?from=soon").content.decode()
    answer = browser.get("/statistics/rows/?table=operations&sex=female")
    assert answer.status_code == 400
    assert "its rows have no sex" in answer.content.decode()
    assert browser.get("/statistics/rows/?table=people").status_code == 400


def test_a_file_of_too_many_rows_is_refused_with_what_to_do(
    filled: Store, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muster.statistics.views import rows

    class Few:
        integer = 10

    monkeypatch.setattr(rows, "parameter", lambda key, day: Few)
    answer = browser.get("/statistics/rows/?format=csv")
    assert answer.status_code == 400
    assert "a file of more than 10 rows is not given" in answer.content.decode()
    assert browser.get("/statistics/rows/?state=KAZ&mission=UNIFIL&sex=all&format=csv").status_code == 200


def test_the_search_finds_states_and_missions_of_the_record(filled: Store, parties: Parties) -> None:
    def found(words: str) -> list[str]:
        groups = found_records(ANONYMOUS, TODAY, words)
        return [hit.href for group in groups if str(group.title) == "Statistics" for hit in group.hits]

    assert found("Казахстан") == ["/statistics/states/KAZ/"]
    assert found("unifil") == ["/statistics/missions/UNIFIL/"]
    assert found("interim force in lebanon") == ["/statistics/missions/UNIFIL/"]
    assert found("...") == []


def test_the_rail_leads_to_statistics_for_everybody(blank: Store, browser: Client) -> None:
    text = check_page(browser, "/statistics/")
    assert re.search(r'<a href="/statistics/" aria-current="page">', text)
