"""What makes a requirement well formed, and the order of its stages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.missions.rules import legal_next_stages, requirement_problems
from muster.missions.terms import PostTerms, RequirementTerms

START = date(2019, 1, 1)
LEAD = PostTerms("lead", "INF-BN", 700, START, is_lead=True)
COMPANY = PostTerms("coy", "INF-COY", 120, START)
TERMS = RequirementTerms("req", "UNIFIL", "Title", (LEAD, COMPANY), maximum_states=2)
STAGES = ("draft", "published", "closed")
days = st.integers(0, 3000).map(lambda number: START + timedelta(days=number))


def test_well_formed_terms_have_no_problem() -> None:
    assert requirement_problems(TERMS) == []


@pytest.mark.parametrize(
    ("terms", "places"),
    [
        (replace(TERMS, posts=()), ["posts"]),
        (replace(TERMS, priority=0), ["priority"]),
        (replace(TERMS, priority=9), ["priority"]),
        (replace(TERMS, maximum_states=0), ["most States"]),
        (replace(TERMS, maximum_states=21), ["most States"]),
        (replace(TERMS, posts=(LEAD, replace(COMPANY, reference="lead"))), ["post lead"]),
        (replace(TERMS, posts=(LEAD, replace(COMPANY, unit_type="NO-SUCH"))), ["post coy"]),
        (replace(TERMS, posts=(LEAD, replace(COMPANY, strength=0))), ["post coy"]),
        (replace(TERMS, posts=(LEAD, replace(COMPANY, needed_until=START))), ["post coy"]),
        (replace(TERMS, posts=(LEAD, replace(COMPANY, is_lead=True))), ["lead"]),
    ],
)
def test_a_fault_is_named_with_its_place_and_remedy(terms: RequirementTerms, places: list[str]) -> None:
    problems = requirement_problems(terms)
    assert [problem.place for problem in problems] == places
    assert all(problem.remedy for problem in problems)


@given(days, st.none() | days, days, st.none() | days)
def test_the_lead_is_wanted_on_every_day_on_which_another_post_is(
    lead_from: date, lead_until: date | None, from_: date, until: date | None
) -> None:
    terms = replace(
        TERMS,
        posts=(
            replace(LEAD, needed_from=lead_from, needed_until=lead_until),
            replace(COMPANY, needed_from=from_, needed_until=until),
        ),
    )
    told = "is wanted when the lead is not" in " ".join(problem.message for problem in requirement_problems(terms))
    starts_before = from_ < lead_from
    ends_after = lead_until is not None and (until is None or until > lead_until)
    assert told == (starts_before or ends_after)


@given(st.sampled_from(STAGES), st.sampled_from(STAGES))
def test_stages_only_go_forward(current: str, new: str) -> None:
    assert (new in legal_next_stages(current)) == (STAGES.index(new) > STAGES.index(current))
