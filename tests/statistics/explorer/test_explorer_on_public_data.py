"""The figures of the seeds on the explorer's pages, over the public data in the folder MUSTER_PUBLIC_DATA."""

import re
from pathlib import Path

import pytest
from django.test import Client

from muster.statistics.importing import import_set
from tests.web.browsing import check_page

pytestmark = [pytest.mark.once, pytest.mark.public_data, pytest.mark.django_db]
SETS = {
    "ipi": "ipi_contributions", "un-yearly": "un_contributions_yearly", "un-psdata": "un_psdata", "geopko": "geopko",
}  # fmt: skip
STRENGTHS = {
    "MONUSCO": "19,784", "UNAMID": "17,754", "UNMISS": "12,523", "MINUSMA": "10,207", "MINUSCA": "10,806",
    "UNIFIL": "10,410",
}  # fmt: skip
FIGURE = re.compile(r"<dt>([^<]+)</dt>\s*<dd>\s*<span class=\"value\">(?:<a [^>]*>)?([^<]+)<")


@pytest.fixture(scope="module")
def real_store(public_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public data, imported once for this file."""
    folder = tmp_path_factory.mktemp("explorer")
    for name, path in SETS.items():
        import_set(name, public_data / path, folder=folder)
    return folder


@pytest.fixture
def browser(real_store: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser in which nobody is signed in, on the public data."""
    monkeypatch.setenv("MUSTER_STORE", str(real_store))
    return Client()


def figures_of(text: str) -> dict[str, str]:
    """Return the key figures of a page by their labels."""
    return {label: value.strip() for label, value in FIGURE.findall(text)}


@pytest.mark.parametrize(("mission", "people"), STRENGTHS.items())
def test_the_strengths_of_june_2015_stand_on_the_pages_of_the_missions(
    browser: Client, mission: str, people: str
) -> None:
    text = check_page(browser, f"/statistics/missions/{mission}/?as_of=2015-06-30")
    assert figures_of(text)["Last count"] == people


def test_sixteen_operations_were_under_way_that_day(browser: Client) -> None:
    assert figures_of(check_page(browser, "/statistics/?as_of=2015-06-30"))["Operations under way"] == "16"


def test_the_page_of_kazakhstan_explains_2018_and_has_its_position_with_india(browser: Client) -> None:
    text = check_page(browser, "/statistics/states/KAZ/?as_of=2020-12-31")
    assert "stored 30 is 120 people over 3 of 12 months" in text
    positions = re.findall(r"<tr[^>]*>(?:(?!</tr>).)*Position 4-3(?:(?!</tr>).)*</tr>", text, re.DOTALL)
    assert positions
    assert all("India, Kazakhstan" in one for one in positions)


@pytest.mark.parametrize("address", ["/statistics/", "/statistics/states/IND/", "/statistics/missions/UNIFIL/"])
def test_the_largest_pages_stand_and_are_light(browser: Client, address: str) -> None:
    assert len(check_page(browser, address).encode()) < 125_000
