"""What differs so much that a criterion is assessed anew, and what does not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.changes.models import ChangeKind
from muster.decisions.data import keys
from muster.decisions.data.point import DataPoint
from muster.decisions.models import Criterion
from muster.decisions.rules.concerned import CONCERNED, concerned_by
from muster.decisions.rules.material import material_changes, why
from muster.decisions.rules.tours import is_live, tour_end
from muster.missions.models import ConditionKind
from muster.missions.rules.conditions import STANDINGS

DAY = date(2024, 3, 1)


def point(key: str, value: str, words: str = "") -> DataPoint:
    return DataPoint(key, keys.family(key), value, "", words, "")


def changed(before: list[DataPoint], after: list[DataPoint]) -> list[str]:
    return [one.key for one in material_changes(before, after, DAY)]


def rate(figure: float, low: float, high: float, deaths: int, prefix: str = "fatality") -> list[DataPoint]:
    values = {"rate": f"{figure:.3f}", "low": f"{low:.3f}", "high": f"{high:.3f}", "deaths": str(deaths)}
    return [point(f"{prefix}-{end}", value) for end, value in values.items()]


standings = st.sampled_from([(kind, status) for kind in ConditionKind.values for status in STANDINGS[kind]])


@given(st.lists(standings, max_size=6, unique_by=lambda one: one[0]))
def test_the_same_data_differ_in_nothing(stated: list[tuple[str, str]]) -> None:
    data = [*(point(kind, status) for kind, status in stated), *rate(0.6, 0.1, 2.2, 2)]
    assert material_changes(data, data, DAY) == ()


def test_another_standing_is_material_and_says_what_it_was() -> None:
    (one,) = material_changes([point("host-consent", "given")], [point("host-consent", "withdrawn")], DAY)
    assert why([one]) == "Host-consent: given before, withdrawn now."


def test_what_becomes_known_is_material_only_where_it_is_adverse() -> None:
    assert changed([], [point("host-consent", "given")]) == []
    assert changed([point("host-consent", "")], [point("host-consent", "refused")]) == ["host-consent"]
    assert changed([], [point("casualties", "3")]) == ["casualties"]


def test_more_casualties_are_material_even_where_as_many_were_hurt() -> None:
    first, second = (point("casualties", "3", words) for words in ("true from January", "true from March"))
    assert changed([first], [second]) == ["casualties"]


@pytest.mark.parametrize(
    ("before", "after", "is_material"),
    [
        (rate(0.60, 0.10, 2.20, 2), rate(0.90, 0.20, 2.60, 3), False),
        (rate(0.60, 0.10, 2.20, 2), rate(2.20, 1.00, 4.20, 7), True),
        (rate(0.60, 0.10, 2.20, 2), rate(2.21, 1.00, 4.20, 7), True),
        (rate(0.60, 0.10, 2.20, 2), rate(1.20, 0.30, 3.00, 4), False),
        (rate(0.60, 0.10, 2.20, 2), rate(1.20, 0.30, 3.00, 5), True),
        (rate(1.00, 0.80, 1.20, 40), rate(0.70, 0.50, 0.90, 28), True),
        (rate(0.00, 0.00, 1.10, 0), rate(0.90, 0.20, 2.60, 3), True),
        (rate(0.00, 0.00, 1.10, 0), rate(0.60, 0.10, 2.20, 2), False),
    ],
)
def test_a_rate_moves_when_it_leaves_its_interval_or_jumps_with_enough_deaths(
    before: list[DataPoint], after: list[DataPoint], is_material: bool
) -> None:
    assert changed(before, after) == (["fatality-rate"] if is_material else [])


def test_both_rates_are_held_apart() -> None:
    before = [*rate(0.6, 0.1, 2.2, 2), *rate(0.0, 0.0, 1.1, 0, "hostile")]
    after = [*rate(0.9, 0.2, 2.6, 3), *rate(1.5, 0.4, 3.8, 5, "hostile")]
    assert changed(before, after) == ["hostile-rate"]


def test_a_rate_without_one_before_says_nothing() -> None:
    assert changed([point("fatality-rate", "")], rate(5.0, 3.0, 8.0, 12)) == []


@pytest.mark.parametrize("key", ["mandate-covers-tour", "ceiling-suffices", "authorised", "room-suffices"])
def test_a_yes_that_becomes_a_no_is_material_and_not_the_other_way(key: str) -> None:
    assert changed([point(key, "yes")], [point(key, "no")]) == [key]
    assert changed([point(key, "no")], [point(key, "yes")]) == []
    assert changed([point(key, "no")], [point(key, "no")]) == []


def test_only_new_conflicts_of_law_are_material() -> None:
    before = [point("task-conflicts", "demining")]
    assert changed(before, [point("task-conflicts", "none")]) == []
    (one,) = material_changes(before, [point("task-conflicts", "demining;sanctions")], DAY)
    assert "sanctions" in one.words
    assert "demining" not in one.words


def test_a_mandate_that_holds_no_more_and_a_trend_that_begins_to_rise_are_material() -> None:
    assert changed([point("mandate-until", "2024-06-30")], [point("mandate-until", "")]) == ["mandate-until"]
    assert changed([point("threat-trend", "steady")], [point("threat-trend", "rising")]) == ["threat-trend"]
    assert changed([point("threat-trend", "rising")], [point("threat-trend", "steady")]) == []


def test_arrears_are_material_once_over_the_limit() -> None:
    assert changed([point("arrears", "10.00")], [point("arrears", "2000000.00")]) == ["arrears"]
    assert changed([point("arrears", "1500000.00")], [point("arrears", "2000000.00")]) == []


def test_only_the_data_of_a_kind_of_fact_are_compared() -> None:
    before = [point("host-consent", "given"), point("financing", "assessed")]
    after = [point("host-consent", "withdrawn"), replace(before[1], value="not-assured")]
    found = material_changes(before, after, DAY, concerned_by("financing")["resources"])
    assert [one.key for one in found] == ["financing"]


def test_every_kind_of_fact_concerns_a_criterion_that_there_is() -> None:
    assert set(CONCERNED) == set(ChangeKind.values)
    assert {criterion for concerned in CONCERNED.values() for criterion in concerned} <= set(Criterion.values)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 48))
def test_a_dossier_taken_matters_until_its_tour_is_over_and_one_that_is_open_always(start: date, months: int) -> None:
    end = tour_end(start, months)
    assert end is not None
    assert is_live("approved", start, months, start)
    assert not is_live("approved", start, months, end)
    assert is_live("open", start, months, end)
    assert is_live("approved", None, months, end)
    assert not any(is_live(stage, start, months, start) for stage in ("declined", "closed"))
