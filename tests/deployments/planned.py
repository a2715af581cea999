"""Plans of the optimisers on the small record, for tests and for the walk over all addresses."""

from datetime import date, timedelta

from muster.deployments.actions.planning_runs import answer_run, request_run
from muster.deployments.models import PlanningRun, RunKind
from muster.deployments.planning.written import written
from muster.deployments.queries.drawdown import DrawdownOrder
from muster.deployments.queries.lift_plan import LiftOrder
from muster.deployments.tasks import ANSWERS
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges import actions as pledges
from muster.pledges.models import NationalUnit
from tests.record import DAY, Record

ORDER = DrawdownOrder(begins_on=DAY + timedelta(days=14), until=date(2018, 12, 31), percent=25)
LIFT = LiftOrder(begins_on=DAY + timedelta(days=1), weeks=104, people_per_week=1000, flights_per_month=20)
COMPANIES = {"state": "KAZ", "until": "2020-06-01"}


def company_of(code: str, record: Record, state: str = "KAZ") -> NationalUnit:
    """Register a national unit of a State, not pledged to anybody."""
    terms = pledges.UnitTerms(code, f"Name of {code}", f"Base of {code}")
    return pledges.register_unit(SYSTEM, terms, today=DAY, state=record.parties.organisations[state])


def planned(actor: Viewer, kind: RunKind, asked: dict[str, object], day: date = DAY) -> PlanningRun:
    """Ask, and answer at once as the worker does."""
    run = request_run(actor, kind, asked, day)
    return answer_run(actor, run.pk, ANSWERS[kind])


def plans_walked_over(record: Record) -> dict[str, int]:
    """Make a drawdown and a lift of the Secretariat, and a plan of Kazakhstan's companies; return their numbers."""
    company_of("kaz-walked", record)
    officer, state = record.parties["secretariat officer"], record.parties["owning State"]
    return {
        "drawdown_plan": planned(officer, RunKind.DRAWDOWN, {**written(ORDER), "first": ""}).pk,
        "lift_plan": planned(officer, RunKind.LIFT, written(LIFT)).pk,
        "company_plan": planned(state, RunKind.COMPANIES, dict(COMPANIES)).pk,
    }
