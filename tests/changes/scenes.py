"""A mission with tours, a memorandum, a case, an individual and plans on the small record; changes of its facts."""

from datetime import date

from muster.changes.models import FactChange
from muster.missions.actions import record_condition
from muster.missions.models import ConditionKind, ConditionStatus, MissionCondition
from muster.parties.viewer import Viewer
from tests.deployments.individuals import hold, make_person, make_post
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, KNOWN, Record
from tests.reimbursement.memoranda_record import AGREED, edition, in_force

LATER = date(2018, 12, 1)
"""The day on which consent is withdrawn: tours, memorandum, case, individual and plan go on after it."""


def operation_under_way(record: Record) -> None:
    """Bring Kazakhstan's company into UNIFIL with its tours, a memorandum in force and an individual."""
    company_in_theatre()
    edition()
    in_force(AGREED)
    post = make_post(record, needed_from=KNOWN, known_from=KNOWN)
    hold(record, post, make_person(record), until=date(2019, 7, 5), held_from=date(2018, 7, 5), known_from=DAY)


def stated(
    record: Record,
    kind: ConditionKind,
    status: ConditionStatus,
    *,
    actor: Viewer | None = None,
    mission: str = "UNIFIL",
    since: date = LATER,
    people: int | None = None,
) -> FactChange | None:
    """Enter a statement on a mission by an officer of its secretariat, known on its first day; return the change."""
    condition = MissionCondition(
        mission=record.missions[mission],
        kind=kind,
        status=status,
        words=f"Words on {mission}",
        people=people,
        valid_from=since,
        known_from=since,
        source=f"Source of {mission}",
    )
    record_condition(actor or record.parties["secretariat officer"], condition)
    return FactChange.objects.order_by("-pk").first()


def consent_withdrawn(record: Record, mission: str = "UNIFIL") -> FactChange:
    """Give the host State's consent, then withdraw it; return the second change."""
    stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.GIVEN, mission=mission, since=DAY)
    change = stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.WITHDRAWN, mission=mission)
    assert change is not None
    return change
