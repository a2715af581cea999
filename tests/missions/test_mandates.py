"""Mandate periods, corrections, statements and classifications: who may write them, and what each write tells."""

from datetime import date

import pytest

from muster.audit.models import AuditEvent
from muster.changes.models import FactChange
from muster.kit.errors import NotAllowed, Refused
from muster.missions import actions, queries
from muster.missions.mandate_terms import MandatedTaskTerms
from muster.missions.models import MandatedTask, MandatePeriod, Mission, MissionClassification
from muster.missions.queries.mandate_rows import mandate_rows, period_rows, task_rows
from muster.missions.rules.renewals import RenewalState
from muster.parties.viewer import SYSTEM
from tests.record import DAY, KNOWN, Parties, make_mission

pytestmark = pytest.mark.django_db
ENDS, NEXT = date(2018, 7, 1), date(2019, 1, 1)
MONITOR = MandatedTaskTerms("monitor-ceasefire", "Watch the line", "11 (a)", is_priority=True)
PROTECT = MandatedTaskTerms("protect-civilians")
STRANGERS = ("secretariat reader", "other secretariat", "mission", "owning State", "training institution", "analyst")


@pytest.fixture
def undof(parties: Parties) -> Mission:
    """A mission with one mandate that ends on 1 July 2018, of 15,000 troops, that lists one task."""
    mission = make_mission(parties, "UNDOF", "UN")
    mission.mandates.update(valid_until=ENDS, source="Entered")
    MandatedTask.objects.create(mandate=mission.mandates.get(), number=1, task="monitor-ceasefire", is_priority=True)
    return mission


def period(mission: Mission, start: date = ENDS, **changes: object) -> MandatePeriod:
    values: dict[str, object] = {"resolution": "S/RES/2 (2018)", "valid_until": NEXT, "known_from": KNOWN}
    values["troop_ceiling"] = 15_000
    return MandatePeriod(mission=mission, valid_from=start, **(values | changes))


def changes() -> list[tuple[str, str, str]]:
    return [(one.kind, one.before, one.after) for one in FactChange.objects.order_by("pk")]


def test_a_renewal_follows_keeps_its_tasks_and_tells_its_end_alone(parties: Parties, undof: Mission) -> None:
    made = actions.renew_mandate(parties["secretariat officer"], period(undof), (MONITOR,))
    assert made.follows == undof.mandates.order_by("valid_from").first()
    assert changes() == [("mandate", "until 1 July 2018 (excluded)", "renewed until 1 January 2019 (excluded)")]
    (line,) = made.mandated_tasks.all()
    assert (line.number, line.task, line.paragraph, line.is_priority) == (1, "monitor-ceasefire", "11 (a)", True)
    event = AuditEvent.objects.filter(action="missions:mandate:recorded").order_by("-sequence").first()
    assert event is not None
    assert (event.after["tasks"], event.after["follows"]) == (["monitor-ceasefire"], KNOWN.isoformat())


def test_an_amendment_cuts_the_period_and_tells_ceilings_tasks_and_the_earlier_end(
    parties: Parties, undof: Mission
) -> None:
    start = date(2018, 3, 1)
    amended = period(undof, start, kind="amended", valid_until=date(2018, 6, 1), troop_ceiling=9_000)
    actions.renew_mandate(parties["secretariat officer"], amended, (PROTECT,))
    assert [kind for kind, _before, _after in changes()] == ["mandate", "ceiling", "tasks"]
    assert changes()[1][1:] == ("15,000 troops", "9,000 troops")
    assert [one.pk for one in queries.mandates_in_force(SYSTEM, start)] == [amended.pk]
    assert queries.cover_of(SYSTEM, KNOWN, "UNDOF").until == date(2018, 6, 1)


@pytest.mark.parametrize("kind", ["ended", "drawdown", "amended"])
def test_what_changes_a_period_needs_one(parties: Parties, undof: Mission, kind: str) -> None:
    with pytest.raises(Refused, match="say which period it follows"):
        actions.record_mandate(parties["secretariat officer"], period(undof, kind=kind))
    assert undof.mandates.count() == 1


def test_an_unknown_task_is_refused_and_nothing_is_saved(parties: Parties, undof: Mission) -> None:
    with pytest.raises(Refused, match="'march' is no task of the list"):
        actions.renew_mandate(parties["secretariat officer"], period(undof), (MandatedTaskTerms("march"),))
    assert undof.mandates.count() == 1
    assert not FactChange.objects.exists()


