"""Consent is withdrawn in one action: everything that rests on it is found with the reason, and nothing else."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.audit.models import AuditEvent
from muster.changes.actions import record_change
from muster.changes.models import ChangeKind, FactChange, Reached
from muster.changes.queries import reached_by, visible_change, visible_changes
from muster.changes.signals import fact_changed
from muster.changes.terms import ChangeTerms
from muster.deployments.models import Tour
from muster.generation.actions import abandon_case
from muster.kit.errors import NotFound, Refused
from muster.missions.models import ConditionKind, ConditionStatus, MandatePeriod, MissionCondition
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from tests.changes.scenes import LATER, consent_withdrawn, operation_under_way, stated
from tests.record import DAY, Record


def kinds_of(change: FactChange) -> set[str]:
    """Return the kinds of the records that a change reached."""
    return set(change.reached.values_list("kind", flat=True))


def test_withdrawn_consent_finds_tour_memorandum_individual_case_and_plans_with_reasons(record: Record) -> None:
    operation_under_way(record)
    change = consent_withdrawn(record)
    assert kinds_of(change) == {"tour", "assignment", "memorandum", "case", "plan"}
    assert (change.before, change.after, change.true_from) == ("given", "withdrawn", LATER)
    assert {one.reference for one in change.reached.filter(kind="case")} == {"case-kaz-agreed"}
    assert change.reached.get(kind="memorandum").reference == "mou-kaz"
    assert change.reached.filter(kind="tour").count() == 4, "R1 to R4 are all home after the day"
    assert change.reached.filter(kind="plan").count() == 2
    for one in change.reached.all():
        assert "“given” and is “withdrawn” from 1 December 2018" in one.why
        assert len(one.why) <= 500


def test_the_giving_of_consent_reached_nothing(record: Record) -> None:
    operation_under_way(record)
    given = stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.GIVEN, since=DAY)
    assert given is not None
    assert kinds_of(given) == set()


def test_nothing_of_another_mission_is_found(record: Record) -> None:
    operation_under_way(record)
    assert kinds_of(consent_withdrawn(record, "UNDOF")) == set()


def test_a_tour_that_is_over_by_then_and_a_case_that_has_ended_are_not_found(record: Record) -> None:
    operation_under_way(record)
    abandon_case(record.parties["secretariat approver"], "case-kaz-agreed", reason="no longer wanted", today=LATER)
    first = Tour.objects.order_by("arrives_on").first()
    assert first is not None
    change = stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.WITHDRAWN, since=first.leaves_on)
    assert change is not None
    assert "case" not in kinds_of(change)
    assert change.reached.filter(kind="tour").count() == 3


def test_nothing_is_saved_when_a_receiver_fails(record: Record) -> None:
    operation_under_way(record)
    events, statements = AuditEvent.objects.count(), MissionCondition.objects.count()
    changes = FactChange.objects.count()

    def fails(**_told: Any) -> list[Any]:
        raise Refused("The record behind cannot be read.")

    fact_changed.connect(fails)
    try:
        with pytest.raises(Refused, match="cannot be read"):
            stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.WITHDRAWN)
    finally:
        fact_changed.disconnect(fails)
    assert MissionCondition.objects.count() == statements
    assert AuditEvent.objects.count() == events
    assert FactChange.objects.count() == changes
    assert not Reached.objects.exists()
    assert not Notice.objects.filter(topic="fact-changed").exists()


def test_each_owner_is_told_once_with_the_way_to_the_change(record: Record) -> None:
    operation_under_way(record)
    change = consent_withdrawn(record)
    notices = Notice.objects.filter(topic="fact-changed").select_related("organisation")
    assert {one.organisation.code: one.href for one in notices} == {
        "KAZ": f"/changes/{change.pk}/",
        "UN": f"/changes/{change.pk}/",
    }
    assert notices.count() == 2


def test_what_the_installation_records_of_the_past_tells_nobody(record: Record) -> None:
    operation_under_way(record)
    stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.WITHDRAWN, actor=SYSTEM)
    assert not Notice.objects.filter(topic="fact-changed").exists()


def test_a_state_sees_its_own_records_its_register_those_too_and_no_other_state_any(record: Record) -> None:
    operation_under_way(record)
    change = consent_withdrawn(record)

    def seen(who: str) -> set[str]:
        found: Any = visible_change(record.parties[who], LATER, change.pk)
        return {one.kind for one in found.seen_reached}

    assert seen("owning State") == {"tour", "assignment", "memorandum", "case"}
    assert seen("secretariat reader") == {"tour", "assignment", "memorandum", "case", "plan"}
    for who in ("other State", "other secretariat", "other mission", "training institution", "analyst"):
        assert seen(who) == set()
    assert reached_by(record.parties["other State"], LATER, "tour", ["unit-kaz"]) == {}
    assert set(reached_by(record.parties["owning State"], LATER, "tour", ["unit-kaz"])) == {"unit-kaz"}


def test_a_change_is_not_there_before_it_was_known(record: Record) -> None:
    change = consent_withdrawn(record)
    with pytest.raises(NotFound, match="no changed fact"):
        visible_change(record.parties["analyst"], DAY, change.pk)


def test_a_change_of_a_states_law_is_that_states_and_the_secretariats(record: Record) -> None:
    terms = ChangeTerms(
        kind=ChangeKind.LAW, subject="Law of KAZ", before="in force", after="repealed", true_from=LATER,
        state_id=record.parties.organisations["KAZ"].pk,
    )  # fmt: skip
    change = record_change(record.parties["owning State"], terms, today=LATER)
    seen = {who for who in ("owning State", "other State", "secretariat reader", "mission", "analyst")
            if visible_changes(record.parties[who], LATER).filter(pk=change.pk).exists()}  # fmt: skip
    assert seen == {"owning State", "secretariat reader"}
    assert kinds_of(change) == {"case", "plan"}
    assert not change.reached.exclude(owner__code__in=["KAZ", "UN"]).exists()


def change_of_mandate(record: Record, kind: ChangeKind = ChangeKind.MANDATE) -> FactChange:
    """Tell that UNIFIL's mandate changed, after its period was changed."""
    terms = ChangeTerms(
        kind=kind, subject="UNIFIL: mandate", before="with no end", after="until 31 January 2019", true_from=LATER,
        mission="UNIFIL",
    )  # fmt: skip
    return record_change(record.parties["secretariat officer"], terms, today=LATER)


