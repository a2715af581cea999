"""A unit's strength, places and legal basis are entered and shown on pages; so is a mission's strength."""

import pytest
from django.test import Client

from muster.deployments.actions import enter_legal_basis, enter_unit, move_unit, record_strength
from muster.deployments.models import DeployedUnit, LegalBasis, StrengthReport, Tour, UnitLocation
from muster.deployments.pages.strength_chart import Bar, strength_chart
from muster.deployments.queries.mission_strength import mission_strength
from muster.deployments.terms import BasisTerms, MoveTerms, StrengthTerms
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import COMPANY, company_in_theatre
from tests.record import DAY, Record
from tests.web.browsing import browser_of, check_page

pytestmark = pytest.mark.once
UNIT = "/deployments/units/unit-kaz/"


@pytest.fixture
def company(record: Record) -> DeployedUnit:
    return company_in_theatre(with_tours=False)


def browser(record: Record, kind: str) -> Client:
    return browser_of(record.parties.users[kind])


def test_a_unit_shows_what_was_reported_and_the_days_without_an_instrument(
    company: DeployedUnit, record: Record
) -> None:
    record_strength(SYSTEM, "unit-kaz", StrengthTerms(DAY, men=113, women=4, support_men=9), today=DAY)
    move_unit(SYSTEM, "unit-kaz", MoveTerms("Ebel es Saqi", COMPANY.present_from), today=DAY)
    page = check_page(browser(record, "owning State"), UNIT)
    assert "Company of Kazakhstan: 117 people in theatre on 1 Oct 2018" in page
    assert "Ebel es Saqi" in page
    assert "Support element: men" in page
    assert "no instrument covers the unit from 30 September 2018 with no end" in page
    enter_legal_basis(
        SYSTEM, "unit-kaz",
        BasisTerms(COMPANY.present_from, kind="memorandum", title="The memorandum", covers_support=True), today=DAY,
    )  # fmt: skip
    assert "Everybody in theatre stands on an instrument" in check_page(browser(record, "mission"), UNIT)


def test_to_others_a_unit_shows_neither_support_element_nor_legal_basis(company: DeployedUnit, record: Record) -> None:
    record_strength(SYSTEM, "unit-kaz", StrengthTerms(DAY, men=113, women=4, support_men=9), today=DAY)
    enter_legal_basis(SYSTEM, "unit-kaz", BasisTerms(DAY, kind="memorandum", title="The memorandum"), today=DAY)
    page = check_page(browser(record, "analyst"), UNIT)
    assert "117 people in theatre" in page
    assert [
        words for words in ("upport element", "The memorandum", "no instrument", "Report strength") if words in page
    ] == []


def test_the_states_in_a_unit_are_told_with_their_people(company: DeployedUnit, record: Record) -> None:
    inner = COMPANY.__class__(
        **{**COMPANY.__dict__, "reference": "unit-ind", "state": "IND", "strength": 30, "inside": "unit-kaz"}
    )
    enter_unit(SYSTEM, inner, today=DAY)
    page = check_page(browser(record, "analyst"), UNIT)
    assert "Contributions by State" in page
    assert "150" in page


@pytest.mark.parametrize(
    ("door", "said", "model"),
    [
        ("strength", {"on": "2018-10-01", "men": "110", "women": "5"}, StrengthReport),
        ("move", {"place": "Naqoura", "held_from": "2018-10-01"}, UnitLocation),
        ("legal-basis", {"kind": "memorandum", "title": "The memorandum", "valid_from": "2018-10-01"}, LegalBasis),
    ],
)
def test_what_a_form_says_is_recorded_and_what_it_cannot_mean_is_told(
    company: DeployedUnit, record: Record, door: str, said: dict[str, str], model: type[StrengthReport]
) -> None:
    client = browser(record, "owning State")
    day = next(name for name in ("on", "held_from", "valid_from") if name in said)
    assert client.post(f"{UNIT}{door}/", {**said, day: "someday"}).status_code == 400
    assert not model.objects.exists()
    assert client.post(f"{UNIT}{door}/", said).status_code == 302
    assert model.objects.count() == 1


