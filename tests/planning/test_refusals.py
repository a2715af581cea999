"""A problem that breaks the format is refused, with one line that names the place."""

import copy
import json
from typing import Any

import pytest

from muster.planning import CommittedStay, Problem, ProblemRefused, StateCeiling
from tests.planning.builders import CHECKER, battalion_problem, one_post_problem, pledge


def whole() -> dict[str, Any]:
    """A sound problem file with one row in every list."""
    content: dict[str, Any] = json.loads(
        one_post_problem(
            state_ceilings=(StateCeiling("A", 100),), committed=(CommittedStay("U", "P", -2, 1),)
        ).to_json_bytes()
    )
    content["arrivals"] = [{"mission": None, "personnel": 100}]
    content["incompatible"] = [["A", "B"]]
    return content


def lines_for(content: Any) -> tuple[str, ...]:
    with pytest.raises(ProblemRefused) as refusal:
        Problem.from_json_bytes(json.dumps(content).encode())
    assert all("\n" not in line for line in refusal.value.lines)
    return refusal.value.lines


ROWS = {
    "requirements": ("id", "mission", "max_states", "lead"),
    "posts": ("id", "requirement", "unit_type", "strength", "start", "end"),
    "pledges": ("id", "state", "unit_type", "strength", "ready_from", "min_stay", "max_stay", "dwell"),
    "options": ("pledge", "post", "value", "start_cost", "earliest", "latest"),
    "state_ceilings": ("state", "personnel"),
    "arrivals": ("mission", "personnel"),
    "committed": ("pledge", "post", "start", "end"),
}
NUMBERS = {"max_states", "strength", "start", "end", "ready_from", "min_stay", "max_stay", "dwell", "value"} | {
    "start_cost",
    "earliest",
    "latest",
    "personnel",
}
KEYS = [(name, key) for name, keys in ROWS.items() for key in keys]


def test_the_sound_problem_is_not_refused() -> None:
    assert Problem.from_json_bytes(json.dumps(whole()).encode()).count == 6


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_a_missing_key_is_refused(name: str, key: str) -> None:
    content = whole()
    del content[name][0][key]
    assert f"{name}[0].{key}: is missing" in lines_for(content)


@pytest.mark.parametrize("name", ["version", "periods", "incompatible", *ROWS])
def test_a_missing_list_is_refused(name: str) -> None:
    content = whole()
    del content[name]
    assert f"{name}: is missing" in lines_for(content)


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, key in KEYS if key in NUMBERS])
@pytest.mark.parametrize("value", [True, 1.5, 2.0, "3", None, 2**53, -(2**53), [], {}])
def test_a_number_that_is_not_an_integer_within_53_bits_is_refused(name: str, key: str, value: Any) -> None:
    content = whole()
    content[name][0][key] = value
    assert any(line.startswith(f"{name}[0].{key}: must be an integer") for line in lines_for(content))


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, key in KEYS if key not in NUMBERS])
@pytest.mark.parametrize("value", [3, True, ["A"]])
def test_a_name_that_is_no_string_is_refused(name: str, key: str, value: Any) -> None:
    content = whole()
    content[name][0][key] = value
    assert any(line.startswith(f"{name}[0].{key}: must be a string") for line in lines_for(content))


