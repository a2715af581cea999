"""What the API gives: the rows that the site shows, in pages, filtered, as of a day, each with source and standing."""

import hashlib

import pytest

from muster.audit.models import AuditEvent
from muster.missions.queries import visible_requirements
from muster.planning import Plan, Problem
from muster.pledges.queries import visible_pledges
from tests.api.caller import by_token
from tests.record import DAY, Record

AS_OF = "as_of=2018-10-01"
EVERYBODY = ("secretariat reader", "other secretariat", "mission", "owning State", "other State", "analyst")


@pytest.mark.parametrize("who", EVERYBODY)
def test_lists_hold_the_rows_of_the_rooms_own_queries(record: Record, who: str) -> None:
    caller, viewer = by_token(record.parties[who]), record.parties[who]
    for path, rows, name in (
        ("pledges", visible_pledges(viewer, DAY), "pledge__reference"),
        ("requirements", visible_requirements(viewer, DAY), "reference"),
    ):
        page = caller.get(f"{path}?{AS_OF}")
        references = [item["reference"] for item in page["items"]]
        assert references == list(rows.values_list(name, flat=True))
        assert page["count"] == len(references)


def test_a_list_comes_in_pages(record: Record) -> None:
    caller = by_token(record.parties["secretariat reader"])
    pages = [caller.get(f"pledges?limit=3&offset={offset}") for offset in (0, 3, 6)]
    assert [(page["count"], len(page["items"])) for page in pages] == [(4, 3), (4, 1), (4, 0)]
    references = [item["reference"] for page in pages for item in page["items"]]
    assert len(set(references)) == 4


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("pledges?state=KAZ", {"kaz-submitted", "kaz-agreed"}),
        ("pledges?unit_type=INF-BN", {"ind-battalion"}),
        ("pledges?level=L1", set()),
        ("pledges?level=L2&state=IND", {"ind-submitted", "ind-battalion"}),
        ("requirements?stage=draft", {"req-draft"}),
        ("requirements?mission=UNDOF", set()),
        ("requirements?unit_type=INF-COY", {"req-published", "req-draft"}),
        ("missions?active=true", {"UNIFIL", "UNDOF", "AMISOM"}),
        ("plans?stage=published", {"plan-2018-10-01-2"}),
        ("plans?planned_on=2018-10-02", set()),
        ("stays?stage=agreed", {"kaz-agreed"}),
        ("stays?state=IND&mission=UNIFIL", {"ind-battalion"}),
        ("arrivals?post=req-published-coy", set()),
    ],
)
def test_lists_are_filtered(record: Record, path: str, expected: set[str]) -> None:
    items = by_token(record.parties["secretariat reader"]).get(path)["items"]
    assert {item.get("reference") or item.get("pledge") or item["acronym"] for item in items} == expected


def test_a_pledge_comes_with_its_history_and_caveats(record: Record) -> None:
    pledge = by_token(record.parties["secretariat reader"]).get("pledges/kaz-submitted")
    assert [(one["level"], one["held_from"]) for one in pledge["levels"]] == [
        ("L1", "2018-01-01"),
        ("L2", "2018-01-01"),
    ]
    assert [(one["kind"], one["value"], one["text"], one["is_hard"]) for one in pledge["caveats"]] == [
        ("excluded-task", "task of kaz-submitted", "Words of kaz-submitted", True)
    ]
    assert (pledge["source"], pledge["standing"], pledge["illustrative"]) == (
        "Source of kaz-submitted",
        "entered",
        False,
    )


def test_a_mission_comes_with_its_mandates(record: Record) -> None:
    mission = by_token(record.parties["analyst"]).get("missions/UNIFIL")
    assert [one["resolution"] for one in mission["mandates"]] == ["Mandate of UNIFIL"]


def test_a_stay_names_its_pledge_only_to_who_may_see_the_pledge(record: Record) -> None:
    named = {
        who: [item["pledge"] for item in by_token(record.parties[who]).get("stays?stage=under-way")["items"]]
        for who in ("secretariat reader", "other State", "owning State", "analyst")
    }
    assert named == {
        "secretariat reader": ["ind-battalion"],
        "other State": ["ind-battalion"],
        "owning State": [None],
        "analyst": [None],
    }


