"""The forms of a pledge's lists, and what its page shows of them: rows in, one version out, errors at row and field."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from muster.pledges import actions
from muster.pledges.forms.lines import SPARE_ROWS
from muster.pledges.models import Pledge, PledgeVersion
from muster.pledges.terms import (
    ContributionTerms,
    EquipmentTerms,
    PoolTerms,
    SelfSustainmentTerms,
    SubUnitTerms,
    UnitPostTerms,
)
from muster.pledges.versions import list_terms
from tests.record import DAY, Record, pledge_terms, submitted_pledge
from tests.web.form_reading import form_of
from tests.web.test_forms import client, errors_at_fields, page, summary

ADDRESS = "/pledges/kaz-draft"
FULL: dict[str, Any] = {
    "sub_units": (
        SubUnitTerms("1", "Headquarters"),
        SubUnitTerms("1.1", "Signals"),
        SubUnitTerms("2", "Platoon", "IND"),
    ),
    "posts": (
        UnitPostTerms("1", "Commander", 1, rank="Major", women=1, language="en"),
        UnitPostTerms("2", "Rifleman", 30),
    ),
    "equipment": (
        EquipmentTerms("CV", "Carrier", 12, serviceable=9, weight_kg=13_000),
        EquipmentTerms("SVC", "Car", 2),
    ),
    "self_sustainment": (SelfSustainmentTerms("CAT", "organisation", stock_days=14), SelfSustainmentTerms("LAU")),
    "contributions": (
        ContributionTerms("KAZ", is_lead=True, strength=90),
        ContributionTerms("IND", "module", contributes_from=date(2019, 1, 1), brings="a platoon"),
    ),
}
PAGES = ("organisation", "equipment", "self-sustainment", "contributions")


@pytest.fixture
def kazakhstan(record: Record) -> Client:
    """The browser of an officer of Kazakhstan."""
    return client(record, "owning State")


@pytest.fixture
def full(record: Record) -> PledgeVersion:
    """Kazakhstan's draft with every list."""
    terms = pledge_terms("kaz-draft", "KAZ", **FULL)
    return actions.change_pledge(record.parties["owning State"], terms, today=DAY).pledge.latest


def latest() -> PledgeVersion:
    """Return what the draft says now."""
    return Pledge.objects.get(reference="kaz-draft").latest


