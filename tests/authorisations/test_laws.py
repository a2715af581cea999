"""Law and bodies on record: entered by their State, held in versions, read by it and by secretariats, and told."""

from datetime import date, timedelta
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.authorisations.actions import record_body, record_law
from muster.authorisations.models import AllowedTask, DecisionBody, NationalAct, NationalLaw, TaskScope
from muster.authorisations.queries import acts_in_force, bodies_on, laws_in_force, visible_bodies, visible_laws
from muster.authorisations.queries.tasks import tasks_against_mandate, tasks_by_mission
from muster.changes.models import FactChange
from muster.kit.errors import NotAllowed, Refused
from muster.missions.models import MandatedTask, MandatePeriod
from muster.parties.viewer import ANONYMOUS, SYSTEM
from tests.authorisations.law_on_record import act, allowed, body, ceiling, enter_act, law
from tests.record import DAY, KNOWN, Record

LATER = date(2020, 1, 1)
SEES = {
    "owning State",
    "owning State's reader",
    "secretariat reader",
    "secretariat officer",
    "secretariat approver",
    "secretariat administrator",
    "other secretariat",
}


def mandate(record: Record, *tasks: str, mission: str = "UNDOF") -> None:
    """Set tasks for a mission from long before on."""
    period = MandatePeriod.objects.create(
        mission=record.missions[mission], valid_from=date(2018, 1, 1), known_from=KNOWN, resolution="S/RES/1"
    )
    MandatedTask.objects.bulk_create(
        MandatedTask(mandate=period, number=number, task=task, paragraph=f"para {number}")
        for number, task in enumerate(tasks, 1)
    )


def test_a_state_enters_its_law_with_its_tasks_and_everybody_concerned_is_told(record: Record) -> None:
    actor = record.parties["owning State"]
    tasks = [allowed("ceasefire", "monitor-ceasefire"), allowed("mines", "mine-action", scope=TaskScope.CONTINGENT)]
    made = record_law(actor, law(record, volunteers_only=True), [*tasks, allowed("rest", is_catch_all=True)])
    assert list(made.allowed_tasks.values_list("scope", "number", "words").order_by("scope", "number")) == [
        ("activity", 1, "ceasefire"),
        ("activity", 2, "rest"),
        ("contingent", 1, "mines"),
    ]
    event = AuditEvent.objects.get(action="authorisations:law:recorded")
    assert event.after["tasks"] == ["ceasefire", "mines", "rest"]
    change = FactChange.objects.get(kind="law")
    assert (change.state_id, change.before, change.mission) == (made.state_id, "", "")
    assert "volunteers only; 3 tasks allowed" in change.after


@pytest.mark.parametrize("stranger", ["owning State's reader", "other State", "secretariat approver", "mission"])
def test_nobody_else_enters_law_or_bodies(record: Record, stranger: str) -> None:
    with pytest.raises(NotAllowed):
        record_law(record.parties[stranger], law(record))
    with pytest.raises(NotAllowed):
        record_body(record.parties[stranger], body(record))
    assert not NationalLaw.objects.exists()


def test_law_and_bodies_are_seen_by_the_state_and_by_secretariats(record: Record) -> None:
    record_law(SYSTEM, law(record))
    record_body(SYSTEM, body(record))
    for read in (visible_laws, visible_bodies):
        assert {name for name, viewer in record.parties.viewers.items() if read(viewer).exists()} == SEES
        assert not read(ANONYMOUS).exists()


def test_a_replaced_law_holds_until_its_successor_begins_and_as_far_as_that_is_known(record: Record) -> None:
    first = record_law(SYSTEM, law(record))
    record_law(SYSTEM, law(record, "second", replaces=first, valid_from=LATER, known_from=LATER + timedelta(days=9)))
    days = (DAY, LATER, LATER + timedelta(days=9))
    held = [list(laws_in_force(SYSTEM, day).values_list("reference", flat=True)) for day in days]
    assert held == [["law-of-kaz"], ["law-of-kaz"], ["second"]]
    change = FactChange.objects.order_by("pk").last()
    assert change is not None
    assert change.before.startswith("law-of-kaz from 2015-06-15")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reference": "law-of-kaz"}, "the reference is taken"),
        ({"replaces": "IND"}, "is another State's law"),
        ({"replaces": "law-of-kaz"}, "is replaced by second already; replace second"),
        ({"replaces": "second", "valid_from": date(2019, 1, 1)}, "it begins before second"),
        ({"valid_until": date(2015, 6, 15)}, "before it begins"),
    ],
)
def test_a_wrong_law_is_refused_and_leaves_nothing(record: Record, changes: dict[str, Any], words: str) -> None:
    known = {"law-of-kaz": record_law(SYSTEM, law(record)), "IND": record_law(SYSTEM, law(record, "of-ind", "IND"))}
    known["second"] = record_law(SYSTEM, law(record, "second", replaces=known["law-of-kaz"], valid_from=LATER))
    if "replaces" in changes:
        changes = {"valid_from": date(2021, 1, 1), **changes, "replaces": known[changes["replaces"]]}
    with pytest.raises(Refused, match=words):
        record_law(SYSTEM, law(record, **{"reference": "third", **changes}))
    assert (NationalLaw.objects.count(), FactChange.objects.filter(kind="law").count()) == (3, 3)


