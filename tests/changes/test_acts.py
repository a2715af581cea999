"""A State's act or law changes: its tours above the ceiling are found, its cases, and the plans with its pledges."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.authorisations.models import NationalAct
from muster.changes.actions import record_change
from muster.changes.models import ChangeKind, FactChange
from muster.changes.terms import ChangeTerms
from muster.deployments.actions import accept_tours, enter_unit
from muster.deployments.rules.abroad import Ceiling, Contingent, beyond_acts, exceeding
from muster.parties.viewer import SYSTEM
from muster.reimbursement.rules.memorandum_versions import term_of
from tests.deployments.theatre import COMPANY, UNTIL
from tests.record import DAY, Record
from tests.reimbursement.memoranda_record import FakeVersion


def act_changed(record: Record, mission: str = "") -> FactChange:
    """Tell that the act of Kazakhstan was changed."""
    terms = ChangeTerms(
        kind=ChangeKind.ACT, subject="Act of KAZ", before="430 people", after="fewer people", true_from=DAY,
        mission=mission, state_id=record.parties.organisations["KAZ"].pk,
    )  # fmt: skip
    return record_change(record.parties["owning State"], terms, today=DAY)


def titles(change: FactChange) -> list[str]:
    """Return the tours that a change reached."""
    return list(change.reached.filter(kind="tour").order_by("title").values_list("title", flat=True))


def test_an_act_reaches_the_tours_above_its_ceiling_and_says_when(record: Record) -> None:
    enter_unit(SYSTEM, replace(COMPANY, strength=139), today=DAY)
    accept_tours(SYSTEM, "unit-kaz", UNTIL, today=DAY)
    assert titles(act_changed(record)) == [], "430 people are allowed"
    NationalAct.objects.update(personnel_ceiling=270)
    change = act_changed(record)
    assert titles(change) == [f"Company of Kazakhstan, R{number}" for number in (1, 2, 3, 4)]
    assert "278 people abroad from 29 March 2019" in change.reached.filter(kind="tour")[0].why
    assert change.reached.filter(kind="case").exists()
    assert change.reached.filter(kind="plan").exists()
    assert titles(act_changed(record, "UNDOF")) == [], "the company is in UNIFIL"


def test_a_unit_without_tours_is_reached_by_its_presence(record: Record) -> None:
    enter_unit(SYSTEM, COMPANY, today=DAY)
    NationalAct.objects.update(personnel_ceiling=100)
    assert titles(act_changed(record)) == ["Company of Kazakhstan"]


days = st.integers(0, 60).map(lambda count: DAY + timedelta(days=count))
contingents = st.lists(
    st.builds(
        lambda name, people, start, length: Contingent(name, people, start, start + timedelta(days=length)),
        st.sampled_from(["A", "B", "C", "D"]),
        st.integers(1, 200),
        days,
        st.integers(1, 40),
    ),
    max_size=6,
)


@given(contingents, st.integers(0, 400))
def test_somebody_is_named_wherever_and_only_where_an_act_is_exceeded(found: list[Contingent], people: int) -> None:
    ceiling = Ceiling("act", people, DAY, None)
    assert bool(exceeding(found, [ceiling])) is bool(beyond_acts(found, [ceiling]))
    assert set(exceeding(found, [ceiling])) <= {one.name for one in found}


def test_the_term_of_a_memorandum_runs_from_its_first_version_to_the_end_of_its_last() -> None:
    first = FakeVersion(1, date(2018, 1, 1), date(2019, 1, 1))
    second = FakeVersion(2, date(2018, 6, 1), None)
    assert term_of([]) is None
    assert term_of([first]) == (date(2018, 1, 1), date(2019, 1, 1))
    assert term_of([second, first]) == (date(2018, 1, 1), None)
