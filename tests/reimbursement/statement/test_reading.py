"""What a memorandum file must hold: every fault is one line that names the field, and all are told at once."""

import copy
import json
from fractions import Fraction
from typing import Any

import pytest

from muster.reimbursement.statement import Lease, MemorandumRefused, read_memorandum
from tests.reimbursement.statement.memoranda import (
    Content,
    laundry,
    memorandum,
    raw,
    served,
    stated,
    strength,
    truck,
    verified,
)

GONE = object()


def whole() -> Content:
    """Return a memorandum that has every key of the format."""
    return memorandum(
        parameters={"factor_cap_percent": 5},
        factors={"environment": "1.8", "intensified": "1.2", "hostile": "2.4", "transport": "1.25"},
        personnel=[strength(100, 90)],
        major_equipment=[truck(group="G", un_maintenance_cost="5", weapon_out=False, used_for_self_sustainment=False)],
        self_sustainment=[laundry()],
    )


def refusal(content: Any) -> tuple[str, ...]:
    with pytest.raises(MemorandumRefused) as error:
        read_memorandum(raw(content))
    return error.value.lines


def changed(path: str, value: Any) -> Content:
    """Return the whole memorandum with one field changed, or gone: `personnel.0.count`."""
    content = copy.deepcopy(whole())
    *way, last = path.split(".")
    place: Any = content
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return content


def place_of(path: str) -> str:
    """Return a path as messages write it: `personnel[0].count`."""
    found = ""
    for step in path.split("."):
        found += f"[{step}]" if step.isdigit() else f".{step}" if found else step
    return found


def test_the_whole_memorandum_is_read() -> None:
    found = read_memorandum(raw(whole()))
    assert (found.contributor, found.mission, found.unit) == ("Exampleland", "UNEXAMPLE", "Engineer company")
    (line,) = found.major_equipment
    assert (line.lease, line.group, line.quantity) == (Lease.WET, "G", 10)
    assert line.un_maintenance_cost == 5


def test_lists_parameters_and_factors_may_be_absent() -> None:
    found = read_memorandum(raw(memorandum()))
    assert (found.personnel, found.major_equipment, found.self_sustainment) == ((), (), ())
    assert found.parameters.overridden == frozenset()
    assert found.factors.environment == found.factors.transport == 0


def test_the_shipped_parameters_are_those_of_the_table() -> None:
    found = read_memorandum(raw(memorandum())).parameters
    assert found.serviceability_threshold_percent == 90
    assert found.factor_cap_percent == 5
    assert found.hostile_points_divisor == 7
    assert found.transport_percent_per_step == Fraction(1, 4)
    assert found.transport_step_km == 800
    assert found.proration == "days"


@pytest.mark.parametrize("value", [90, "90", "90.0"])
def test_a_parameter_is_an_integer_or_a_decimal_string(value: Any) -> None:
    found = read_memorandum(raw(memorandum(parameters={"serviceability_threshold_percent": value})))
    assert found.parameters.serviceability_threshold_percent == 90
    assert found.parameters.overridden == {"serviceability_threshold_percent"}


@pytest.mark.parametrize(
    "path",
    [
        "version", "contributor", "mission", "unit", "from", "until",
        "personnel.0.from", "personnel.0.until", "personnel.0.count", "personnel.0.ceiling",
        "major_equipment.0.item", "major_equipment.0.quantity", "major_equipment.0.lease", "major_equipment.0.gfmv",
        "major_equipment.0.life_years", "major_equipment.0.no_fault_percent", "major_equipment.0.maintenance",
        "major_equipment.0.verified", "major_equipment.0.verified.0.from", "major_equipment.0.verified.0.until",
        "major_equipment.0.verified.0.present", "major_equipment.0.verified.0.serviceable",
        "self_sustainment.0.category", "self_sustainment.0.rate", "self_sustainment.0.ceiling",
        "self_sustainment.0.verified", "self_sustainment.0.verified.0.from", "self_sustainment.0.verified.0.until",
        "self_sustainment.0.verified.0.people", "self_sustainment.0.verified.0.standard_met",
    ],
)  # fmt: skip
def test_a_field_that_is_missing_is_named(path: str) -> None:
    assert f"{place_of(path)}: is missing" in refusal(changed(path, GONE))


