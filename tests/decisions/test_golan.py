"""The decision of January 2024 made again: which of seven missions is the least dangerous, as known on 15 January 2024.

In January 2024 Kazakhstan's ministry of defence said that the Golan had been chosen since an analysis found it the
least dangerous option (source S48). The data of that day are read again, with everything later on record too: nothing
later may be seen in them. The hand-made figures only have the shape of the public ones.
"""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from muster.authorisations.actions import record_act
from muster.authorisations.models import NationalAct
from muster.cli.app import app
from muster.decisions.data import Asked, keys, read_data
from muster.decisions.data.comparing import Candidate, compare
from muster.decisions.data.fatality import rank_of, rates_of, rates_under_way
from muster.decisions.data.keeping import kept
from muster.decisions.data.risk import fatality_points, trend_point
from muster.decisions.models import Criterion, StateInterest
from muster.reference.missions import mission
from muster.statistics.importing import import_set
from tests.decisions.data.ground import days_in, mandate_of, state_of_things
from tests.record import Record
from tests.statistics.figures.made import counts, death, monthly, months_of, operation, store_with
from tests.statistics.watch_ground import move_on, write_deaths

DECIDED = date(2024, 1, 15)
LATER = date(2024, 6, 1)
CANDIDATES = ("UNDOF", "UNIFIL", "UNMISS", "UNISFA", "MINUSCA", "MONUSCO", "UNTSO")
APPROVED = ("UNDOF", "UNTSO", "UNMISS", "UNISFA")
"""The missions for which the joint session of 19 January 2024 approved people (S48)."""
STRENGTHS = {
    "UNDOF": 1100, "UNIFIL": 10_000, "UNMISS": 15_000, "UNISFA": 3_200, "MINUSCA": 16_000, "MONUSCO": 14_000,
    "UNTSO": 150,
}  # fmt: skip
DEATHS = {
    "UNDOF": days_in("2022-05", 2, "Illness"),
    "UNIFIL": [*days_in("2022-12", 1), *days_in("2021-07", 8, "Illness")],
    "UNMISS": days_in("2022-02", 12, "Illness"),
    "UNISFA": days_in("2022-03", 6, "Accident"),
    "MINUSCA": [*days_in("2021-05", 10), *days_in("2022-08", 18, "Accident")],
    "MONUSCO": [*days_in("2022-07", 15), *days_in("2022-03", 22, "Accident")],
}
once = pytest.mark.once


def enter_store(folder: Path) -> None:
    """Write the figures known on the day: strengths until the end of 2023, deaths of three years, trend in Syria."""
    rows = [monthly(month, people, "IND", one) for one, people in STRENGTHS.items()
            for month in months_of("2021-01", 36)]  # fmt: skip
    store_with(
        folder,
        strengths=counts(*rows),
        register=[("operations", operation(one, date(1974, 5, 31))) for one in STRENGTHS],
        deaths=[
            ("fatalities", {**death(day, one), "incident": incident})
            for one, days in DEATHS.items()
            for day, incident in days
        ],
    )
    write_deaths(folder, {"SYR": (65, 60, 65, 60, 60, 60)}, last=date(2023, 12, 31))