CHANGES = [
    (("version",), 2, "version: must be 1"),
    (("version",), True, "version: must be 1"),
    (("periods", "count"), 0, "periods.count: must be at least 1 and at most 100000 (0)"),
    (("periods", "count"), True, "periods.count: must be an integer, not true"),
    (("periods", "unit"), "year", 'periods.unit: must be month, week or day, not "year"'),
    (("periods", "start"), "2027-13-01", "periods.start: must be a date such as 2027-01-01"),
    (("posts",), {}, "posts: must be a list, not an object"),
    (("posts", 0), 7, "posts[0]: must be an object, not an integer"),
    (("posts", 0, "start"), 6, "posts[0].start: must be below end (6 >= 6)"),
    (("posts", 0, "start"), -1, "posts[0].start: must be at least 0 (-1)"),
    (("posts", 0, "end"), 7, "posts[0].end: must be at most periods.count (7 > 6)"),
    (("posts", 0, "strength"), 0, "posts[0].strength: must be at least 1 (0)"),
    (("posts", 0, "requirement"), "X", 'posts[0].requirement: "X" is not defined'),
    (("requirements", 0, "max_states"), 0, "requirements[0].max_states: must be at least 1 (0)"),
    (("requirements", 0, "lead"), "X", 'requirements[0].lead: "X" is not a post of "R"'),
    (("pledges", 0, "strength"), 0, "pledges[0].strength: must be at least 1 (0)"),
    (("pledges", 0, "ready_from"), -1, "pledges[0].ready_from: must be at least 0 (-1)"),
    (("pledges", 0, "min_stay"), 0, "pledges[0].min_stay: must be at least 1 (0)"),
    (("pledges", 0, "min_stay"), 4, "pledges[0].min_stay: must be at most max_stay (4 > 3)"),
    (("pledges", 0, "dwell"), -1, "pledges[0].dwell: must be at least 0 (-1)"),
    (("options", 0, "value"), 0, "options[0].value: must be at least 1 (0)"),
    (("options", 0, "start_cost"), -1, "options[0].start_cost: must be at least 0 (-1)"),
    (("options", 0, "pledge"), "X", 'options[0].pledge: "X" is not defined'),
    (("options", 0, "post"), "X", 'options[0].post: "X" is not defined'),
    (("state_ceilings", 0, "personnel"), -1, "state_ceilings[0].personnel: must be at least 0 (-1)"),
    (("arrivals", 0, "personnel"), -1, "arrivals[0].personnel: must be at least 0 (-1)"),
    (("incompatible", 0), ["A"], "incompatible[0]: must be a list of two States"),
    (("incompatible", 0), ["A", 1], "incompatible[0]: must be a list of two States"),
    (("committed", 0, "pledge"), "X", 'committed[0].pledge: "X" is not defined'),
    (("committed", 0, "post"), "X", 'committed[0].post: "X" is not defined'),
    (("committed", 0, "end"), -2, "committed[0].start: must be below end (-2 >= -2)"),
]


@pytest.mark.parametrize(("path", "value", "line"), CHANGES, ids=[line for _, _, line in CHANGES])
def test_a_value_out_of_its_range_is_refused(path: tuple[Any, ...], value: Any, line: str) -> None:
    content = whole()
    place = content
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert line in lines_for(content)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("requirements", 'requirements[1].id: "R"'),
        ("posts", 'posts[1].id: "P"'),
        ("pledges", 'pledges[1].id: "U"'),
        ("options", 'options[1]: "U" for "P"'),
        ("state_ceilings", 'state_ceilings[1].state: "A"'),
        ("arrivals", "arrivals[1].mission: null"),
    ],
)
def test_what_is_there_twice_is_refused(name: str, place: str) -> None:
    content = whole()
    content[name].append(copy.deepcopy(content[name][0]))
    assert lines_for(content) == (f"{place} is there already, in {name}[0]",)


def test_a_lead_of_another_requirement_is_refused() -> None:
    content = whole()
    content["requirements"].append({"id": "R2", "mission": "M", "max_states": 1, "lead": "P"})
    assert lines_for(content) == ('requirements[1].lead: "P" is not a post of "R2"',)


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[1", b"\xff\xfe\x00", b"nul", b"[" * 100_000, b'{"a": 1' + b"0" * 5000 + b"}"]
)
def test_what_is_not_json_is_refused_in_one_line(raw: bytes) -> None:
    with pytest.raises(ProblemRefused) as refusal:
        Problem.from_json_bytes(raw)
    assert len(refusal.value.lines) == 1


@pytest.mark.parametrize("content", [None, 3, "x", [], True])
def test_what_is_not_an_object_is_refused(content: Any) -> None:
    assert lines_for(content)[0].startswith("the file must be an object")


def test_a_name_with_line_breaks_is_told_on_one_line() -> None:
    content = whole()
    content["options"][0]["post"] = "a\nb"
    assert lines_for(content) == ('options[0].post: "a\\nb" is not defined',)


