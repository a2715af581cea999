"""The pages of build-ups, from the folder that the server's setting names; without one a line with the remedy."""

import json
from pathlib import Path
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.generation.build_up import asking
from muster.generation.build_up.history import MISSION_FILE
from tests.record import DAY, Record
from tests.web.browsing import browser_of, check_page

pytestmark = pytest.mark.once

ADDRESS = "/generation/build-ups/"


@pytest.fixture
def browser(record: Record) -> Any:
    """A browser of an analyst: the data are public, so any party will do."""
    return browser_of(record.parties.users["analyst"])


@pytest.fixture
def named(folder: Path, settings: Any) -> Path:
    """The tiny folder, named to the server."""
    settings.MUSTER_PUBLIC_DATA = str(folder)
    return folder


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}MINUSCA/"])
def test_a_server_without_the_folder_says_so_with_the_remedy(browser: Any, address: str) -> None:
    page = check_page(browser, address)
    assert page.count("set MUSTER_PUBLIC_DATA to the folder") == 1
    assert '<form class="form"' not in page


def test_the_record_is_shown_with_its_medians_ramps_and_what_was_left_out(browser: Any, named: Path) -> None:
    page = check_page(browser, ADDRESS)
    assert f'href="{ADDRESS}MINUSCA/"' in page
    assert "took over MONUC on 2010-07-01: the whole force" in page
    rows = json.loads(browser.get(f"{ADDRESS}?paces-format=json").content)["rows"]
    assert [row["months_to_90"] for row in rows if "12 months" in row["name"]] == [pytest.approx(10.8)]
    assert len(rows) == 5


def test_a_mission_is_drawn_beside_its_record_with_requirement_and_parameters(browser: Any, named: Path) -> None:
    page = check_page(browser, f"{ADDRESS}MINUSCA/")
    assert "MINUSCA: half of the peak after" in page
    assert "Geo-PKO v2.1, Map no. 2, 2014-09" in page
    assert "build up reception people" in page
    curve = json.loads(browser.get(f"{ADDRESS}MINUSCA/?curve-format=json").content)["rows"]
    assert [row["people"] for row in curve[:4]] == [100, 600, 1200, None]


def test_other_figures_are_simulated_and_stay_in_the_addresses_of_the_drawing(browser: Any, named: Path) -> None:
    page = check_page(browser, f"{ADDRESS}NEW/?strength=3000&start=2030-01-15")
    assert "made from a strength of 3,000" in page
    assert "build-up.svg?strength=3000&amp;start=2030-01-15" in page


def test_what_cannot_be_answered_is_told_on_the_form(browser: Any, named: Path) -> None:
    for address, told in (
        (f"{ADDRESS}MINUSKA/", "the register of missions has no such mission"),
        (f"{ADDRESS}NEW/?start=2030-01-15", "give its authorised strength"),
        (f"{ADDRESS}MINUSCA/?strength=0", "greater than or equal to 1"),
        (f"{ADDRESS}?mission=", "This field is required"),
    ):
        answer = browser.get(address)
        assert (answer.status_code, told in answer.content.decode()) == (400, True), address


def test_the_name_of_a_mission_leads_to_its_page(browser: Any, named: Path) -> None:
    answer = browser.get(f"{ADDRESS}?mission=UNOSOM+I&strength=500&start=")
    assert answer.headers["Location"] == f"{ADDRESS}UNOSOM%20I/?strength=500"


@pytest.mark.parametrize(("name", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_drawing_leaves_as_a_file_and_an_event(browser: Any, named: Path, name: str, begins: bytes) -> None:
    answer = browser.get(f"{ADDRESS}MINUSCA/files/build-up.{name}")
    assert answer.content.startswith(begins)
    assert f'filename="build-up-minusca.{name}"' in answer.headers["Content-Disposition"]
    assert AuditEvent.objects.filter(action="generation:build-up:exported").count() == 1
    assert browser.get(f"{ADDRESS}MINUSCA/files/build-up.gif").status_code == 404


def test_an_answer_is_kept_until_a_file_changes(named: Path) -> None:
    question = asking.Question("MINUSCA")
    first = asking.answer(named, question, DAY)
    assert asking.answer(named, question, DAY) is first
    lines = (named / MISSION_FILE).read_text(encoding="utf-8")
    (named / MISSION_FILE).write_text(lines.replace("2014-08-31,MINUSCA,2000", "2014-08-31,MINUSCA,2400"))
    assert asking.answer(named, question, DAY).real_peak == 2400
