"""Tasks that a law allows against tasks of a mandate."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from muster.authorisations.rules.laws import BodyTerms, LawTerms, TaskTerms, body_problems, law_problems, task_problems
from muster.authorisations.rules.tasks import Allowed, Mandated, match_tasks

FREE = Allowed("law", "keep a ceasefire", frozenset({"monitor-ceasefire"}))
BOUND = Allowed("law", "enforcement", frozenset({"enforcement", "monitor-ceasefire"}), condition="parliament agrees")
REST = Allowed("law", "whatever else", frozenset(), is_catch_all=True)
CODES = ["monitor-ceasefire", "enforcement", "elections", "mine-action"]


def standings(allowed: list[Allowed], *tasks: str) -> list[str]:
    """Return how law stands to tasks."""
    return [one.standing for one in match_tasks([Mandated(task) for task in tasks], allowed)]


def test_a_task_is_allowed_conditional_covered_at_large_or_not_covered() -> None:
    assert standings([FREE, BOUND, REST], *CODES[:3]) == ["allowed", "conditional", "catch-all"]
    assert standings([BOUND, FREE], "monitor-ceasefire", "elections") == ["allowed", "not-covered"]
    assert standings([], "elections") == ["not-covered"]
    (found,) = match_tasks([Mandated("enforcement", "all means", "para 4")], [REST, BOUND])
    assert (found.law, found.allowed_words, found.condition) == ("law", "enforcement", "parliament agrees")
    assert (found.words, found.paragraph, found.is_conflict) == ("all means", "para 4", False)


ITEMS = st.builds(
    Allowed,
    st.just("law"),
    st.just("words"),
    st.frozensets(st.sampled_from(CODES)),
    st.sampled_from(["", "on a condition"]),
    st.booleans(),
)
RANK = {"not-covered": 0, "catch-all": 1, "conditional": 2, "allowed": 3}


@given(st.lists(ITEMS, max_size=4), ITEMS, st.sampled_from(CODES))
def test_a_further_item_never_makes_a_task_stand_worse(items: list[Allowed], further: Allowed, task: str) -> None:
    before, after = standings(items, task)[0], standings([*items, further], task)[0]
    assert RANK[after] >= RANK[before]


def test_wrong_tasks_laws_and_bodies_are_told() -> None:
    day = date(2020, 1, 1)
    tasks = [
        TaskTerms("activity", "one", ("elections",)),
        TaskTerms("activity", "One ", ("no-task",)),
        TaskTerms("contingent", " ", (), "", is_catch_all=True),
        TaskTerms("activity", "rest", ("elections",), is_catch_all=True),
    ]
    found = [str(one) for one in task_problems("law", tasks, CODES)]
    assert [words.split(";")[0] for words in found] == [
        "Law law, task 2: it is said twice",
        "Law law, task 2: 'no-task' is no mandated task",
        "Law law, task 3: it has no words",
        "Law law, task 4: it covers whatever else the mandate provides, and names tasks",
    ]
    law = LawTerms("law", "Law", day, day)
    assert "before it begins" in str(law_problems(law, None)[0])
    later = LawTerms("before", "Before", date(2021, 1, 1))
    assert "it begins before before" in str(law_problems(LawTerms("law", "Law", day), later)[0])
    body = BodyTerms("council", "Council", "approves", day, day, ("no-criterion",), 0)
    words = " ".join(str(one) for one in body_problems(body, ["risk"]))
    for part in ("before it begins", "'no-criterion' is no criterion", "its turn is none"):
        assert part in words
