"""The registers that one installation can hold: common rungs, names of their own, and what proves each."""

import pytest

from muster.reference.errors import UnknownFactError
from muster.reference.levels import levels
from muster.reference.parameters import parameter_history
from muster.reference.records import records
from muster.reference.registers import (
    ALL,
    APPROVER,
    CONTENT,
    FINDINGS,
    INDIVIDUALS,
    OTHER,
    OTHER_SIDE,
    PAPER,
    SECRETARIAT,
    STATE,
    UNIT,
    VISIT,
    LevelEvidence,
    level_evidence,
    register_level,
    register_levels,
    register_of,
    registers,
    rungs_of,
)

CODES = [entry.code for entry in registers()]


@pytest.mark.parametrize("code", CODES)
def test_a_register_uses_rungs_of_the_common_ladder_in_its_order_from_the_draft_on(code: str) -> None:
    common = [entry.code for entry in levels()]
    used = rungs_of(code)
    assert used[:2] == ("L0", "L1")
    assert list(used) == sorted(used, key=common.index)


@pytest.mark.parametrize("code", CODES)
def test_every_rung_above_the_draft_has_evidence_that_it_needs(code: str) -> None:
    for rung in rungs_of(code)[1:]:
        assert any(entry.is_required for entry in level_evidence(code, rung, is_pool=False)), rung


def test_the_united_nations_use_all_five_rungs_and_brazil_s_name_of_the_top_one_is_known() -> None:
    assert rungs_of("UN") == ("L0", "L1", "L2", "L3", "RDL")
    assert register_level("UN", "Level 4").rung == "RDL"
    assert register_level("AU", "RDC").rung == "RDL"


def test_a_rung_that_a_register_does_not_use_is_refused_with_those_that_it_does() -> None:
    with pytest.raises(UnknownFactError, match="L0, L1, L2"):
        register_level("CSTO", "L3")


def test_a_secretariat_that_the_table_does_not_name_has_the_common_rungs() -> None:
    assert register_of("OSCE").code == OTHER
    assert [entry.rung for entry in register_levels("OSCE")] == [entry.code for entry in levels()]


def test_level_1_of_a_unit_and_of_a_pool_differ() -> None:
    unit = [entry.kind for entry in level_evidence("UN", "L1", is_pool=False)]
    pool = [entry.kind for entry in level_evidence("UN", "L1", is_pool=True)]
    assert unit == ["note-verbale", "table-of-organisation", "major-equipment", "self-sustainment", "plausibility"]
    assert pool == ["note-verbale", "pool-list", "plausibility"]


def test_evidence_is_described_by_known_words_and_its_period_is_a_parameter() -> None:
    for entry in records(LevelEvidence):
        assert entry.applies_to in (UNIT, INDIVIDUALS, ALL)
        assert entry.shown_by in (CONTENT, VISIT, FINDINGS, PAPER)
        assert bool(entry.visit_kind) == (entry.shown_by == VISIT)
        assert entry.handed_in_by in (STATE, SECRETARIAT)
        assert entry.decided_by in (OTHER_SIDE, APPROVER, SECRETARIAT)
        assert (entry.decided_by == SECRETARIAT) == (entry.shown_by in (CONTENT, FINDINGS))
        if entry.validity_parameter:
            assert parameter_history(entry.validity_parameter)


def test_the_periods_of_a_register_are_parameters() -> None:
    for entry in registers():
        for key in filter(None, (entry.response_parameter, entry.validity_parameter, entry.renewal_parameter)):
            assert parameter_history(key)
