"""Ranks: who may be asked, what speaks for a State, and the reasons told of it."""

from dataclasses import replace

import numpy as np
import pytest

from muster.kit.errors import Refused
from muster.outreach.rules.features import arrival_features, entries, partners, place, unit_features
from muster.outreach.rules.ranking import Ranking, rank
from muster.outreach.rules.reasons import Reason, reasons
from muster.outreach.rules.scene import Scene
from muster.outreach.rules.unit_kinds import kind_asked
from muster.outreach.rules.weights import Settings
from tests.outreach.small import STATES, TODAY, history

SETTINGS = Settings.on(TODAY)
SCENE = Scene(history(), SETTINGS.bounds)


def of(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], state: str) -> float:
    return float(values[STATES.index(state)])


def codes(ranking: Ranking) -> list[str]:
    return [STATES[state] for state in ranking.order]


def why(ranking: Ranking, state: str) -> dict[str, Reason]:
    return {one.name: one for one in reasons(SCENE, ranking, STATES.index(state))}


def test_states_with_a_contingent_there_are_not_asked() -> None:
    assert set(codes(rank(SCENE, SETTINGS, "UNIFIL"))) == {"AUT", "BGD", "ETH", "IRL"}


def test_the_host_is_not_asked() -> None:
    assert "ETH" not in codes(rank(SCENE, SETTINGS, "UNMISS"))


def test_officers_there_again_and_more_than_a_year_ago_stand_first() -> None:
    ranking = rank(SCENE, SETTINGS, "UNIFIL")
    assert codes(ranking)[0] == "IRL"
    features = ranking.features
    assert (of(features["present"], "IRL"), of(features["rose"], "IRL"), of(features["was_there"], "IRL")) == (1, 1, 1)


def test_only_so_many_are_ranked_as_the_parameter_says() -> None:
    few = replace(SETTINGS, bounds=replace(SETTINGS.bounds, ranks=2))
    assert len(rank(SCENE, few, "UNIFIL").order) == 2


def test_an_unknown_mission_is_ranked_on_the_rest() -> None:
    ranking = rank(SCENE, SETTINGS, "UNNOWHERE")
    assert sorted(codes(ranking)) == sorted(STATES)
    assert not ranking.features["present"].any()


def test_entries_of_older_years_count_less() -> None:
    found = entries(SCENE)
    assert of(found, "FIN") == 1.0
    # What stood in the first count has come by then, for all that the record tells.
    assert of(found, "IRL") == of(found, "BGD") == 0.25
    assert of(found, "AUT") == 0.0


def test_the_group_of_those_there_oftener_than_elsewhere_has_a_share_above_nought() -> None:
    found = arrival_features(SCENE, place(SCENE, "UNIFIL"))["group"]
    assert of(found, "AUT") == of(found, "IRL") > 0 > of(found, "BGD")


def test_nobody_is_a_partner_by_the_mission_asked_for_itself() -> None:
    assert not partners(SCENE, place(SCENE, "UNIFIL")).any()


def test_a_score_is_the_sum_of_what_the_reasons_add() -> None:
    ranking = rank(SCENE, SETTINGS, "UNIFIL")
    for state in ("IRL", "BGD", "AUT"):
        told = sum(ranking.contribution(name, STATES.index(state)) for name in ranking.features)
        assert told == pytest.approx(of(ranking.scores, state))


def test_reasons_are_words_with_figures() -> None:
    told = why(rank(SCENE, SETTINGS, "UNIFIL"), "IRL")
    assert told["presence"].words == "9 people in UNIFIL on 2012-12-31, 2 a year before"
    assert told["past presence"].words == "had a contingent in UNIFIL, last seen 2010-12-31"
    assert told["size"].words == "9 troops in all missions, at most 300 so far"


def test_a_withdrawal_elsewhere_is_told_and_adds_nothing() -> None:
    told = why(rank(SCENE, SETTINGS, "UNIFIL"), "ETH")
    assert told["exits elsewhere"].words == "withdrew within a year, which may free a unit: UNMISS"
    assert told["exits elsewhere"].adds == 0


def test_a_unit_of_one_s_own_on_the_last_map_leaves_nothing_to_ask() -> None:
    assert "FIN" not in codes(rank(SCENE, SETTINGS, "UNIFIL", "eng"))
    assert "GHA" in codes(rank(SCENE, SETTINGS, "UNIFIL", "eng"))


def test_for_a_kind_of_unit_those_with_a_contingent_there_and_the_kind_elsewhere_stand_first() -> None:
    ranking = rank(SCENE, SETTINGS, "UNIFIL", "eng")
    assert codes(ranking)[0] == "GHA"
    assert of(unit_features(SCENE, place(SCENE, "UNIFIL"), "eng")["own_elsewhere"], "BGD") == 1
    assert why(ranking, "BGD")["units elsewhere"].words == "had units of this kind of its own in UNMISS"


@pytest.mark.parametrize(
    ("word", "kind"),
    [("any", "any"), ("Troops", "any"), ("eng", "eng"), ("ENG-CON", "eng"), ("EOD", "demining"), ("med-l2", "med"),
     ("INF-BN", "any"), ("AVN-U", "avia"), ("FPU", "fpu")],
)  # fmt: skip
def test_a_word_of_a_question_is_led_to_a_kind_of_the_maps(word: str, kind: str) -> None:
    assert kind_asked(word, "here") == kind


def test_a_word_that_is_no_unit_type_is_refused_with_what_may_be_written() -> None:
    with pytest.raises(Refused, match="row 7: 'tanks' is no unit type; write any, troops, fpu"):
        kind_asked("tanks", "row 7")
