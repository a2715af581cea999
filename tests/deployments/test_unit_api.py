"""The API of units in theatre: a program keeps a unit from its arrival to its end as the pages do."""

from datetime import date

import pytest

from muster.deployments.actions import name_company
from muster.deployments.models import DeployedUnit, StrengthReport, Tour
from muster.deployments.workbooks import units
from muster.kit.workbooks import read
from tests.api.caller import by_token
from tests.deployments.planned import company_of
from tests.deployments.theatre import basis_of, company_in_theatre
from tests.record import DAY, Record

pytestmark = pytest.mark.once
NEW = {
    "reference": "unit-new",
    "title": "A new unit",
    "state": "KAZ",
    "post": "req-published-coy",
    "strength": 120,
    "present_from": "2018-09-30",
    "tour_months": 6,
    "overlap_days": 1,
}


def test_a_unit_is_entered_planned_changed_and_ended_by_a_program(record: Record) -> None:
    desk = by_token(record.parties["secretariat officer"])
    made = desk.post("deployed-units", NEW)
    assert (made["unit_type"], made["version"], made["standing"]) == ("INF-COY", 1, "entered")
    plan = desk.get("deployed-units/unit-new/tours/proposed?until=2019-06-01")
    assert [(one["rotation"], one["arrives_on"]) for one in plan["tours"]] == [
        ("R1", "2018-09-30"),
        ("R2", "2019-03-29"),
    ]
    stale = desk.post("deployed-units/unit-new/tours/accept", {"until": "2019-06-01", "seen": "R1"}, status=400)
    assert "changed meanwhile" in stale["detail"]
    tours = desk.post("deployed-units/unit-new/tours/accept", {"until": "2019-06-01", "seen": plan["seen"]})
    assert [one["stage"] for one in tours] == ["planned", "planned"]
    changed = desk.post(
        "deployed-units/unit-new/change", {"version": 1, "strength": 130, "reason": "Agreed anew"}, status=200
    )
    assert (changed["strength"], changed["version"]) == (130, 2)
    end = {"version": 2, "until": "2020-01-01", "reason": "It goes home"}
    assert desk.post("deployed-units/unit-new/end", end, status=200)["present_until"] == "2020-01-01"
    assert desk.get("deployed-units?mission=UNIFIL&state=KAZ")["count"] == 1


def test_a_tour_goes_its_way_over_the_api(record: Record) -> None:
    company_in_theatre()
    desk = by_token(record.parties["secretariat officer"])
    path = "deployed-units/unit-kaz/tours"
    for body, words in (
        ({"version": 1, "stage": "in-theatre", "on": "2018-09-30"}, "cannot become"),
        ({"version": 7, "stage": "agreed"}, "by somebody else meanwhile"),
    ):
        assert words in desk.post(f"{path}/R1/step", body, status=400)["detail"]
    desk.post(f"{path}/R1/step", {"version": 1, "stage": "agreed"}, status=200)
    came = {"version": 2, "stage": "in-theatre", "on": "2018-09-30", "people": 118, "women": 3}
    assert desk.post(f"{path}/R1/step", came, status=200)["arrived_on"] == "2018-09-30"
    moves = desk.get(f"{path}/R2/moves?arrives_on=2098-01-01&leaves_on=2098-07-01")
    assert [one["rotation"] for one in moves] == ["R1", "R2", "R3", "R4"]
    days = {"version": 1, "arrives_on": "2098-01-01", "leaves_on": "2098-07-01", "reason": "Late"}
    written = desk.post(f"{path}/R2/change", days, status=200)
    assert written[1]["arrives_on"] == "2098-01-01"
    assert Tour.objects.get(rotation="R1").leaves_on == date(2098, 1, 2)
    by_hand = {"rotation": "R9", "strength": 100, "arrives_on": "2099-01-01", "leaves_on": "2099-07-01"}
    assert desk.post(path, by_hand)["stage"] == "planned"
    assert desk.get("tours?unit=unit-kaz&stage=in-theatre")["count"] == 1


def test_the_company_of_a_tour_is_told_to_those_who_may_see_it_and_to_no_other(record: Record) -> None:
    company_in_theatre()
    company_of("kaz-first", record)
    named = name_company(record.parties["owning State"], "unit-kaz", "R2", "kaz-first", today=DAY)
    assert named.company is not None
    for kind, code in (("owning State", "kaz-first"), ("mission", None)):
        caller = by_token(record.parties[kind])
        tours = caller.get("tours?unit=unit-kaz")["items"]
        assert [one["company"] for one in tours if one["rotation"] == "R2"] == [code]
        (row,) = [one for one in caller.get("rotations")["items"] if one["unit"] == "unit-kaz"]
        assert [one["company"] for one in row["tours"] if one["rotation"] == "R2"] == [code]
        rows = read(units.form(), units.export(record.parties[kind], DAY)).rows["Tours"]
        assert [one["company"] or None for one in rows if one["rotation"] == "R2"] == [code]


def test_what_is_planned_is_on_the_board_of_the_sides_alone(record: Record) -> None:
    company_in_theatre()
    told = {kind: by_token(record.parties[kind]).get("rotations")["items"] for kind in ("owning State", "analyst")}
    assert [len(items[0]["tours"]) for items in told.values()] == [4, 0]


def test_of_many_reports_all_are_recorded_or_none_and_the_wrong_one_is_named(record: Record) -> None:
    company_in_theatre(with_tours=False)
    mission = by_token(record.parties["mission"])
    good = {"unit": "unit-kaz", "on": "2018-10-02", "men": 110, "women": 5, "support_men": 2}
    answer = mission.post("strength-reports", {"reports": [good, {**good, "on": "2018-09-01"}]}, status=400)
    assert [one["place"] for one in answer["problems"]] == ["report 2"]
    assert not StrengthReport.objects.exists()
    (made,) = mission.post("strength-reports", {"reports": [good]})
    assert (made["men"], made["support_men"]) == (110, 2)
    (seen,) = by_token(record.parties["analyst"]).get("strength-reports?unit=unit-kaz")["items"]
    assert (seen["men"], seen["support_men"]) == (110, None)


def test_places_and_legal_bases_are_kept_over_the_api(record: Record) -> None:
    unit = company_in_theatre(with_tours=False)
    state = by_token(record.parties["owning State"])
    path = f"deployed-units/{unit.reference}"
    state.post(
        f"{path}/places", {"place": "Position 4-3", "held_from": "2018-09-30", "latitude": 33.4, "longitude": 35.6}
    )
    assert state.get(f"{path}/places")["items"][0]["latitude"] == 33.4
    assert len(state.get(f"{path}/legal-bases")["gaps"]) == 1
    number = basis_of(unit)
    assert state.get(f"{path}/legal-bases")["gaps"] == []
    ended = state.post(f"{path}/legal-bases/{number}/end", {"until": "2019-01-01"}, status=200)
    assert ended["valid_until"] == "2019-01-01"
    assert len(state.get(f"{path}/legal-bases")["gaps"]) == 1
    assert by_token(record.parties["analyst"]).get(f"{path}/legal-bases") == {"items": [], "gaps": []}


def test_the_strength_of_a_mission_is_told_by_day_and_category(record: Record) -> None:
    company_in_theatre(with_tours=False)
    DeployedUnit.objects.update(present_from="2018-07-15")
    found = by_token(record.parties["analyst"]).get("missions/UNIFIL/strength?as_of=2018-10-01")
    assert found["days"][-1]["people"] == 120
    assert found["days"][-1]["categories"][0]["unsexed"] == 120
    assert [one["unit"] for one in found["units"]] == ["unit-kaz"]