DECIMALS = [
    "factors.environment", "factors.intensified", "factors.hostile", "factors.transport",
    "major_equipment.0.gfmv", "major_equipment.0.life_years", "major_equipment.0.no_fault_percent",
    "major_equipment.0.maintenance", "major_equipment.0.un_maintenance_cost", "self_sustainment.0.rate",
]  # fmt: skip


@pytest.mark.parametrize("path", DECIMALS)
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "a number"), (1.5, "a number"), (None, "null"), (True, "true"), ([], "a list"),
        ("", '""'), ("1.", '"1."'), (".5", '".5"'), ("1e2", '"1e2"'), ("+1", '"+1"'), (" 1", '" 1"'),
        ("1,000", '"1,000"'), ("NaN", '"NaN"'), ("Infinity", '"Infinity"'), ("1/3", '"1/3"'), ("٣", '"\\u0663"'),
        ("1\n", '"1\\n"'), ("0x10", '"0x10"'), ("1_000", '"1_000"'),
    ],
)  # fmt: skip
def test_an_amount_or_percentage_that_is_no_decimal_string_is_named(path: str, value: Any, words: str) -> None:
    expected = f'{place_of(path)}: must be a decimal string such as "883.33", not {words}'
    assert refusal(changed(path, value)) == (expected,)


@pytest.mark.parametrize("path", DECIMALS)
def test_an_amount_or_percentage_below_nothing_is_named(path: str) -> None:
    assert refusal(changed(path, "-0.01")) == (f"{place_of(path)}: must not be negative, and is -0.01",)


def test_nothing_with_a_sign_is_nothing() -> None:
    assert stated(self_sustainment=[laundry(rate="-0.00")]).totals.all_cents == 0


def test_a_decimal_string_longer_than_any_amount_is_named() -> None:
    assert refusal(changed("self_sustainment.0.rate", "1" * 31)) == (
        "self_sustainment[0].rate: must have at most 30 characters, and has 31",
    )


def test_a_life_of_no_time_is_named() -> None:
    assert refusal(changed("major_equipment.0.life_years", "0.0")) == (
        "major_equipment[0].life_years: must be more than 0",
    )


COUNTS = [
    "personnel.0.count", "personnel.0.ceiling", "major_equipment.0.quantity", "major_equipment.0.verified.0.present",
    "self_sustainment.0.ceiling", "self_sustainment.0.verified.0.people", "self_sustainment.0.verified.0.served_by_un",
]  # fmt: skip


@pytest.mark.parametrize("path", COUNTS)
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("10", "must be an integer, not a string"), (1.0, "must be an integer, not a number that is not whole"),
        (True, "must be an integer, not true"), (None, "must be an integer, not null"), (-1, "must not be negative"),
        (10**9 + 1, "must be at most 1000000000"),
    ],
)  # fmt: skip
def test_a_count_that_is_no_integer_or_is_negative_is_named(path: str, value: Any, words: str) -> None:
    assert f"{place_of(path)}: {words}" in refusal(changed(path, value))


@pytest.mark.parametrize(("origin", "key"), [("hostile", "points"), ("transport", "route_km")])
def test_points_and_kilometres_are_integers_and_the_only_key_of_their_object(origin: str, key: str) -> None:
    place = f"factors.{origin}"
    assert refusal(changed(place, {key: "21"})) == (f"{place}.{key}: must be an integer, not a string",)
    assert refusal(changed(place, {key: -1})) == (f"{place}.{key}: must not be negative",)
    assert refusal(changed(place, {})) == (f"{place}.{key}: is missing",)
    assert refusal(changed(place, {key: 1, "percent": "2"})) == (f"{place}.percent: unknown key; known: {key}",)


@pytest.mark.parametrize(
    "path", ["major_equipment.0.weapon_out", "major_equipment.0.used_for_self_sustainment",
             "self_sustainment.0.verified.0.standard_met"]
)  # fmt: skip
@pytest.mark.parametrize(("value", "words"), [(1, "a number"), ("true", "a string"), (None, "null")])
def test_what_is_true_or_false_is_nothing_else(path: str, value: Any, words: str) -> None:
    assert refusal(changed(path, value)) == (f"{place_of(path)}: must be true or false, not {words}",)


