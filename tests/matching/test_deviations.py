"""Deviations: one side proposes, the other decides; every step that may not be taken is refused."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.matching.actions import DeviationTerms, decide_deviation, propose_deviation, withdraw_deviation
from muster.matching.fit.facts import LineKind, LineStanding
from muster.matching.fit.steps import LEGAL, refusal_of_step
from muster.matching.models import Deviation, DeviationStage
from muster.matching.queries import visible_deviation, visible_deviations, visible_fit
from muster.missions.models import StatementVersion
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.pledges import actions as pledges
from muster.pledges.rules.evidence import Verdict
from tests.matching.fit.statements import line
from tests.matching.stated import PLEDGE, STATEMENT, make_listed_pledge, make_statement
from tests.record import DAY, Record

TRUCKS = DeviationTerms(PLEDGE, STATEMENT, "equipment", "svm truck", "five suffice", accepted=5)
STATE, REGISTER = "owning State", "secretariat officer"


@pytest.fixture
def stated(record: Record) -> Record:
    """The small record with a statement and a pledge that is one truck short of it."""
    make_statement()
    make_listed_pledge(record)
    return record


def proposed(record: Record, who: str = STATE, terms: DeviationTerms = TRUCKS) -> Deviation:
    """Propose a deviation."""
    return propose_deviation(record.parties[who], terms, today=DAY)


def agreed(record: Record) -> Deviation:
    """Propose a deviation and agree to it."""
    return decide_deviation(record.parties[REGISTER], proposed(record).pk, agree=True, answer="", today=DAY)


def standing(record: Record, day: date = DAY) -> LineStanding:
    """Return the standing of the trucks."""
    return line(visible_fit(record.parties[REGISTER], day, STATEMENT, [PLEDGE]).fit, LineKind.EQUIPMENT).standing


def test_a_proposed_deviation_changes_nothing_and_an_agreed_one_closes_the_gap(stated: Record) -> None:
    one = proposed(stated)
    assert standing(stated) == LineStanding.SHORT
    decide_deviation(stated.parties[REGISTER], one.pk, agree=True, answer="agreed until May", today=DAY)
    assert standing(stated) == LineStanding.DEVIATION
    assert standing(stated, DAY - timedelta(days=1)) == LineStanding.SHORT


def test_a_refused_deviation_and_a_withdrawn_one_count_no_more(stated: Record) -> None:
    decide_deviation(stated.parties[REGISTER], proposed(stated).pk, agree=False, answer="six are needed", today=DAY)
    assert standing(stated) == LineStanding.SHORT
    one = agreed(stated)
    later = DAY + timedelta(days=30)
    withdraw_deviation(stated.parties[STATE], one.pk, reason="we bring six", today=later)
    assert standing(stated, later) == LineStanding.SHORT
    assert standing(stated, DAY) == LineStanding.DEVIATION


def test_the_secretariat_may_propose_and_then_the_state_decides(stated: Record) -> None:
    one = proposed(stated, REGISTER)
    with pytest.raises(Refused, match="the other side does"):
        decide_deviation(stated.parties["secretariat approver"], one.pk, agree=True, answer="", today=DAY)
    done = decide_deviation(stated.parties[STATE], one.pk, agree=True, answer="", today=DAY)
    assert (done.stage, done.decided_by.code if done.decided_by else "") == (DeviationStage.AGREED, "KAZ")


def test_every_step_is_told_to_the_other_side_and_kept_in_the_log(stated: Record) -> None:
    withdraw_deviation(stated.parties[STATE], agreed(stated).pk, reason="we bring six", today=DAY)
    events = AuditEvent.objects.filter(action__startswith="matching:deviation").order_by("sequence")
    assert [one.action.split(":")[-1] for one in events] == ["proposed", "decided", "withdrawn"]
    assert [one.before.get("stage") for one in events] == [None, "proposed", "agreed"]
    told = Notice.objects.filter(topic="deviation").order_by("pk")
    assert [one.organisation.code for one in told] == ["UN", "KAZ", "UN"]


@pytest.mark.parametrize("stage", list(LEGAL))
@pytest.mark.parametrize("step", ["agreed", "refused", "withdrawn"])
def test_no_step_is_taken_that_is_not_legal(stated: Record, stage: str, step: str) -> None:
    one = proposed(stated)
    Deviation.objects.filter(pk=one.pk).update(stage=stage)
    steps: dict[str, Callable[[], Deviation]] = {
        "agreed": lambda: decide_deviation(stated.parties[REGISTER], one.pk, agree=True, answer="so", today=DAY),
        "refused": lambda: decide_deviation(stated.parties[REGISTER], one.pk, agree=False, answer="so", today=DAY),
        "withdrawn": lambda: withdraw_deviation(stated.parties[STATE], one.pk, reason="so", today=DAY),
    }
    if step in LEGAL[stage]:
        assert steps[step]().stage == step
    else:
        with pytest.raises(Refused, match="look at it again"):
            steps[step]()


@pytest.mark.parametrize(
    ("stage", "step", "is_proposer", "words", "refusal"),
    [
        ("proposed", "agreed", True, "", "the other side does"),
        ("proposed", "refused", True, "no", "the other side does"),
        ("proposed", "refused", False, " ", "say why it is refused"),
        ("proposed", "withdrawn", False, "so", "takes it back"),
        ("agreed", "withdrawn", False, "", "say why it is withdrawn"),
        ("proposed", "withdrawn", True, "", ""),
        ("proposed", "agreed", False, "", ""),
    ],
)
def test_who_may_take_a_step_and_what_it_must_say(
    stage: str, step: str, is_proposer: bool, words: str, refusal: str
) -> None:
    said = refusal_of_step(stage, step, is_proposer=is_proposer, words=words)
    assert refusal in said if refusal else said == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"line": "svm lorry"}, "no such line"),
        ({"kind": "strength", "line": "strength", "accepted": None}, "met as it is"),
        ({"accepted": 6}, "less than 6"),
        ({"kind": "capability", "line": "ford river", "accepted": 1}, "no quantity"),
        ({"words": " "}, "say in words"),
        ({"evidence": 2**40}, "none that was approved"),
    ],
)
def test_what_cannot_be_a_deviation_is_refused(stated: Record, changes: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        proposed(stated, terms=DeviationTerms(**{**vars(TRUCKS), **changes}))
    assert not Deviation.objects.exists()


def test_a_statement_that_allows_none_takes_none(stated: Record) -> None:
    StatementVersion.objects.update(deviations_allowed=False)
    with pytest.raises(Refused, match="allows no deviations"):
        proposed(stated)


def test_one_deviation_of_a_line_is_open_at_a_time(stated: Record) -> None:
    proposed(stated)
    with pytest.raises(Refused, match="already"):
        proposed(stated, REGISTER)


def test_approved_evidence_shows_what_no_list_can_prove(stated: Record) -> None:
    handed_in = pledges.hand_in_evidence(SYSTEM, PLEDGE, level="L2", kind="commitment", today=DAY, title="Drill")
    terms = DeviationTerms(PLEDGE, STATEMENT, "capability", "ford river", "shown in May", evidence=handed_in.pk)
    with pytest.raises(Refused, match="none that was approved"):
        proposed(stated, terms=terms)
    pledges.review_evidence(SYSTEM, handed_in.pk, Verdict.APPROVED, today=DAY)
    StatementVersion.objects.update(deviations_allowed=False)
    one = proposed(stated, terms=terms)
    decide_deviation(stated.parties[REGISTER], one.pk, agree=True, answer="", today=DAY)
    shown = line(visible_fit(stated.parties[STATE], DAY, STATEMENT, [PLEDGE]).fit, LineKind.CAPABILITY)
    assert shown.standing == LineStanding.SHOWN


@pytest.mark.parametrize("who", ["owning State's reader", "secretariat reader"])
def test_a_reader_negotiates_nothing(stated: Record, who: str) -> None:
    with pytest.raises(NotAllowed):
        proposed(stated, who)
    one = agreed(stated)
    with pytest.raises(NotAllowed):
        withdraw_deviation(stated.parties[who], one.pk, reason="so", today=DAY)


@pytest.mark.parametrize("who", ["other State", "mission", "other secretariat", "analyst"])
def test_others_neither_see_nor_touch_a_deviation(stated: Record, who: str) -> None:
    one = agreed(stated)
    viewer = stated.parties[who]
    assert not visible_deviations(viewer, DAY).exists()
    touches: tuple[Callable[[], Deviation], ...] = (
        lambda: visible_deviation(viewer, DAY, one.pk),
        lambda: propose_deviation(viewer, TRUCKS, today=DAY),
        lambda: decide_deviation(viewer, one.pk, agree=True, answer="", today=DAY),
        lambda: withdraw_deviation(viewer, one.pk, reason="so", today=DAY),
    )
    for touch in touches:
        with pytest.raises(NotFound):
            touch()


def test_the_installation_names_the_side_for_which_it_records(stated: Record) -> None:
    un, kaz = (stated.parties.organisations[code] for code in ("UN", "KAZ"))
    with pytest.raises(NotAllowed):
        propose_deviation(SYSTEM, TRUCKS, today=DAY)
    one = propose_deviation(SYSTEM, TRUCKS, today=DAY, side=kaz)
    with pytest.raises(Refused, match="the other side does"):
        decide_deviation(SYSTEM, one.pk, agree=True, answer="", today=DAY, side=kaz)
    assert decide_deviation(SYSTEM, one.pk, agree=True, answer="", today=DAY, side=un).stage == DeviationStage.AGREED
    assert not Notice.objects.filter(topic="deviation").exists()
