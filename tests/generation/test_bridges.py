"""A bridge is proposed by the register, agreed by its State, and covers the days that the rules give it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from muster.generation import actions
from muster.generation.actions import BridgeTerms
from muster.generation.models import Bridge, BridgeStage, Case
from muster.generation.queries.bridges import covered_days, proposals, visible_bridges, wanted_days
from muster.generation.queries.cases import visible_case
from muster.generation.rules.bridging import FOLLOWING
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.pledges import actions as pledges
from tests.generation.calls import approver, officer, rapid_pledge
from tests.generation.samples import TERMS as CASE
from tests.generation.samples import opened
from tests.record import DAY, Record

WANTED = date(2018, 11, 1)
TERMS = BridgeTerms("bridge-ind", "case-kaz", "ind-rdl", WANTED, date(2019, 2, 1), source="Source of bridge-ind")


def waited_for(record: Record) -> Case:
    """Return a case that is late, with a company of India that could hold its post meanwhile."""
    rapid_pledge(record, "ind-rdl", "IND")
    return opened(record, replace(CASE, wanted_on=WANTED))


def proposed(record: Record) -> Bridge:
    """Return the bridge that India's company is proposed for."""
    waited_for(record)
    return actions.propose_bridge(officer(record), TERMS, today=DAY)


def test_the_best_proposal_covers_most_days_and_never_the_unit_waited_for(record: Record) -> None:
    waited_for(record)
    case = visible_case(officer(record), DAY, "case-kaz")
    found = proposals(officer(record), case, DAY)
    assert found[0].pledge.reference == "ind-rdl"
    assert "kaz-submitted" not in [one.pledge.reference for one in found]
    wanted = wanted_days(case)
    assert wanted is not None
    assert found[0].covered_days == wanted.length_in_days


def test_a_unit_that_is_called_is_not_proposed(record: Record) -> None:
    waited_for(record)
    pledges.call_pledge(officer(record), "ind-rdl", mission="UNDOF", called_on=DAY, today=DAY)
    case = visible_case(officer(record), DAY, "case-kaz")
    assert "ind-rdl" not in [one.pledge.reference for one in proposals(officer(record), case, DAY)]


def test_only_an_agreed_bridge_covers_its_days(record: Record) -> None:
    proposed(record)
    case = Case.objects.get(reference="case-kaz")
    assert covered_days(case, DAY).covered_days == 0
    actions.step_bridge(record.parties["other State"], "bridge-ind", "agreed", today=DAY)
    told = covered_days(case, DAY)
    assert told.covered_days == (TERMS.held_until - TERMS.held_from).days
    assert told.wanted is not None
    assert told.covered_days + told.open_days == told.wanted.length_in_days
    actions.step_bridge(record.parties["other State"], "bridge-ind", "dropped", reason="needed at home", today=DAY)
    assert covered_days(case, DAY).covered_days == 0


def test_a_case_that_has_ended_needs_no_bridge(record: Record) -> None:
    waited_for(record)
    case = actions.abandon_case(approver(record), "case-kaz", "given up", today=DAY)
    assert wanted_days(case) is None
    assert proposals(officer(record), case, DAY) == ()


def test_the_bridging_state_is_told_and_sees_its_bridge_but_not_the_case(record: Record) -> None:
    proposed(record)
    india, kazakhstan = record.parties["other State"], record.parties["owning State"]
    assert [one.reference for one in visible_bridges(india, DAY)] == ["bridge-ind"]
    assert not visible_bridges(kazakhstan, DAY).exists()
    with pytest.raises(NotFound):
        visible_case(india, DAY, "case-kaz")
    assert Notice.objects.filter(topic="bridge", organisation__code="IND").exists()
    assert not Notice.objects.filter(topic="bridge", organisation__code="KAZ").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pledge": "kaz-submitted"}, "waited for"),
        ({"pledge": "ind-battalion"}, "wants INF-COY"),
        ({"held_until": WANTED}, "not after from"),
        ({"reference": "not a reference"}, "reference"),
        ({"standing": "seen"}, "not 'entered'"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_remedy(record: Record, changes: dict[str, object], words: str) -> None:
    waited_for(record)
    with pytest.raises(Refused) as refusal:
        actions.propose_bridge(officer(record), replace(TERMS, **changes), today=DAY)  # type: ignore[arg-type]
    assert any(words in f"{one.place} {one.message}" for one in refusal.value.problems)
    assert not Bridge.objects.exists()


def test_a_reference_is_used_once_and_only_officers_of_the_register_propose(record: Record) -> None:
    proposed(record)
    with pytest.raises(Refused):
        actions.propose_bridge(officer(record), TERMS, today=DAY)
    for kind, error in (("owning State", NotAllowed), ("mission", NotAllowed), ("other State", NotFound)):
        with pytest.raises(error):
            actions.propose_bridge(record.parties[kind], replace(TERMS, reference="again"), today=DAY)


@pytest.mark.parametrize(("stage", "following"), list(product(FOLLOWING, FOLLOWING)))
def test_every_step_of_a_bridge_is_taken_or_refused_as_the_table_says(
    record: Record, stage: str, following: str
) -> None:
    bridge = proposed(record)
    Bridge.objects.filter(pk=bridge.pk).update(stage=stage)
    if following in FOLLOWING[stage]:
        taken = actions.step_bridge(officer(record), "bridge-ind", following, reason="because", today=DAY)
        assert taken.stage == following
        return
    with pytest.raises(Refused):
        actions.step_bridge(officer(record), "bridge-ind", following, reason="because", today=DAY)


def test_the_state_agrees_or_drops_and_does_not_begin_or_end(record: Record) -> None:
    proposed(record)
    india = record.parties["other State"]
    actions.step_bridge(india, "bridge-ind", "agreed", today=DAY)
    with pytest.raises(NotAllowed):
        actions.step_bridge(india, "bridge-ind", "under-way", today=DAY)
    with pytest.raises(NotAllowed):
        actions.step_bridge(record.parties["mission"], "bridge-ind", "dropped", reason="x", today=DAY)
    with pytest.raises(NotFound):
        actions.step_bridge(record.parties["owning State"], "bridge-ind", "dropped", reason="x", today=DAY)


def test_an_end_has_a_reason_and_a_version_that_moved_on_is_refused(record: Record) -> None:
    proposed(record)
    with pytest.raises(Refused):
        actions.step_bridge(officer(record), "bridge-ind", "dropped", today=DAY)
    actions.step_bridge(officer(record), "bridge-ind", "agreed", today=DAY, expected_version=1)
    with pytest.raises(Refused, match="somebody else"):
        actions.step_bridge(officer(record), "bridge-ind", "under-way", today=DAY, expected_version=1)
    with pytest.raises(Refused, match="is no stage"):
        actions.step_bridge(officer(record), "bridge-ind", "burnt", today=DAY)
    assert Bridge.objects.get().stage == BridgeStage.AGREED


def test_when_the_forecast_slips_the_days_beyond_the_bridge_are_open(record: Record) -> None:
    case = waited_for(record)
    assert case.arrival_p90
    actions.propose_bridge(officer(record), replace(TERMS, held_until=case.arrival_p90), today=DAY)
    actions.step_bridge(officer(record), "bridge-ind", "agreed", today=DAY)
    case.refresh_from_db()
    assert covered_days(case, DAY).open == ()
    case.arrival_p90 = case.arrival_p90 + timedelta(days=20)
    assert covered_days(case, DAY).open_days == 20