def send(browser: Client, address: str, **changes: str) -> Any:
    """Open the form at an address, change some fields (`equipment__0__item` for `equipment-0-item`), send it."""
    return browser.post(
        address, form_of(page(browser, address)) | {name.replace("__", "-"): value for name, value in changes.items()}
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_list_that_is_sent_as_it_is_shown_changes_nothing(kazakhstan: Client, full: PledgeVersion, name: str) -> None:
    assert send(kazakhstan, f"{ADDRESS}/{name}/").status_code == 302
    assert latest().number == full.number


def test_rows_are_added_changed_and_removed_in_one_version(kazakhstan: Client, full: PledgeVersion) -> None:
    answer = send(
        kazakhstan,
        f"{ADDRESS}/equipment/",
        equipment__0__quantity="14",
        equipment__1__DELETE="on",
        equipment__2__category="MED",
        equipment__2__item="Ambulance",
        equipment__2__quantity="2",
    )
    assert answer.status_code == 302
    said = list_terms(latest(), "equipment")
    assert [(line.item, line.quantity, line.weight_kg) for line in said] == [
        ("Carrier", 14, 13_000),
        ("Ambulance", 2, None),
    ]
    assert (latest().number, latest().changed) == (full.number + 1, ["equipment"])
    assert list_terms(latest(), "posts") == FULL["posts"], "the other lists stay"


def test_sub_units_come_into_reading_order(kazakhstan: Client, full: PledgeVersion) -> None:
    send(kazakhstan, f"{ADDRESS}/organisation/", sub_units__3__outline="1.2", sub_units__3__name="Medics",
         posts__2__outline="1.2", posts__2__title="Medic", posts__2__count="4")  # fmt: skip
    assert [one.outline for one in list_terms(latest(), "sub_units")] == ["1", "1.1", "1.2", "2"]
    assert [one.title for one in list_terms(latest(), "posts")] == ["Commander", "Medic", "Rifleman"]


def test_a_state_is_written_by_any_of_its_names(kazakhstan: Client, full: PledgeVersion) -> None:
    address = f"{ADDRESS}/contributions/"
    assert send(kazakhstan, address, contributions__1__state="Индия").status_code == 302
    assert [one.state for one in list_terms(latest(), "contributions")] == ["KAZ", "IND"]
    answer = send(kazakhstan, address, contributions__1__state="Viêt Nam")
    assert "VNM is not a party to this record" in summary(answer)
    answer = send(kazakhstan, address, contributions__1__state="Atlantis")
    assert "No State is called" in errors_at_fields(answer)["contributions-1-state"]


@pytest.mark.parametrize(
    ("name", "changes", "field", "words"),
    [
        ("equipment", {"equipment-0-quantity": "0"}, "equipment-0-quantity", "greater than or equal to 1"),
        ("equipment", {"equipment-0-serviceable": "13"}, "equipment-0-serviceable", "13 serviceable of 12"),
        ("equipment", {"equipment-2-item": "Car"}, "equipment-2-category", "required"),
        ("organisation", {"posts-1-outline": "7"}, "posts-1-outline", "is not there"),
        ("organisation", {"posts-0-women": "2"}, "posts-0-women", "2 women of 1"),
        ("organisation", {"sub_units-0-outline": "3.1"}, "sub_units-0-outline", "lies under 3"),
        ("self-sustainment", {"self_sustainment-1-category": "CAT"}, "self_sustainment-1-category", "is there twice"),
        ("contributions", {"contributions-1-contributes_until": "2019-01-01"}, "contributions-1-contributes_until",
         "is not after from"),
    ],
)  # fmt: skip
def test_an_error_stands_at_its_row_and_field_and_on_top(
    kazakhstan: Client, full: PledgeVersion, name: str, changes: dict[str, str], field: str, words: str
) -> None:
    address = f"{ADDRESS}/{name}/"
    answer = kazakhstan.post(address, form_of(page(kazakhstan, address)) | changes)
    assert words in errors_at_fields(answer)[field]
    assert f'href="#id_{field}"' in summary(answer)
    assert latest().number == full.number
    assert form_of(answer.content.decode()).items() >= changes.items(), "what was typed is kept"


def test_what_concerns_the_whole_list_is_told_on_top(kazakhstan: Client, full: PledgeVersion) -> None:
    answer = send(kazakhstan, f"{ADDRESS}/organisation/", posts__1__count="300")
    assert "301 people in a unit of 120" in summary(answer)
    answer = send(kazakhstan, f"{ADDRESS}/contributions/", contributions__1__is_lead="on")
    assert "2 States lead" in summary(answer)


def test_who_comes_second_is_told(kazakhstan: Client, full: PledgeVersion, record: Record) -> None:
    address = f"{ADDRESS}/equipment/"
    opened = form_of(page(kazakhstan, address))
    actions.change_pledge(record.parties["owning State"], pledge_terms("kaz-draft", "KAZ"), today=DAY)
    answer = kazakhstan.post(address, opened | {"equipment-0-quantity": "14"})
    assert "changed by somebody else meanwhile" in summary(answer)
    assert not latest().equipment.exists()


def test_more_rows_come_when_they_are_asked_for(kazakhstan: Client, full: PledgeVersion) -> None:
    address = f"{ADDRESS}/equipment/"
    assert f"equipment-{2 + SPARE_ROWS - 1}-item" in form_of(page(kazakhstan, address))
    answer = send(
        kazakhstan,
        address,
        more="1",
        equipment__2__category="CV",
        equipment__2__item="Tank",
        equipment__2__quantity="1",
    )
    assert answer.headers["Location"].startswith(address)
    assert f"equipment-{3 + SPARE_ROWS - 1}-item" in form_of(page(kazakhstan, answer.headers["Location"]))


def test_a_pool_has_profiles_and_no_table_of_organisation(kazakhstan: Client, record: Record) -> None:
    parties = record.parties
    terms = pledge_terms("kaz-pool", "KAZ", unit_type="STAFF-OFF", strength=12, women=4)
    actions.create_pledge(parties["owning State"], terms, register=parties.organisations["UN"], today=DAY)
    send(kazakhstan, "/pledges/kaz-pool/pool/", pool__0__profile="Staff officer, operations", pool__0__count="10",
         pool__0__women="3", pool__0__languages="en;fr")  # fmt: skip
    pool = list_terms(Pledge.objects.get(reference="kaz-pool").latest, "pool")
    assert pool == (PoolTerms("Staff officer, operations", 10, women=3, languages="en;fr"),)
    shown = page(kazakhstan, "/pledges/kaz-pool/?as_of=2100-01-01")
    assert "Staff officer, operations" in shown
    assert "2 of those pledged stand in no line." in shown
    assert "Table of organisation" not in shown
    answer = send(kazakhstan, "/pledges/kaz-pool/organisation/", sub_units__0__outline="1", sub_units__0__name="HQ")
    assert "individuals pledged as a pool have none" in summary(answer)


def test_the_page_shows_every_list_with_its_totals(kazakhstan: Client, full: PledgeVersion) -> None:
    shown = re.sub(r"\s+", " ", page(kazakhstan, "/pledges/kaz-draft/"))
    for words in (
        "31 people in posts, 1 of them officers by their rank, 1 women.",
        "89 of the pledged strength stand in no post.",
        "14 items.",
        "75.0 % of the 12 of which it is said are serviceable now.",
        "the organisation that deploys",
        "a module of the unit",
        "changed: sub-units, posts, major equipment, self-sustainment, contributions",
    ):
        assert words in shown, words
    missing = re.search(r"Nobody is named for: ([^<]*)\.", shown)
    assert missing is not None
    assert "tentage" in missing[1]
    assert "laundry" not in missing[1]


def test_what_is_not_said_is_said_in_one_line(kazakhstan: Client) -> None:
    shown = page(kazakhstan, "/pledges/kaz-draft/")
    told = re.search(r"Not said: ([^<]*)\.", shown)
    assert told is not None
    assert "Airport of embarkation" in told[1]
    assert "Home base" not in told[1]


def test_women_are_shown_against_the_target_of_the_year(kazakhstan: Client, record: Record) -> None:
    submitted_pledge(record.parties, pledge_terms("kaz-women", "KAZ", women=12))
    assert "the target of" not in page(kazakhstan, "/pledges/kaz-women/"), "in 2018 there was none yet"
    shown = page(kazakhstan, "/pledges/kaz-women/?as_of=2025-06-01")
    assert "10.0 % women; the target of 2025 is 12 %" in shown
    assert "yellow" in shown


def test_a_new_pledge_is_offered_the_defaults_of_the_parameters_with_their_standing(kazakhstan: Client) -> None:
    shown = page(kazakhstan, "/pledges/new/")
    offered = form_of(shown)
    names = ("notice_days", "stay_minimum_months", "stay_maximum_months", "dwell_months")
    assert [offered[name] for name in names] == ["90", "6", "12", "12"]
    assert "Unless the State says otherwise: 90 days (local choice, Muster)." in shown
    for legend in ("Note verbale", "Unit", "Availability", "Conditions", "Partners"):
        assert f"<legend>{legend}</legend>" in shown


def test_a_file_is_attached_and_taken_off_by_form(kazakhstan: Client, record: Record) -> None:
    address = "/pledges/kaz-submitted/attachments/new/"
    sent = form_of(page(kazakhstan, address)) | {"kind": "TRAINING", "title": "Plan of the company"}
    answer = kazakhstan.post(address, sent | {"file": SimpleUploadedFile("plan.txt", b"Words")})
    assert answer.status_code == 302
    today = answer.headers["Location"]
    shown = page(kazakhstan, today)
    assert "Plan of the company" in shown
    assert "Plan of the company" in page(
        client(record, "secretariat reader"), "/pledges/kaz-submitted/?as_of=2100-01-01"
    )
    way = re.search(r'action="(/pledges/kaz-submitted/attachments/\d+/detach/)"', shown)
    assert way is not None
    assert kazakhstan.post(way[1]).status_code == 302
    assert "1 taken off" in page(kazakhstan, today)
    refused = kazakhstan.post(address, sent | {"file": SimpleUploadedFile("plan.html", b"Words")})
    assert "known kind of file" in summary(refused)


def test_a_focal_point_is_named_by_form(kazakhstan: Client, record: Record) -> None:
    address = "/pledges/kaz-submitted/focal-points/new/"
    number = record.persons["kept"].number
    answer = send(kazakhstan, address, number=str(number), function="Force generation desk")
    assert answer.status_code == 302
    shown = page(kazakhstan, answer.headers["Location"])
    assert "Family of the kept person" in shown
    assert "Force generation desk" in shown
    way = f"/pledges/kaz-submitted/focal-points/{number}/release/"
    assert way in shown
    assert kazakhstan.post(way).status_code == 302
    assert "Force generation desk" not in page(kazakhstan, answer.headers["Location"])