def test_a_task_that_is_no_mandated_one_is_refused(record: Record) -> None:
    with pytest.raises(Refused, match="'fly' is no mandated task"):
        record_law(SYSTEM, law(record), [allowed("flying", "fly")])
    assert not AllowedTask.objects.exists()


def test_bodies_come_in_their_turn_and_a_later_version_takes_the_place_of_the_one_before(record: Record) -> None:
    state = record.parties.organisations["KAZ"]
    record_body(SYSTEM, body(record, "parliament", order=2))
    record_body(SYSTEM, body(record, "board", order=1, criteria="risk;resources"))
    record_body(SYSTEM, body(record, "parliament", order=3, valid_from=LATER, must_sign=False))
    record_body(SYSTEM, body(record, "board", "IND"))
    turns = [[(one.code, one.order) for one in bodies_on(SYSTEM, state, day)] for day in (DAY, LATER)]
    assert turns == [[("board", 1), ("parliament", 2)], [("board", 1), ("parliament", 3)]]
    assert FactChange.objects.get(before__startswith="approves, turn 2").after == "approves, turn 3; need not sign"
    with pytest.raises(Refused, match="a version from 2020-01-01 is on record"):
        record_body(SYSTEM, body(record, "parliament", valid_from=LATER))
    with pytest.raises(Refused, match="'taste' is no criterion"):
        record_body(SYSTEM, body(record, "third", criteria="taste"))
    assert DecisionBody.objects.count() == 4


def test_mandated_tasks_are_laid_against_the_law_of_the_state_as_far_as_it_is_seen(record: Record) -> None:
    state = record.parties.organisations["KAZ"]
    mandate(record, "monitor-ceasefire", "enforcement", "elections", "mine-action")
    assert tasks_against_mandate(SYSTEM, state, DAY, "UNDOF") == ()
    record_law(
        SYSTEM,
        law(record),
        [
            allowed("ceasefire", "monitor-ceasefire"),
            allowed("force", "enforcement", condition="parliament"),
            allowed("mines", "mine-action", scope=TaskScope.CONTINGENT),
        ],
    )
    found = tasks_against_mandate(record.parties["owning State"], state, DAY, "UNDOF")
    assert [one.standing for one in found] == ["allowed", "conditional", "not-covered", "not-covered"]
    assert [one.paragraph for one in found] == ["para 1", "para 2", "para 3", "para 4"]
    of_contingents = tasks_against_mandate(SYSTEM, state, DAY, "UNDOF", TaskScope.CONTINGENT)
    assert [one.is_conflict for one in of_contingents] == [True, True, True, False]
    assert tasks_by_mission(record.parties["other State"], state, DAY) == {}
    assert tasks_against_mandate(SYSTEM, state, date(2018, 1, 1) - timedelta(days=1), "UNDOF") == ()


def test_an_act_that_reduces_another_is_told_with_before_and_after(record: Record) -> None:
    before = NationalAct.objects.get(reference="act-of-kaz")
    enter_act(record, "cut", ["UNIFIL"], kind="reduction", replaces=before, personnel_ceiling=200, valid_from=LATER)
    change = FactChange.objects.get(subject="Title of cut")
    assert (change.kind, change.mission, change.true_from) == ("act", "UNIFIL", LATER)
    assert (change.before, change.after) == ("ceiling 430; UNIFIL", "ceiling 200; UNIFIL")
    held = [
        list(acts_in_force(SYSTEM, day).filter(state__code="KAZ").values_list("reference", flat=True))
        for day in (DAY, LATER)
    ]
    assert held == [["act-of-kaz"], ["cut"]]
    with pytest.raises(Refused, match="is replaced by cut already"):
        enter_act(record, "again", kind="withdrawal", replaces=before, valid_from=LATER)


def test_ceilings_of_an_act_are_kept_or_nothing_is(record: Record) -> None:
    made = enter_act(record, "act-2", ["UNDOF"], [ceiling(record, 60, "UNDOF"), ceiling(record, 5, "", "observer")])
    assert sorted(made.ceilings.values_list("personnel", flat=True)) == [5, 60]
    with pytest.raises(Refused, match="does not name the mission"):
        enter_act(record, "act-3", [], [ceiling(record, 60, "UNDOF")])
    with pytest.raises(Refused, match="is no category"):
        enter_act(record, "act-4", categories="sailors")
    with pytest.raises(Refused, match="is another State's"):
        enter_act(record, "act-5", under=record_law(SYSTEM, law(record, "of-ind", "IND")))
    assert NationalAct.objects.count() == 2
    assert act(record, "unsaved").pk is None
