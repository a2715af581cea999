"""Addresses of changed facts."""

from datetime import date

from muster.changes.actions import record_change
from muster.changes.models import ChangeKind
from muster.changes.terms import ChangeTerms
from muster.missions.actions import record_condition
from muster.missions.models import ConditionKind, ConditionStatus, MissionCondition
from tests.record import DAY, Record
from tests.web.address_entries import AU, KAZ, UN, Entry, operation, page

OF_MISSION, OF_STATE = "{changed_fact}", "{changed_law}"
PART = "changes/<number>"
PAGES: tuple[Entry, ...] = (
    page("GET changes/", "/changes/"),
    page("POST changes/", "/changes/", status=405),
    page("GET changes/<int:number>/", f"/changes/{OF_MISSION}/"),
    page("POST changes/<int:number>/", f"/changes/{OF_MISSION}/", status=405),
    page("GET changes/<int:number>/", f"/changes/{OF_STATE}/", *UN, *AU, *KAZ),
)
OPERATIONS: tuple[Entry, ...] = (
    operation("GET changes", "changes?mission=UNIFIL"),
    operation(f"GET {PART}", f"changes/{OF_MISSION}"),
    operation(f"GET {PART}", f"changes/{OF_STATE}", *UN, *AU, *KAZ),
)
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (("Law of the owning State", (*UN, *AU, *KAZ)),)


def ground(record: Record) -> dict[str, int]:
    """Enter consent that is withdrawn, which reaches Kazakhstan's case, and a change of Kazakhstan's law."""
    for status, since in ((ConditionStatus.GIVEN, date(2018, 9, 1)), (ConditionStatus.WITHDRAWN, DAY)):
        record_condition(
            record.parties["secretariat officer"],
            MissionCondition(
                mission=record.missions["UNIFIL"],
                kind=ConditionKind.HOST_CONSENT,
                party="Party of changed facts",
                status=status,
                valid_from=since,
                known_from=since,
                source="Source of changed facts",
            ),
        )
    law = ChangeTerms(
        kind=ChangeKind.LAW,
        subject="Law of the owning State",
        before="in force",
        after="repealed",
        true_from=DAY,
        state_id=record.parties.organisations["KAZ"].pk,
    )
    found = {"changed_law": record_change(record.parties["owning State"], law, today=DAY).pk}
    return found | {"changed_fact": found["changed_law"] - 1}