@pytest.mark.parametrize(
    "path", ["contributor", "mission", "unit", "major_equipment.0.item", "major_equipment.0.group",
             "self_sustainment.0.category"]
)  # fmt: skip
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "must be a name, not empty"), ("  ", "must be a name, not empty"), (3, "must be a name, not a number"),
        ("a\nb", 'must be a name on one line, without control characters, not "a\\nb"'),
        ("\x1b[31m", 'must be a name on one line, without control characters, not "\\u001b[31m"'),
        ("\ud800", 'must be a name on one line, without control characters, not "\\ud800"'),
        ("\u2028", "must be a name, not empty"),
    ],
)  # fmt: skip
def test_a_name_is_something_that_can_be_written_on_a_line(path: str, value: Any, words: str) -> None:
    assert refusal(changed(path, value)) == (f"{place_of(path)}: {words}",)


@pytest.mark.parametrize("name", ["Côte d’Ivoire", "सेना", "می‌رود", "n°\u00a03", "🚒"])
def test_names_are_those_of_any_language(name: str) -> None:
    assert read_memorandum(raw(memorandum(unit=name))).unit == name


@pytest.mark.parametrize("path", ["from", "until", "personnel.0.from", "major_equipment.0.verified.0.until"])
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-3-1", 'must be a date written as 2025-03-31, not "2025-3-1"'),
        ("20250301", 'must be a date written as 2025-03-31, not "20250301"'),
        ("2025-03-01T00:00", 'must be a date written as 2025-03-31, not "2025-03-01T00:00"'),
        ("2025-02-29", "2025-02-29 is no day of the calendar"), ("0000-01-01", "0000-01-01 is no day of the calendar"),
        (20250301, "must be a date written as 2025-03-31, not a number"),
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_named_and_nothing_else(path: str, value: Any, words: str) -> None:
    assert refusal(changed(path, value)) == (f"{place_of(path)}: {words}",)


@pytest.mark.parametrize(
    "path", ["until", "personnel.0.until", "major_equipment.0.verified.0.until", "self_sustainment.0.verified.0.until"]
)
@pytest.mark.parametrize("day", ["2025-03-01", "2025-02-28"])
def test_until_must_come_after_from(path: str, day: str) -> None:
    expected = f"{place_of(path)}: must come after from: {day} is not after 2025-03-01"
    assert refusal(changed(path, day)) == (expected,)


def test_more_than_a_century_is_not_billed() -> None:
    assert refusal(changed("until", "2126-01-01")) == ("until: must come within 100 years of from",)


def test_more_serviceable_than_present_is_named() -> None:
    content = changed("major_equipment.0.verified.0.serviceable", 11)
    assert refusal(content) == ("major_equipment[0].verified[0].serviceable: must be at most present: 11 of 10",)
    stated(major_equipment=[truck(verified=[verified(11, 11)])])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("major_equipment.0.verified", [verified(1, 1, "2025-03-10"), verified(2, 1, until="2025-03-11")]),
        ("self_sustainment.0.verified", [served(1, start="2025-03-10"), served(2, until="2025-03-11")]),
        ("personnel", [strength(1, 1, "2025-03-10"), strength(1, 1, until="2025-03-11")]),
    ],
)
def test_periods_of_one_line_that_share_a_day_are_named_at_the_later_one(path: str, value: Any) -> None:
    assert refusal(changed(path, value)) == (
        f"{place_of(path)}[0].from: overlaps the period [2025-03-01, 2025-03-11) of the same line; "
        "from must be its until",
    )


def test_the_same_period_twice_is_an_overlap() -> None:
    lines = refusal(changed("self_sustainment.0.verified", [served(1), served(1)]))
    assert [line.split(":")[0] for line in lines] == ["self_sustainment[0].verified[1].from"]


def test_periods_that_meet_do_not_overlap() -> None:
    periods = [verified(10, 10, "2025-03-11"), verified(10, 10, until="2025-03-11")]
    assert stated(major_equipment=[truck(verified=periods)]).totals.all_cents == 1_100_000


def test_a_period_within_a_longer_one_is_an_overlap_and_so_is_the_next() -> None:
    periods = [verified(1, 1), verified(1, 1, "2025-03-05", "2025-03-06"), verified(1, 1, "2025-03-08", "2025-03-09")]
    lines = refusal(changed("major_equipment.0.verified", periods))
    assert [line.split(":")[0] for line in lines] == [
        "major_equipment[0].verified[1].from", "major_equipment[0].verified[2].from",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path", ["", "parameters", "factors", "personnel.0", "major_equipment.0", "major_equipment.0.verified.0",
             "self_sustainment.0", "self_sustainment.0.verified.0"]
)  # fmt: skip
def test_an_unknown_key_is_named(path: str) -> None:
    (line,) = refusal(changed(f"{path}.colour".lstrip("."), "red"))
    assert line.startswith(f"{place_of(f'{path}.colour'.lstrip('.'))}: unknown key; known: ")


