"""The rules of proof by themselves: paths, dwell times, new visits, and every change of level that is not legal."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import MusterError, Refused
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges import actions
from muster.pledges.levels import LADDER, Level, rung
from muster.pledges.queries import limits_on
from muster.pledges.rules import evidence as rules
from muster.pledges.rules.evidence import (
    FOLLOWING_VERDICTS,
    EvidenceFact,
    NeedStanding,
    PledgeFacts,
    Verdict,
    check_verdict,
    claimed_level,
    may_rise,
    path_to,
    proven_until,
)
from muster.pledges.rules.levels import dwell_times, is_rise, legal_next_levels, needs_reason
from muster.pledges.rules.verified import VERIFIED, changed_fields, needs_new_visit, verified_fields
from muster.pledges.terms import EquipmentTerms
from muster.reference.registers import level_evidence, registers, rungs_of
from tests.pledges.proof import REFERENCE, complete_terms
from tests.record import DAY, Parties, pledge_terms, submitted_pledge

LIMITS = limits_on(DAY)
FACTS = PledgeFacts(
    register="UN", state_name="Kazakhstan", register_name="United Nations Secretariat", terms=complete_terms(),
    level=Level.LEVEL_1, day=DAY, limits=LIMITS, is_acknowledged=True,
)  # fmt: skip
levels = st.sampled_from(list(Level))
codes = st.sampled_from([one.code for one in registers()])
WAYS: dict[Level, tuple[Level, ...]] = {
    Level.DRAFT: (),
    Level.LEVEL_1: LADDER[1:2],
    Level.LEVEL_2: LADDER[1:3],
    Level.LEVEL_3: LADDER[1:4],
    Level.RAPID_DEPLOYMENT: LADDER[1:5],
    Level.LAPSED: (Level.LEVEL_1, Level.LAPSED),
    Level.WITHDRAWN: (Level.LEVEL_1, Level.WITHDRAWN),
    Level.REMOVED: (Level.LEVEL_1, Level.REMOVED),
}
SIDES = (
    "owning State", "owning State's reader", "secretariat reader", "secretariat officer", "secretariat approver",
    "other State", "other secretariat", "mission", "training institution", "analyst",
)  # fmt: skip


def piece(kind: str = "commitment", **more: object) -> EvidenceFact:
    """Return approved evidence for Level 2; `more` replaces any of it."""
    values: dict[str, object] = {
        "number": 1, "level": "L2", "kind": kind, "verdict": Verdict.APPROVED, "handed_in_on": DAY, "reviewed_on": DAY,
    }  # fmt: skip
    return EvidenceFact(**(values | more))  # type: ignore[arg-type]


def standing_of(*evidence: EvidenceFact, day: date = DAY) -> NeedStanding:
    """Return where the State's commitment stands with this evidence."""
    needs = path_to(Level.LEVEL_2, replace(FACTS, evidence=evidence, day=day))
    return next(need.standing for need in needs if need.row.kind == "commitment")


@pytest.mark.parametrize("current", list(Level))
def test_every_change_of_level_that_is_not_legal_is_refused_to_every_side(parties: Parties, current: Level) -> None:
    """All pairs of levels, by all kinds of actor: only legal changes by the side that decides go through."""
    submitted_pledge(parties, pledge_terms(REFERENCE, "KAZ"), levels=WAYS[current])
    for new in Level:
        for side in (*SIDES, "the installation"):
            actor = SYSTEM if side == "the installation" else parties[side]
            legal = new in legal_next_levels(current)
            expected = legal and (
                actor.is_system
                or (side == "owning State" and new == Level.WITHDRAWN)
                or (
                    side in ("secretariat officer", "secretariat approver")
                    and new != Level.WITHDRAWN
                    and not is_rise(current, new)  # nothing is proven
                )
            )
            assert _goes_through(actor, new) == expected, (side, new)


def _goes_through(actor: Viewer, new: Level) -> bool:
    """Return whether a change of level goes through; it is taken back."""
    try:
        with transaction.atomic():
            actions.change_level(
                actor,
                REFERENCE,
                new,
                held_from=DAY,
                known_from=DAY,
                evidence="Note",
                reason="Why",
            )
            transaction.set_rollback(True)
    except MusterError:
        return False
    return True


