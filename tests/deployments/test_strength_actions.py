"""Strength is reported, units move, stand on instruments, and change; and who may do and see what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.deployments.actions import (
    change_unit,
    end_legal_basis,
    enter_legal_basis,
    enter_unit,
    move_unit,
    record_strength,
    record_strengths,
)
from muster.deployments.models import BasisKind, DeployedUnit, LegalBasis, StrengthReport, UnitLocation
from muster.deployments.queries.mission_strength import mission_strength
from muster.deployments.queries.strength import gaps_in_basis, unit_counts, visible_bases
from muster.deployments.queries.units import visible_units
from muster.deployments.rules.strength import Strength, strength_on
from muster.deployments.terms import BasisTerms, MoveTerms, StrengthTerms, UnitChange
from muster.generation.actions.instruments import InstrumentTerms, create_instrument
from muster.kit.errors import NotAllowed, Refused
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import COMPANY, company_in_theatre
from tests.record import DAY, Record

NEXT = DAY + timedelta(days=30)
REPORT = StrengthTerms(on=DAY, men=116, women=4, support_men=2)
BASIS = BasisTerms(valid_from=COMPANY.present_from, kind="memorandum", title="Memorandum of the company")
KEEPERS = ("owning State", "mission", "secretariat officer")
OTHERS = ("owning State's reader", "other State", "other mission", "secretariat reader", "other secretariat", "analyst")


@pytest.fixture
def company(record: Record) -> DeployedUnit:
    return company_in_theatre(with_tours=False)


def events(action: str) -> int:
    return AuditEvent.objects.filter(action=f"deployments:{action}", subject="unit-kaz").count()


@pytest.mark.parametrize("kind", OTHERS)
def test_the_record_of_a_unit_is_kept_by_its_state_its_mission_and_its_secretariat_alone(
    company: DeployedUnit, record: Record, kind: str
) -> None:
    viewer = record.parties[kind]
    with pytest.raises(NotAllowed):
        record_strength(viewer, "unit-kaz", REPORT, today=DAY)
    with pytest.raises(NotAllowed):
        enter_legal_basis(viewer, "unit-kaz", BASIS, today=DAY)
    with pytest.raises(NotAllowed):
        move_unit(viewer, "unit-kaz", MoveTerms("Naqoura", DAY), today=DAY)


def test_a_report_is_recorded_and_corrected_by_each_side_that_keeps_the_unit(
    company: DeployedUnit, record: Record
) -> None:
    for women, kind in enumerate(KEEPERS):
        record_strength(record.parties[kind], "unit-kaz", replace(REPORT, women=women), today=DAY)
    assert StrengthReport.objects.get().women == 2
    assert (events("strength:recorded"), events("strength:corrected")) == (1, 2)
    with pytest.raises(Refused, match="is on record of 2018-10-01 already"):
        record_strength(SYSTEM, "unit-kaz", replace(REPORT, women=2), today=DAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": NEXT}, "has not come yet"),
        ({"on": COMPANY.present_from - timedelta(days=1)}, "is not present"),
        ({"men": -1}, "cannot be recorded"),
        ({"standing": "seen"}, "the standing of what is entered is 'entered'"),
    ],
)
def test_a_report_that_cannot_be_is_refused(
    company: DeployedUnit, record: Record, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        record_strength(record.parties["mission"], "unit-kaz", replace(REPORT, **changes), today=DAY)  # type: ignore[arg-type]
    assert not StrengthReport.objects.exists()


def test_of_many_reports_all_are_recorded_or_none(company: DeployedUnit) -> None:
    good, bad = ("unit-kaz", REPORT), ("unit-kaz", replace(REPORT, on=NEXT))
    with pytest.raises(Refused) as refusal:
        record_strengths(SYSTEM, [good, bad], today=DAY)
    assert [one.place for one in refusal.value.problems] == ["report 2"]
    assert not StrengthReport.objects.exists()
    assert len(record_strengths(SYSTEM, [good], today=DAY)) == 1


def test_the_support_element_is_for_those_who_keep_the_unit_or_read_for_them(
    company: DeployedUnit, record: Record
) -> None:
    record_strength(SYSTEM, "unit-kaz", REPORT, today=DAY)
    seen = {}
    for kind in (*KEEPERS, *OTHERS):
        (count,) = unit_counts(record.parties[kind], DAY, visible_units(record.parties[kind], DAY))
        strength = strength_on(count, DAY)
        assert strength.people == 120
        seen[kind] = strength.support
    assert {kind for kind, support in seen.items() if support} == {
        *KEEPERS,
        "owning State's reader",
        "secretariat reader",
    }


def test_a_gap_in_the_legal_basis_goes_when_the_instrument_is_entered_and_comes_back_when_it_ends(
    company: DeployedUnit, record: Record
) -> None:
    mission = record.parties["mission"]
    record_strength(mission, "unit-kaz", REPORT, today=DAY)
    assert [one.code for one in gaps_in_basis(mission, DAY, company)] == ["no-basis", "support-without-basis"]
    assert gaps_in_basis(record.parties["analyst"], DAY, company) == ()
    basis = enter_legal_basis(mission, "unit-kaz", replace(BASIS, covers_support=True), today=DAY)
    assert gaps_in_basis(mission, DAY, company) == ()
    end_legal_basis(mission, "unit-kaz", basis.pk, NEXT, today=DAY)
    assert len(gaps_in_basis(mission, DAY, company)) == 2
    assert visible_bases(record.parties["other State"], DAY).count() == 0
    assert (events("legal-basis:entered"), events("legal-basis:ended")) == (1, 1)
    with pytest.raises(Refused, match="is not after"):
        end_legal_basis(mission, "unit-kaz", basis.pk, BASIS.valid_from, today=DAY)


def test_an_instrument_of_the_states_case_gives_kind_and_title(company: DeployedUnit, record: Record) -> None:
    officer = record.parties["secretariat officer"]
    drafted = create_instrument(
        officer, "case-kaz-agreed", InstrumentTerms("memorandum", "Memorandum of the case", number="1"), today=DAY
    )
    made = enter_legal_basis(officer, "unit-kaz", BasisTerms(valid_from=DAY, instrument=drafted.reference), today=DAY)
    assert (made.kind, made.title, made.instrument) == (BasisKind.MEMORANDUM, "Memorandum of the case", drafted)
    enter_unit(SYSTEM, replace(COMPANY, reference="unit-ind", state="IND"), today=DAY)
    with pytest.raises(Refused, match="of another State or mission"):
        enter_legal_basis(officer, "unit-ind", BasisTerms(valid_from=DAY, instrument=drafted.reference), today=DAY)


@pytest.mark.parametrize("changes", [{"kind": ""}, {"title": " "}, {"valid_until": BASIS.valid_from}])
def test_a_legal_basis_without_kind_title_or_days_is_refused(company: DeployedUnit, changes: dict[str, object]) -> None:
    with pytest.raises(Refused):
        enter_legal_basis(SYSTEM, "unit-kaz", replace(BASIS, **changes), today=DAY)  # type: ignore[arg-type]
    assert not LegalBasis.objects.exists()


def test_a_move_ends_the_last_place(company: DeployedUnit, record: Record) -> None:
    mission = record.parties["mission"]
    move_unit(mission, "unit-kaz", MoveTerms("Ebel es Saqi", COMPANY.present_from), today=DAY)
    move_unit(mission, "unit-kaz", MoveTerms("Naqoura", DAY, 33.1, 35.1), today=DAY)
    held = UnitLocation.objects.order_by("held_from").values_list("place", "held_from", "held_until")
    assert list(held) == [("Ebel es Saqi", COMPANY.present_from, DAY), ("Naqoura", DAY, None)]
    with pytest.raises(Refused, match="cannot be recorded"):
        move_unit(mission, "unit-kaz", MoveTerms("Tyre", DAY), today=DAY)
    with pytest.raises(Refused, match="cannot be recorded"):
        move_unit(mission, "unit-kaz", MoveTerms("Tyre", NEXT, latitude=91), today=NEXT)
    assert events("unit:moved") == 2


def test_a_unit_is_changed_by_the_secretariat_and_no_longer_than_what_is_around_and_inside_it(record: Record) -> None:
    company_in_theatre()
    enter_unit(SYSTEM, replace(COMPANY, reference="unit-fij", state="IND", inside="unit-kaz"), today=DAY)
    officer, end = record.parties["secretariat officer"], date(2019, 9, 1)
    change = UnitChange(strength=110, present_until=None, reason="Reduced by letter")
    for kind in ("owning State", "mission", "secretariat reader"):
        with pytest.raises(NotAllowed):
            change_unit(record.parties[kind], "unit-kaz", change, today=DAY)
    assert change_unit(officer, "unit-kaz", change, today=DAY, expected_version=1).strength == 110
    for refused in (change, replace(change, reason=" "), replace(change, strength=0)):
        with pytest.raises(Refused):
            change_unit(officer, "unit-kaz", refused, today=DAY)
    with pytest.raises(Refused, match="somebody else"):
        change_unit(officer, "unit-kaz", replace(change, strength=90), today=DAY, expected_version=1)
    with pytest.raises(Refused) as refusal:
        change_unit(officer, "unit-kaz", replace(change, present_until=end), today=DAY)
    told = " ".join(map(str, refusal.value.problems))
    assert "end that unit first" in told
    assert "tour R3 arrives on 2019-09-29; give up that tour first" in told
    assert events("unit:changed") == 1


def test_the_strength_of_a_mission_is_that_of_its_units_against_its_ceilings(
    company: DeployedUnit, record: Record
) -> None:
    record_strength(SYSTEM, "unit-kaz", REPORT, today=DAY)
    found = mission_strength(record.parties["analyst"], DAY, "UNIFIL")
    assert found.now.categories == {"troops": Strength(men=116, women=4)}
    assert [one.day for one in found.days[-3:]] == [date(2018, 8, 31), date(2018, 9, 30), DAY]
    assert [one.total.people for one in found.days[-3:]] == [0, 120, 120]
    assert found.now.troop_ceiling is not None
    assert found.now.over("troops") == max(0, 120 - found.now.troop_ceiling)
    (unit,) = found.units
    assert unit.women is None, "the strategy has no target for 2018"
    later = mission_strength(record.parties["analyst"], date(2021, 4, 1), "UNIFIL")
    assert later.units[0].women is not None
    assert later.units[0].women.light == "yellow"
