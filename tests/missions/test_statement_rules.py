"""What makes a statement of unit requirement well formed, and which of its steps are legal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.missions.rules.statement_stages import (
    LEGAL_STATEMENT_STAGES,
    approval_problems,
    attaching_problems,
    legal_next_statement_stages,
    withdrawal_problems,
)
from muster.missions.rules.statements import changed_content, statement_problems
from muster.missions.statement_terms import (
    RequiredEquipmentTerms,
    RequiredPostTerms,
    RequiredSelfSustainmentTerms,
    StatementTerms,
    SubstituteTerms,
    TaskTerms,
)
from tests.record import statement_terms

WRONG: tuple[tuple[dict[str, object], str, str], ...] = (
    ({"unit_type": "CAVALRY"}, "unit type", "is not in the catalogue"),
    ({"unit_type": "UNMEM"}, "unit type", "form no unit"),
    ({"strength_minimum": 0}, "least strength", "0"),
    ({"strength_minimum": 181}, "least strength", "more than the greatest strength, 180"),
    ({"women_minimum_percent": 101}, "share of women", "101 per cent"),
    ({"languages": "en;xx"}, "languages", "'xx' is no language"),
    ({"languages": "en;en"}, "languages", "said twice"),
    ({"tasks": (TaskTerms("Patrol"), TaskTerms(" patrol "))}, "task 2", "is there twice"),
    ({"tasks": (TaskTerms("  "),)}, "task 1", "has no words"),
    ({"posts": (RequiredPostTerms("Rifleman", 181),)}, "posts", "181 people in a unit of 180"),
    ({"posts": (RequiredPostTerms("Rifleman", 0),)}, "post 1", "has nobody"),
    ({"posts": (RequiredPostTerms("Clerk", 1, language="xx"),)}, "post 1", "'xx' is no language"),
    ({"posts": (RequiredPostTerms("Clerk", 1), RequiredPostTerms("clerk", 2))}, "post 2", "is there twice"),
    (
        {"equipment": (RequiredEquipmentTerms("TANKS", "Tank", 1),), "substitutes": ()},
        "equipment 1",
        "not in the table",
    ),
    ({"equipment": (RequiredEquipmentTerms("CV", "Carrier", 0),), "substitutes": ()}, "equipment 1", "has no item"),
    (
        {"equipment": (RequiredEquipmentTerms("CV", "A", 1), RequiredEquipmentTerms("CV", "a ", 1)), "substitutes": ()},
        "equipment 2",
        "is there twice",
    ),
    ({"substitutes": (SubstituteTerms(3, "Bus"),)}, "substitute 1", "there is no line 3"),
    ({"substitutes": (SubstituteTerms(2, "truck"),)}, "substitute 1", "the required item itself"),
    ({"substitutes": (SubstituteTerms(2, "Bus", replaced=9),)}, "substitute 1", "stands for 9 of 8"),
    ({"substitutes": (SubstituteTerms(2, "Bus", substitutes=0),)}, "substitute 1", "stands for nothing"),
    ({"substitutes": (SubstituteTerms(2, "Bus", cost_cents=-1),)}, "substitute 1", "costs less than nothing"),
    ({"substitutes": (SubstituteTerms(2, "Bus"), SubstituteTerms(2, "bus"))}, "substitute 2", "is there twice"),
    ({"self_sustainment": (RequiredSelfSustainmentTerms("TEA"),)}, "self-sustainment 1", "not in the table"),
    ({"self_sustainment": (RequiredSelfSustainmentTerms("CAT", "nobody"),)}, "self-sustainment 1", "provides nothing"),
    ({"self_sustainment": (RequiredSelfSustainmentTerms("CAT"),) * 2}, "self-sustainment 2", "is there twice"),
    ({"tasks": tuple(TaskTerms(f"task {n}") for n in range(61))}, "tasks", "61 lines"),
)


def test_a_whole_statement_is_well_formed() -> None:
    assert statement_problems(statement_terms("one")) == []


@pytest.mark.parametrize(("changes", "place", "words"), WRONG)
def test_what_is_wrong_is_told_once_with_its_place_and_remedy(
    changes: dict[str, object], place: str, words: str
) -> None:
    (problem,) = statement_problems(statement_terms("one", **changes))
    assert problem.place == place
    assert words in problem.message + problem.remedy
    assert problem.remedy


def test_a_first_version_changes_nothing_and_the_same_words_are_no_change() -> None:
    said = statement_terms("one")
    assert changed_content(None, said) == ()
    assert changed_content(said, said) == ()


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.just("Another title"),
        "notice_days": st.just(30),
        "deviations_allowed": st.just(False),
        "tasks": st.just((TaskTerms("guard"),)),
        "equipment": st.just((RequiredEquipmentTerms("CV", "Carrier", 9),)),
        "substitutes": st.just(()),
        "standing": st.just("illustrative"),
    },
)


@given(CHANGES)
def test_what_changed_names_exactly_what_differs(changes: dict[str, object]) -> None:
    before = statement_terms("one", standing="entered")
    after: StatementTerms = replace(before, **changes)  # type: ignore[arg-type]
    assert set(changed_content(before, after)) == set(changes)


@pytest.mark.parametrize("stage", LEGAL_STATEMENT_STAGES)
def test_only_a_draft_is_approved_and_nothing_follows_a_withdrawal(stage: str) -> None:
    assert bool(approval_problems(stage, approver=1, writers=[2])) == (stage != "draft")
    assert bool(withdrawal_problems(stage, [])) == (stage == "withdrawn")
    assert legal_next_statement_stages("withdrawn") == ()


@given(st.integers(1, 5), st.sets(st.none() | st.integers(1, 5)))
def test_nobody_approves_what_he_or_she_wrote(approver: int, writers: set[int | None]) -> None:
    assert bool(approval_problems("draft", approver=approver, writers=writers)) == (approver in writers)


def test_the_installation_may_approve_what_it_loads() -> None:
    assert approval_problems("draft", approver=None, writers={None}) == []


def test_a_statement_that_open_posts_mean_is_not_withdrawn() -> None:
    (problem,) = withdrawal_problems("approved", [f"post-{number}" for number in range(7)])
    assert problem.message == "post-0, post-1, post-2, post-3, post-4 and more mean it"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"mission": ""}, ""),
        ({"is_in_force": False}, "is not in force"),
        ({"post_unit_type": "INF-BN"}, "is of type INF-BN"),
        ({"post_mission": "UNDOF"}, "is of UNDOF"),
    ],
)
def test_types_and_missions_of_post_and_statement_agree(changes: dict[str, object], words: str) -> None:
    values: dict[str, object] = {
        "reference": "one", "unit_type": "INF-COY", "mission": "UNIFIL", "is_in_force": True,
        "post": "p", "post_unit_type": "INF-COY", "post_mission": "UNIFIL",
    }  # fmt: skip
    problems = attaching_problems(**(values | changes))  # type: ignore[arg-type]
    assert [words in problem.message for problem in problems] == ([True] if words else [])