@given(codes, st.lists(levels, max_size=12))
def test_in_any_register_a_rung_is_reached_only_from_the_next_one_that_it_uses(code: str, wanted: list[Level]) -> None:
    used = rungs_of(code)
    current, reached = Level.DRAFT, {"L0"}
    for new in wanted:
        if new in legal_next_levels(current, used):
            if rung(new) > 0:
                assert new in used
                assert used[used.index(new) - 1] in reached or new in reached
            current = new
            reached.add(new)


@given(levels, levels)
def test_a_change_is_proven_or_has_a_reason_or_is_the_state_s_withdrawal(current: Level, new: Level) -> None:
    if new not in legal_next_levels(current):
        return
    assert [is_rise(current, new), needs_reason(current, new), new == Level.WITHDRAWN].count(True) == 1


@pytest.mark.parametrize("current", list(Verdict))
@pytest.mark.parametrize("following", list(Verdict))
def test_a_verdict_follows_another_only_in_order(current: Verdict, following: Verdict) -> None:
    legal = {("waiting", "approved"), ("waiting", "refused"), ("waiting", "replaced"), ("approved", "replaced")}
    if (current.value, following.value) in legal:
        check_verdict("A list", current, following)
    else:
        with pytest.raises(Refused, match="hand in a later one instead"):
            check_verdict("A list", current, following)
    assert set(FOLLOWING_VERDICTS) == set(Verdict)


def test_china_took_about_13_months_and_brazil_about_43() -> None:
    china = dwell_times([("L1", date(2017, 9, 22)), ("L2", date(2018, 10, 15))])
    brazil = dwell_times([("L2", date(2021, 9, 1)), ("L3", date(2025, 4, 7))])
    assert [(one.lower, one.higher, one.months) for one in (*china, *brazil)] == [
        ("L1", "L2", 13), ("L2", "L3", 43),
    ]  # fmt: skip


def test_a_lapse_and_a_downgrade_are_part_of_the_time_that_a_step_took() -> None:
    start = date(2018, 1, 1)
    days = [("L1", 0), ("lapsed", 365), ("L1", 400), ("L2", 730), ("L1", 800), ("L2", 900), ("L3", 1461)]
    found = dwell_times([(level, start + timedelta(days=day)) for level, day in days])
    assert [(one.lower, one.months) for one in found] == [("L1", 24), ("L2", 24)]


@given(st.lists(st.tuples(levels, st.dates(date(2015, 1, 1), date(2030, 1, 1))), max_size=12))
def test_dwell_times_follow_one_another_and_only_upwards(events: list[tuple[Level, date]]) -> None:
    events.sort(key=lambda one: one[1])
    found = dwell_times(events)
    for one in found:
        assert rung(one.lower) < rung(one.higher)
        assert one.months >= 0
    for earlier, later in itertools.pairwise(found):
        assert (earlier.higher, earlier.ended) == (later.lower, later.began)


def test_where_a_need_stands_follows_from_its_evidence() -> None:
    assert standing_of() is NeedStanding.MISSING
    assert standing_of(piece(verdict=Verdict.WAITING)) is NeedStanding.WAITING
    assert standing_of(piece(verdict=Verdict.REFUSED)) is NeedStanding.REFUSED
    assert standing_of(piece(verdict=Verdict.REPLACED)) is NeedStanding.MISSING
    assert standing_of(piece()) is NeedStanding.DONE
    assert standing_of(piece(valid_until=DAY)) is NeedStanding.EXPIRED
    assert standing_of(piece(valid_until=DAY + timedelta(days=1))) is NeedStanding.DONE
    assert standing_of(piece(renew_from=DAY)) is NeedStanding.RENEW
    waiting = piece(number=2, verdict=Verdict.WAITING)
    assert standing_of(piece(), waiting) is NeedStanding.DONE
    assert standing_of(piece(valid_until=DAY), waiting) is NeedStanding.WAITING


def test_a_need_says_who_owes_it_who_decides_and_by_when() -> None:
    waiting = piece(verdict=Verdict.WAITING)
    need = next(one for one in path_to("L2", replace(FACTS, evidence=(waiting,))) if one.row.kind == "commitment")
    assert (need.owner, need.decider) == ("Kazakhstan", "United Nations Secretariat")
    assert (need.since, need.due_on, need.number) == (DAY, DAY + timedelta(days=30), 1)
    report = next(one for one in path_to("L2", FACTS) if one.row.kind == "assessment-report")
    assert report.decider == "United Nations Secretariat, another officer, as approver"
    assert report.missing == "no approved report is taken as evidence"


