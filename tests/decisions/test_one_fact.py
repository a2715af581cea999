"""One fact changes: dossier, plans, tours and all that rests on it are reached at once, and a page says why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.changes.models import ChangeKind, FactChange
from muster.changes.queries import visible_change
from muster.decisions.models import Reassessment
from muster.missions.models import ConditionKind, ConditionStatus
from muster.notices.models import Notice
from tests.changes.scenes import LATER, operation_under_way, stated
from tests.decisions.dossier_record import approver_of, assessed_wholly, bodies_of_kazakhstan, opened, signed
from tests.record import DAY, Record
from tests.web.browsing import browser_of

pytestmark = pytest.mark.django_db


def consent_behind_a_dossier(record: Record) -> None:
    """Bring a company into theatre, and let a dossier of its State rest on the consent of the host State."""
    operation_under_way(record)
    stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.GIVEN, since=DAY)
    bodies_of_kazakhstan()
    opened()
    assessed_wholly(record.parties["owning State"])
    signed(approver_of(record), "mod")


def test_withdrawn_consent_reaches_dossier_plans_tours_memorandum_case_and_individual_at_once(record: Record) -> None:
    consent_behind_a_dossier(record)
    change = stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.WITHDRAWN)
    assert change is not None
    kinds = set(change.reached.values_list("kind", flat=True))
    assert kinds == {"dossier", "plan", "tour", "assignment", "memorandum", "case"}
    again = Reassessment.objects.get()
    assert (again.criterion, again.change, again.settled_by) == ("agreement", change, None)
    assert "withdrawn" in again.why
    assert all(one.why for one in change.reached.all())


def test_the_page_of_the_change_says_to_the_state_which_records_rest_on_it_and_why(record: Record) -> None:
    consent_behind_a_dossier(record)
    change = stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.WITHDRAWN)
    assert change is not None
    address = f"/changes/{change.pk}/"
    told = browser_of(record.parties.users["owning State"], LATER).get(address).content.decode()
    assert "Whether Kazakhstan takes part" in told
    assert "Company of Kazakhstan, R1" in told
    others = browser_of(record.parties.users["secretariat officer"], LATER).get(address).content.decode()
    assert "Whether Kazakhstan takes part" not in others, "a dossier is its State's own"


def test_those_who_signed_are_warned_in_person(record: Record) -> None:
    consent_behind_a_dossier(record)
    stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.WITHDRAWN)
    warned = Notice.objects.filter(topic="dossier-reassess").values_list("only_for__username", flat=True)
    assert set(warned) == {None, "approver-of-state"}


def test_another_mission_reaches_no_dossier(record: Record) -> None:
    consent_behind_a_dossier(record)
    stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.GIVEN, mission="UNDOF", since=DAY)
    stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.WITHDRAWN, mission="UNDOF")
    assert not Reassessment.objects.exists()


def test_a_change_is_read_in_few_queries_however_much_rests_on_it(record: Record) -> None:
    consent_behind_a_dossier(record)
    change = stated(record, ConditionKind.HOST_CONSENT, ConditionStatus.WITHDRAWN)
    assert change is not None
    with CaptureQueriesContext(connection) as asked:
        found: FactChange = visible_change(record.parties["owning State"], LATER, change.pk)
    assert found.kind == ChangeKind.CONSENT
    assert len(asked) <= 3
