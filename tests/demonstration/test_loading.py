"""Loading the record: whole, once, and without touching what users have changed."""

import time
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from muster.audit.models import AuditEvent
from muster.authorisations.models import NationalAct
from muster.demonstration import load as loading
from muster.demonstration.accounts import DEMONSTRATION_PASSWORD, accounts
from muster.demonstration.load import LoadReport, load
from muster.demonstration.rows import Row, read_rows
from muster.deployments.models import Arrival, Stay
from muster.kit.errors import Refused
from muster.matching.models import IncompatiblePair
from muster.missions.models import ArrivalLimit, MandatePeriod, Mission, Post, Requirement, RequirementStage, Statement
from muster.missions.queries import visible_missions
from muster.parties.models import Membership, OrganisationKind, User
from muster.parties.viewer import SYSTEM
from muster.pledges.models import (
    Announcement,
    Caveat,
    ChangeRequest,
    Confirmation,
    Evidence,
    ExternalCertification,
    ForcePackage,
    InteroperabilityProfile,
    LevelCap,
    LevelEvent,
    NationalUnit,
    PackageSlot,
    PartnerNote,
    Pledge,
    PledgeVersion,
    SharedService,
)
from muster.reference.catalogue import fact
from muster.reference.missions import active_missions
from muster.training.models import Course, CourseRecognition, CoverageVerdict, RecognitionCase, RecognitionEvidence
from muster.training.queries.recognitions import recognitions_on
from muster.visits.models import Finding, FindingEvent, SubjectOutcome, Visit, VisitStageEvent

pytestmark = pytest.mark.django_db

PLANNING_DAY = date(2018, 10, 1)
SOURCED = (
    Mission, MandatePeriod, Requirement, ArrivalLimit, IncompatiblePair, NationalAct, PledgeVersion, LevelEvent, Caveat,
    Stay, Arrival, Announcement, Confirmation, ExternalCertification, ForcePackage, InteroperabilityProfile, LevelCap,
    NationalUnit, PackageSlot, PartnerNote, SharedService, Visit, VisitStageEvent,
)  # fmt: skip


def test_every_row_of_the_files_is_entered(loaded: LoadReport) -> None:
    assert loaded.present == dict.fromkeys(loaded.entered, 0)
    assert Requirement.objects.count() == len(read_rows("requirements"))
    assert Post.objects.count() == len(read_rows("posts"))
    assert Statement.objects.count() == len(read_rows("statements")) + len(read_rows("statements_made"))
    assert Pledge.objects.count() == len(read_rows("pledges"))
    assert Caveat.objects.count() == len(read_rows("caveats"))
    assert LevelEvent.objects.count() == len(read_rows("level_events"))
    assert Stay.objects.count() == len(read_rows("stays"))
    assert Arrival.objects.count() == len(read_rows("arrivals"))
    assert NationalUnit.objects.count() == len(read_rows("units"))
    assert Announcement.objects.count() == len(read_rows("announcements"))
    assert PackageSlot.objects.count() == len(read_rows("package_slots"))
    assert Evidence.objects.count() == len(read_rows("evidence"))
    assert ChangeRequest.objects.count() == len(read_rows("change_requests"))


def test_every_visit_is_entered_with_its_steps_outcomes_and_findings(loaded: LoadReport) -> None:
    requested = len(read_rows("visits"))
    observed = read_rows("recognition_visits")
    courses = sum(len(row["courses"].split(";")) for row in observed if row["outcome"])
    stages_of_observed = sum(10 if row["outcome"] else 5 for row in observed)
    assert Visit.objects.count() == requested + len(observed)
    assert VisitStageEvent.objects.count() == requested + len(read_rows("visit_steps")) + stages_of_observed
    assert SubjectOutcome.objects.count() == len(read_rows("visit_outcomes")) + courses
    assert Finding.objects.count() == len(read_rows("findings"))
    assert FindingEvent.objects.count() == len(read_rows("findings")) + len(read_rows("finding_steps"))


def test_a_second_load_enters_nothing_and_is_quick(loaded: LoadReport) -> None:
    events = AuditEvent.objects.count()
    began = time.monotonic()
    again = load()
    assert again.entered_total == 0
    assert again.present == loaded.entered
    assert AuditEvent.objects.count() == events
    assert time.monotonic() - began < 5


def test_what_a_user_changed_in_between_stays_changed(loaded: LoadReport) -> None:
    PledgeVersion.objects.filter(pledge__reference="KAZ-INF-COY-UNIFIL").update(notice_days=77)
    ArrivalLimit.objects.filter(mission__acronym="UNIFIL").update(personnel_per_month=1)
    Requirement.objects.filter(reference="UNIFIL-MTF").update(stage=RequirementStage.CLOSED)
    assert load().entered_total == 0
    assert Pledge.objects.get(reference="KAZ-INF-COY-UNIFIL").latest.notice_days == 77
    assert ArrivalLimit.objects.get(mission__acronym="UNIFIL").personnel_per_month == 1
    assert Requirement.objects.get(reference="UNIFIL-MTF").stage == RequirementStage.CLOSED


def test_a_row_that_is_missing_is_entered_again(loaded: LoadReport) -> None:
    Arrival.objects.filter(rotation="R5").delete()
    assert load().entered_total == 1
    assert Arrival.objects.filter(rotation="R5").count() == 1


