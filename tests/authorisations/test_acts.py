"""National acts: entered by the State, seen by it and by secretariats, in force on their days among those known."""

from datetime import date

import pytest

from muster.audit.models import AuditEvent
from muster.authorisations.actions import record_act
from muster.authorisations.models import NationalAct
from muster.authorisations.queries import acts_in_force, visible_acts
from muster.kit.errors import NotAllowed, Refused
from muster.parties.viewer import ANONYMOUS
from tests.record import DAY, Record


def act(record: Record, **changes: object) -> NationalAct:
    """Return an act of Kazakhstan that is not yet entered."""
    values: dict[str, object] = {
        "state": record.parties.organisations["KAZ"],
        "reference": "act-2",
        "title": "Second act",
        "decided_on": date(2018, 12, 1),
        "valid_from": date(2019, 1, 1),
        "valid_until": date(2020, 1, 1),
        "known_from": date(2018, 12, 15),
    }
    return NationalAct(**(values | changes))


def test_a_state_enters_its_act_with_the_missions(record: Record) -> None:
    undof = record.missions["UNDOF"]
    record_act(record.parties["owning State"], act(record, personnel_ceiling=139), [undof])
    assert list(NationalAct.objects.get(reference="act-2").missions.all()) == [undof]
    event = AuditEvent.objects.get(action="authorisations:act:recorded", subject="act-2")
    assert event.after.items() >= {"ceiling": 139, "missions": ["UNDOF"]}.items()


@pytest.mark.parametrize("stranger", ["owning State's reader", "other State", "secretariat approver", "mission"])
def test_nobody_else_enters_a_states_act(record: Record, stranger: str) -> None:
    with pytest.raises(NotAllowed):
        record_act(record.parties[stranger], act(record), [])


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"valid_until": date(2019, 1, 1)}, "before it begins"), ({"reference": "act-of-kaz"}, "taken")],
)
def test_a_wrong_act_is_refused(record: Record, changes: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        record_act(record.parties["owning State"], act(record, **changes), [])


def test_acts_are_seen_by_the_state_and_by_secretariats(record: Record) -> None:
    sees = {name for name, viewer in record.parties.viewers.items() if visible_acts(viewer).exists()}
    assert sees == {
        "owning State",
        "owning State's reader",
        "secretariat reader",
        "secretariat officer",
        "secretariat approver",
        "secretariat administrator",
        "other secretariat",
    }
    assert not visible_acts(ANONYMOUS).exists()


@pytest.mark.parametrize(
    ("day", "in_force"),
    [(DAY, 1), (date(2018, 12, 31), 1), (date(2019, 1, 1), 2), (date(2019, 12, 31), 2), (date(2020, 1, 1), 1)],
)
def test_an_act_is_in_force_on_its_days(record: Record, day: date, in_force: int) -> None:
    record_act(record.parties["owning State"], act(record), [])
    assert acts_in_force(record.parties["owning State"], day).count() == in_force


def test_an_act_counts_from_the_day_on_which_it_was_known(record: Record) -> None:
    record_act(record.parties["owning State"], act(record, known_from=date(2019, 3, 1)), [])
    counts = [
        acts_in_force(record.parties["owning State"], day).count() for day in (date(2019, 2, 28), date(2019, 3, 1))
    ]
    assert counts == [1, 2]