def test_a_unit_is_changed_by_form_once(company: DeployedUnit, record: Record) -> None:
    client = browser(record, "secretariat officer")
    said = {"version": "1", "strength": "100", "present_until": "", "reason": "Reduced by letter"}
    assert client.post(f"{UNIT}change/", said).status_code == 302
    assert client.post(f"{UNIT}change/", {**said, "strength": "90"}).status_code == 400
    company.refresh_from_db()
    assert (company.strength, company.version) == (100, 2)


def test_a_mission_shows_its_people_by_category_and_unit(company: DeployedUnit, record: Record) -> None:
    record_strength(SYSTEM, "unit-kaz", StrengthTerms(DAY, men=113, women=4), today=DAY)
    page = check_page(browser(record, "analyst"), "/deployments/strength/UNIFIL/")
    assert "UNIFIL: 117 people in theatre on 1 Oct 2018" in page
    assert "of 117 reported by sex" in page
    assert "Company of Kazakhstan" in page


def test_a_chart_has_a_ceiling_only_where_one_is_known() -> None:
    bars = [Bar("2018-09-30", (2, 3)), Bar("2018-10-01", (2, 4))]
    drawn = strength_chart(bars, ("women", "men"), title="Title", summary="Summary", id="drawn")
    assert list(drawn.headings) == ["Day", "women", "men"]
    with_ceiling = strength_chart(
        [*bars, Bar("2018-10-31", (2, 4), 10)], ("women", "men"), title="Title", summary="Summary", id="drawn"
    )
    assert [row[-1] for row in with_ceiling.rows] == ["–", "–", 10]


def test_a_ceiling_far_above_the_people_is_told_in_words_and_leaves_the_bars_readable() -> None:
    near, far = ([Bar("2018-10-01", (100, 20), ceiling)] for ceiling in (300, 15_000))
    drawn = [strength_chart(bars, ("women", "men"), title="T", summary="S", id="drawn") for bars in (near, far)]
    parts = [{row["part"] for row in chart.spec["data"]["values"]} for chart in drawn]
    assert parts == [{"women", "men", ""}, {"women", "men"}]
    assert [len(chart.legend) for chart in drawn] == [3, 2]
    assert "15,000, lies far above" in str(drawn[1].summary)
    assert [row[-1] for row in drawn[1].rows] == [15_000]


def test_a_mission_without_people_keeps_its_ceiling_in_the_picture() -> None:
    drawn = strength_chart([Bar("2018-10-01", (0, 0), 500)], ("women", "men"), title="T", summary="S", id="drawn")
    assert len(drawn.legend) == 3


def test_an_instrument_is_ended_through_its_door_by_those_who_keep_the_unit(
    company: DeployedUnit, record: Record
) -> None:
    basis = enter_legal_basis(
        SYSTEM, "unit-kaz", BasisTerms(COMPANY.present_from, None, "memorandum", "Memorandum"), today=DAY
    )
    address = f"{UNIT}legal-basis/{basis.pk}/end/"
    mission = browser(record, "mission")
    assert address in check_page(mission, UNIT)
    assert address not in check_page(browser(record, "secretariat reader"), UNIT)
    assert mission.post(address, {"until": "2018-01-01"}).status_code == 400
    assert mission.post(address, {"until": "2019-01-01"}).status_code == 302
    assert LegalBasis.objects.get().valid_until is not None
    assert address not in check_page(mission, UNIT)
    assert mission.get(f"{UNIT}legal-basis/{basis.pk + 1}/end/").status_code == 404


def test_the_women_of_a_category_have_a_light_in_a_year_with_a_target(company: DeployedUnit, record: Record) -> None:
    day = DAY.replace(year=2019)
    record_strength(SYSTEM, "unit-kaz", StrengthTerms(day, men=100, women=20), today=day)
    found = mission_strength(SYSTEM, day, "UNIFIL")
    assert {name: (one.women, one.light) for name, one in found.lights.items()} == {"troops": (20, "green")}
    assert mission_strength(SYSTEM, DAY, "UNIFIL").lights == {}


def test_a_unit_shows_its_tours_by_the_rules_beside_what_happened(record: Record) -> None:
    company_in_theatre()
    analyst = browser(record, "analyst")
    assert "By the rules, and what happened" not in check_page(analyst, UNIT)
    Tour.objects.filter(rotation="R1").update(stage="in-theatre", arrived_on=COMPANY.present_from)
    assert "By the rules, and what happened" in check_page(analyst, UNIT)
