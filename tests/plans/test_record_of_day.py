"""The record as of a day: what was true and known on it, as far as the viewer may see."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from muster.authorisations.actions import record_act
from muster.authorisations.models import NationalAct
from muster.deployments.actions import agree_stay
from muster.deployments.models import Stay, StayStage
from muster.kit.intervals import DateInterval
from muster.matching.actions import record_pair
from muster.matching.models import IncompatiblePair
from muster.missions import actions as missions
from muster.missions.models import ArrivalLimit, Post, RequirementStage
from muster.parties.viewer import SYSTEM
from muster.plans.build import build_problem
from muster.plans.record_of_day import record_of_day
from muster.pledges import actions as pledges
from muster.pledges.levels import Level
from muster.pledges.terms import CaveatTerms
from tests.record import DAY, KNOWN, Record, pledge_terms, requirement_terms, submitted_pledge

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from muster.matching.facts import PledgeFacts
    from muster.plans.record import RecordOfDay

LATER = date(2018, 11, 1)


def pledge_of(found: "RecordOfDay", reference: str) -> "PledgeFacts":
    """Return one pledge of the record."""
    (one,) = [one for one in found.pledges if one.reference == reference]
    return one


def references(found: "RecordOfDay") -> set[str]:
    """Return the pledges' references."""
    return {one.reference for one in found.pledges}


def test_the_secretariat_s_record_holds_what_was_submitted_to_it(record: Record) -> None:
    found = record_of_day(record.parties["secretariat officer"], DAY)
    assert references(found) == {"kaz-submitted", "kaz-agreed", "ind-submitted", "ind-battalion"}
    assert {one.reference for one in found.requirements} == {"req-published", "req-draft"}
    assert {one.reference: one.lead for one in found.requirements}["req-published"] == "req-published-bn"


def test_a_state_sees_its_own_pledges_and_no_draft_requirement(record: Record) -> None:
    found = record_of_day(record.parties["owning State"], DAY)
    assert references(found) == {"kaz-submitted", "kaz-agreed"}
    assert {one.reference for one in found.requirements} == {"req-published"}
    assert set(found.state_ceilings) == {"KAZ"}


def test_another_state_sees_neither_them_nor_their_law(record: Record) -> None:
    found = record_of_day(record.parties["other State"], DAY)
    assert references(found) == {"ind-submitted", "ind-battalion"}
    assert found.state_ceilings == {}
    assert found.surroundings.authorised_missions == {}


def test_incompatible_pairs_are_the_secretariat_s_alone(record: Record) -> None:
    organisations = record.parties.organisations
    record_pair(
        SYSTEM,
        IncompatiblePair(first_state=organisations["KAZ"], second_state=organisations["IND"], known_from=KNOWN),
    )
    assert record_of_day(record.parties["secretariat officer"], DAY).incompatible == (("KAZ", "IND"),)
    assert record_of_day(record.parties["owning State"], DAY).incompatible == ()


def test_what_became_known_later_is_not_there(record: Record) -> None:
    parties = record.parties
    missions.create_requirement(SYSTEM, requirement_terms("late"), today=LATER)
    pledges.create_pledge(SYSTEM, pledge_terms("late", "KAZ"), register=parties.organisations["UN"], today=LATER)
    pledges.submit_pledge(SYSTEM, "late", today=KNOWN)
    pledges.change_level(
        SYSTEM, "kaz-submitted", Level.LEVEL_3, held_from=date(2018, 9, 1), known_from=LATER, evidence="reported late"
    )
    agree_stay(
        SYSTEM,
        Stay(
            pledge=record.pledges["ind-submitted"],
            post=Post.objects.get(reference="req-draft-coy"),
            stay_from=date(2018, 12, 1),
            stage=StayStage.AGREED,
            known_from=LATER,
        ),
    )
    act = NationalAct(
        state=parties.organisations["IND"], reference="late", title="late", decided_on=KNOWN, valid_from=KNOWN
    )
    act.known_from = LATER
    record_act(SYSTEM, act, [record.missions["UNDOF"]])

    before, after = (record_of_day(parties["secretariat officer"], day) for day in (DAY, LATER))
    assert "late" not in {one.reference for one in before.requirements}
    assert "late" in {one.reference for one in after.requirements}
    assert "late" not in references(before)
    assert "late" in references(after)
    assert pledge_of(before, "kaz-submitted").level == "L2"
    assert pledge_of(after, "kaz-submitted").level == "L3"
    assert "req-draft-coy" not in {one.post for one in before.stays}
    assert "req-draft-coy" in {one.post for one in after.stays}
    assert "IND" not in before.surroundings.authorised_missions
    assert after.surroundings.authorised_missions["IND"] == {"UNDOF"}


