"""Stays of a plan against ceilings that the planner does not know."""

from datetime import date

from muster.authorisations.rules.acts import ActTerms, CeilingTerms
from muster.deployments.rules.abroad import Contingent
from muster.plans.act_findings import plan_act_findings

START, END = date(2024, 1, 1), date(2025, 1, 1)
ACT = ActTerms("act", START, None, frozenset({"UNDOF", "UNMISS"}), frozenset(), 100, (CeilingTerms(200, "UNDOF"),))


def test_several_pledges_that_together_exceed_the_ceiling_of_a_mission_are_found() -> None:
    stays = [Contingent(name, 120, START, END, "UNDOF") for name in ("first in post-1", "second in post-2")]
    (found,) = plan_act_findings({7: stays}, {7: [ACT]})
    assert found.words == "240 people (in UNDOF) abroad from 1 January 2024 to 31 December 2024; the act allows 200"
    assert plan_act_findings({7: stays[:1]}, {7: [ACT]}) == ()
    assert plan_act_findings({8: stays}, {7: [ACT]}) == ()


def test_the_ceiling_over_all_missions_is_the_planners() -> None:
    elsewhere = [Contingent("first", 120, START, END, "UNMISS")]
    assert plan_act_findings({7: elsewhere}, {7: [ACT]}) == ()


def test_a_stay_that_outlives_its_act_is_found() -> None:
    ends = ActTerms("ends", START, date(2024, 7, 1), frozenset({"UNDOF"}))
    (found,) = plan_act_findings({7: [Contingent("first", 9, START, END, "UNDOF")]}, {7: [ends]})
    assert found.code == "past-act"
