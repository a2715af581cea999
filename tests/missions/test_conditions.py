"""Dated statements on operations: which change what holds, and what they are refused for."""

from datetime import date, timedelta

import pytest

from muster.changes.models import FactChange
from muster.kit.errors import NotAllowed, Refused
from muster.missions.actions import record_condition
from muster.missions.models import ConditionKind, ConditionStatus, MissionCondition
from muster.missions.queries import conditions_in_force
from muster.missions.rules.conditions import STANDINGS, condition_problems
from muster.parties.viewer import Viewer
from tests.record import DAY, KNOWN, Record

pytestmark = pytest.mark.django_db
GIVEN, WITHDRAWN = ConditionStatus.GIVEN, ConditionStatus.WITHDRAWN


def stated(
    record: Record,
    status: str,
    since: date,
    kind: str = ConditionKind.HOST_CONSENT,
    people: int | None = None,
    actor: Viewer | None = None,
    party: str = "",
) -> MissionCondition:
    """Enter a statement on UNIFIL that became known on DAY."""
    condition = MissionCondition(
        mission=record.missions["UNIFIL"], kind=kind, status=status, valid_from=since, known_from=DAY, people=people,
        party=party,
    )  # fmt: skip
    return record_condition(actor or record.parties["secretariat officer"], condition)


def told() -> list[tuple[str, str]]:
    """Return what was told of consent and casualties, in order: before and after."""
    found = FactChange.objects.filter(mission="UNIFIL", kind__in=("consent", "casualties")).order_by("pk")
    return list(found.values_list("before", "after"))


def test_the_next_statement_takes_the_place_of_the_one_before(record: Record) -> None:
    stated(record, GIVEN, KNOWN)
    stated(record, WITHDRAWN, DAY)
    assert told() == [("", "given"), ("given", "withdrawn")]
    (held,) = conditions_in_force(record.parties["analyst"], DAY)
    assert held.status == WITHDRAWN


def test_the_same_again_is_no_change(record: Record) -> None:
    stated(record, GIVEN, KNOWN)
    stated(record, GIVEN, DAY)
    assert told() == [("", "given")]


def test_what_is_entered_late_and_was_overtaken_since_is_added_and_tells_nothing(record: Record) -> None:
    stated(record, GIVEN, DAY)
    stated(record, WITHDRAWN, KNOWN)
    assert told() == [("", "given")]
    (held,) = conditions_in_force(record.parties["analyst"], DAY)
    assert held.status == GIVEN


def test_casualties_of_the_same_number_are_told_each_time(record: Record) -> None:
    for days in (2, 1):
        stated(record, ConditionStatus.SUFFERED, DAY - timedelta(days=days), ConditionKind.CASUALTIES, people=3)
    assert told() == [("", "suffered: 3"), ("suffered: 3", "suffered: 3")]


@pytest.mark.parametrize("kind", sorted(STANDINGS))
def test_a_kind_has_its_own_standings_and_no_others(kind: str) -> None:
    people = 1 if kind == "casualties" else None
    for status in ConditionStatus.values:
        assert bool(condition_problems(kind, status, people)) is (status not in STANDINGS[kind])


def test_people_are_counted_for_casualties_alone() -> None:
    assert condition_problems("casualties", "suffered", None)
    assert condition_problems("threat", "low", 3)


def test_what_cannot_be_stored_is_refused_in_one_line_and_nothing_is_saved(record: Record) -> None:
    with pytest.raises(Refused, match="give one of"):
        stated(record, ConditionStatus.HIGH, DAY)
    with pytest.raises(Refused) as refused:
        stated(record, GIVEN, DAY, party="x" * 161)
    assert "\n" not in str(refused.value)
    with pytest.raises(NotAllowed):
        stated(record, GIVEN, DAY, actor=record.parties["other secretariat"])
    assert not MissionCondition.objects.exists()