def test_a_mandate_that_now_ends_reaches_what_goes_on_beyond_it_and_says_how_long(record: Record) -> None:
    operation_under_way(record)
    MandatePeriod.objects.filter(mission__acronym="UNIFIL").update(valid_until=date(2019, 1, 31))
    change = change_of_mandate(record)
    assert {"tour", "assignment", "memorandum", "case"} <= kinds_of(change)
    first = change.reached.filter(kind="tour").order_by("title").first()
    assert first is not None
    assert "beyond the mandate, which ends on 31 January 2019." in first.why
    assert "with no end beyond the mandate" in change.reached.get(kind="memorandum").why


def test_a_mandate_without_an_end_reaches_nothing(record: Record) -> None:
    operation_under_way(record)
    assert kinds_of(change_of_mandate(record)) == set()


def test_a_ceiling_reaches_tours_only_where_the_strength_in_theatre_exceeds_it(record: Record) -> None:
    operation_under_way(record)
    assert kinds_of(change_of_mandate(record, ChangeKind.CEILING)) == set(), "120 people of 15,000"
    MandatePeriod.objects.filter(mission__acronym="UNIFIL").update(troop_ceiling=100)
    change = change_of_mandate(record, ChangeKind.CEILING)
    assert {"tour", "memorandum", "case"} <= kinds_of(change)
    first = change.reached.filter(kind="tour").first()
    assert first is not None
    assert "120 troops are in theatre on 1 December 2018, 20 over the ceiling of 100" in first.why


def test_what_rests_on_a_fact_is_found_in_a_bounded_number_of_queries(record: Record) -> None:
    operation_under_way(record)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        consent_withdrawn(record)
    assert len(asked) <= 90, "two statements with their changes, events and notices"
