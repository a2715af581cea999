"""The history out of the store: kinds of people, lines of missions, who was alone at a base, what is known when."""

from datetime import date
from pathlib import Path

import pytest

from muster.kit.errors import Refused
from muster.outreach.answer import answer_as_json, answer_of
from muster.outreach.answering import outreach_of
from muster.outreach.rules.facts import History
from muster.outreach.source import history_of, line_of, roll_of_states
from muster.statistics.store import Store
from tests.outreach.stored import BASES, DECEMBER, small_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return small_store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def history(store: Store) -> History:
    return history_of(store)


def state(code: str) -> int:
    return roll_of_states().index[code]


def test_contingents_are_troops_and_formed_police_alone(history: History) -> None:
    count = next(one for one in history.counts if one.on == DECEMBER)
    unoci, monusco = history.index["UNOCI"], history.index["MONUSCO"]
    assert count.contingents[unoci, state("UKR")] == 30
    assert count.people[unoci, state("UKR")] == 31
    assert count.contingents[monusco, state("IND")] == 4_100
    assert count.police[monusco, state("IND")] == 40
    assert count.contingents[monusco, state("UKR")] == 0


def test_a_year_s_mean_has_people_and_no_kinds(history: History) -> None:
    mean = next(one for one in history.counts if one.yearly)
    assert mean.people[history.index["MONUSCO"], state("TZA")] == 853
    assert not mean.contingents.any()


def test_troops_of_all_missions_come_from_the_totals_of_states(history: History) -> None:
    assert history.world[0].troops[state("UKR")] == 400


def test_a_renamed_mission_is_one_line(history: History) -> None:
    assert "MONUC" not in history.missions
    assert [line_of(name) for name in ("MONUC", "monuc", "ONUCI", "UNIFIL", " unifil ", "XYZ")] == [
        "MONUSCO", "MONUSCO", "UNOCI", "UNIFIL", "UNIFIL", "XYZ",
    ]  # fmt: skip


def test_a_kind_is_a_state_s_own_where_it_is_alone_at_the_base(history: History) -> None:
    (drawn,) = history.maps["MONUSCO"]
    assert drawn.own["avia"][state("IND")]
    assert drawn.own["eng"][state("BGD")]
    assert not drawn.own["eng"][state("CHN")]
    assert drawn.shared["eng"][state("CHN")]
    assert drawn.people[state("BGD")] == 35


def test_a_map_is_known_at_the_end_of_its_year(history: History) -> None:
    assert not any(history.known(date(2012, 11, 30)).maps.values())
    assert history.known(DECEMBER).maps["MONUSCO"]


def test_the_same_question_under_both_names_of_a_mission_has_one_answer(store: Store) -> None:
    one, other = (answer_of(name, "any", DECEMBER, store) for name in ("MONUC", "MONUSCO"))
    assert one.states == other.states
    assert len(one.states) == 60


def test_an_answer_names_its_files_and_the_weights_with_their_standing(store: Store) -> None:
    told = answer_as_json(answer_of("UNOCI", "any", DECEMBER, store))
    assert told["source"] == {
        "file": "maps.csv, months.csv", "date": "2012-12-31", "filter": "known on or before 2012-12-31",
    }  # fmt: skip
    assert {one["standing"] for one in told["weights"]} == {"local choice"}
    assert told["states"][0]["rank"] == 1


def test_a_store_without_contributions_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no contributions are on record; import a data set first"):
        outreach_of(Store(tmp_path))


def test_the_history_is_read_anew_after_an_import(tmp_path: Path) -> None:
    first = small_store(tmp_path)
    before = outreach_of(first)
    assert outreach_of(first) is before
    (tmp_path / "generation.txt").write_text("another import", encoding="utf-8")
    assert outreach_of(Store(tmp_path)) is not before


def test_the_rows_written_by_hand_have_a_base_that_nobody_named(history: History) -> None:
    assert any(row["state"] is None for row in BASES)
    assert not history.maps["MONUSCO"][0].own["eng"][state("ZAF")]
