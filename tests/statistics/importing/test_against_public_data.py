"""The public data sets themselves, where they are: what an import keeps, and the facts that the seeds tell of them."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from muster.statistics.importing import SETS, ImportReport, import_set, un_psdata
from muster.statistics.importing.finding import set_folder
from muster.statistics.importing.operations import END_SUPPLIED
from muster.statistics.store import TABLES
from tests.statistics.importing.made import found

pytestmark = pytest.mark.public_data
Reports = tuple[Path, dict[str, ImportReport]]
DAY = date(2015, 6, 30)
UNDER_WAY = "start <= DATE '2015-06-30' AND (until IS NULL OR until > DATE '2015-06-30') AND NOT umbrella"
GENDER = "file = 'Gender.Full.csv' AND personnel_type = 'all' AND sex = 'all'"
BY_MISSION = "file = 'data_mission.csv' AND personnel_type = 'all'"
BY_STATE = "file = 'derived_tcc_month_type_1990-2014.csv' AND personnel_type = 'all'"


def import_all(public_data: Path, store: Path, as_of: date | None = None) -> dict[str, ImportReport]:
    places = {one.name: where for one in SETS if (where := set_folder(one, public_data)) is not None}
    return {name: import_set(name, where, as_of=as_of, folder=store) for name, where in places.items()}


@pytest.fixture(scope="module")
def reports(public_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """A store with every set that is there, and what its imports did."""
    store = tmp_path_factory.mktemp("public")
    return store, import_all(public_data, store)


@pytest.fixture(scope="module")
def public(reports: Reports) -> Path:
    """The store alone."""
    return reports[0]


def repairs(reports: Reports, name: str) -> Counter[str]:
    return sum((one.repaired for one in reports[1][name].files), Counter())


def test_no_row_of_any_set_is_refused(reports: Reports) -> None:
    assert {name: one.refused for name, one in reports[1].items() if one.refused} == {}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("ipi", 61306),
        ("un-yearly", 57425),
        ("un-psdata", 4510),
        ("geopko", 39781),
        ("pact", 201),
        ("ucdp", 76646),
        ("views", 16676),
    ],
)
def test_every_row_is_read(reports: Reports, name: str, rows: int) -> None:
    assert reports[1][name].rows_read == rows


def test_the_register_is_repaired_rule_by_rule(reports: Reports) -> None:
    found_repairs = repairs(reports, "un-psdata")
    expected = {
        un_psdata.DECIMAL_COMMA: 70,
        un_psdata.EXCHANGED: 7,
        un_psdata.UMBRELLA_ROW: 3,
        un_psdata.NOT_AS_USUAL: 1,
        un_psdata.TRAILING_BLANK: 551,
        END_SUPPLIED: 1,
    }
    assert {rule: found_repairs[rule] for rule in expected} == expected


@pytest.mark.parametrize(
    ("mission", "people"),
    [
        ("MONUSCO", 19784),
        ("UNAMID", 17754),
        ("UNMISS", 12523),
        ("MINUSMA", 10207),
        ("MINUSCA", 10806),
        ("UNIFIL", 10410),
    ],
)
def test_the_missions_of_june_2015_have_the_strengths_that_the_article_tells(
    public: Path, mission: str, people: int
) -> None:
    rows = found(
        public, f"SELECT count FROM contributions WHERE {BY_MISSION} AND mission = '{mission}' AND date = '{DAY}'"
    )
    assert rows == [(people,)]


@pytest.mark.parametrize("source", ["un-psdata", "pact"])
def test_16_operations_were_under_way_in_june_2015_and_9_of_them_in_africa(public: Path, source: str) -> None:
    rows = found(public, f"SELECT mission, region FROM operations WHERE source = '{source}' AND {UNDER_WAY}")
    assert len(rows) == 16
    assert {mission for mission, region in rows if region == "Africa"} == {
        "UNOCI", "UNMIL", "UNISFA", "UNAMID", "MONUSCO", "MINUSMA", "MINUSCA", "MINURSO", "UNMISS",
    }  # fmt: skip


def test_india_and_kazakhstan_share_a_position_of_unifil(public: Path) -> None:
    """Two of the three maps were printed anew: until then they had Kyrgyzstan where Kazakhstan was meant."""
    there = "base = 'Position 4-3' AND mission = 'UNIFIL' AND file LIKE 'geopko%' AND year(date) = 2020"
    partners = "string_agg(state || ' ' || troops, ', ' ORDER BY state)"
    named = f"(SELECT line, {partners} AS partners FROM base_contributors WHERE {there} GROUP BY line)"
    of_bases = f"(SELECT date, line, unit_types FROM bases WHERE {there})"
    rows = found(public, f"SELECT date, unit_types, partners FROM {of_bases} JOIN {named} USING (line) ORDER BY line")
    months = (date(2020, 2, 29), date(2020, 7, 31), date(2020, 11, 30))
    units, first, second = ["inf", "armor"], "IND 300, KGZ 150", "IND 300, KAZ 150"
    assert rows == [
        (months[0], units, first),
        (months[0], units, second),
        (months[1], units, first),
        (months[1], units, second),
        (months[2], units, second),
    ]


@pytest.mark.parametrize(
    ("year", "mission", "stored"),
    [(2016, "MINURSO", 3), (2016, "UNOCI", 1), (2018, "UNIFIL", 30), (2019, "UNIFIL", 122), (2020, "UNIFIL", 123)],
)
def test_kazakhstan_is_where_the_yearly_file_has_it(public: Path, year: int, mission: str, stored: int) -> None:
    rows = found(
        public,
        f"SELECT stored FROM contributions WHERE source = 'un-yearly' AND state = 'KAZ' AND year(date) = {year} "
        f"AND mission = '{mission}' AND sex = 'all'",
    )
    assert rows == [(stored,)]


def test_deaths_in_conflict_are_those_that_were_checked(public: Path) -> None:
    rows = found(
        public, "SELECT state, sum(deaths) FROM conflict_deaths WHERE year(date) = 2022 GROUP BY ALL ORDER BY 2 DESC"
    )
    assert (rows[0], rows[1]) == (("ETH", 163208), ("UKR", 91692))
    assert sum(row[1] for row in rows) == 277259
    assert found(public, "SELECT count(DISTINCT date), count(DISTINCT state), count(*) FROM conflict_deaths") == [
        (76, 191, 14516)
    ]


def test_six_casualties_were_listed_twice(public: Path) -> None:
    assert found(public, "SELECT count(*), count(DISTINCT casualty_id) FROM fatalities") == [(4423, 4423)]


def test_totals_of_missions_of_states_and_of_the_world_agree_in_every_common_month(public: Path) -> None:
    sums = {
        name: f"(SELECT date, sum(count) AS people FROM contributions WHERE {rows} GROUP BY date)"
        for name, rows in (("missions", BY_MISSION), ("states", BY_STATE))
    }
    world = (
        "(SELECT date, count AS people FROM contributions WHERE file = 'data_monthly.csv' AND personnel_type = 'all')"
    )
    agreed = "SELECT count(*), count(*) FILTER (a.people = b.people)"
    assert found(public, f"{agreed} FROM {sums['missions']} a JOIN {sums['states']} b USING (date)") == [(281, 281)]
    assert found(public, f"{agreed} FROM {sums['missions']} a JOIN {world} b USING (date)") == [(316, 316)]


def test_sources_that_overlap_differ_where_they_differ_and_are_all_kept(public: Path) -> None:
    """By sex, 908 of 927 mission-months and 6,014 of 6,032 State-months say what the others say."""
    agreed = "SELECT count(*), count(*) FILTER (a.people = b.people)"
    for column, other, months, same in (("mission", BY_MISSION, 927, 908), ("state", BY_STATE, 6032, 6014)):
        gender = f"(SELECT date, {column}, sum(count) AS people FROM contributions WHERE {GENDER} GROUP BY ALL)"
        rest = f"(SELECT date, {column}, count AS people FROM contributions WHERE {other})"
        assert found(public, f"{agreed} FROM {gender} a JOIN {rest} b USING (date, {column})") == [(months, same)]


@pytest.mark.parametrize(("year", "within"), [(2010, 0.01), (2011, 0.001), (2012, 0.08), (2013, 0.002)])
def test_yearly_means_agree_with_the_months_of_the_other_source(public: Path, year: int, within: float) -> None:
    yearly = (
        "(SELECT mission, state, count FROM contributions WHERE source = 'un-yearly' AND sex = 'all' "
        f"AND year(date) = {year})"
    )
    months = (
        f"(SELECT mission, state, avg(count) AS mean FROM contributions WHERE {GENDER} AND year(date) = {year} "
        "GROUP BY ALL HAVING count(*) = 12)"
    )
    ((ratio,),) = found(public, f"SELECT sum(count) / sum(mean) FROM {yearly} JOIN {months} USING (mission, state)")
    assert abs(ratio - 1) < within


def test_two_lists_of_operations_agree_on_the_months_of_all_but_four(public: Path) -> None:
    """UNPSG, UNMOP, UNDOF and UNCRO began in another month; UNTAG and UNTMIH are in one list alone."""
    lists = {
        name: f"(SELECT * FROM operations WHERE source = '{name}' AND NOT umbrella)" for name in ("un-psdata", "pact")
    }
    rows = found(
        public,
        f"SELECT mission FROM {lists['un-psdata']} a JOIN {lists['pact']} b USING (mission) "
        "WHERE date_trunc('month', a.start) <> b.start ORDER BY 1",
    )
    assert rows == [("UNCRO",), ("UNDOF",), ("UNMOP",), ("UNPSG",)]
    others = f"SELECT mission FROM {lists['un-psdata']}"
    only = found(public, f"SELECT mission FROM {lists['pact']} WHERE mission NOT IN ({others}) ORDER BY 1")
    assert only == [("UNTAG",), ("UNTMIH",)]


def test_two_editions_of_the_maps_name_nearly_the_same_contributors(public: Path) -> None:
    def named(pattern: str) -> str:
        return (
            "(SELECT DISTINCT year(date) AS year, mission, base, state FROM base_contributors "
            f"WHERE file LIKE '{pattern}' AND state IS NOT NULL AND year(date) <= 2020)"
        )

    both = f"{named('geopko%')} JOIN {named('TCC%')} USING (year, mission, base, state)"
    assert found(public, f"SELECT count(*) FROM {named('geopko%')}") == [(7220,)]
    assert found(public, f"SELECT count(*) FROM {named('TCC%')}") == [(7263,)]
    assert found(public, f"SELECT count(*) FROM {both}") == [(7213,)]


def test_the_list_of_contributors_gives_the_rows_of_the_maps(public: Path, public_data: Path, tmp_path: Path) -> None:
    import_set("geopko", public_data / "geopko" / "derived_tcc_location_long_1994-2020.csv", folder=tmp_path)
    query = "SELECT date, mission, base, state, troops, sole, unit_types FROM base_contributors {} ORDER BY ALL"
    assert found(tmp_path, query.format("")) == found(public, query.format("WHERE file LIKE 'geopko%'"))


def test_the_files_of_single_states_give_the_rows_of_the_derived_one(
    public: Path, public_data: Path, tmp_path: Path
) -> None:
    import_set("ipi", public_data / "ipi_contributions" / "countries", folder=tmp_path)
    query = "SELECT date, state, personnel_type, count FROM contributions {} ORDER BY ALL"
    assert found(tmp_path, query.format("")) == found(public, query.format("WHERE file LIKE 'derived%'"))


def test_the_years_of_parquet_give_the_rows_of_the_joined_file(public: Path, public_data: Path, tmp_path: Path) -> None:
    for file in sorted((public_data / "views").glob("cm_actuals_*.parquet")):
        import_set("views", file, folder=tmp_path)
    query = "SELECT date, state, deaths FROM conflict_deaths ORDER BY ALL"
    assert found(tmp_path, query) == found(public, query)


def test_as_of_june_2015_nothing_later_is_there(public_data: Path, tmp_path: Path) -> None:
    import_all(public_data, tmp_path, DAY)
    for table in TABLES:
        assert found(tmp_path, f"SELECT count(*) FROM {table.name} WHERE known_on > DATE '{DAY}'") == [(0,)]
    assert found(tmp_path, f"SELECT count(*) FROM operations WHERE until > DATE '{DAY}' + 1 OR active IS NOT NULL") == [
        (0,)
    ]
    assert found(tmp_path, f"SELECT count(*) FROM operations WHERE source = 'un-psdata' AND {UNDER_WAY}") == [(16,)]
    assert found(tmp_path, "SELECT max(date) FROM contributions WHERE grain = 'year'") == [(date(2014, 12, 31),)]
    assert found(tmp_path, "SELECT max(date) FROM bases") == [(date(2014, 12, 31),)]
