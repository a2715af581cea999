"""The rules of dossiers: stages, gates, signatures in turn, what stands before a decision, data then and now."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.decisions.models import Criterion, DossierStage, GateVerdict, SignatureKind
from muster.decisions.rules import dossier_stages as stages
from muster.decisions.rules import dossier_terms as words
from muster.decisions.rules.dossier_data import ASKED, DataChange, compared
from muster.decisions.rules.dossier_decision import missing_for_approval, room_problems
from muster.decisions.rules.dossier_gates import GateState, gate_of, gates_of, is_better, months_between
from muster.decisions.rules.dossier_signatures import (
    SignatureState,
    awaited_of,
    next_to_sign,
    signers_of,
    signing_problems,
    standings,
)
from muster.decisions.rules.dossier_stages import STEPS, DossierStep, StageStep, stage_on, step_problems
from muster.decisions.rules.dossier_terms import (
    CRITERIA,
    AssessedFacts,
    BodyFacts,
    DossierFacts,
    DueAgainFacts,
    RoomFacts,
    SignedFacts,
)

DAY = date(2018, 10, 1)
ASKED_WORDS = "120 people"
MFA = BodyFacts("mfa", "Foreign Affairs", "assesses", 1, ("foreign-policy", "national-interest"))
MOD = BodyFacts("mod", "Defence", "assesses", 1, ("agreement", "resources", "risk"))
PARLIAMENT = BodyFacts("parliament", "Parliament", "approves", 2)
INFORMED = BodyFacts("press", "Press office", "informed", 1)
BODIES = (PARLIAMENT, MOD, MFA, INFORMED)


def assessed(
    criterion: str, verdict: str = "met", *, key: int = 0, on: date = DAY, by: int | None = 1
) -> AssessedFacts:
    return AssessedFacts(key or CRITERIA.index(criterion) + 1, criterion, verdict, on, by, asked=ASKED_WORDS)


def whole(**changes: object) -> DossierFacts:
    """Return a dossier of which everything is assessed and nothing signed."""
    facts = DossierFacts(120, ASKED_WORDS, DAY, 12, tuple(assessed(one) for one in CRITERIA), BODIES)
    return replace(facts, **changes)  # type: ignore[arg-type]


def given_by(body: BodyFacts, kind: str = "signed") -> tuple[SignedFacts, ...]:
    return tuple(SignedFacts(body.code, kind, DAY, one, CRITERIA.index(one) + 1) for one in body.scope)


ALL_SIGNED = (*given_by(MFA), *given_by(MOD), *given_by(PARLIAMENT))


def test_the_words_of_the_rules_are_those_of_the_record() -> None:
    assert set(Criterion.values) == set(CRITERIA) == set(words.CRITERION_WORDS)
    assert {str(Criterion(code).label): code for code in CRITERIA} == {
        label: code for code, label in words.CRITERION_WORDS.items()
    }
    assert set(DossierStage.values) == set(STEPS)
    assert set(GateVerdict.values) == {words.MET, words.RESERVED, words.NOT_MET}
    assert set(SignatureKind.values) == {words.SIGNED, words.REFUSED}


LEGAL = {
    ("open", "approve"): "approved", ("open", "decline"): "declined", ("open", "close"): "closed",
    ("approved", "reopen"): "open", ("declined", "reopen"): "open", ("closed", "reopen"): "open",
}  # fmt: skip


@given(st.sampled_from(list(STEPS)), st.sampled_from(list(DossierStep)), st.sampled_from(["", "  ", "because"]))
def test_a_step_is_taken_only_where_the_stage_allows_it_and_always_in_words(
    stage: str, step: DossierStep, said: str
) -> None:
    problems = step_problems(stage, step, said)
    is_legal = (stage, step.value) in LEGAL
    assert (not problems) == (is_legal and bool(said.strip()))
    if is_legal:
        assert STEPS[stage][step] == LEGAL[stage, step.value]
    else:
        assert problems[0].place == "stage"
        assert "possible: " in problems[0].remedy


def test_decisions_and_their_taking_back_are_the_approvers() -> None:
    officers = {step for step, role in stages.ROLE_OF_STEP.items() if role == stages.OFFICER}
    assert officers == {DossierStep.CLOSE}
    assert set(stages.ROLE_OF_STEP) == set(DossierStep)


def test_a_stage_is_seen_from_the_day_on_which_it_was_known() -> None:
    steps = (
        StageStep("approved", DAY, DAY), StageStep("open", DAY + timedelta(5), DAY + timedelta(5)),
        StageStep("declined", DAY + timedelta(6), DAY + timedelta(9)),
    )  # fmt: skip
    seen = [stage_on(steps, DAY + timedelta(days)) for days in (-1, 0, 5, 8, 9)]
    assert [one.stage if one else "open" for one in seen] == ["open", "approved", "open", "open", "declined"]


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 2000))
def test_months_grow_with_the_days_and_twelve_are_a_year(start: date, days: int) -> None:
    later = start + timedelta(days)
    assert 0 <= months_between(start, later) <= months_between(start, later + timedelta(1))
    if (start.month, start.day) != (2, 29):
        assert months_between(start, start.replace(year=start.year + 1)) == 12


def test_a_gate_stands_as_its_latest_assessment() -> None:
    facts = whole(assessed=(assessed("risk", "reserved"), assessed("agreement", "not-met")))
    states = {one.criterion: one.state for one in gates_of(facts)}
    assert states["risk"] == GateState.RESERVED
    assert states["agreement"] == GateState.NOT_MET
    assert states["foreign-policy"] == GateState.NOT_ASSESSED
    assert [one.criterion for one in gates_of(facts)] == list(CRITERIA)


def test_a_changed_fact_makes_a_gate_due_again_and_only_its_own() -> None:
    facts = whole(due_again=(DueAgainFacts("risk", "the threat rose"),))
    assert [one.criterion for one in gates_of(facts) if one.state == GateState.DUE_AGAIN] == ["risk"]
    assert gate_of(facts, "risk").why == ("the threat rose",)


@pytest.mark.parametrize(
    ("on", "state"), [(date(2017, 10, 2), GateState.MET), (date(2017, 10, 1), GateState.DUE_AGAIN)]
)
def test_an_assessment_holds_for_its_months_and_not_a_day_longer(on: date, state: GateState) -> None:
    assert gate_of(whole(assessed=(assessed("risk", on=on),)), "risk").state == state


def test_an_assessment_holds_for_what_was_asked_then_and_for_nothing_else() -> None:
    gate = gate_of(whole(asked="430 people"), "resources")
    assert gate.state == GateState.DUE_AGAIN
    assert gate.why == ("it was assessed for 120 people, and the dossier asks for 430 people",)


def test_better_is_measured_against_what_the_rules_suggest() -> None:
    assert is_better("met", "reserved")
    assert is_better("reserved", "not-met")
    assert not is_better("not-met", "not-met")
    assert not is_better("reserved", "met")
    assert not is_better("met", "")


def test_bodies_stand_in_their_turn_and_who_is_only_informed_does_not_sign() -> None:
    assert [(one.body.code, one.is_turn, one.waits_for) for one in standings(whole())] == [
        ("mfa", True, ()), ("mod", True, ()), ("parliament", False, ("Foreign Affairs", "Defence")),
    ]  # fmt: skip
    after = whole(signed=(*given_by(MFA), *given_by(MOD)))
    assert [one.body.code for one in standings(after) if one.is_turn] == ["parliament"]
    assert signers_of(after, "risk") == ("Defence",)
    assert awaited_of(after, "risk") == ("Parliament",)


def test_a_body_that_need_not_sign_holds_nobody_up() -> None:
    facts = whole(bodies=(replace(MFA, must_sign=False), MOD, PARLIAMENT), signed=given_by(MOD))
    assert [one.body.code for one in next_to_sign(facts, gates_of(facts))] == ["parliament"]


def test_a_signature_is_due_only_on_what_is_assessed() -> None:
    facts = whole(assessed=(assessed("foreign-policy"), assessed("national-interest")))
    assert [one.body.code for one in next_to_sign(facts, gates_of(facts))] == ["mfa"]


def test_a_new_assessment_must_be_signed_again_by_all_who_signed_the_one_before() -> None:
    newer = tuple(assessed(one, key=99 if one == "risk" else 0) for one in CRITERIA)
    states = {one.body.code: one.state for one in standings(whole(assessed=newer, signed=ALL_SIGNED))}
    assert states == {
        "mfa": SignatureState.SIGNED, "mod": SignatureState.OVERTAKEN, "parliament": SignatureState.OVERTAKEN,
    }  # fmt: skip


def test_a_signature_on_all_of_it_holds_for_what_was_assessed_by_its_day() -> None:
    signed = (SignedFacts("mod", "signed", DAY),)
    assert {one.body.code: one.state for one in standings(whole(signed=signed))}["mod"] == SignatureState.SIGNED
    later = whole(signed=signed, assessed=tuple(assessed(one, on=DAY + timedelta(1)) for one in CRITERIA))
    assert {one.body.code: one.state for one in standings(later)}["mod"] == SignatureState.OVERTAKEN


def test_a_refusal_stands_until_the_body_signs() -> None:
    refused = (SignedFacts("mfa", "refused", DAY, "foreign-policy", 1),)
    assert standings(whole(signed=refused))[0].state == SignatureState.REFUSED
    assert standings(whole(signed=(*refused, *given_by(MFA))))[0].state == SignatureState.SIGNED


def problems_of(facts: DossierFacts, body: str, criteria: tuple[str, ...] = (), **more: object) -> str:
    scope = criteria or next((one.scope for one in facts.bodies if one.code == body), ())
    given: dict[str, object] = {"kind": "signed", "words": "", "signer": 2, **more}
    found = signing_problems(facts, gates_of(facts), body, scope, **given)  # type: ignore[arg-type]
    return "; ".join(str(one) for one in found)


def test_why_a_body_cannot_sign_is_told_with_its_remedy() -> None:
    assert problems_of(whole(), "mod") == ""
    assert "possible: mfa, mod, parliament" in problems_of(whole(), "press")
    assert "it signs foreign-policy, national-interest" in problems_of(whole(), "mfa", ("risk",))
    assert "Parliament signs after Foreign Affairs and Defence" in problems_of(whole(), "parliament")
    assert "you wrote its assessment; let somebody else sign it" in problems_of(whole(), "mod", signer=1)
    assert "it is not assessed yet; assess it first" in problems_of(whole(assessed=()), "mod")
    assert "the threat rose" in problems_of(whole(due_again=(DueAgainFacts("risk", "the threat rose"),)), "mod")
    assert "Defence has signed it" in problems_of(whole(signed=given_by(MOD)), "mod")
    assert "say why it is refused" in problems_of(whole(), "parliament", kind="refused")
    assert problems_of(whole(), "parliament", kind="refused", words="too early") == ""


def test_nothing_stands_before_a_decision_once_all_is_assessed_and_signed() -> None:
    assert missing_for_approval(whole(signed=ALL_SIGNED)) == []


@pytest.mark.parametrize(
    ("changes", "place", "remedy"),
    [
        ({"assessed": tuple(assessed(one) for one in CRITERIA[:4])}, "least acceptable risk", "assess it"),
        (
            {"assessed": tuple(assessed(one, "not-met" if one == "risk" else "met") for one in CRITERIA)},
            "least acceptable risk", "decline, or assess it again once the facts have changed",
        ),
        ({"due_again": (DueAgainFacts("agreement", "consent was withdrawn"),)},
         "agreement or clear guarantees of the parties", "assess it again"),
        ({"signed": ALL_SIGNED[:-5]}, "Parliament", "ask it to sign"),
        ({"signed": (*ALL_SIGNED, SignedFacts("mod", "refused", DAY, "risk", 5))}, "Defence",
         "meet its reasons, assess again, and ask it anew; or decline"),
        ({"conflicts": ("Enforcement: the law does not name it",)}, "law", "acknowledge in words how the law is kept"),
        ({"room": RoomFacts(left=119, act="KAZ-1")}, "act",
         "link an act that gives room, or name the act that is awaited"),
        ({"room": RoomFacts(is_authorised=False)}, "act",
         "link an act that gives room, or name the act that is awaited"),
    ],
)  # fmt: skip
def test_each_missing_thing_is_one_line_with_its_remedy(changes: dict[str, object], place: str, remedy: str) -> None:
    found = missing_for_approval(whole(**{"signed": ALL_SIGNED, **changes}))
    assert (found[0].place, found[0].remedy) == (place, remedy)


def test_law_is_acknowledged_and_an_awaited_act_is_named_in_words() -> None:
    facts = whole(signed=ALL_SIGNED, conflicts=("Enforcement",), room=RoomFacts(left=0))
    assert missing_for_approval(facts, acknowledged="Parliament allows it", awaited_act="The act of January") == []
    assert len(missing_for_approval(facts, acknowledged=" ", awaited_act="")) == 2


@given(st.one_of(st.none(), st.integers(0, 500)), st.integers(1, 500))
def test_room_suffices_exactly_where_it_is_as_large_as_what_is_asked(left: int | None, people: int) -> None:
    assert (room_problems(RoomFacts(left=left), people) == []) == (left is None or left >= people)


def datum(key: str, value: str, text: str = "") -> dict[str, str]:
    return {"key": key, "label": key, "value": value, "unit": "", "words": text, "source": "s"}


def test_data_then_and_now_are_told_apart() -> None:
    kept = [datum("rate", "1.0"), datum("gone", "3"), datum("same", "4"), datum("said", "", "yes"), datum(ASKED, "120")]
    now = [datum("rate", "1.5"), datum("new", "7"), datum("same", "4", "other words"), datum("said", "", "no")]
    found = {one.key: (one.kept, one.now, one.change) for one in compared("risk", kept, now)}
    assert found == {
        "rate": ("1.0", "1.5", DataChange.CHANGED), "new": ("", "7", DataChange.NEW),
        "same": ("4", "4", DataChange.SAME), "said": ("yes", "no", DataChange.CHANGED),
        "gone": ("3", "", DataChange.GONE),
    }  # fmt: skip


@given(st.dictionaries(st.text("abc", min_size=1, max_size=2), st.text("123", max_size=2)))
def test_what_is_compared_with_itself_has_not_changed(values: dict[str, str]) -> None:
    rows = [datum(key, value) for key, value in values.items()]
    assert {one.change for one in compared("risk", rows, rows)} <= {DataChange.SAME}
    assert {one.change for one in compared("risk", None, rows)} <= {DataChange.NOT_KEPT}