CLASHES = {
    "post held twice": (
        [CommittedStay("U1", "L", -1, 2), CommittedStay("U2", "L", 1, 3)],
        'committed[1]: post "L" is held at the same time by committed[0]',
    ),
    "dwell cut short": (
        [CommittedStay("U1", "L", -5, -1), CommittedStay("U1", "L", 0, 2)],
        'committed[1]: pledge "U1" starts 1 periods after committed[0] ends, its dwell is 2',
    ),
    "ceiling": (
        [CommittedStay("U2", "L", 2, 9)],
        'committed[0]: State "B" has 100 deployed in period 2, its ceiling is 99',
    ),
    "arrivals": (
        [CommittedStay("U1", "L", 0, 4), CommittedStay("U4", "C1", 0, 2)],
        'committed[1]: 200 arrive in mission "M" in period 0, the limit is 150',
    ),
    "number of States": (
        [CommittedStay("U1", "L", -1, 4), CommittedStay("U3", "C1", 1, 2), CommittedStay("U2", "C2", 0, 2)],
        'committed[2]: requirement "R" has 3 States, max_states is 2 in period 1',
    ),
    "no lead": (
        [CommittedStay("U1", "C1", 1, 2)],
        'committed[0]: requirement "R" is held without its lead "L" in period 1',
    ),
    "incompatible States": (
        [CommittedStay("U1", "L", -1, 2), CommittedStay("U5", "C1", 1, 3)],
        'committed[1]: requirement "R" has "A" and "D", which are incompatible, in period 1',
    ),
}


@pytest.mark.parametrize(("stays", "line"), CLASHES.values(), ids=list(CLASHES))
def test_committed_stays_that_clash_are_refused(stays: list[CommittedStay], line: str) -> None:
    content = json.loads(battalion_problem().to_json_bytes())
    content["pledges"][0]["dwell"] = 2
    for name, state in (("U4", "A"), ("U5", "D")):
        content["pledges"].append({**content["pledges"][1], "id": name, "state": state})
    content["state_ceilings"] = [{"state": "B", "personnel": 99}]
    content["arrivals"] = [{"mission": "M", "personnel": 150}]
    content["incompatible"] = [["D", "A"], ["A", "A"]]
    content["committed"] = [
        {"pledge": stay.pledge, "post": stay.post, "start": stay.start, "end": stay.end} for stay in stays
    ]
    assert line in lines_for(content)
    empty = {"stays": [], "objective": 0, "bound": 0, "status": "feasible"}
    assert list(CHECKER.violations(content, empty)), "the contract's checker sees no clash here"


LEGAL: dict[str, dict[str, Any]] = {
    "window that is empty": {
        "options": [{"pledge": "U", "post": "P", "value": 1, "start_cost": 0, "earliest": 5, "latest": 2}]
    },
    "names that are nowhere defined": {
        "arrivals": [{"mission": "nowhere", "personnel": 0}],
        "state_ceilings": [{"state": "nobody", "personnel": 0}],
        "incompatible": [["nobody", "A"], ["A", "nobody"], ["A", "A"]],
    },
    "stay that lies outside its post and past the end": {
        "committed": [{"pledge": "U", "post": "P", "start": 5, "end": 4000}]
    },
    "stay that lies before the start": {"committed": [{"pledge": "U", "post": "P", "start": -9, "end": -3}]},
    "further keys": {"remarks": [None, {"x": 1.5}]},
}


@pytest.mark.parametrize("changes", LEGAL.values(), ids=list(LEGAL))
def test_what_the_contract_allows_is_not_refused(changes: dict[str, Any]) -> None:
    assert Problem.from_json_bytes(json.dumps(whole() | changes).encode()).count == 6


def test_a_problem_made_in_memory_is_held_to_the_same_rules() -> None:
    with pytest.raises(ProblemRefused, match=r"pledges\[0\].min_stay: must be at least 1"):
        one_post_problem(pledges=(pledge("U", min_stay=0),))