def test_the_reasons_of_a_gap_are_the_secretariats_own(record: Record) -> None:
    """They speak of pledges, levels and caveats of all States."""
    path = "plans/plan-2018-10-01-2/gaps"
    own = by_token(record.parties["secretariat reader"]).get(path)["items"]
    others = by_token(record.parties["owning State"]).get(path)["items"]
    assert {gap["explanation"] is None for gap in own} == {False}
    assert {(gap["explanation"], gap["candidates"], gap["refusals_by_rule"]) for gap in others} == {(None, None, None)}
    assert {gap["requirement"] for gap in own} == {"req-published", "req-draft"}
    assert {gap["requirement"] for gap in others} == {"req-published"}


def test_the_stays_of_a_plan_are_each_partys_own(record: Record) -> None:
    path = "plans/plan-2018-10-01-2/stays"
    seen = {
        who: {stay["pledge"] for stay in by_token(record.parties[who]).get(path)["items"]}
        for who in ("secretariat reader", "mission", "other mission", "owning State", "other State", "analyst")
    }
    every = {"kaz-submitted", "kaz-agreed", "ind-battalion"}
    assert seen == {
        "secretariat reader": every,
        "mission": every,
        "other mission": set(),
        "owning State": {"kaz-submitted", "kaz-agreed"},
        "other State": {"ind-battalion"},
        "analyst": set(),
    }


def test_the_files_of_a_plan_are_those_of_the_planner(record: Record) -> None:
    caller = by_token(record.parties["secretariat reader"])
    plan, problem = (caller.ask("GET", f"plans/plan-2018-10-01-1/{name}.json").content for name in ("plan", "problem"))
    assert Plan.from_json_bytes(plan).problem_sha256 == hashlib.sha256(problem).hexdigest()
    assert {pledge.id for pledge in Problem.from_json_bytes(problem).pledges} >= {"kaz-submitted", "ind-submitted"}


def test_a_reference_table_is_read_as_of_a_day(record: Record) -> None:
    caller = by_token(record.parties["analyst"])
    names = {one["name"] for one in caller.get("reference")}
    assert {"states", "unit_types", "parameters"} <= names
    table = caller.get("reference/parameters?limit=1&as_of=2018-10-01")
    assert (len(table["items"]), table["count"] > 1) == (1, True)
    assert {"source", "standing"} <= set(table["items"][0])
    assert "There are: " in caller.get("reference/no-such-table", status=404)["detail"]
    assert caller.get("reference/states/ATL", status=404)["detail"].startswith('Table states has no row "ATL"')


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("sate=KAZ", "unknown: sate; there are as_of, in_doubt, level"),
        ("state=KAZ&state=IND", "given more than once: state; each takes one value"),
        ("limit=201", "less than or equal to 200"),
        ("limit=0", "greater than or equal to 1"),
        ("offset=-1", "greater than or equal to 0"),
        ("offset=99999999999999999999", "less than or equal to"),
        ("as_of=2018-10-01T00:00:00", "give a date as YYYY-MM-DD"),
        ("as_of=1538352000", "give a date as YYYY-MM-DD"),
        ("as_of=2018-02-30", "date"),
        ("level=L9", "Input should be 'L0'"),
        ("state=%00", "pattern"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_in_one_line(record: Record, query: str, words: str) -> None:
    answer = by_token(record.parties["analyst"]).get(f"pledges?{query}", status=422)
    assert words in answer["detail"]
    assert "\n" not in answer["detail"]
    assert answer["problems"][0]["place"].startswith("query.")


def test_reading_writes_nothing(record: Record) -> None:
    caller = by_token(record.parties["secretariat reader"])
    events = AuditEvent.objects.count()
    for path in ("me", "pledges", "pledges/kaz-submitted", "plans", "stays", "missions/UNIFIL"):
        caller.get(path)
    assert AuditEvent.objects.count() == events