def test_a_level_that_begins_later_does_not_hold_yet(record: Record) -> None:
    pledges.change_level(
        SYSTEM, "kaz-submitted", Level.LEVEL_3, held_from=LATER, known_from=KNOWN, evidence="decided ahead"
    )
    viewer = record.parties["secretariat officer"]
    assert pledge_of(record_of_day(viewer, DAY), "kaz-submitted").level == "L2"
    assert pledge_of(record_of_day(viewer, LATER), "kaz-submitted").level == "L3"


def test_arrival_limits_are_those_known(record: Record) -> None:
    for mission, personnel, known in ((None, 2_000, KNOWN), (record.missions["UNIFIL"], 300, LATER)):
        missions.set_arrival_limit(
            SYSTEM, ArrivalLimit(mission=mission, personnel_per_month=personnel, known_from=known)
        )
    viewer = record.parties["secretariat officer"]
    assert record_of_day(viewer, DAY).arrival_limits == {None: 2_000}
    assert record_of_day(viewer, LATER).arrival_limits == {None: 2_000, "UNIFIL": 300}


def test_a_pledge_s_caveats_become_facts(record: Record) -> None:
    caveats = (
        CaveatTerms("excluded-mission", "MINUSMA"),
        CaveatTerms("excluded-region", "Africa"),
        CaveatTerms("excluded-task", "riot control"),
        CaveatTerms("maximum-stay", "9"),
        CaveatTerms("maximum-stay", "6"),
        CaveatTerms("needed-partner", "IND"),
    )
    submitted_pledge(record.parties, pledge_terms("with-caveats", "KAZ", caveats=caveats, languages="en; ru"))
    one = pledge_of(record_of_day(record.parties["secretariat officer"], DAY), "with-caveats")
    assert one.excluded_missions == {"MINUSMA"}
    assert one.excluded_regions == {"Africa"}
    assert one.excluded_tasks == {"riot control"}
    assert one.caveat_stay_months == 6, "the shorter of two is the one that binds"
    assert one.needed_partners == {"IND"}
    assert one.languages == {"en", "ru"}
    assert (one.state, one.state_name, one.level) == ("KAZ", "Kazakhstan", "L2")


def test_the_stays_of_partners_are_told_to_the_posts_of_their_requirement_alone(record: Record) -> None:
    found = record_of_day(record.parties["secretariat officer"], DAY)
    held = {one.reference: one.held_by_partners for one in found.posts}
    assert held["req-published-coy"]["IND"] == (DateInterval(date(2018, 6, 1)),)
    assert held["req-draft-coy"] == {}


def test_several_acts_add_up_and_one_without_a_ceiling_sets_none(record: Record) -> None:
    kazakhstan = record.parties.organisations["KAZ"]
    viewer = record.parties["secretariat officer"]
    for reference, ceiling, mission in (("second", 70, "UNDOF"), ("third", None, "AMISOM")):
        act = NationalAct(
            state=kazakhstan,
            reference=reference,
            title=reference,
            decided_on=KNOWN,
            valid_from=KNOWN,
            personnel_ceiling=ceiling,
            known_from=KNOWN,
        )
        record_act(SYSTEM, act, [record.missions[mission]])
        found = record_of_day(viewer, DAY)
        assert found.state_ceilings == ({"KAZ": 500} if ceiling else {})
    assert found.surroundings.authorised_missions["KAZ"] == {"UNIFIL", "UNDOF", "AMISOM"}