def enter_later(folder: Path) -> None:
    """Write what became known after the day: strengths that grow, forty people of UNDOF killed, deaths in Syria."""
    store_with(
        folder,
        later_strengths=counts(*(monthly(month, 5_000, "FJI", "UNDOF") for month in months_of("2024-01", 5))),
        later_deaths=[
            ("fatalities", {**death(day), "mission": "UNDOF", "incident": "Malicious Act"})
            for day, _incident in days_in("2024-02", 29) + days_in("2024-03", 11)
        ],
    )
    write_deaths(folder, {"SYR": (500, 600, 700)}, last=date(2024, 3, 31), file="later.csv")
    move_on(folder)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store of the day."""
    enter_store(tmp_path)
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    return tmp_path


@pytest.fixture
def record_of_the_day(record: Record) -> Record:
    """What was on record on the day: consent, agreement, financing, the mandate of December 2023."""
    for kind, status in (("host-consent", "given"), ("forces-agreement", "in-force"), ("financing", "assessed")):
        state_of_things(record, kind, status, date(2022, 1, 1))
    mandate_of(record, date(2024, 1, 1), date(2024, 7, 1), resolution="S/RES/2718", known_from=date(2023, 12, 29))
    StateInterest.objects.create(
        state=record.parties.organisations["KAZ"], kind="region", value="Middle East", weight=1,
        valid_from=date(2020, 1, 1), known_from=date(2020, 1, 1),
    )  # fmt: skip
    return record


def asked(record: Record) -> Asked:
    """Kazakhstan asks for 139 people in UNDOF for twelve months."""
    state = record.parties.organisations["KAZ"]
    return Asked(state.pk, "KAZ", "UNDOF", 139, "contingent", date(2024, 2, 1), 12)


def read_as_bytes(record: Record, day: date) -> dict[str, bytes]:
    """Return the data of every criterion as they would be kept."""
    viewer = record.parties["owning State"]
    return {
        criterion: json.dumps(kept(read_data(viewer, asked(record), criterion, day))).encode()
        for criterion in Criterion.values
    }


def enter_later_facts(record: Record) -> None:
    """Enter what happened after the day: consent withdrawn, a ceiling cut, an act, an interest, an attack."""
    state_of_things(record, "host-consent", "withdrawn", date(2024, 3, 1))
    state_of_things(record, "casualties", "suffered", date(2024, 3, 1), people=40)
    state_of_things(record, "threat", "high", date(2023, 12, 1), known_from=date(2024, 2, 1))
    mandate_of(record, date(2024, 4, 1), None, resolution="S/RES/later", troop_ceiling=100)
    state = record.parties.organisations["KAZ"]
    act = NationalAct(state=state, reference="act-later", title="Later", decided_on=date(2024, 1, 19),
                      valid_from=date(2024, 1, 19), personnel_ceiling=430, known_from=date(2024, 1, 19))  # fmt: skip
    record_act(record.parties["owning State"], act, [record.missions["UNDOF"]])
    StateInterest.objects.create(
        state=state, kind="host", value="SYR", weight=-2, valid_from=date(2023, 1, 1), known_from=date(2024, 3, 1)
    )


@once
def test_undof_is_among_the_least_dangerous_of_the_candidates(record_of_the_day: Record, store: Path) -> None:
    state = record_of_the_day.parties.organisations["KAZ"]
    found = compare(record_of_the_day.parties["owning State"], state, CANDIDATES, DECIDED, people=139)
    order = [one.mission for one in found]
    assert set(order[:4]) == set(APPROVED)
    assert order[-2:] == ["MINUSCA", "MONUSCO"]
    golan = found[order.index("UNDOF")]
    assert (golan.risk(keys.HOSTILE_RATE), golan.risk(keys.FATALITY_DEATHS)) == ("0.000", "2")
    assert golan.risk(keys.THREAT_TREND) == "steady"
    assert golan.suggested["agreement"].verdict == "met"


@once
def test_what_became_known_later_changes_no_byte_of_the_day(record_of_the_day: Record, store: Path) -> None:
    before = read_as_bytes(record_of_the_day, DECIDED)
    enter_later(store)
    enter_later_facts(record_of_the_day)
    assert read_as_bytes(record_of_the_day, DECIDED) == before


@once
def test_as_of_a_later_day_every_gate_has_other_data(record_of_the_day: Record, store: Path) -> None:
    before = read_as_bytes(record_of_the_day, DECIDED)
    enter_later(store)
    enter_later_facts(record_of_the_day)
    after = read_as_bytes(record_of_the_day, LATER)
    assert {criterion for criterion in before if before[criterion] == after[criterion]} == set()
    state = record_of_the_day.parties.organisations["KAZ"]
    (golan,) = compare(record_of_the_day.parties["owning State"], state, ["UNDOF"], LATER, people=139)
    verdicts = {criterion: one.verdict for criterion, one in golan.suggested.items()}
    assert (verdicts["agreement"], verdicts["risk"]) == ("not-met", "not-met")
    assert golan.value("resources", keys.CEILING_SUFFICES) == "no"
    assert int(golan.risk(keys.HOSTILE_DEATHS)) == 40


@once
def test_the_command_prints_the_comparison_as_a_table_and_as_json(record_of_the_day: Record, store: Path) -> None:
    words = ["decisions", "compare", "--state", "kaz", "--on", "2024-01-15", "undof", "MINUSCA"]
    table = CliRunner().invoke(app, words, env={"COLUMNS": "200"}, catch_exceptions=False)
    assert (table.exit_code, "UNDOF" in table.output) == (0, True)
    told = CliRunner().invoke(app, [*words, "--json"], catch_exceptions=False)
    assert [one["mission"] for one in json.loads(told.output)] == ["UNDOF", "MINUSCA"]


@once
def test_a_mission_of_which_nothing_is_known_comes_last(record_of_the_day: Record, store: Path) -> None:
    state = record_of_the_day.parties.organisations["KAZ"]
    found: list[Candidate] = compare(record_of_the_day.parties["owning State"], state, ["AMISOM", "MONUSCO"], DECIDED)
    assert [one.mission for one in found] == ["MONUSCO", "AMISOM"]


@pytest.fixture(scope="module")
def public_store(public_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Contributions, register, casualties and conflict deaths of the public data."""
    folder = tmp_path_factory.mktemp("public")
    for name, path in (("ipi", "ipi_contributions"), ("un-yearly", "un_contributions_yearly"), ("views", "views")):
        import_set(name, public_data / path, folder=folder)
    import_set("un-psdata", public_data / "un_psdata", folder=folder)
    return folder


