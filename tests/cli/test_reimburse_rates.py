"""`muster lease` and `muster loss`: rates of an item, and what is settled for one that is lost."""

import json

import pytest

from muster.cli.app import UNUSABLE, run

LEASE = {"--gfmv": "68000", "--life": "12", "--no-fault": "0.2", "--maintenance": "420.50"}
LOSS = {"--gfmv": "100000", "--repair": "80000"}


def arguments(command: str, options: dict[str, str], **changes: str) -> list[str]:
    merged = {**options, **{f"--{name.replace('_', '-')}": value for name, value in changes.items()}}
    return [command, *(word for pair in merged.items() for word in pair)]


def test_the_rates_of_a_lease_are_printed_to_the_cent(capsys: pytest.CaptureFixture[str]) -> None:
    # 68,000 / 144 + 0.2 % of 68,000 / 12 = 483.5555...
    assert run(arguments("lease", LEASE)) == 0
    assert capsys.readouterr().out == "dry 483.56, wet 904.06 US dollars a month\n"
    assert run([*arguments("lease", LEASE), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"dry": "483.56", "wet": "904.06"}


def test_the_wet_rate_is_rounded_by_itself_and_half_up(capsys: pytest.CaptureFixture[str]) -> None:
    given = arguments("lease", LEASE, gfmv="0.12", life="2", no_fault="0", maintenance="0.005")
    assert run([*given, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"dry": "0.01", "wet": "0.01"}


@pytest.mark.parametrize(
    ("repair", "told", "cents"),
    [
        ("9999.99", "repair", 999_999), ("10000", "significant damage", 1_000_000),
        ("75000", "significant damage", 7_500_000), ("75000.01", "total loss", 10_000_000),
    ],
)  # fmt: skip
def test_the_class_of_a_loss_follows_from_the_repair(
    repair: str, told: str, cents: int, capsys: pytest.CaptureFixture[str]
) -> None:
    given = arguments("loss", LOSS, repair=repair)
    assert run([*given, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"class": told, "amount_cents": cents}
    assert run(given) == 0
    assert capsys.readouterr().out == f"{told}: {cents // 100}.{cents % 100:02d} US dollars\n"


def test_a_total_loss_is_worth_less_what_was_paid(capsys: pytest.CaptureFixture[str]) -> None:
    given = arguments("loss", LOSS, life="10", months_used="60.5", factors_paid="12.34")
    assert run([*given, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["amount_cents"] == 10_000_000 - 5_041_667 - 1_234
    assert run(arguments("loss", LOSS, factors_paid="200000")) == 0
    assert capsys.readouterr().out == "total loss: 0.00 US dollars\n"


@pytest.mark.parametrize("alone", ["life", "months_used"])
def test_life_and_months_used_go_together(alone: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments("loss", LOSS, **{alone: "5"})) == UNUSABLE
    assert capsys.readouterr().err == "muster: --life and --months-used: give both or neither\n"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("-5", "must not be negative, and is -5"), ("5e3", 'must be a decimal such as "883.33", not "5e3"'),
        ("1,5", 'must be a decimal such as "883.33", not "1,5"'),
        ("nan", 'must be a decimal such as "883.33", not "nan"'),
        ("1" * 31, "must have at most 30 characters, and has 31"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("command", "option"),
    [*(("lease", name) for name in LEASE), ("loss", "--gfmv"), ("loss", "--repair"), ("loss", "--factors-paid")],
)
def test_a_number_that_is_none_is_one_line_that_names_the_option(
    command: str, option: str, value: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {**(LEASE if command == "lease" else LOSS), option: value}
    assert run(arguments(command, given)) == UNUSABLE
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"muster: {option}: {words}\n")


def test_a_life_of_no_time_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments("lease", LEASE, life="0")) == UNUSABLE
    assert run(arguments("loss", LOSS, life="0.0", months_used="1")) == UNUSABLE
    assert capsys.readouterr().err == "muster: --life: must be more than 0\n" * 2


def test_an_option_left_out_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lease", "--gfmv", "1"]) == UNUSABLE
    assert len(capsys.readouterr().err.splitlines()) == 1
