"""A drawdown out of the record is planned for the secretariat alone, and written only when an approver accepts it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.deployments.actions import Departure, accept_drawdown, enter_unit
from muster.deployments.models import DeployedUnit, Lift, StrengthReport, Tour, TourStage
from muster.deployments.planning.drawdown_check import measures_of
from muster.deployments.queries.drawdown import DrawdownOrder, drawdown_alternatives, drawdown_question
from muster.kit.errors import NotAllowed, Refused
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import COMPANY, company_in_theatre
from tests.record import DAY, Record

ORDER = DrawdownOrder(DAY, DAY + timedelta(weeks=8), percent=25)
FIRST, LAST = DAY + timedelta(weeks=2), DAY + timedelta(weeks=3)


def test_a_cut_takes_out_whole_units_by_what_the_latest_report_counts(record: Record) -> None:
    company_in_theatre()
    lead = replace(COMPANY, reference="unit-ind", state="IND", post="req-published-bn", strength=700)
    enter_unit(SYSTEM, lead, today=DAY)
    StrengthReport.objects.create(unit=DeployedUnit.objects.get(reference="unit-ind"), on=DAY, men=200, women=5,
                                  known_from=DAY)  # fmt: skip
    viewer = record.parties["secretariat reader"]
    question = drawdown_question(viewer, ORDER, DAY)
    assert {row.id: row.people for row in question.problem.units} == {"unit-kaz": 120, "unit-ind": 205}
    assert question.problem.unit_by_id["unit-kaz"].tour_ends_on == Tour.objects.get(rotation="R1").leaves_on
    found = drawdown_alternatives(question.problem, DAY)
    leaving = {first: set(one.drawdown.weeks) for one in found for first in one.firsts}
    assert leaving["balanced"] == {"unit-ind"}, "no tour of it is known that would be cut short"
    assert leaving["more"] == {"unit-kaz"}, "fewer people leave beyond what was ordered"
    assert all(one.measures == measures_of(question.problem, one.drawdown.weeks) for one in found)


def test_only_the_secretariat_asks_and_only_for_its_own_missions(record: Record) -> None:
    company_in_theatre()
    for kind in ("owning State", "mission", "analyst"):
        with pytest.raises(NotAllowed):
            drawdown_question(record.parties[kind], ORDER, DAY)
    with pytest.raises(Refused, match="no unit of these missions"):
        drawdown_question(record.parties["other secretariat"], ORDER, DAY)
    with pytest.raises(Refused, match="no whole week"):
        drawdown_question(record.parties["secretariat reader"], replace(ORDER, until=DAY), DAY)


def leaving(**changes: object) -> Departure:
    values = {"unit": "unit-kaz", "version": 1, "lifts": ((FIRST, 60), (LAST, 60)), **changes}
    return Departure(**values)  # type: ignore[arg-type]


def test_an_accepted_drawdown_ends_the_presence_and_the_tour_and_gives_up_the_later_ones(record: Record) -> None:
    company_in_theatre()
    approver = record.parties["secretariat approver"]
    accept_drawdown(approver, [leaving()], reason="Decision of tests", today=DAY)
    assert DeployedUnit.objects.get().present_until == LAST
    stages = dict(Tour.objects.order_by("arrives_on").values_list("rotation", "stage"))
    assert stages == {"R1": TourStage.PLANNED, "R2": TourStage.CANCELLED, "R3": TourStage.CANCELLED,
                      "R4": TourStage.CANCELLED}  # fmt: skip
    assert Tour.objects.get(rotation="R1").leaves_on == LAST
    assert list(Lift.objects.values_list("on", "people")) == [(FIRST, 60), (LAST, 60)]
    told = AuditEvent.objects.filter(action__in=("deployments:unit:drawn-down", "deployments:tour:ended"))
    assert told.count() == 5


def test_nothing_is_written_where_one_unit_is_refused(record: Record) -> None:
    company_in_theatre()
    approver = record.parties["secretariat approver"]
    for departures, words in (
        ([leaving(version=2)], "changed by somebody else"),
        ([leaving(lifts=((date(2018, 9, 1), 120),))], "give a day from today on"),
        ([leaving(lifts=((LAST, 60), (FIRST, 60)))], "not in the order"),
        ([leaving(lifts=())], "not in the order"),
        ([leaving(), leaving()], "each once"),
    ):
        with pytest.raises(Refused, match=words):
            accept_drawdown(approver, departures, reason="Decision of tests", today=DAY)
    with pytest.raises(Refused, match="by which decision"):
        accept_drawdown(approver, [leaving()], reason=" ", today=DAY)
    with pytest.raises(NotAllowed):
        accept_drawdown(record.parties["secretariat officer"], [leaving()], reason="Decision", today=DAY)
    assert DeployedUnit.objects.get().present_until is None
    assert not Lift.objects.exists()


def test_a_unit_inside_another_does_not_outlast_it(record: Record) -> None:
    company_in_theatre()
    lead = replace(COMPANY, reference="unit-ind", state="IND", post="req-published-bn", strength=700)
    enter_unit(SYSTEM, lead, today=DAY)
    DeployedUnit.objects.filter(reference="unit-kaz").update(inside=DeployedUnit.objects.get(reference="unit-ind"))
    approver = record.parties["secretariat approver"]
    around = leaving(unit="unit-ind", lifts=((FIRST, 700),))
    for departures in ([around], [around, leaving()]):
        with pytest.raises(Refused) as refusal:
            accept_drawdown(approver, departures, reason="Decision of tests", today=DAY)
        assert "unit-kaz" in " ".join(map(str, refusal.value.problems))
        assert not DeployedUnit.objects.exclude(present_until=None).exists()
    together = [leaving(unit="unit-ind", lifts=((FIRST, 350), (LAST, 350))), leaving()]
    accept_drawdown(approver, together, reason="Decision of tests", today=DAY)
    assert set(DeployedUnit.objects.values_list("present_until", flat=True)) == {LAST}
