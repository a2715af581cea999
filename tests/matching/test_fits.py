"""Fits from the record: what the viewer may see, several together, and what the planner reads."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muster.kit.errors import NotFound, Refused
from muster.matching.fit.facts import FitShare, LineKind, LineStanding
from muster.matching.match import fit_share, worth
from muster.matching.queries import StatementFit, candidates_by_fit, visible_fit
from muster.missions.models import Statement, StatementStage
from muster.plans.candidates import candidates_of
from muster.plans.record_of_day import record_of_day
from muster.pledges.terms import CaveatTerms, ContributionTerms, EquipmentTerms
from tests.matching.fit.statements import line
from tests.matching.pairs import PARAMETERS, SURROUNDINGS, pledge, post
from tests.matching.stated import PLEDGE, POST, STATEMENT, make_listed_pledge, make_statement
from tests.record import DAY, Record, pledge_terms, submitted_pledge


@pytest.fixture
def stated(record: Record) -> Record:
    """The small record with a statement that its company means, and a pledge that lists much."""
    make_statement()
    make_listed_pledge(record)
    return record


def seen(record: Record, who: str, *pledges: str) -> StatementFit:
    """Return the fit of pledges to the statement."""
    return visible_fit(record.parties[who], DAY, STATEMENT, pledges)


def test_the_fit_reads_the_lists_of_both_sides(stated: Record) -> None:
    fit = seen(stated, "owning State", PLEDGE).fit
    trucks = line(fit, LineKind.EQUIPMENT)
    assert (trucks.standing, trucks.have, trucks.short) == (LineStanding.SHORT, 5, 1)
    assert trucks.cost_cents == 1500
    assert [one.name for one in fit.blocking] == ["Truck"]
    assert line(fit, LineKind.CAPABILITY).standing == LineStanding.TO_BE_SHOWN
    assert line(fit, LineKind.SELF_SUSTAINMENT).standing == LineStanding.MET


def test_several_pledges_together_close_what_one_leaves_open(stated: Record) -> None:
    make_listed_pledge(stated, 3, "ind-listed", "IND")
    fit = seen(stated, "secretariat officer", PLEDGE, "ind-listed", PLEDGE).fit
    assert fit.pledges == (PLEDGE, "ind-listed")
    assert {one.state for one in line(fit, LineKind.EQUIPMENT).brought} == {"KAZ", "IND"}
    assert line(fit, LineKind.EQUIPMENT).standing == LineStanding.MET
    assert fit.blocking == ()


def test_too_many_pledges_are_refused(stated: Record) -> None:
    with pytest.raises(Refused, match="at most 6"):
        seen(stated, "secretariat officer", *(f"pledge-{n}" for n in range(7)))


@pytest.mark.parametrize("who", ["other State", "mission", "other secretariat", "analyst"])
def test_the_lists_of_a_pledge_are_read_to_its_two_sides_alone(stated: Record, who: str) -> None:
    with pytest.raises(NotFound):
        seen(stated, who, PLEDGE)


def test_a_partner_of_a_joint_pledge_reads_no_fit_of_it_but_its_sides_see_who_brings_what(stated: Record) -> None:
    partners = (ContributionTerms("KAZ", is_lead=True), ContributionTerms("IND", brings="trucks"))
    equipment = (EquipmentTerms("SVM", "Truck", 6, contributor="IND"),)
    terms = pledge_terms("kaz-joint", "KAZ", caveats=(), contributions=partners, equipment=equipment)
    submitted_pledge(stated.parties, terms)
    with pytest.raises(NotFound):
        seen(stated, "other State", "kaz-joint")
    fit = seen(stated, "owning State", "kaz-joint").fit
    assert line(fit, LineKind.EQUIPMENT).brought[0].state == "IND"


def test_a_hard_caveat_on_a_task_is_read_and_one_that_is_satisfied_is_not(stated: Record) -> None:
    submitted_pledge(
        stated.parties, pledge_terms("kaz-careful", "KAZ", caveats=(CaveatTerms("excluded-task", "patrol"),))
    )
    assert line(seen(stated, "owning State", "kaz-careful").fit, LineKind.TASK).standing == LineStanding.MISSING
    ended = (CaveatTerms("excluded-task", "patrol", expires_on=date(2018, 6, 1)),)
    submitted_pledge(stated.parties, pledge_terms("kaz-free", "KAZ", caveats=ended))
    assert line(seen(stated, "owning State", "kaz-free").fit, LineKind.TASK).standing == LineStanding.MET


def test_the_candidates_of_a_post_come_by_fit_and_a_state_sees_its_own(stated: Record) -> None:
    found, version, fits = candidates_by_fit(stated.parties["secretariat officer"], DAY, POST)
    assert found.reference == POST
    assert version is not None
    assert fits[0].pledge.reference == PLEDGE
    assert {one.pledge.state.code for one in fits} == {"KAZ", "IND"}
    percents = [one.fit.percent for one in fits]
    assert percents == sorted(percents, reverse=True)
    _, _, own = candidates_by_fit(stated.parties["owning State"], DAY, POST)
    assert {one.pledge.state.code for one in own} == {"KAZ"}
    _, _, none = candidates_by_fit(stated.parties["mission"], DAY, POST)
    assert none == []


def test_a_post_without_a_statement_in_force_has_no_fits(record: Record) -> None:
    officer = record.parties["secretariat officer"]
    assert candidates_by_fit(officer, DAY, POST)[1:] == (None, [])
    make_statement()
    Statement.objects.update(withdrawn_on=DAY, stage=StatementStage.WITHDRAWN)
    assert candidates_by_fit(officer, DAY, POST)[1:] == (None, [])


def test_the_planner_s_record_has_the_fit_of_each_pair_and_none_without_a_statement(stated: Record) -> None:
    officer = stated.parties["secretariat officer"]
    fits = record_of_day(officer, DAY).surroundings.fits
    percent = seen(stated, "secretariat officer", PLEDGE).fit.percent
    assert fits[PLEDGE, STATEMENT] == FitShare(percent, 1)
    assert ("ind-battalion", STATEMENT) not in fits
    Statement.objects.update(withdrawn_on=DAY, stage=StatementStage.WITHDRAWN)
    assert record_of_day(officer, DAY).surroundings.fits == {}


def test_a_better_fit_is_worth_more_to_the_planner(stated: Record) -> None:
    make_listed_pledge(stated, 6, "kaz-better")
    found = candidates_of(stated.parties["secretariat officer"], DAY, "req-published")
    eligible = next(one.eligible for one in found if one.post.reference == POST)
    values = {pair.pledge.reference: pair.worth.value_points for pair in eligible if pair.worth}
    assert values["kaz-better"] > values[PLEDGE] > values["ind-submitted"]


def test_the_factor_of_the_fit_by_hand() -> None:
    """1 + 0.3 x (0.8 - 0.25) = 1.165; with a gap half of the fit: 1 + 0.3 x (0.4 - 0.25) = 1.045."""
    assert fit_share(None, PARAMETERS) == 1
    assert fit_share(FitShare(25), PARAMETERS) == 1
    assert fit_share(FitShare(80), PARAMETERS) == Decimal("1.165")
    assert fit_share(FitShare(80, 2), PARAMETERS) == Decimal("1.045")
    assert fit_share(FitShare(0, 9), PARAMETERS) == Decimal("0.925")
    meant = post(statement="S")
    around = replace(SURROUNDINGS, fits={("KAZ-COY-1", "S"): FitShare(80)})
    before = worth(pledge(), post(), around).value_points
    assert (before, worth(pledge(), meant, around).value_points) == (240, 280)
    assert worth(pledge(), post(), around).fit is None
