"""Rules of history: what a record must say, which steps there are, and years in which a State was seen."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.statistics.rules.history import day_words_of, history_problems, seen_years, step_problems
from muster.statistics.rules.history_terms import HistoryStage, HistoryTerms, PointTerms

TODAY = date(2018, 10, 1)
TERMS = HistoryTerms(kind="operation", title="Iraq", holds_from=date(2003, 1, 1), holds_until=date(2009, 1, 1))


def test_a_whole_record_has_no_problem() -> None:
    assert history_problems(TERMS, TODAY) == []


@pytest.mark.parametrize(
    ("terms", "place"),
    [
        (replace(TERMS, title=" "), "title"),
        (replace(TERMS, holds_from=date(2018, 10, 2), holds_until=None), "from"),
        (replace(TERMS, holds_until=date(2003, 1, 1)), "until"),
        (replace(TERMS, points=(PointTerms("figure", "people"),)), "point 1"),
        (replace(TERMS, points=(PointTerms("lesson", "Learn"), PointTerms("lesson", " "))), "point 2"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(terms: HistoryTerms, place: str) -> None:
    (problem,) = history_problems(terms, TODAY)
    assert problem.place == place
    assert problem.remedy


@pytest.mark.parametrize("stage", list(HistoryStage))
@pytest.mark.parametrize("following", list(HistoryStage))
def test_a_record_goes_to_the_other_stage_and_to_no_other(stage: HistoryStage, following: HistoryStage) -> None:
    problems = step_problems(stage, following, source="A source")
    assert bool(problems) == (stage == following)


def test_what_is_published_names_its_source() -> None:
    assert [one.place for one in step_problems("draft", "published", source=" ")] == ["source"]
    assert step_problems("published", "draft", source="") == []


def test_a_day_is_told_no_more_exactly_than_it_is_known() -> None:
    day = date(1997, 9, 1)
    assert [day_words_of(day, one) for one in ("day", "month", "year")] == ["1997-09-01", "1997-09", "1997"]


def test_years_that_follow_each_other_are_one_run_and_a_gap_breaks_it() -> None:
    runs = seen_years([("MINURSO", 2014, 1), ("MINURSO", 2015, 4), ("MINURSO", 2018, 5), ("UNIFIL", 2018, 30)])
    assert [(one.mission, one.first, one.last, one.peak) for one in runs] == [
        ("MINURSO", 2014, 2015, 4),
        ("MINURSO", 2018, 2018, 5),
        ("UNIFIL", 2018, 2018, 30),
    ]


@given(st.dictionaries(st.tuples(st.sampled_from("AB"), st.integers(2000, 2012)), st.integers(0, 9)))
def test_runs_hold_exactly_the_years_with_somebody(people: dict[tuple[str, int], int]) -> None:
    runs = seen_years([(mission, year, count) for (mission, year), count in people.items()])
    held = {(one.mission, year) for one in runs for year in range(one.first, one.last + 1)}
    assert held == {key for key, count in people.items() if count}
    assert sum(one.last - one.first + 1 for one in runs) == len(held)
