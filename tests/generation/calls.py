"""Calls for tests: a company of Kazakhstan at the Rapid Deployment Level, and a call of it on the small record."""

from datetime import date

from muster.generation import actions
from muster.generation.actions import CallTerms
from muster.generation.models import Case
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level
from muster.pledges.models import Pledge
from tests.record import DAY, Record, pledge_terms, submitted_pledge

CALLED = date(2018, 9, 10)
LADDER = (Level.LEVEL_1, Level.LEVEL_2, Level.LEVEL_3, Level.RAPID_DEPLOYMENT)
TERMS = CallTerms("call-kaz", "kaz-rdl", "req-published-coy", CALLED, title="Title of call-kaz")
DRILL = CallTerms("drill-kaz", "kaz-submitted", "req-published-coy", CALLED, title="Title of drill-kaz", is_drill=True)


def rapid_pledge(record: Record, reference: str = "kaz-rdl", state: str = "KAZ") -> Pledge:
    """Return a company that stands at the Rapid Deployment Level."""
    return submitted_pledge(record.parties, pledge_terms(reference, state, notice_days=10, caveats=()), LADDER)


def officer(record: Record) -> Viewer:
    """Return the Secretariat's officer."""
    return record.parties["secretariat officer"]


def approver(record: Record) -> Viewer:
    """Return the Secretariat's approver."""
    found = record.parties["secretariat approver"]
    assert found.has_role(Role.APPROVER)
    return found


def called(record: Record, terms: CallTerms = TERMS, today: date = DAY) -> Case:
    """Return the case of a call by the Secretariat's officer."""
    if not terms.is_drill:
        rapid_pledge(record, terms.pledge)
    return actions.call_rapid_unit(officer(record), terms, today=today)
