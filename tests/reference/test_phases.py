"""The phases of force generation: order, variants, dependencies and template durations."""

import pytest

from muster.reference.errors import UnknownFactError
from muster.reference.phases import (
    PhaseDuration,
    PhaseGroup,
    dependencies,
    group_of_unit_type,
    phase,
    phases,
    phases_of,
    schedulable_phases,
    template_duration,
)
from muster.reference.records import records
from muster.reference.unit_types import unit_types

VARIANTS = ("formed-unit", "rehatting", "rapid", "small-team", "individual")


def test_there_are_twenty_phases_in_their_order() -> None:
    assert [entry.number for entry in phases()] == list(range(1, 21))
    assert [entry.number for entry in phases() if entry.scope == "mission"] == [1, 2, 3, 4]
    assert [entry.number for entry in phases() if entry.scope == "recurring"] == [18, 19, 20]


def test_a_unit_that_is_rehatted_does_not_move_and_is_visited_where_it_stands() -> None:
    codes = {entry.code for entry in phases_of("rehatting")}
    assert "movement" not in codes
    assert "pre-deployment-visit" in codes
    assert dependencies("rehatting")["movement"]["pre-deployment-visit"] == 0
    assert dependencies("formed-unit")["movement"]["pre-deployment-visit"] == 28


def test_phases_of_the_mission_belong_to_a_case_only_if_asked_for() -> None:
    assert len(phases_of("formed-unit")) == 13
    assert len(phases_of("formed-unit", with_mission_wide=True)) == 17


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_phase_comes_after_all_that_it_waits_for(variant: str) -> None:
    place = {entry.code: number for number, entry in enumerate(schedulable_phases())}
    for code, before in dependencies(variant).items():
        assert all(place[one] < place[code] for one in before), code


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_phase_of_a_variant_has_a_template(variant: str) -> None:
    for entry in phases_of(variant, with_mission_wide=True):
        for group in {row.group for row in records(PhaseGroup)}:
            for level in ("", "L1", "L2", "L3", "RDL"):
                assert template_duration(entry.code, variant, group, level).phase == entry.code


def test_template_durations_are_in_order_and_unit_types_have_a_group() -> None:
    assert all(0 <= row.least_days <= row.likely_days <= row.most_days for row in records(PhaseDuration))
    assert {group_of_unit_type(kind.code) for kind in unit_types()} == {row.group for row in records(PhaseGroup)}


def test_the_memorandum_takes_less_from_level_3_on_and_least_at_rapid_deployment() -> None:
    likely = [
        template_duration("memorandum", "formed-unit", "infantry", one).likely_days for one in ("L2", "L3", "RDL")
    ]
    assert likely == [56, 28, 14]


def test_the_variant_says_more_than_level_and_the_level_more_than_the_group() -> None:
    assert (
        template_duration("memorandum", "rapid", "aviation", "L3").note == "signed agreement on the generic statement"
    )
    assert template_duration("training", "formed-unit", "medical", "L3").likely_days == 56
    assert template_duration("training", "formed-unit", "medical", "L2").likely_days == 98


def test_unknown_phases_are_refused_by_name() -> None:
    with pytest.raises(UnknownFactError):
        phase("farewell")
    with pytest.raises(UnknownFactError):
        template_duration("farewell", "formed-unit", "infantry", "L2")