def test_what_is_optional_stands_on_the_path_and_not_in_the_way() -> None:
    kinds = {need.row.kind: need.is_required for need in path_to("RDL", FACTS)}
    assert kinds["deviation-sheet"] is False
    evidence = tuple(
        piece(kind, number=number, level=level)
        for number, (level, kind) in enumerate((("RDL", "verification-report"), ("RDL", "rapid-agreement")))
    )
    assert may_rise("RDL", replace(FACTS, level="L3", evidence=evidence)) == []


@pytest.mark.parametrize("level", ["L3", "RDL"])
def test_individuals_rise_no_further_than_the_register_names_proof(monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    monkeypatch.setattr(rules, "is_pool", lambda unit_type: True)
    assert "names nothing that would prove" in str(may_rise(level, FACTS)[0])
    assert may_rise("L2", replace(FACTS, evidence=(piece("training-certificate"),))) == []


def test_the_ladder_says_what_is_claimed_and_until_when_it_is_proven() -> None:
    assert claimed_level(FACTS, "L2") == "L1"
    facts = replace(FACTS, evidence=(piece(verdict=Verdict.WAITING),))
    assert claimed_level(facts, "L2") == "L2"
    assert claimed_level(replace(FACTS, level="L0"), "L1") == "L1"
    end = date(2020, 5, 12)
    proven = replace(FACTS, level="L2", evidence=(piece("assessment-report", valid_until=end),))
    assert proven_until(proven) == end
    assert proven_until(FACTS) is None


@given(st.lists(st.sampled_from(LADDER), max_size=4))
def test_facts_are_verified_from_level_2_upwards(approved: list[Level]) -> None:
    verified = verified_fields(approved)
    assert bool(verified) == any(rung(one) >= 2 for one in approved)
    assert ("notice_days" in verified) == (Level.RAPID_DEPLOYMENT in approved)
    assert set(VERIFIED) <= set(verified) or not verified


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_a_new_visit_is_needed_by_the_share_that_changes(before: int, after: int) -> None:
    was, now = complete_terms(strength=before), complete_terms(strength=after)
    is_large = abs(after - before) / before > 0.10 + 1e-12
    assert bool(needs_new_visit(was, now, LIMITS)) == is_large


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ({"unit_type": "INF-BN"}, "another unit"),
        ({"equipment": (EquipmentTerms("COMMS", "Radio", 8), EquipmentTerms("ELEC", "Generator", 4))}, ""),
        ({"equipment": (EquipmentTerms("COMMS", "Radio", 7), EquipmentTerms("ELEC", "Generator", 4))}, "3 items"),
        ({"equipment": (EquipmentTerms("COMMS", "Set", 10), EquipmentTerms("ELEC", "Generator", 4))}, "20 items"),
        ({"equipment": ()}, "14 items of major equipment change of 14"),
        ({"remarks": "Other remarks"}, ""),
    ],
)
def test_what_needs_a_new_visit_says_why(after: dict[str, Any], words: str) -> None:
    told = "; ".join(needs_new_visit(complete_terms(), complete_terms(**after), LIMITS))
    assert (words in told) if words else not told


def test_a_field_that_is_the_same_has_not_changed() -> None:
    assert changed_fields(complete_terms(), complete_terms(source="Elsewhere")) == ()
    assert changed_fields(complete_terms(), complete_terms(strength=121, remarks="x")) == ("strength", "remarks")


@given(st.lists(st.sampled_from(list(Verdict)), min_size=1, max_size=4), st.booleans())
def test_certifications_alone_never_prove_level_2(verdicts: list[Verdict], has_commitment: bool) -> None:
    """Whatever another organisation has certified, and however often: the visit of the register is not replaced."""
    shown = [piece("external-certification", number=number, verdict=one) for number, one in enumerate(verdicts, 1)]
    shown += [piece(number=9)] if has_commitment else []
    problems = may_rise(Level.LEVEL_2, replace(FACTS, evidence=tuple(shown)))
    assert "Report of an assessment and advisory visit" in " ".join(one.place for one in problems)
    report = piece("assessment-report", number=10)
    assert may_rise(Level.LEVEL_2, replace(FACTS, evidence=(report, piece(number=9)))) == []


def test_no_register_takes_a_certification_for_what_it_requires() -> None:
    rows = [row for one in registers() for level in LADDER for row in level_evidence(one.code, level, is_pool=False)]
    certifications = [row for row in rows if row.kind == "external-certification"]
    assert certifications
    assert not any(row.is_required for row in certifications)
