"""Levels with proof: what a rise needs, who hands it in, who decides, and what stays for good."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.audit.queries import chained_events
from muster.audit.rules import broken_links
from muster.documents.queries import visible_documents
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.levels import LADDER, Level, rung
from muster.pledges.models import Evidence, LevelEvent, Pledge
from muster.pledges.queries import facts_of, visible_evidence, visible_pledge
from muster.pledges.rules.evidence import NeedStanding, Verdict, path_to
from muster.visits.actions import raise_finding, take_step
from muster.visits.stages import Outcome, VisitKind, VisitStage
from muster.visits.terms import FindingTerms, StepTerms
from tests.pledges.proof import (
    FILE,
    REFERENCE,
    acknowledged,
    approve,
    approved_visit,
    complete_terms,
    decide,
    hand_in,
    handed_in,
    prove,
    raised_to,
    take_report,
)
from tests.record import DAY, Parties

LATER = DAY + timedelta(days=40)
OUTSIDERS = ("other State", "other secretariat", "mission", "training institution", "analyst")


def problems(refusal: pytest.ExceptionInfo[Refused]) -> str:
    """Return what a refusal lists, a line each."""
    return "\n".join(str(one) for one in refusal.value.problems)


def standings(parties: Parties, level: Level, day: date = DAY, by: str = "secretariat reader") -> dict[str, str]:
    """Return where each need of a level stands as of a day."""
    version = visible_pledge(parties[by], day, REFERENCE)
    return {need.row.kind: need.standing.value for need in path_to(level, facts_of(parties[by], version, day))}


def test_a_pledge_climbs_the_whole_ladder_by_proof_alone(parties: Parties) -> None:
    raised_to(parties, Level.RAPID_DEPLOYMENT)
    events = LevelEvent.objects.order_by("pk")
    assert [event.level for event in events] == ["L1", "L2", "L3", "RDL"]
    assert events[1].evidence.startswith("Report of an assessment and advisory visit")
    assert broken_links(chained_events()) == []


def test_acceptance_follows_acknowledgement(parties: Parties) -> None:
    handed_in(parties)
    with pytest.raises(Refused, match="cannot rise to Level 1 yet") as refusal:
        decide(parties, Level.LEVEL_1)
    assert problems(refusal) == ("pledge kaz-1: it is not acknowledged yet; United Nations Secretariat acknowledges it")
    actions.acknowledge_pledge(parties["secretariat officer"], REFERENCE, today=DAY)
    assert decide(parties, Level.LEVEL_1).level == "L1"


def test_the_installation_records_what_was_reached_before_without_evidence(parties: Parties) -> None:
    handed_in(parties)
    event = actions.change_level(
        SYSTEM, REFERENCE, Level.LEVEL_1, held_from=DAY, known_from=DAY, evidence="A white paper", source="A paper"
    )
    assert (event.reason, event.evidence) == ("historic record", "A white paper")
    assert not Notice.objects.filter(topic="pledge-accepted").exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"note_verbale_on": None}, "Note verbale with reference and date: missing: its date; Kazakhstan owes it"),
        ({"posts": ()}, "the table of organisation has no post"),
        ({"strength": 130}, "its posts have 120 people, the strength is 130; at most 5 % may differ"),
        ({"equipment": ()}, "List of major equipment: missing: the list is empty"),
        ({"self_sustainment": ()}, "List of self-sustainment: missing: the list is empty"),
        ({"women": 5}, "the posts have 6 women, the pledge 5"),
        ({"unit_type": "INF-BN"}, "120 people are few for Infantry battalion"),
    ],
)
def test_level_1_needs_a_complete_and_plausible_pledge(parties: Parties, changes: dict[str, Any], told: str) -> None:
    acknowledged(parties, complete_terms(**changes))
    with pytest.raises(Refused, match="cannot rise") as refusal:
        decide(parties, Level.LEVEL_1)
    assert told in problems(refusal)
    assert not LevelEvent.objects.exists()


@pytest.mark.parametrize("level", [Level.LEVEL_2, Level.LEVEL_3, Level.RAPID_DEPLOYMENT])
def test_a_rise_is_refused_with_all_that_is_missing_and_who_owes_it(parties: Parties, level: Level) -> None:
    raised_to(parties, Level(LADDER[rung(level) - 1]))
    with pytest.raises(Refused) as refusal:
        decide(parties, level)
    told = problems(refusal)
    expected = {
        Level.LEVEL_2: ("Report of an assessment", "commitment to close the other findings: missing"),
        Level.LEVEL_3: ("reconciled line by line", "Load list: missing", "Draft memorandum"),
        Level.RAPID_DEPLOYMENT: ("Report of a verification visit", "Signed rapid deployment agreement"),
    }[level]
    for words in expected:
        assert words in told
    assert "owes it" in told


def test_level_2_needs_a_report_within_its_validity(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    prove(parties, Level.LEVEL_2)
    report = Evidence.objects.get(kind="assessment-report")
    assert report.valid_until == date(2020, 5, 12)  # 24 months from the end of the visit
    assert standings(parties, Level.LEVEL_2, date(2020, 5, 11))["assessment-report"] == "done"
    assert standings(parties, Level.LEVEL_2, date(2020, 5, 12))["assessment-report"] == "expired"
    with pytest.raises(Refused) as refusal:
        actions.change_level(
            parties["secretariat officer"], REFERENCE, Level.LEVEL_2,
            held_from=date(2020, 5, 12), known_from=date(2020, 5, 12),
        )  # fmt: skip
    assert "expired: a new one; it proved until 12 May 2020" in problems(refusal)


def test_what_proved_a_lower_rung_must_still_hold_for_a_higher_one(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    prove(parties, Level.LEVEL_3)
    with pytest.raises(Refused) as refusal:
        actions.change_level(
            parties["secretariat officer"], REFERENCE, Level.LEVEL_3,
            held_from=date(2020, 6, 1), known_from=date(2020, 6, 1),
        )  # fmt: skip
    assert "Report of an assessment" in problems(refusal)


@pytest.mark.parametrize("by", ["secretariat officer", "owning State's reader", *OUTSIDERS])
def test_what_the_state_owes_nobody_else_hands_in(parties: Parties, by: str) -> None:
    raised_to(parties, Level.LEVEL_1)
    with pytest.raises((NotAllowed, NotFound)):
        hand_in(parties, Level.LEVEL_2, "commitment", by=by)
    assert not Evidence.objects.exists()


def test_a_file_is_read_by_the_other_side_and_by_nobody_else(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    evidence = hand_in(parties, Level.LEVEL_2, "commitment")
    assert visible_documents(parties["secretariat reader"]).filter(pk=evidence.document_id or 0).exists()
    assert not visible_documents(parties["other State"]).filter(pk=evidence.document_id or 0).exists()
    for outsider in OUTSIDERS:
        assert not visible_evidence(parties[outsider], DAY).exists()


@pytest.mark.parametrize(
    ("level", "kind", "words"),
    [
        (Level.LEVEL_1, "major-equipment", "the record itself shows it"),
        (Level.LEVEL_2, "assessment-report", "take the approved report"),
        (Level.LEVEL_2, "load-list", "proves no Level 2 of it; what does: assessment-report"),
    ],
)
def test_what_is_not_handed_in_is_refused_with_the_way(parties: Parties, level: Level, kind: str, words: str) -> None:
    raised_to(parties, Level.LEVEL_1)
    by = "secretariat officer" if kind == "assessment-report" else "owning State"
    with pytest.raises(Refused, match=words):
        hand_in(parties, level, kind, by=by)


def test_a_paper_without_a_file_is_none(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    with pytest.raises(Refused, match="no file was sent"):
        actions.hand_in_evidence(parties["owning State"], REFERENCE, level="L2", kind="commitment", today=DAY)


def test_nobody_decides_on_their_own_evidence(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    own = hand_in(parties, Level.LEVEL_2, "commitment")
    with pytest.raises(NotAllowed):
        approve(parties, own, by="owning State")
    raised = hand_in(parties, Level.LEVEL_3, "draft-memorandum", by="secretariat officer")
    for colleague in ("secretariat officer", "secretariat approver"):
        with pytest.raises(NotAllowed):
            approve(parties, raised, by=colleague)
    approve(parties, raised, by="owning State")


def test_the_secretariat_s_own_report_is_decided_by_another_of_its_officers(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    approved_visit(parties)
    approver = parties["secretariat approver"]
    taken = actions.take_visit_as_evidence(approver, REFERENCE, level="L2", kind="assessment-report", today=DAY)
    with pytest.raises(NotAllowed, match="you have handed it in; somebody else decides"):
        approve(parties, taken, by="secretariat approver")
    with pytest.raises(NotAllowed, match="as approver"):
        approve(parties, taken, by="secretariat officer")
    with pytest.raises(NotAllowed):
        approve(parties, taken, by="owning State")


def test_who_acts_for_both_sides_does_not_decide_on_what_they_handed_in(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    evidence = hand_in(parties, Level.LEVEL_2, "commitment")
    both = replace(parties["secretariat approver"], user_id=parties["owning State"].user_id)
    with pytest.raises(NotAllowed, match="you have handed it in"):
        actions.review_evidence(both, evidence.pk, Verdict.APPROVED, today=DAY)


@pytest.mark.parametrize("by", OUTSIDERS)
def test_outsiders_do_not_even_find_it(parties: Parties, by: str) -> None:
    raised_to(parties, Level.LEVEL_1)
    evidence = hand_in(parties, Level.LEVEL_2, "commitment")
    with pytest.raises(NotFound):
        approve(parties, evidence, by=by)


@pytest.mark.parametrize("first", [Verdict.APPROVED, Verdict.REFUSED])
@pytest.mark.parametrize("second", [Verdict.APPROVED, Verdict.REFUSED])
def test_decided_evidence_is_locked(parties: Parties, first: Verdict, second: Verdict) -> None:
    raised_to(parties, Level.LEVEL_1)
    number = hand_in(parties, Level.LEVEL_2, "commitment").pk
    approver = parties["secretariat approver"]
    actions.review_evidence(approver, number, first, today=DAY, remarks="Said")
    with pytest.raises(Refused, match="stays so; hand in a later one"):
        actions.review_evidence(approver, number, second, today=DAY, remarks="Otherwise")
    assert Evidence.objects.get().verdict == first.value


def test_a_later_one_takes_the_place_of_the_approved_and_the_old_stays_in_the_history(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    old = approve(parties, hand_in(parties, Level.LEVEL_2, "commitment"))
    new = hand_in(parties, Level.LEVEL_2, "commitment", today=LATER)
    assert standings(parties, Level.LEVEL_2, LATER)["commitment"] == "done"  # the old one proves meanwhile
    actions.review_evidence(parties["secretariat approver"], new.pk, Verdict.APPROVED, today=LATER)
    old.refresh_from_db()
    assert (old.verdict, old.replaced_on) == ("replaced", LATER)
    before = facts_of(SYSTEM, visible_pledge(SYSTEM, DAY, REFERENCE), DAY).evidence
    assert [(one.number, one.verdict) for one in before] == [(old.pk, Verdict.APPROVED)]


def test_one_that_waits_is_replaced_by_the_next(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    first, second = (hand_in(parties, Level.LEVEL_2, "commitment") for _ in range(2))
    assert {one.pk: one.verdict for one in Evidence.objects.all()} == {first.pk: "replaced", second.pk: "waiting"}
    with pytest.raises(Refused, match="it is replaced and stays so"):
        approve(parties, first)


def test_a_refusal_says_why_and_the_path_repeats_it(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    number = hand_in(parties, Level.LEVEL_2, "commitment").pk
    approver = parties["secretariat approver"]
    with pytest.raises(Refused, match="say why it is refused"):
        actions.review_evidence(approver, number, Verdict.REFUSED, today=DAY)
    actions.review_evidence(approver, number, Verdict.REFUSED, today=DAY, remarks="Not signed")
    version = visible_pledge(parties["owning State"], DAY, REFERENCE)
    needs = path_to(Level.LEVEL_2, facts_of(parties["owning State"], version, DAY))
    need = next(one for one in needs if one.row.kind == "commitment")
    assert (need.standing, need.missing) == (NeedStanding.REFUSED, "a better one; it was refused: Not signed")


def test_a_reviewer_may_shorten_the_time_for_which_it_proves_and_never_lengthen_it(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    approved_visit(parties)
    taken, approver = take_report(parties), parties["secretariat approver"]
    for end, words in ((date(2020, 5, 13), "12 May 2020 at most"), (DAY, "which is over")):
        with pytest.raises(Refused, match=words):
            actions.review_evidence(approver, taken.pk, Verdict.APPROVED, today=DAY, valid_until=end)
    actions.review_evidence(approver, taken.pk, Verdict.APPROVED, today=DAY, valid_until=date(2019, 1, 1))
    assert Evidence.objects.get(pk=taken.pk).valid_until == date(2019, 1, 1)


@pytest.mark.parametrize("outcome", [Outcome.NOT_RECOMMENDED, Outcome.AFTER_FOLLOW_UP])
def test_a_visit_that_does_not_recommend_the_unit_proves_nothing(parties: Parties, outcome: Outcome) -> None:
    raised_to(parties, Level.LEVEL_1)
    approved_visit(parties, outcome=outcome)
    with pytest.raises(Refused, match=outcome.label):
        take_report(parties)


def test_a_visit_of_another_kind_or_to_another_pledge_proves_nothing(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    approved_visit(parties, VisitKind.PRE_DEPLOYMENT)
    approved_visit(parties, reference="kaz-other")
    with pytest.raises(Refused, match="no assessment visit to it has an approved report"):
        take_report(parties)


def test_a_report_is_taken_once(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    approved_visit(parties)
    take_report(parties)
    with pytest.raises(Refused, match="taken as evidence already"):
        take_report(parties)


def test_an_open_critical_finding_stands_in_the_way_of_level_2(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    prove(parties, Level.LEVEL_2)
    finding = FindingTerms("No ambulance", "critical", "KAZ", REFERENCE)
    visit = f"assessment-{REFERENCE}"
    officer = parties["secretariat officer"]
    take_step(officer, visit, VisitStage.TRACKED, StepTerms(date(2018, 6, 21)), today=DAY)
    raise_finding(officer, visit, finding, raised_on=DAY, today=DAY)
    with pytest.raises(Refused) as refusal:
        decide(parties, Level.LEVEL_2)
    assert "No critical finding open: missing: critical findings are open" in problems(refusal)


@pytest.mark.parametrize("level", [Level.LEVEL_1, Level.LAPSED, Level.REMOVED])
def test_what_takes_a_level_away_says_why(parties: Parties, level: Level) -> None:
    raised_to(parties, Level.LEVEL_2)
    with pytest.raises(Refused, match="say why the level is taken away"):
        decide(parties, level)
    assert decide(parties, level, reason="The equipment was sold").reason == "The equipment was sold"
    assert AuditEvent.objects.filter(action="pledges:level:changed").latest("sequence").reason


def test_a_rise_above_the_cap_is_refused_with_its_reason_until_it_is_lifted(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_3)
    prove(parties, Level.RAPID_DEPLOYMENT)
    state = parties["owning State"]
    actions.set_level_cap(state, REFERENCE, "L3", reason="National law", today=DAY)
    with pytest.raises(Refused) as refusal:
        decide(parties, Level.RAPID_DEPLOYMENT)
    assert problems(refusal) == "level cap: at most Level 3: National law; lift the cap when this has changed"
    actions.lift_level_cap(state, REFERENCE, reason="The law has changed", today=DAY)
    assert decide(parties, Level.RAPID_DEPLOYMENT).level == "RDL"


@pytest.mark.parametrize(
    ("level", "reason", "words"),
    [
        ("L3", " ", "say why it cannot rise"),
        ("L0", "Law", "is no level of its register"),
        ("lapsed", "Law", "is no level of its register"),
        ("L1", "Law", "stands above that level"),
    ],
)
def test_a_cap_has_a_reason_and_a_rung_at_or_above_the_present_one(
    parties: Parties, level: str, reason: str, words: str
) -> None:
    raised_to(parties, Level.LEVEL_2)
    with pytest.raises(Refused, match=words):
        actions.set_level_cap(parties["secretariat officer"], REFERENCE, level, reason=reason, today=DAY)


def test_a_cap_that_is_not_there_cannot_be_lifted_and_outsiders_set_none(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    with pytest.raises(Refused, match="has no level cap"):
        actions.lift_level_cap(parties["owning State"], REFERENCE, reason="None", today=DAY)
    for outsider in ("other State", "mission", "owning State's reader", "secretariat reader"):
        with pytest.raises((NotAllowed, NotFound)):
            actions.set_level_cap(parties[outsider], REFERENCE, "L3", reason="Law", today=DAY)


def test_the_other_side_is_told(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    topics = set(Notice.objects.filter(organisation__code="KAZ").values_list("topic", flat=True))
    assert {"pledge-acknowledged", "pledge-accepted", "level-changed", "evidence-decided"} <= topics
    told = set(Notice.objects.filter(organisation__code="UN").values_list("topic", flat=True))
    assert {"pledge-submitted", "evidence-handed-in"} <= told
    notice = Notice.objects.filter(topic="level-changed").latest("pk")
    assert (notice.subject_reference, notice.state, notice.unit_type) == (REFERENCE, "KAZ", "INF-COY")


def test_a_register_with_other_rungs_is_climbed_by_them(parties: Parties) -> None:
    """The African Standby Force, as this installation has it, knows no Level 3."""
    state, commission = parties["owning State"], parties["other secretariat"]
    actions.create_pledge(state, complete_terms(), register=parties.organisations["AU"], today=DAY)
    actions.submit_pledge(state, REFERENCE, today=DAY)
    actions.acknowledge_pledge(commission, REFERENCE, today=DAY)
    actions.change_level(commission, REFERENCE, Level.LEVEL_1, held_from=DAY, known_from=DAY)
    for level in (Level.LEVEL_1, Level.LEVEL_2):
        if level == Level.LEVEL_2:
            actions.change_level(SYSTEM, REFERENCE, level, held_from=DAY, known_from=DAY, evidence="A report of 2018")
    with pytest.raises(Refused, match="possible: Rapid Deployment Level, Level 1"):
        actions.change_level(commission, REFERENCE, Level.LEVEL_3, held_from=DAY, known_from=DAY)
    agreed = actions.hand_in_evidence(
        commission, REFERENCE, level="RDL", kind="standby-agreement", today=DAY, file=FILE
    )
    actions.review_evidence(state, agreed.pk, Verdict.APPROVED, today=DAY)
    event = actions.change_level(commission, REFERENCE, Level.RAPID_DEPLOYMENT, held_from=DAY, known_from=DAY)
    assert event.level == "RDL"
    assert Pledge.objects.get().register.code == "AU"