def test_a_bad_row_leaves_nothing_behind(loaded: LoadReport, monkeypatch: pytest.MonkeyPatch) -> None:
    Arrival.objects.all().delete()
    rows = [*read_rows("arrivals"), Row("arrivals", 99, {**read_rows("arrivals")[0].cells, "state": "XYZ"})]
    monkeypatch.setattr(loading, "read_rows", lambda name: tuple(rows) if name == "arrivals" else read_rows(name))
    with pytest.raises(Refused, match=r"^arrivals\.csv, line 99: organisation 'XYZ' is not on record"):
        load()
    assert Arrival.objects.count() == 0


def test_every_record_carries_source_and_standing_and_fits_its_fields(loaded: LoadReport) -> None:
    for model in SOURCED:
        for one in model._default_manager.all():
            assert one.source, f"{model.__name__} {one}"
            try:
                one.clean_fields()
            except ValidationError as error:
                pytest.fail(f"{model.__name__} {one}: {error}")


def test_the_missions_are_those_of_the_reference_register(loaded: LoadReport) -> None:
    on_record = visible_missions(SYSTEM, PLANNING_DAY, only_active=True)
    assert {one.acronym for one in on_record} == {one.acronym for one in active_missions(PLANNING_DAY)}
    assert len(on_record) == 14


def test_every_mission_has_a_mandate_in_force_on_the_planning_day(loaded: LoadReport) -> None:
    for mission in visible_missions(SYSTEM, PLANNING_DAY, only_active=True):
        in_force = [
            period
            for period in mission.mandates.all()
            if period.valid_from <= PLANNING_DAY
            and (period.valid_until is None or period.valid_until > PLANNING_DAY)
            and period.known_from <= PLANNING_DAY
        ]
        assert len(in_force) == 1, mission.acronym


def test_there_is_an_account_for_each_kind_of_party(loaded: LoadReport) -> None:
    kinds = {one.organisation.kind for one in Membership.objects.select_related("organisation")}
    assert kinds == set(OrganisationKind.values)
    for account in accounts():
        assert User.objects.get(username=account.username).check_password(DEMONSTRATION_PASSWORD)


def test_recognised_courses_of_the_record_are_those_that_sources_tell(loaded: LoadReport) -> None:
    day = date(2019, 1, 10)
    found = recognitions_on(Course.objects.values_list("pk", flat=True), day)
    told = {(one.course.institution.code, fact("courses", one.course.standard)["code"]) for one in found.values()}
    assert told == {("KAZCENT", "POC"), ("KAZCENT", "UNSO"), ("SRB-PKC", "UNSO")}
    kazakh = [one for one in found.values() if one.course.institution.code == "KAZCENT"]
    assert {(one.known_from, one.expires_on) for one in kazakh} == {(day, None)}
    assert {one.signed_by for one in kazakh} == {"Under-Secretary-General for Peacekeeping Operations"}


def test_recognitions_are_replayed_with_the_days_that_sources_tell(loaded: LoadReport) -> None:
    korea, again, serbia = (
        CourseRecognition.objects.get(number=one) for one in ("KOR-UNSO-2013", "KOR-UNSO-2018", "SRB-UNSO-2016")
    )
    assert (korea.effective_from, korea.expires_on) == (date(2013, 11, 8), date(2018, 11, 8))
    assert (again.effective_from, again.expires_on, again.day_as_told) == (korea.expires_on, None, "November 2018")
    assert again.case is not None
    assert again.case.renews == korea
    assert (serbia.effective_from, serbia.expires_on) == (date(2016, 1, 11), date(2020, 1, 11))
    first = RecognitionCase.objects.get(reference="kor-unso-2013")
    told = [(one.stage, one.held_from, one.day_as_told) for one in first.stage_events.all()]
    assert told == [
        ("application", date(2013, 5, 1), "May 2013"),
        ("observation", date(2013, 11, 1), ""),
        ("recognised", date(2013, 11, 8), ""),
    ]
    assert first.visit is not None
    assert (first.visit.carried_from, first.visit.carried_until) == (date(2013, 11, 1), date(2013, 11, 8))
    still_open = {"nust-poc-2016": "observation", "kazcent-unmo-2023": "application"}
    assert dict(RecognitionCase.objects.filter(certificate=None).values_list("reference", "stage")) == still_open
    nust = RecognitionCase.objects.get(reference="nust-poc-2016").visit
    assert nust is not None
    assert (nust.carried_from, nust.stage) == (date(2016, 12, 19), "on-site")
    assert not RecognitionCase.objects.filter(standing="entered").exists()


def test_verdicts_of_recognised_courses_say_that_they_are_illustrative(loaded: LoadReport) -> None:
    """No source tells a verdict: courses that were recognised have them, open cases have none, and no certificate
    names a version that is made up."""
    judged = RecognitionEvidence.objects.exclude(verdict="").values_list("case__stage", "remark")
    lines = CoverageVerdict.objects.values_list("case__stage", "remark")
    assert len(judged) == 7
    assert len(lines) == 12
    for stage, remark in (*judged, *lines):
        assert stage == "recognised"
        assert remark.startswith("Illustrative: ")
    assert not CourseRecognition.objects.exclude(standard_version=None).exists()
