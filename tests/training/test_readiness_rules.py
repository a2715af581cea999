"""What people of a rotation need, and how far they hold it on the day of deployment."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.training.rules.readiness_certification import (
    FOLLOWING,
    certified_content,
    has_changed,
    may_become,
    signature_problems,
)
from muster.training.rules.readiness_required import RequiredItem, items_of_unit, people_without_roster, standards_of
from muster.training.rules.readiness_roster import OtherRotation, function_problems, place_problems
from muster.training.rules.readiness_state import HeldCertificate, RosterMember, training_state
from muster.training.stages import CertificationStage

ARRIVES, LEAVES = date(2019, 3, 1), date(2019, 9, 1)
ITEMS = (
    RequiredItem("CPTM"),
    RequiredItem("CCDR", personnel_category="troops", function="commander", usual_people=1),
    RequiredItem("FPU-UNIT", unit_type="FPU"),
)
DAYS = st.dates(date(2018, 1, 1), date(2020, 1, 1))
CERTIFICATES = st.builds(
    lambda standard, start, length, recognised: HeldCertificate(
        standard, start, start + timedelta(days=length) if length else None, recognised
    ),
    st.sampled_from(["CPTM", "CCDR", "POC"]),
    DAYS,
    st.integers(0, 500),
    st.sampled_from([None, True, False]),
)
ROSTERS = st.lists(
    st.tuples(st.sampled_from(["", "commander", "driver"]), st.lists(CERTIFICATES, max_size=4)), max_size=8
)


def of(people: list[tuple[str, list[HeldCertificate]]]) -> list[RosterMember]:
    return [RosterMember(number, function, tuple(held)) for number, (function, held) in enumerate(people, start=1)]


def test_items_hold_for_the_unit_types_that_they_name() -> None:
    assert [one.standard for one in items_of_unit(ITEMS, "INF-COY", "troops")] == ["CPTM", "CCDR"]
    assert [one.standard for one in items_of_unit(ITEMS, "FPU", "police")] == ["CPTM", "FPU-UNIT"]


def test_a_function_needs_what_everybody_needs_and_its_own() -> None:
    assert standards_of(ITEMS[:2], "commander") == ("CPTM", "CCDR")
    assert standards_of(ITEMS[:2], "driver") == ("CPTM",)


def test_without_a_roster_the_strength_is_counted_and_functions_by_their_usual_people() -> None:
    assert people_without_roster(ITEMS[:2], 120) == {"CPTM": 120, "CCDR": 1}
    assert people_without_roster([RequiredItem("UNSO", function="staff-officer", usual_people=0)], 120) == {}


def test_a_roster_with_nobody_is_not_known() -> None:
    assert training_state([], ITEMS, ARRIVES, LEAVES) is None


def test_a_certificate_ends_on_its_excluded_day() -> None:
    held = HeldCertificate("CPTM", date(2018, 1, 1), ARRIVES)
    found = training_state([RosterMember(1, "", (held,))], ITEMS[:1], ARRIVES, LEAVES)
    assert found is not None
    assert found.items[0].missing == (1,)
    longer = HeldCertificate("CPTM", date(2018, 1, 1), ARRIVES + timedelta(days=1))
    found = training_state([RosterMember(1, "", (longer,))], ITEMS[:1], ARRIVES, LEAVES)
    assert found is not None
    assert (found.items[0].missing, found.items[0].lapsing, found.trained) == ((), (1,), 1)


def test_one_that_lasts_to_the_end_of_the_tour_does_not_lapse_in_it() -> None:
    held = HeldCertificate("CPTM", date(2018, 1, 1), LEAVES)
    found = training_state([RosterMember(1, "", (held,))], ITEMS[:1], ARRIVES, LEAVES)
    assert found is not None
    assert found.items[0].lapsing == ()


@given(ROSTERS)
def test_shares_are_counted_of_those_who_need_an_item(people: list[tuple[str, list[HeldCertificate]]]) -> None:
    members = of(people)
    found = training_state(members, ITEMS[:2], ARRIVES, LEAVES)
    if not members:
        assert found is None
        return
    assert found is not None
    by_hand = [
        one
        for one in members
        if all(
            any(held.standard == name and held.holds_on(ARRIVES) for held in one.certificates)
            for name in standards_of(ITEMS[:2], one.function)
        )
    ]
    assert found.trained == len(by_hand)
    assert [number for number in range(1, len(members) + 1) if not found.missing_of(number)] == [
        one.number for one in by_hand
    ]
    for item in found.items:
        assert 0 <= item.recognised <= item.valid <= item.needed
        assert not set(item.missing) & set(item.lapsing)
        assert 0 <= item.share <= 1


def test_a_person_is_on_one_roster_at_a_time() -> None:
    given = {"stage": "planned", "arrives_on": ARRIVES, "leaves_on": LEAVES, "function": "", "purpose_fits": True}
    after = OtherRotation("R3", LEAVES, date(2020, 3, 1))
    during = OtherRotation("R9", LEAVES - timedelta(days=1), date(2020, 3, 1))
    assert place_problems(**given, others=[after]) == []  # type: ignore[arg-type]
    (problem,) = place_problems(**given, others=[during])  # type: ignore[arg-type]
    assert "same days" in str(problem)


def test_nobody_is_named_for_a_rotation_that_is_home_or_from_data_kept_for_something_else() -> None:
    given = {"arrives_on": ARRIVES, "leaves_on": LEAVES, "function": "", "others": []}
    assert place_problems(**given, stage="home", purpose_fits=True)  # type: ignore[arg-type]
    assert place_problems(**given, stage="planned", purpose_fits=False)  # type: ignore[arg-type]


def test_a_function_is_a_plain_word() -> None:
    assert function_problems("") == []
    assert function_problems("deputy-commander") == []
    assert function_problems("Deputy commander")
    assert function_problems("a" * 41)


def test_every_step_of_a_certification_that_is_not_named_is_illegal() -> None:
    legal = {("draft", "signed"), ("signed", "revoked")}
    found = {(a, b) for a in FOLLOWING for b in CertificationStage if may_become(a, b)}
    assert found == legal


def test_a_signature_needs_a_roster_every_line_and_a_reason_for_each_exception() -> None:
    given = {"note_verbale": "NV 1", "office": "Ministry", "is_ready": True, "has_clean_conduct": True}
    assert [one.place for one in signature_problems(None, {}, **given)] == ["roster"]  # type: ignore[arg-type]
    state = training_state([RosterMember(1)], ITEMS[:1], ARRIVES, LEAVES)
    assert [one.place for one in signature_problems(state, {}, **given)] == ["exception CPTM"]  # type: ignore[arg-type]
    assert [one.place for one in signature_problems(state, {"CPTM": " "}, **given)] == ["exception CPTM"]  # type: ignore[arg-type]
    assert signature_problems(state, {"CPTM": "trained on arrival"}, **given) == []  # type: ignore[arg-type]
    empty = {"note_verbale": " ", "office": "", "is_ready": False, "has_clean_conduct": False}
    assert len(signature_problems(state, {"CPTM": "why"}, **empty)) == 4  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["", "commander"])), unique_by=lambda one: one[0]))
def test_a_changed_roster_is_seen_and_its_order_does_not_matter(people: list[tuple[int, str]]) -> None:
    state = training_state([RosterMember(1)], ITEMS[:1], ARRIVES, LEAVES)
    assert state is not None
    content = certified_content(state, {}, people)
    assert not has_changed(content, reversed(people))
    assert has_changed(content, [*people, (10, "")])
    assert str(people) not in str(content)