def test_an_unknown_key_that_is_no_word_is_quoted_and_cut() -> None:
    (line,) = refusal(changed("a b\n", 1))
    assert line.startswith('"a b\\n": unknown key; ')
    (line,) = refusal(changed("x" * 5000, 1))
    assert line.startswith(f'"{"x" * 40}...": unknown key; ')


@pytest.mark.parametrize(("value", "words"), [("lent", '"lent"'), ("Wet", '"Wet"'), (1, "a number"), ([], "a list")])
def test_an_unknown_lease_is_named(value: Any, words: str) -> None:
    expected = f"major_equipment[0].lease: must be one of wet, dry, maintenance-only, not {words}"
    assert refusal(changed("major_equipment.0.lease", value)) == (expected,)


@pytest.mark.parametrize("value", [2, 1.0, True, "1", None])
def test_another_version_is_refused(value: Any) -> None:
    assert refusal(changed("version", value)) == ("version: must be 1",)


@pytest.mark.parametrize("path", ["personnel", "major_equipment", "self_sustainment", "major_equipment.0.verified"])
def test_a_list_is_a_list(path: str) -> None:
    assert refusal(changed(path, {})) == (f"{place_of(path)}: must be a list, not an object",)


@pytest.mark.parametrize("path", ["personnel", "major_equipment", "self_sustainment", "major_equipment.0.verified"])
def test_an_entry_that_is_no_object_is_one_fault(path: str) -> None:
    assert refusal(changed(path, ["x"])) == (f"{place_of(path)}[0]: must be an object, not a string",)


@pytest.mark.parametrize("path", ["parameters", "factors"])
@pytest.mark.parametrize(("value", "words"), [(None, "null"), ([], "a list"), ("5", "a string")])
def test_parameters_and_factors_are_objects(path: str, value: Any, words: str) -> None:
    assert refusal(changed(path, value)) == (f"{path}: must be an object, not {words}",)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("factor_cap_percent", 5.0, 'must be an integer or a decimal string such as "883.33", not a number'),
        ("factor_cap_percent", -1, "must not be negative"),
        ("factor_cap_percent", "-1", "must not be negative, and is -1"),
        ("factor_cap_percent", 10**12, "must be at most 1000000000"),
        ("factor_cap_percent", True, 'must be an integer or a decimal string such as "883.33", not true'),
        ("transport_step_km", 0, "must be more than 0"),
        ("hostile_points_divisor", "0.0", "must be more than 0"),
        ("hostile_points_divisor", -7, "must not be negative"),
        ("proration", "months", 'must be one of days, not "months"'),
        ("proration", 30, "must be one of days, not a number"),
        ("rounding", "up", "unknown key; known: serviceability_threshold_percent, transport_percent_per_step, "
         "transport_step_km, factor_cap_percent, hostile_points_divisor, proration"),
    ],
)  # fmt: skip
def test_a_parameter_that_cannot_be_is_named(name: str, value: Any, words: str) -> None:
    assert refusal(memorandum(parameters={name: value})) == (f"parameters.{name}: {words}",)


def test_every_fault_of_a_file_is_told_at_once() -> None:
    content = whole()
    content["unit"] = ""
    content["personnel"][0]["count"] = -1
    content["major_equipment"][0]["lease"] = "lent"
    content["self_sustainment"][0]["verified"][0]["people"] = "many"
    assert [line.split(":")[0] for line in refusal(content)] == [
        "unit", "personnel[0].count", "major_equipment[0].lease", "self_sustainment[0].verified[0].people",
    ]  # fmt: skip


def test_every_line_of_a_refusal_is_one_line() -> None:
    content = memorandum(**{"from": "x\ny" * 100, "unit": "\r\n\x00", "a\nb": 1}, major_equipment=[truck(lease="\n")])
    lines = refusal(content)
    assert len(lines) == 4
    assert all(line.isprintable() and len(line) < 300 for line in lines)


def test_a_memorandum_of_every_key_says_the_same_after_a_second_reading() -> None:
    content = whole()
    assert read_memorandum(raw(content)) == read_memorandum(json.dumps(content, indent=2).encode())
