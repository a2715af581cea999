"""The paper of an evaluation: ratings by task, the context beside them, comment and answer, and what follows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from muster.inspections.actions.evaluations import step_evaluation
from muster.inspections.actions.performance_plans import measure_done, open_plan, step_plan
from muster.inspections.papers.evaluation import KEPT, NOW, paper_of_evaluation
from muster.kit.errors import NotFound
from muster.kit.papers import Facts, Grid, Heading, Paper, Text
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import company_in_theatre
from tests.inspections.evaluated import PLAN, evaluation_shared, evaluation_written
from tests.record import DAY, Record

LATER = DAY + timedelta(days=5)


@pytest.fixture(autouse=True)
def _company(record: Record) -> None:
    company_in_theatre()


def commented_with_a_plan() -> None:
    """An evaluation that was commented, answered and is final, and an agreed plan with its first measure done."""
    evaluation_shared()
    step_evaluation(SYSTEM, "ev-kaz", "commented", day=LATER, today=LATER, words="We had no road.")
    step_evaluation(SYSTEM, "ev-kaz", "final", day=LATER, today=LATER, words="It is being repaired.")
    open_plan(SYSTEM, replace(PLAN, evaluation="ev-kaz", known_from=None), today=LATER)
    step_plan(SYSTEM, "pip-kaz", "proposed", day=LATER, today=LATER)
    step_plan(SYSTEM, "pip-kaz", "agreed", day=LATER, today=LATER)
    measure_done(SYSTEM, "pip-kaz", 1, done_on=LATER, shown_by="A picture", today=LATER)


def words_of(paper: Paper) -> str:
    found = []
    for block in paper.blocks:
        match block:
            case Heading() | Text():
                found.append(block.words)
            case Facts():
                found += [" ".join(row) for row in block.rows]
            case Grid():
                found += [" ".join(row) for row in block.rows] or [block.empty]
    return "\n".join(found)


def test_all_of_an_evaluation_stands_on_its_paper(record: Record) -> None:
    commented_with_a_plan()
    paper = paper_of_evaluation(record.parties["owning State"], LATER, "ev-kaz", LATER)
    words = words_of(paper)
    for one in (
        "Overall Partly met",
        "Patrols of Kazakhstan by day and night patrols a week Met ",
        "Strength 120 people agreed; no strength was reported",
        "Intelligence and threat not on record",
        KEPT,
        "We had no road.",
        "It is being repaired.",
        "Aim The camp of Kazakhstan is held at all hours",
        f"The contributor 2018-12-01 {LATER} A picture",
        "The mission 2018-12-15 not yet",
    ):
        assert one in words, one
    assert words.index("Strength") < words.index("Patrols of Kazakhstan"), "the context stands beside the whole"
    assert paper.illustrative is False


def test_what_comes_later_does_not_stand_on_the_paper_of_an_earlier_day(record: Record) -> None:
    commented_with_a_plan()
    words = words_of(paper_of_evaluation(record.parties["owning State"], DAY, "ev-kaz", LATER))
    assert "None yet; it may come until 22 October 2018." in words
    assert "We had no road." not in words
    assert "Answer to the comment" not in words
    assert "None is on record." in words


def test_without_a_comment_in_time_the_paper_says_so(record: Record) -> None:
    evaluation_shared()
    words = words_of(paper_of_evaluation(SYSTEM, date(2018, 10, 23), "ev-kaz", date(2018, 10, 23)))
    assert "None came by 22 October 2018." in words


def test_a_draft_is_its_writers_own_and_its_context_is_that_of_the_day(record: Record) -> None:
    evaluation_written()
    assert NOW in words_of(paper_of_evaluation(record.parties["mission"], DAY, "ev-kaz", DAY))
    with pytest.raises(NotFound):
        paper_of_evaluation(record.parties["owning State"], DAY, "ev-kaz", DAY)


def test_a_plan_that_is_a_draft_stands_on_the_paper_of_its_writers_alone(record: Record) -> None:
    evaluation_shared()
    open_plan(SYSTEM, replace(PLAN, evaluation="ev-kaz"), today=DAY)
    told = {
        kind: "pip-kaz" in words_of(paper_of_evaluation(record.parties[kind], DAY, "ev-kaz", DAY))
        for kind in ("mission", "owning State")
    }
    assert told == {"mission": True, "owning State": False}


@pytest.mark.once
def test_the_page_leads_to_the_pdf(record: Record) -> None:
    commented_with_a_plan()
    client = Client()
    client.force_login(record.parties.users["owning State"], backend="django.contrib.auth.backends.ModelBackend")
    assert "/inspections/evaluations/ev-kaz/paper/" in client.get("/inspections/evaluations/ev-kaz/").content.decode()
    answer = client.get("/inspections/evaluations/ev-kaz/paper/")
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