@pytest.mark.public_data
def test_the_public_record_has_undof_among_the_least_dangerous(
    public_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(public_store))
    rates = {one: rates_of(one, DECIDED) for one in CANDIDATES}
    assert {one for one, rate in rates.items() if rate.hostile.count == 0} == set(APPROVED)
    assert (rates["UNDOF"].every.count, rates["UNDOF"].since) == (2, date(2021, 1, 1))
    assert all(rate.every.interval and rate.known_from < DECIDED for rate in rates.values())
    under_way = rates_under_way(DECIDED)
    by_malice = {one: rank_of(one, under_way, hostile=True) or 99 for one in CANDIDATES}
    assert by_malice["UNDOF"] <= 3
    assert max(by_malice[one] for one in APPROVED) < min(by_malice[one] for one in ("UNIFIL", "MINUSCA", "MONUSCO"))
    trends = {one: trend_point(mission(one).host_iso3, one, DECIDED) for one in CANDIDATES}
    assert {one for one, point in trends.items() if point.value == "rising"} >= {"UNDOF", "UNTSO"}
    assert {point.known_from for point in trends.values()} == {date(2023, 12, 31)}


@pytest.mark.public_data
def test_cutting_off_what_the_register_tells_of_later_days_changes_nothing(
    public_store: Path, public_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(public_store))
    whole = [fatality_points(one, DECIDED) for one in CANDIDATES]
    later = [fatality_points(one, date(2025, 2, 1)) for one in CANDIDATES]
    cut, target = tmp_path / "un_psdata", tmp_path / "store"
    cut.mkdir()
    for path in (public_data / "un_psdata").glob("*.csv"):
        (cut / path.name).write_text(_until(path, DECIDED), encoding="utf-8")
    for name, where in (("ipi", public_data / "ipi_contributions"), ("un-psdata", cut),
                        ("un-yearly", public_data / "un_contributions_yearly")):  # fmt: skip
        import_set(name, where, folder=target)
    monkeypatch.setenv("MUSTER_STORE", str(target))
    assert [fatality_points(one, DECIDED) for one in CANDIDATES] == whole
    assert later != whole


def _until(path: Path, day: date) -> str:
    """Return a file of the public data without the casualties after a day; other files as they are."""
    text = path.read_text(encoding="utf-8-sig")
    if "FATALITIES" not in path.name:
        return text
    lines = text.splitlines()
    place = next(csv.reader(lines)).index("incident_date")
    kept_lines = [line for line in lines[1:] if next(csv.reader([line]))[place][:10] <= day.isoformat()]
    assert len(kept_lines) < len(lines) - 1
    return "\n".join([lines[0], *kept_lines]) + "\n"


def test_a_later_strength_does_not_reach_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mean of a year is known on its last day, and a month that lacks is not filled from the month after."""
    months = [monthly(month, 1000, "IND", "UNDOF") for month in months_of("2021-01", 35)]
    register = [("operations", operation("UNDOF", date(1974, 5, 31)))]
    store_with(tmp_path, strengths=counts(*months), register=register, deaths=[("fatalities", death(date(2001, 1, 1)))])
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    before = replace(rates_of("UNDOF", DECIDED), notes=())
    store_with(tmp_path, later=counts(monthly("2024-01", 9000, "IND", "UNDOF")))
    move_on(tmp_path)
    assert replace(rates_of("UNDOF", DECIDED), notes=()) == before
    assert before.every.person_years == 3000