@pytest.mark.parametrize("stranger", STRANGERS)
def test_nobody_else_writes_mandates(parties: Parties, undof: Mission, stranger: str) -> None:
    with pytest.raises(NotAllowed):
        actions.renew_mandate(parties[stranger], period(undof))
    wrong = undof.mandates.get()
    with pytest.raises(NotAllowed):
        actions.correct_mandate(parties[stranger], wrong, period(undof), reason="wrong")
    with pytest.raises(NotAllowed):
        actions.classify_mission(parties[stranger], classification(undof))


def test_a_wrong_entry_is_superseded_never_edited(parties: Parties, undof: Mission) -> None:
    wrong = undof.mandates.get()
    right = period(undof, troop_ceiling=1_250, known_from=DAY)
    made = actions.correct_mandate(parties["secretariat officer"], wrong, right, (MONITOR,), reason="a figure too many")
    assert (made.valid_from, made.note) == (KNOWN, "Correction: a figure too many")
    wrong.refresh_from_db()
    assert wrong.troop_ceiling == 15_000
    superseded, held = period_rows(SYSTEM, DAY, undof)
    assert superseded.link is None
    assert held.period == made
    assert [row.period for row in period_rows(SYSTEM, KNOWN, undof)] == [wrong]
    with pytest.raises(Refused, match="followed already"):
        actions.correct_mandate(parties["secretariat officer"], wrong, period(undof, known_from=DAY), reason="again")
    with pytest.raises(Refused, match="needs a reason"):
        actions.correct_mandate(parties["secretariat officer"], made, period(undof, known_from=DAY), reason=" ")


def classification(mission: Mission, **changes: object) -> MissionClassification:
    values: dict[str, object] = {"scheme": "force", "value": "A", "valid_from": KNOWN, "known_from": KNOWN}
    return MissionClassification(mission=mission, **(values | changes))


def test_schemes_stand_side_by_side_and_none_twice_on_a_day(parties: Parties, undof: Mission) -> None:
    officer = parties["secretariat officer"]
    actions.classify_mission(officer, classification(undof, valid_until=DAY))
    actions.classify_mission(officer, classification(undof, scheme="form", value="contingents"))
    actions.classify_mission(officer, classification(undof, valid_from=DAY))
    with pytest.raises(Refused, match="on record for these days"):
        actions.classify_mission(officer, classification(undof, valid_from=date(2018, 2, 1)))
    with pytest.raises(Refused, match=r"'D' is none of the list; give one of A, B, C"):
        actions.classify_mission(officer, classification(undof, value="D"))
    assert queries.classifications_on(SYSTEM, DAY).count() == 2


def test_the_list_says_who_is_late_and_the_matrix_who_has_a_task(parties: Parties, undof: Mission) -> None:
    make_mission(parties, "UNIFIL", "UN")
    states = {row.mission.acronym: row.renewal.state for row in mandate_rows(SYSTEM, DAY)}
    assert states == {"UNDOF": RenewalState.LATE, "UNIFIL": RenewalState.OPEN}
    missions, rows = task_rows(SYSTEM, KNOWN)
    assert missions == ("UNDOF",)
    assert [row.task.code for row in rows if row.missions] == ["monitor-ceasefire"]


def test_operations_of_others_name_who_mandates_them(parties: Parties) -> None:
    said = {"name": "A name", "latitude": 1.0, "longitude": 1.0, "started_on": KNOWN}
    officer, union = parties["secretariat officer"], parties["other secretariat"]
    hybrid = Mission(acronym="HYB", operation_kind="hybrid", **said)
    with pytest.raises(Refused, match="name the second one"):
        actions.enter_mission(officer, hybrid, today=DAY)
    with pytest.raises(Refused, match="'XYZ' is no organisation on record"):
        actions.enter_mission(officer, hybrid, today=DAY, mandated_with=["XYZ"])
    entered = actions.enter_mission(officer, hybrid, today=DAY, mandated_with=["AU"])
    assert [one.code for one in entered.mandated_with.all()] == ["AU"]
    coalition = Mission(acronym="COA", operation_kind="coalition", **said)
    actions.enter_mission(officer, coalition, today=DAY, mandated_with=["KAZ", "IND"])
    regional = actions.enter_mission(union, Mission(acronym="REG", operation_kind="regional", **said), today=DAY)
    assert regional.mandated_by.code == "AU"
    with pytest.raises(Refused, match="let that organisation enter it"):
        actions.enter_mission(officer, Mission(acronym="REG2", operation_kind="regional", **said), today=DAY)
