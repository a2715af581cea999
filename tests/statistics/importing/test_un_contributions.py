"""The hub's contributions, read as columns: what a row gives, what is repaired under which rule, what is refused where.

The rows are made by hand in the form of the hub's set DPO-UCHISTORICAL (United Nations, DPPA-DPO-DOS Peace and Security
Data Hub, CC BY 3.0 IGO), as its catalogue describes the columns; the figures are made up.
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from muster.kit.errors import Refused
from muster.statistics.importing import FileReport, hub_meanings, import_set, un_contributions
from muster.statistics.importing.ipi import MONTH_END
from muster.statistics.importing.names import MISSION_VARIANT, STATE_VARIANT
from muster.statistics.importing.report import MOST_REFUSALS_TOLD
from muster.statistics.store import Store, open_store

HEADING = (
    "contribution_id,isocode3,m49_code,contributing_country,mission_acronym,personnel_type,"
    "female_personnel,male_personnel,last_reporting_date"
)
GOOD = "1,KAZ,398.0,Kazakhstan,UNIFIL,Troops,5,117,2019-12-31"


def csv_of(folder: Path, rows: Sequence[str], heading: str = HEADING) -> Path:
    file = folder / "DPO-UCHISTORICAL.csv"
    file.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return file


def imported(file: Path, store: Path, as_of: date | None = None) -> FileReport:
    report = import_set("un-contributions", file, folder=store, as_of=as_of)
    assert len(report.files) == 1
    return report.files[0]


def counts(store: Path) -> list[tuple[object, ...]]:
    found = open_store(store).query(
        "SELECT date, state, mission, personnel_type, sex, count FROM contributions ORDER BY ALL"
    )
    return list(found.rows)


def test_a_row_gives_the_women_the_men_and_both(tmp_path: Path) -> None:
    report = imported(csv_of(tmp_path, [GOOD]), tmp_path / "store")
    day = date(2019, 12, 31)
    assert counts(tmp_path / "store") == [
        (day, "KAZ", "UNIFIL", "troops", "all", 122),
        (day, "KAZ", "UNIFIL", "troops", "female", 5),
        (day, "KAZ", "UNIFIL", "troops", "male", 117),
    ]
    assert (report.rows_read, report.rows_kept, report.refused_rows) == (1, {"contributions": 3}, 0)
    assert not report.repaired


def test_a_row_says_where_it_comes_from_and_when_it_became_known(tmp_path: Path) -> None:
    imported(csv_of(tmp_path, ["x", GOOD]), tmp_path / "store")
    found = open_store(tmp_path / "store").query(
        "SELECT DISTINCT grain, stored, months_present, source, file, line, vintage, known_on FROM contributions "
        "WHERE sex = 'all'"
    )
    assert found.rows == (
        ("month", 122.0, None, "un-contributions", "DPO-UCHISTORICAL.csv", 2, None, date(2019, 12, 31)),
    )


@pytest.mark.parametrize(
    ("spelled", "kind"),
    [
        ("Troops", "troops"),
        ("staff_officer", "staff_officers"),
        ("formed_police_units", "formed_police"),
        ("Individual Police", "individual_police"),
        ("experts_on_mission", "experts"),
        ("Experts on Mission", "experts"),
    ],
)
def test_every_type_of_the_catalogue_is_known(tmp_path: Path, spelled: str, kind: str) -> None:
    imported(csv_of(tmp_path, [GOOD.replace("Troops", spelled)]), tmp_path / "store")
    assert {row[3] for row in counts(tmp_path / "store")} == {kind}


@pytest.mark.parametrize(
    ("cells", "state", "rules"),
    [
        ("398,KAZ,Kazakhstan", "KAZ", {hub_meanings.EXCHANGED}),
        ("398.0,kaz,", "KAZ", {hub_meanings.EXCHANGED}),
        (",398.0,", "KAZ", {hub_meanings.BY_NUMBER}),
        ("NAM,516.0,Namibia", "NAM", set()),
        (",,Namibia", "NAM", {hub_meanings.BY_NAME}),
        (",,The former Yugoslav Republic o", "MKD", {hub_meanings.BY_NAME, STATE_VARIANT}),
        ("KAZ,356.0,Kazakhstan", "KAZ", {hub_meanings.OUTVOTED}),
        ("IND,398.0,Kazakhstan", "KAZ", {hub_meanings.OUTVOTED}),
        ("KAZ,398.0,A name that nobody knows", "KAZ", set()),
        ("YUG,,Yugoslavia", "YUG", set()),
        ("AFG,4.0,Afghanistan", "AFG", set()),
    ],
)
def test_a_state_is_what_its_cells_agree_on(tmp_path: Path, cells: str, state: str, rules: set[str]) -> None:
    report = imported(csv_of(tmp_path, [GOOD.replace("KAZ,398.0,Kazakhstan", cells)]), tmp_path / "store")
    assert {row[1] for row in counts(tmp_path / "store")} == {state}
    assert set(report.repaired) == rules


@pytest.mark.parametrize(
    ("day", "end", "rules"),
    [
        ("2019-12-31", date(2019, 12, 31), set()),
        ("2019-12-31T00:00:00", date(2019, 12, 31), set()),
        ("2019-12-31T00:00:00Z", date(2019, 12, 31), set()),
        ("2000-02-28", date(2000, 2, 29), {MONTH_END}),
        ("31-Jan-21", date(2021, 1, 31), {hub_meanings.OTHER_DATE}),
        ("1612051200000", date(2021, 1, 31), set()),
        ("-1000", date(1969, 12, 31), set()),
    ],
)
def test_a_date_is_put_at_the_end_of_its_month(tmp_path: Path, day: str, end: date, rules: set[str]) -> None:
    report = imported(csv_of(tmp_path, [GOOD.replace("2019-12-31", day)]), tmp_path / "store")
    assert {row[0] for row in counts(tmp_path / "store")} == {end}
    assert set(report.repaired) == rules


def test_a_mission_known_under_another_acronym_has_ours(tmp_path: Path) -> None:
    report = imported(csv_of(tmp_path, [GOOD.replace("UNIFIL", "ONUCI")]), tmp_path / "store")
    assert {row[2] for row in counts(tmp_path / "store")} == {"UNOCI"}
    assert report.repaired == {MISSION_VARIANT: 1}


def test_a_figure_missing_for_one_sex_is_none(tmp_path: Path) -> None:
    report = imported(csv_of(tmp_path, [GOOD.replace("5,117", ",117")]), tmp_path / "store")
    assert [(row[4], row[5]) for row in counts(tmp_path / "store")] == [("all", 117), ("female", 0), ("male", 117)]
    assert report.repaired == {hub_meanings.FIGURE_MISSING: 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("Troops", "Civilians"), "personnel_type 'Civilians' is none that is known"),
        (GOOD.replace("UNIFIL", ""), "mission_acronym is empty"),
        (GOOD.replace("2019-12-31", "soon"), "last_reporting_date 'soon' is no date"),
        (GOOD.replace("2019-12-31", "1812-12-31"), "last_reporting_date '1812-12-31' is no day between 1945 and 2100"),
        (GOOD.replace("117", "117.5"), "male_personnel '117.5' is no whole number of 0 or more"),
        (GOOD.replace(",5,", ",-5,"), "female_personnel '-5' is no whole number of 0 or more"),
        (GOOD.replace(",5,", ",five,"), "female_personnel 'five' is no whole number of 0 or more"),
        (GOOD.replace(",5,", ",inf,"), "female_personnel 'inf' is no whole number of 0 or more"),
        (GOOD.replace("5,117", ","), "neither female_personnel nor male_personnel is given"),
        (GOOD.replace("KAZ,398.0,Kazakhstan", "KAZ,356.0,"), "the cells tell two States: isocode3 KAZ, m49_code IND"),
        (
            GOOD.replace("KAZ,398.0,Kazakhstan", ",,Atlantis"),
            "no State is told by isocode3 '', m49_code '', contributing_country 'Atlantis'",
        ),
        ("1,KAZ,398.0", "the line has too few cells"),
        (GOOD + ",more", "the line has too many cells"),
    ],
)
def test_a_row_that_means_nothing_is_refused_where_it_stands(tmp_path: Path, row: str, reason: str) -> None:
    report = imported(csv_of(tmp_path, [GOOD.replace("1,KAZ", "2,KAZ"), row]), tmp_path / "store")
    assert [(one.line, one.reason) for one in report.refused] == [(2, reason)]
    assert (report.rows_read, report.refused_rows, report.rows_kept) == (2, 1, {"contributions": 3})


def test_rows_keep_their_numbers_behind_lines_that_are_no_rows(tmp_path: Path) -> None:
    rows = [f"{number},KAZ,398.0,Kazakhstan,UNIFIL,Troops,0,{number},2019-12-31" for number in range(1, 9)]
    rows[0] = rows[3] = rows[4] = "broken"
    report = imported(csv_of(tmp_path, rows), tmp_path / "store")
    found = open_store(tmp_path / "store").query(
        "SELECT line, count FROM contributions WHERE sex = 'all' ORDER BY line"
    )
    assert found.rows == ((2, 2), (3, 3), (6, 6), (7, 7), (8, 8))
    assert [one.line for one in report.refused] == [1, 4, 5]


def test_only_the_first_refusals_are_told_and_all_are_counted(tmp_path: Path) -> None:
    rows = [GOOD.replace("Troops", "Civilians") for _ in range(MOST_REFUSALS_TOLD + 50)]
    report = imported(csv_of(tmp_path, [*rows, "broken", GOOD]), tmp_path / "store")
    assert report.refused_rows == MOST_REFUSALS_TOLD + 51
    assert [one.line for one in report.refused] == list(range(1, MOST_REFUSALS_TOLD + 1))


def test_a_file_of_refused_rows_alone_leaves_no_table(tmp_path: Path) -> None:
    report = imported(csv_of(tmp_path, ["broken"]), tmp_path / "store")
    assert (report.rows_read, report.rows_kept) == (1, {})
    assert not open_store(tmp_path / "store").has("contributions")


def test_a_row_given_twice_under_one_id_counts_once(tmp_path: Path) -> None:
    report = imported(csv_of(tmp_path, [GOOD, GOOD, GOOD.replace("1,KAZ", "2,KAZ")]), tmp_path / "store")
    assert [row[5] for row in counts(tmp_path / "store") if row[4] == "all"] == [122, 122]
    assert report.repaired == {un_contributions.GIVEN_TWICE: 1}


def test_an_id_that_comes_again_with_other_figures_is_refused(tmp_path: Path) -> None:
    report = imported(csv_of(tmp_path, [GOOD, GOOD.replace("117", "118")]), tmp_path / "store")
    assert [(one.line, one.reason) for one in report.refused] == [(2, "contribution_id 1 has other figures in row 1")]
    assert [row[5] for row in counts(tmp_path / "store") if row[4] == "all"] == [122]


def test_an_id_used_for_two_missions_is_two_rows(tmp_path: Path) -> None:
    imported(csv_of(tmp_path, [GOOD, GOOD.replace("UNIFIL", "UNDOF")]), tmp_path / "store")
    assert len(counts(tmp_path / "store")) == 6


def test_what_was_not_known_on_the_day_is_left_out(tmp_path: Path) -> None:
    rows = [GOOD, GOOD.replace("2019-12-31", "2020-01-31"), "2,398,KAZ,,UNIFIL,Troops,0,1,2020-02-29"]
    file = csv_of(tmp_path, rows)
    report = imported(file, tmp_path / "store", as_of=date(2020, 1, 30))
    assert {row[0] for row in counts(tmp_path / "store")} == {date(2019, 12, 31)}
    assert report.left_out == {"not known on the day of the import": 2}
    assert not report.repaired
    assert imported(file, tmp_path / "store").rows_kept == {"contributions": 9}


def test_json_of_the_hub_says_the_same(tmp_path: Path) -> None:
    """Dates come as milliseconds, negative before 1970, and the M49 code as a number with a decimal point."""
    entry = {
        "contribution_id": 7,
        "isocode3": "NAM",
        "m49_code": 516.0,
        "contributing_country": "Namibia",
        "mission_acronym": "UNFICYP",
        "personnel_type": "Troops",
        "female_personnel": 0,
        "male_personnel": 40,
        "last_reporting_date": -157852800000,
    }
    later = entry | {"contribution_id": 8, "last_reporting_date": 1612051200000, "female_personnel": None}
    file = tmp_path / "DPO-UCHISTORICAL.json"
    file.write_text(json.dumps([entry, later]), encoding="utf-8")
    report = imported(file, tmp_path / "store")
    assert [row for row in counts(tmp_path / "store") if row[4] == "all"] == [
        (date(1964, 12, 31), "NAM", "UNFICYP", "troops", "all", 40),
        (date(2021, 1, 31), "NAM", "UNFICYP", "troops", "all", 40),
    ]
    assert report.repaired == {hub_meanings.FIGURE_MISSING: 1}


def test_json_that_is_cut_off_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    imported(csv_of(tmp_path, [GOOD]), tmp_path / "store")
    file = tmp_path / "DPO-UCHISTORICAL.json"
    file.write_text('[{"mission_acronym": "UNI', encoding="utf-8")
    with pytest.raises(Refused, match="cannot be read"):
        import_set("un-contributions", file, folder=tmp_path / "store")
    assert len(counts(tmp_path / "store")) == 3


def test_headings_may_be_written_in_capitals_and_in_any_order(tmp_path: Path) -> None:
    heading = "Last_Reporting_Date,ISOCode3,Mission_Acronym,Personnel_Type,Male_Personnel,Female_Personnel,Remark"
    imported(csv_of(tmp_path, ["2019-12-31,KAZ,UNIFIL,Troops,117,5,none"], "\ufeff" + heading), tmp_path / "store")
    assert {(row[1], row[4], row[5]) for row in counts(tmp_path / "store")} == {
        ("KAZ", "all", 122),
        ("KAZ", "female", 5),
        ("KAZ", "male", 117),
    }


def test_a_file_without_a_needed_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="has no column personnel_type"):
        imported(csv_of(tmp_path, [GOOD], HEADING.replace("personnel_type", "kind")), tmp_path / "store")


def test_a_file_named_by_itself_may_have_any_name(tmp_path: Path) -> None:
    file = csv_of(tmp_path, [GOOD]).rename(tmp_path / "contributions of June.csv")
    assert imported(file, tmp_path / "store").rows_read == 1


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    file = csv_of(tmp_path, [GOOD])
    imported(file, tmp_path / "store")
    again = import_set("un-contributions", file, folder=tmp_path / "store")
    assert (again.files, again.unchanged) == ((), ("DPO-UCHISTORICAL.csv",))


def test_a_newer_edition_takes_the_place_of_the_older_whole(tmp_path: Path) -> None:
    store = tmp_path / "store"
    imported(csv_of(tmp_path, [GOOD]), store)
    before = Store(store)
    imported(csv_of(tmp_path, [GOOD.replace("UNIFIL", "UNDOF")]), store)
    assert {row[2] for row in counts(store)} == {"UNDOF"}
    assert open_store(store).query("SELECT DISTINCT mission FROM mission_totals").rows == (("UNDOF",),)
    before.close()
    assert not list(store.glob("importing-*"))


def test_nothing_changes_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    store = tmp_path / "store"
    imported(csv_of(tmp_path, [GOOD]), store)
    kept = counts(store)
    with pytest.raises(Refused):
        imported(csv_of(tmp_path, [GOOD], "something,else"), store)
    assert counts(store) == kept
    assert not list(store.glob("importing-*"))


def test_an_import_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[str] = []
    import_set("un-contributions", csv_of(tmp_path, [GOOD]), folder=tmp_path / "store", progress=told.append)
    for words in ("reading", "checking", "sorting", "adding up to 2019-12-31"):
        assert f"DPO-UCHISTORICAL.csv: {words}" in told
