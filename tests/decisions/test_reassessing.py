"""A changed fact reaches the dossiers that rest on it: raised once, told to State and signatories, settled anew."""

from datetime import date
from pathlib import Path

import pytest

from muster.audit.models import AuditEvent
from muster.changes.actions import record_change
from muster.changes.models import ChangeKind, FactChange, Reached
from muster.changes.terms import ChangeTerms
from muster.decisions.models import Reassessment
from muster.decisions.queries.dossiers import still_due, visible_dossiers
from muster.decisions.reassessing import recheck_fatalities, settle
from muster.kit.errors import NotAllowed
from muster.notices.models import Notice
from muster.notices.queries import visible_notices
from muster.parties.viewer import SYSTEM, Viewer
from tests.decisions.data.ground import (
    DAY,
    assessed,
    days_in,
    dossier_of,
    mandate_of,
    signed,
    small_store,
    state_of_things,
)
from tests.record import Record

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LATER = date(2018, 12, 1)


@pytest.fixture(autouse=True)
def no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No statistics unless a test writes some."""
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path / "none"))


def change(record: Record, kind: ChangeKind, day: date = LATER, mission: str = "UNDOF", state: str = "") -> FactChange:
    state_id = record.parties.organisations[state].pk if state else None
    terms = ChangeTerms(kind, "A fact", "before", "after", day, mission=mission, state_id=state_id)
    return record_change(SYSTEM, terms, today=day)


def test_consent_withdrawn_makes_the_agreement_due_again_and_says_why(record: Record) -> None:
    state_of_things(record, "host-consent", "given")
    dossier = dossier_of(record)
    assessed(record, dossier, "agreement")
    state_of_things(record, "host-consent", "withdrawn", LATER)
    (again,) = Reassessment.objects.all()
    assert (again.dossier, again.criterion, again.known_from) == (dossier, "agreement", LATER)
    assert again.why == "Consent of the host State: given before, withdrawn now."
    (reached,) = Reached.objects.filter(kind="dossier")
    assert (reached.page, reached.reference, reached.why) == ("dossier", "kaz-undof", again.why)
    assert (reached.owner.code, reached.addressee) == ("KAZ", None)
    event = AuditEvent.objects.get(action="decisions:reassessment:raised")
    assert (event.on_behalf_of, event.subject) == ("KAZ", "kaz-undof")


def test_a_change_that_is_not_material_raises_and_tells_nothing(record: Record) -> None:
    assessed(record, dossier_of(record), "agreement")
    state_of_things(record, "host-consent", "given", LATER)
    assert FactChange.objects.exists()
    assert not Reassessment.objects.exists()
    assert not Reached.objects.filter(kind="dossier").exists()
    assert not Notice.objects.filter(topic="dossier-reassess").exists()


def test_a_criterion_never_assessed_is_not_due_again(record: Record) -> None:
    state_of_things(record, "host-consent", "given")
    assessed(record, dossier_of(record), "resources")
    state_of_things(record, "host-consent", "withdrawn", LATER)
    assert not Reassessment.objects.exists()


def test_another_mission_s_fact_reaches_nobody(record: Record) -> None:
    assessed(record, dossier_of(record), "agreement")
    state_of_things(record, "host-consent", "withdrawn", LATER, mission="UNIFIL")
    assert not Reassessment.objects.exists()


@pytest.mark.parametrize(
    ("stage", "wanted_on", "is_reached"),
    [
        ("open", date(2016, 1, 1), True),
        ("approved", date(2019, 1, 1), True),
        ("approved", date(2017, 12, 1), False),
        ("declined", date(2019, 1, 1), False),
        ("closed", date(2019, 1, 1), False),
    ],
)
def test_dossiers_that_are_open_or_whose_tour_is_not_over_are_reached(
    record: Record, stage: str, wanted_on: date, is_reached: bool
) -> None:
    assessed(record, dossier_of(record, stage=stage, wanted_on=wanted_on), "agreement")
    state_of_things(record, "host-consent", "refused", LATER)
    assert Reassessment.objects.exists() == is_reached


def test_the_state_and_those_who_signed_are_told_once_each_and_nobody_else(record: Record) -> None:
    state_of_things(record, "host-consent", "given")
    assessment = assessed(record, dossier_of(record), "agreement")
    signed(record, assessment, "owning State")
    signed(record, assessed(record, assessment.dossier, "risk"), "owning State's reader")
    state_of_things(record, "host-consent", "withdrawn", LATER)
    told = Notice.objects.filter(topic="dossier-reassess").order_by("pk")
    users = record.parties.users
    assert [(one.organisation.code, one.only_for) for one in told] == [("KAZ", None), ("KAZ", users["owning State"])]
    assert "you signed" in told[1].body
    for stranger in ("other State", "secretariat approver", "mission", "other mission", "analyst"):
        seen = visible_notices(record.parties[stranger], LATER)
        assert not seen.filter(topic="dossier-reassess").exists()
        assert not visible_dossiers(record.parties[stranger], LATER).exists()


def test_a_mandate_that_ends_before_the_tour_makes_the_resources_due_again(record: Record) -> None:
    assessed(record, dossier_of(record), "resources")
    mandate_of(record, LATER, date(2019, 7, 1))
    change(record, ChangeKind.MANDATE)
    (again,) = Reassessment.objects.all()
    assert again.criterion == "resources"
    assert again.why.startswith("The mandate no longer reaches past the tour")


def test_a_ceiling_cut_that_is_known_before_it_holds_counts_at_once(record: Record) -> None:
    assessed(record, dossier_of(record), "resources")
    start = date(2019, 2, 1)
    mandate_of(record, start, None, troop_ceiling=100, known_from=LATER)
    record_change(
        SYSTEM, ChangeTerms("ceiling", "Ceiling of UNDOF", "15000", "100", start, mission="UNDOF"), today=LATER
    )
    (again,) = Reassessment.objects.all()
    assert again.known_from == LATER
    assert "no longer has room" in again.why


def test_what_differs_for_another_reason_is_not_laid_to_this_change(record: Record) -> None:
    state_of_things(record, "financing", "assessed")
    dossier = dossier_of(record)
    assessed(record, dossier, "resources")
    mandate_of(record, LATER, date(2019, 7, 1))
    state_of_things(record, "financing", "not-assured", LATER)
    (again,) = Reassessment.objects.all()
    assert again.why == "Financing: assessed before, not assured now."


def test_a_law_of_one_state_reaches_its_own_dossiers_alone(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    from muster.decisions.data import law

    task = SimpleNamespace(task="sanctions", words="", paragraph="", standing="allowed", law="Law", condition="")
    monkeypatch.setattr(law, "tasks_against_mandate", lambda *_more: (task,))
    assessed(record, dossier_of(record), "resources")
    task.standing = "not-covered"
    change(record, ChangeKind.LAW, mission="", state="IND")
    assert not Reassessment.objects.exists()
    change(record, ChangeKind.LAW, mission="", state="KAZ")
    assert Reassessment.objects.get().why == "Tasks that the law does not cover: sanctions."


def test_the_same_reason_is_not_raised_again_while_it_is_due(record: Record) -> None:
    state_of_things(record, "host-consent", "given")
    assessed(record, dossier_of(record), "agreement")
    state_of_things(record, "host-consent", "withdrawn", LATER)
    change(record, ChangeKind.CONSENT, date(2018, 12, 2))
    assert Reassessment.objects.count() == 1


def due(viewer: Viewer, day: date) -> tuple[Reassessment, ...]:
    """Return what is due again on a day in the one dossier."""
    return still_due(visible_dossiers(viewer, day).get(), day)


def test_a_new_assessment_settles_what_was_due_as_of_its_day(record: Record) -> None:
    state_of_things(record, "host-consent", "given")
    dossier = dossier_of(record)
    assessed(record, dossier, "agreement")
    state_of_things(record, "host-consent", "withdrawn", LATER)
    viewer = record.parties["owning State"]
    assert settle(assessed(record, dossier, "risk", LATER)) == 0
    anew = assessed(record, dossier, "agreement", date(2018, 12, 10), "not-met")
    assert settle(anew) == 1
    assert settle(anew) == 0
    assert [len(due(viewer, date(2018, 12, day))) for day in (9, 10)] == [1, 0]
    assert Reassessment.objects.get().settled_by == anew
    assert AuditEvent.objects.filter(action="decisions:reassessment:settled", on_behalf_of="KAZ").count() == 1
    state_of_things(record, "host-consent", "given", date(2018, 12, 20))
    (again,) = due(viewer, date(2018, 12, 20))
    assert again.why.endswith("withdrawn before, given now.")


def test_what_is_entered_late_is_held_against_the_assessment_that_did_not_have_it(record: Record) -> None:
    state_of_things(record, "host-consent", "given")
    assessed(record, dossier_of(record), "agreement", LATER)
    state_of_things(record, "host-consent", "withdrawn", date(2018, 11, 1))
    assert Reassessment.objects.get().known_from == LATER


@pytest.fixture
def grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UNDOF without a death until twelve people die in November 2018."""
    small_store(tmp_path, {"UNDOF": days_in("2018-11", 12)}, {"UNDOF": 1000, "UNIFIL": 1000})
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))


