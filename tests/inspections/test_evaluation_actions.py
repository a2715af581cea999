"""Evaluations are written by the mission, commented by the contributor, and seen by nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.generation.actions import record_block
from muster.generation.terms import BlockTerms
from muster.inspections.actions.evaluations import open_evaluation, step_evaluation, write_evaluation
from muster.inspections.models import Evaluation
from muster.inspections.queries.evaluation_context import NOT_ON_RECORD
from muster.inspections.queries.evaluations import visible_evaluation, visible_evaluations
from muster.inspections.stages import EvaluationStage
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.pledges.models import TheatreResult
from muster.pledges.theatre_terms import TheatreResultKind
from tests.deployments.theatre import company_in_theatre
from tests.inspections.evaluated import CAMP, CONTENT, TERMS, evaluation_shared, evaluation_written
from tests.record import DAY, Record

DUE = DAY + timedelta(days=21)
OUTSIDE = ("other State", "other secretariat", "other mission", "analyst", "training institution")


@pytest.fixture(autouse=True)
def _company(record: Record) -> None:
    company_in_theatre()


def step(record: Record, who: str, following: str, day: date = DAY, words: str = "") -> Evaluation:
    return step_evaluation(record.parties[who], TERMS.reference, following, day=day, today=day, words=words)


def seen_by(record: Record, who: str, day: date = DAY) -> bool:
    return visible_evaluations(record.parties[who], day).filter(reference=TERMS.reference).exists()


@pytest.mark.parametrize("who", ["owning State", "other State", "other secretariat", "secretariat reader", "analyst"])
def test_only_the_mission_and_its_secretariat_open_one(record: Record, who: str) -> None:
    with pytest.raises(NotAllowed, match="officers of the mission"):
        open_evaluation(record.parties[who], replace(TERMS, known_from=None), today=DAY)
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reference": "ev kaz"}, "is no reference"),
        ({"kind": "formed-police"}, "this is no formed police unit"),
        ({"covers_until": date(2018, 9, 30)}, "is not after"),
        ({"covers_from": date(2017, 1, 1), "covers_until": date(2018, 9, 30)}, "not present on any of them"),
        ({"covers_from": date(2018, 10, 2), "covers_until": date(2018, 10, 9)}, "has not come yet"),
        ({"evaluator": " "}, "name the office"),
        ({"standing": "seen"}, "the standing of what is entered"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line_with_its_remedy(
    record: Record, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused) as refused:
        open_evaluation(record.parties["mission"], replace(TERMS, **changes), today=DAY)  # type: ignore[arg-type]
    told = [refused.value.message, *map(str, refused.value.problems)]
    assert any(words in line for line in told), told
    assert not Evaluation.objects.exists()


def test_a_reference_is_given_once(record: Record) -> None:
    open_evaluation(record.parties["mission"], TERMS, today=DAY)
    with pytest.raises(Refused, match="cannot be opened") as refused:
        open_evaluation(record.parties["secretariat officer"], TERMS, today=DAY)
    assert "is taken" in str(refused.value.problems[0])


def test_a_draft_is_the_missions_own_until_it_is_shared(record: Record) -> None:
    evaluation_written()
    assert seen_by(record, "mission")
    assert seen_by(record, "secretariat reader")
    assert not seen_by(record, "owning State")
    step(record, "mission", "shared")
    assert seen_by(record, "owning State")
    assert not any(seen_by(record, who) for who in OUTSIDE)


def test_a_draft_that_was_withdrawn_is_never_shown_to_the_contributor_nor_told_of(record: Record) -> None:
    evaluation_written()
    step(record, "mission", "withdrawn", words="Entered by mistake")
    assert not seen_by(record, "owning State")
    assert not Notice.objects.filter(topic="evaluation-stage", organisation__code="KAZ").exists()
    assert Notice.objects.filter(topic="evaluation-stage", organisation__code="UN").count() == 1


def test_one_that_was_shared_and_withdrawn_stays_before_the_contributors_eyes(record: Record) -> None:
    evaluation_shared()
    step(record, "mission", "withdrawn", words="Of another unit")
    assert seen_by(record, "owning State")


def test_as_of_an_earlier_day_it_has_the_stage_of_that_day(record: Record) -> None:
    evaluation_shared()
    later = DAY + timedelta(days=5)
    step(record, "owning State", "commented", later, "We had no road.")
    assert visible_evaluation(record.parties["mission"], DAY, "ev-kaz").stage_then == EvaluationStage.SHARED
    assert visible_evaluation(record.parties["mission"], later, "ev-kaz").stage_then == EvaluationStage.COMMENTED
    assert not seen_by(record, "mission", DAY - timedelta(days=1))


def test_the_contributor_comments_and_is_answered_before_it_is_final(record: Record) -> None:
    evaluation_shared()
    with pytest.raises(NotAllowed, match="officers of Kazakhstan"):
        step(record, "mission", "commented", words="Not ours to say")
    with pytest.raises(NotAllowed, match="officers of the mission"):
        step(record, "owning State", "final")
    step(record, "owning State", "commented", words="We had no road.")
    with pytest.raises(Refused) as refused:
        step(record, "mission", "final")
    assert "say what became of the contributor's comment" in str(refused.value.problems[0])
    final = step(record, "mission", "final", words="The road is the mission's to repair.")
    assert (final.comment, final.answer) == ("We had no road.", "The road is the mission's to repair.")
    assert Notice.objects.filter(topic="evaluation-stage", organisation__code="KAZ").count() == 2


def test_without_a_comment_it_is_final_from_the_day_after_its_term(record: Record) -> None:
    shared = evaluation_shared()
    assert shared.comment_due_on == DUE
    with pytest.raises(Refused) as refused:
        step(record, "mission", "final", DUE)
    assert "wait for it" in str(refused.value.problems[0])
    assert step(record, "mission", "final", DUE + timedelta(days=1)).stage == EvaluationStage.FINAL


def test_the_contributor_is_given_more_time_and_never_less(record: Record) -> None:
    evaluation_written()
    less = DUE - timedelta(days=1)
    with pytest.raises(Refused, match="until 2018-10-22 at least"):
        step_evaluation(SYSTEM, "ev-kaz", "shared", day=DAY, today=DAY, comment_due_on=less)
    more = DUE + timedelta(days=9)
    assert step_evaluation(SYSTEM, "ev-kaz", "shared", day=DAY, today=DAY, comment_due_on=more).comment_due_on == more


def test_after_a_comment_it_is_changed_and_shared_anew_with_a_new_term(record: Record) -> None:
    evaluation_shared()
    with pytest.raises(Refused, match="written as a draft or after a comment"):
        write_evaluation(record.parties["mission"], "ev-kaz", CONTENT, today=DAY)
    later = DAY + timedelta(days=9)
    step(record, "owning State", "commented", later, "The tower was manned.")
    better = replace(CONTENT, standards=(replace(CAMP, rating="met"),))
    write_evaluation(record.parties["mission"], "ev-kaz", better, today=later)
    shared = step(record, "mission", "shared", later)
    assert shared.comment_due_on == later + timedelta(days=21)
    assert [one.rating for one in shared.standards.all()] == ["met"]


def test_what_was_read_is_not_written_over(record: Record) -> None:
    evaluation_written()
    write_evaluation(record.parties["mission"], "ev-kaz", CONTENT, today=DAY, expected_version=2)
    with pytest.raises(Refused, match="changed by somebody else"):
        write_evaluation(record.parties["mission"], "ev-kaz", CONTENT, today=DAY, expected_version=2)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (replace(CAMP, area="XXX"), "is no area"),
        (replace(CAMP, task=" "), "the task is empty"),
        (replace(CAMP, rating="splendid"), "rating"),
        (replace(CAMP, remark="x" * 501), "remark"),
    ],
)
def test_a_line_that_cannot_be_leaves_what_was_written(record: Record, line: object, words: str) -> None:
    evaluation_written()
    with pytest.raises(Refused) as refused:
        write_evaluation(
            record.parties["mission"], "ev-kaz", replace(CONTENT, standards=(line,)), today=DAY  # type: ignore[arg-type]
        )  # fmt: skip
    assert words in str(refused.value.problems[0])
    assert Evaluation.objects.get().standards.count() == 2


def test_a_step_is_not_taken_before_the_one_it_follows_nor_on_a_day_to_come(record: Record) -> None:
    evaluation_shared()
    with pytest.raises(Refused, match="the step before is of"):
        step_evaluation(SYSTEM, "ev-kaz", "commented", day=DAY - timedelta(days=1), today=DAY, words="Early")
    with pytest.raises(Refused, match="has not come yet"):
        step_evaluation(SYSTEM, "ev-kaz", "commented", day=DAY + timedelta(days=1), today=DAY, words="Late")


def test_the_context_is_kept_as_the_record_said_when_it_was_shared(record: Record) -> None:
    block = BlockTerms("no-roads", "UNIFIL", ("movement",), date(2018, 9, 30), None, "The roads are closed")
    record_block(SYSTEM, block, today=DAY)
    shared = evaluation_shared()
    says = {one["about"]: one["says"] for one in shared.context}
    assert says["Strength"] == "120 people agreed; no strength was reported"
    assert "no-roads from 30 September 2018" in says["Blocks of movement and rotation"]
    assert says["Major equipment"].startswith(NOT_ON_RECORD)
    assert says["Intelligence and threat"] == NOT_ON_RECORD


def test_what_is_final_is_a_result_that_selections_read(record: Record) -> None:
    evaluation_shared()
    step(record, "owning State", "commented", words="We had no road.")
    assert not TheatreResult.objects.exists()
    step(record, "mission", "final", words="It is being repaired.")
    result = TheatreResult.objects.get()
    assert (result.unit, result.kind, result.word) == ("unit-kaz", TheatreResultKind.EVALUATION, "Partly met")
    assert result.outcome == "partly-met"


def test_every_write_is_an_event(record: Record) -> None:
    evaluation_shared()
    step(record, "owning State", "commented", words="We had no road.")
    names = ("opened", "written", "stage")
    counts = {
        name: AuditEvent.objects.filter(action=f"inspections:evaluation:{name}", subject="ev-kaz").count()
        for name in names
    }
    assert counts == {"opened": 1, "written": 1, "stage": 2}


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_is_no_side_finds_nothing_to_step_on(record: Record, who: str) -> None:
    evaluation_shared()
    deeds: list[Callable[[], object]] = [
        lambda: step(record, who, "commented", words="Not ours"),
        lambda: write_evaluation(record.parties[who], "ev-kaz", CONTENT, today=DAY),
    ]
    for deed in deeds:
        with pytest.raises(NotFound):
            deed()