def test_a_closed_requirement_asks_for_nobody(record: Record) -> None:
    missions.change_stage(SYSTEM, "req-published", RequirementStage.CLOSED)
    found = record_of_day(record.parties["secretariat officer"], DAY)
    assert {one.reference for one in found.requirements} == {"req-draft"}
    build_problem(found, 24)  # the stays in its posts do not stand in the way


def test_a_pledge_that_is_withdrawn_under_way_still_stands_in_its_post(record: Record) -> None:
    """The unit is in theatre: the plan must know it, and must not offer it any further post."""
    pledges.change_level(
        SYSTEM, "ind-battalion", Level.WITHDRAWN, held_from=KNOWN, known_from=KNOWN, evidence="note verbale"
    )
    found = record_of_day(record.parties["secretariat officer"], DAY)
    problem = build_problem(found, 24).problem
    assert "ind-battalion" in {stay.pledge for stay in problem.committed}
    assert "ind-battalion" not in {option.pledge for option in problem.options}


def test_one_requirement_is_read_with_the_pledges_of_its_unit_types_alone(record: Record) -> None:
    submitted_pledge(record.parties, pledge_terms("engineers", "IND", unit_type="ENG-CON"))
    found = record_of_day(record.parties["secretariat officer"], DAY, "req-published")
    assert {one.requirement for one in found.posts} == {"req-published"}
    assert "engineers" not in references(found)
    assert "ind-submitted" in references(found)
    assert {one.post for one in found.stays} == {"req-published-bn", "req-published-coy"}


def test_the_parameters_used_are_kept_with_source_and_standing(record: Record) -> None:
    rows = {row["key"]: row for row in record_of_day(record.parties["secretariat officer"], DAY).parameters}
    assert rows["level_min_for_selection"]["value"] == "L2"
    assert all(row["source"] and row["standing"] for row in rows.values())


@pytest.mark.parametrize("more", [0, 10])
def test_the_number_of_queries_does_not_grow_with_the_record(
    record: Record, django_assert_max_num_queries: "DjangoAssertNumQueries", more: int
) -> None:
    for number in range(more):
        submitted_pledge(record.parties, pledge_terms(f"more-{number}", "IND"))
        missions.create_requirement(SYSTEM, requirement_terms(f"more-{number}"), today=KNOWN)
    with django_assert_max_num_queries(12):
        record_of_day(record.parties["secretariat officer"], DAY)


def test_a_plan_for_one_register_leaves_the_others_out(record: Record) -> None:
    """The installation itself sees all registers; a plan is made for one."""
    organisations = record.parties.organisations
    of_un = record_of_day(SYSTEM, DAY, register_id=organisations["UN"].pk)
    of_au = record_of_day(SYSTEM, DAY, register_id=organisations["AU"].pk)
    assert {one.mission for one in of_un.requirements} == {"UNIFIL"}
    assert {one.mission for one in of_au.requirements} == {"AMISOM"}
    assert references(of_un)
    assert not references(of_au)


def test_a_pledge_withdrawn_later_is_still_there_as_of_the_day_before(record: Record) -> None:
    """What the register was on a day does not change by what happens after it."""
    secretariat = record.parties["secretariat officer"]
    withdrawn_on = date(2018, 12, 1)
    pledges.change_level(
        SYSTEM, "ind-submitted", Level.WITHDRAWN, held_from=withdrawn_on, known_from=withdrawn_on, evidence="Note"
    )
    seen = ["ind-submitted" in references(record_of_day(secretariat, day)) for day in (DAY, withdrawn_on)]
    assert seen == [True, False]