@pytest.mark.usefixtures("grown")
def test_a_rate_that_left_its_interval_is_told_once_for_the_mission(record: Record) -> None:
    assessed(record, dossier_of(record), "risk")
    assessed(record, dossier_of(record, "kaz-second"), "risk")
    assert recheck_fatalities(SYSTEM, date(2018, 11, 15)) == []
    (told,) = recheck_fatalities(SYSTEM, LATER)
    assert (told.kind, told.mission, told.known_from) == ("fatalities", "UNDOF", LATER)
    assert told.before.startswith("every cause 0.00 (0.00 to ")
    assert told.after.startswith("every cause 4.00 (")
    assert sorted(Reassessment.objects.values_list("dossier__reference", flat=True)) == ["kaz-second", "kaz-undof"]
    assert set(Reassessment.objects.values_list("criterion", flat=True)) == {"risk"}
    assert recheck_fatalities(SYSTEM, LATER) == []
    assert recheck_fatalities(SYSTEM, date(2018, 12, 20)) == []


@pytest.mark.usefixtures("grown")
def test_a_dossier_assessed_after_the_deaths_is_not_due_again(record: Record) -> None:
    assessed(record, dossier_of(record, known_from=LATER, opened_on=LATER), "risk", LATER)
    assert recheck_fatalities(SYSTEM, date(2019, 1, 5)) == []


def test_without_statistics_nothing_moves(record: Record) -> None:
    assessed(record, dossier_of(record), "risk")
    assert recheck_fatalities(SYSTEM, LATER) == []


@pytest.mark.parametrize("stranger", ["owning State", "mission", "analyst", "secretariat reader"])
def test_only_the_secretariat_and_the_installation_recheck(record: Record, stranger: str) -> None:
    with pytest.raises(NotAllowed):
        recheck_fatalities(record.parties[stranger], DAY)
