"""The institution whose course is observed reads its visit as its State does, and takes no step of it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from muster.documents.actions import store_document
from muster.documents.queries import visible_documents
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.models import Organisation, User
from muster.training.actions.recognition_cases import arrange_visit
from muster.training.models import RecognitionCase
from muster.visits import actions as visits
from muster.visits.actions.access import share_report
from muster.visits.models import Visit
from muster.visits.queries import visible_visit, visible_visits
from muster.visits.stages import VisitKind, VisitStage
from muster.visits.terms import MemberTerms, StepTerms, SubjectTerms, VisitTerms
from tests.record import KNOWN, Parties
from tests.training.recognised import (
    INSTITUTION,
    PDF,
    Ground,
    applied,
    make_ground,
    make_institution,
    observed,
    recognised,
    to_desk_review,
    to_observation,
)
from tests.web.browsing import browser_of, check_page

START, UNTIL = date(2018, 12, 3), date(2018, 12, 7)
CASE, VISIT = "rec-poc-2018", "rec-rec-poc-2018"
COURSE_PAGE, DOOR = "/training/courses/rec-poc/", "/training/recognition/apply/?course=rec-poc"


@pytest.fixture
def ground(parties: Parties) -> Ground:
    """A course against a version of its standard, and those who act."""
    return make_ground(parties)


def under_way(ground: Ground) -> Visit:
    """Arrange the visit of a case, and let the State agree to it."""
    applied(ground, CASE, START)
    to_desk_review(ground, CASE, START)
    to_observation(ground, CASE, START)
    case = arrange_visit(ground.officer, CASE, planned_from=START, planned_until=UNTIL, today=START)
    assert case.visit is not None
    visits.take_step(ground.state, VISIT, VisitStage.AGREED, StepTerms(START, invitation_reference="NV 1"), today=START)
    visits.name_team(
        ground.officer, VISIT, (MemberTerms("lead", name="Name of the observer", is_lead=True),), held_from=START,
        today=START,
    )  # fmt: skip
    return case.visit


@pytest.mark.django_db
def test_before_the_draft_is_sent_it_sees_the_visit_and_nothing_that_the_team_wrote(ground: Ground) -> None:
    made = under_way(ground)
    assert made.host is not None
    assert made.host.code == INSTITUTION
    seen: Any = visible_visit(ground.institution, START, VISIT)
    assert not seen.shows_result
    assert seen.known_findings == []
    assert [one.name for one in seen.known_team] == ["Name of the observer"]
    report = store_document(ground.officer, owner=made.register, name="report.pdf", data=PDF, today=START)
    assert not visible_documents(ground.institution).filter(pk=report.pk).exists()


@pytest.mark.django_db
def test_once_the_draft_is_sent_it_reads_what_its_state_reads(ground: Ground) -> None:
    recognised(ground, CASE, START, UNTIL)
    for viewer in (ground.institution, ground.state):
        seen: Any = visible_visit(viewer, UNTIL, VISIT)
        assert seen.shows_result
        assert seen.report_summary == "Summary of the report"
        assert len(seen.known_subjects[0].known_outcomes) == 1


@pytest.mark.django_db
def test_the_file_of_a_report_is_handed_to_it_with_the_draft(ground: Ground) -> None:
    made = under_way(ground)
    report = store_document(ground.officer, owner=made.register, name="report.pdf", data=PDF, today=START)
    made = Visit.objects.get(pk=made.pk)
    made.report_document = report
    made.save()
    for stage, is_read in ((VisitStage.DRAFT_REPORT, False), (VisitStage.SENT, True)):
        share_report(ground.officer, made, stage, START)
        assert visible_documents(ground.institution).filter(pk=report.pk).exists() == is_read


@pytest.mark.django_db
def test_no_other_institution_and_no_other_party_sees_it(ground: Ground, parties: Parties) -> None:
    under_way(ground)
    _, other = make_institution(parties, "REC-OTHER")
    for viewer in (other, parties["training institution"], parties["other State"], parties["mission"]):
        with pytest.raises(NotFound):
            visible_visit(viewer, START, VISIT)
        assert not visible_visits(viewer, START).filter(reference=VISIT).exists()


@pytest.mark.django_db
def test_it_takes_no_step_and_is_told_each(ground: Ground) -> None:
    under_way(ground)
    with pytest.raises(NotAllowed):
        visits.take_step(ground.institution, VISIT, VisitStage.PREPARED, StepTerms(START), today=START)
    with pytest.raises(NotAllowed):
        visits.name_team(ground.institution, VISIT, (MemberTerms("lead", is_lead=True),), held_from=START, today=START)
    told = Notice.objects.filter(organisation__code=INSTITUTION, topic="visit-stage", subject_reference=VISIT)
    assert told.count() == 3


@pytest.mark.django_db
def test_a_change_of_the_plan_leaves_the_institution(ground: Ground) -> None:
    made = under_way(ground)
    subject = SubjectTerms("course", ground.course.reference, ground.course.title)
    terms = VisitTerms(VISIT, "KAZ", VisitKind.RECOGNITION.value, subjects=(subject,), purpose="Another purpose")
    visits.change_visit(ground.officer, terms, today=START)
    assert Visit.objects.get(pk=made.pk).host == made.host


@pytest.mark.django_db
def test_an_institution_of_another_state_is_refused_as_the_one_visited(ground: Ground, parties: Parties) -> None:
    foreign, _ = make_institution(parties, "REC-FAR", state="IND")
    terms = VisitTerms("visit-far", "KAZ", VisitKind.RECOGNITION.value,
                       subjects=(SubjectTerms("course", "rec-poc", "Title"),))  # fmt: skip
    with pytest.raises(Refused, match="is no institution of"):
        visits.request_visit(
            ground.officer, terms, register=parties.organisations["UN"], requested_on=START, today=START, host=foreign
        )


@pytest.mark.django_db
@pytest.mark.once
def test_the_link_of_the_case_leads_the_institution_to_its_visit(ground: Ground) -> None:
    applied(ground, CASE, START)
    to_desk_review(ground, CASE, START)
    to_observation(ground, CASE, START)
    observed(ground, CASE, START, UNTIL)
    browser = browser_of(User.objects.get(username=ground.institution.username), UNTIL)
    assert f"/visits/{VISIT}/" in check_page(browser, f"/training/recognition/{CASE}/")
    page = check_page(browser, f"/visits/{VISIT}/")
    assert "Summary of the report" in page
    assert "Institution visited" in page
    assert f"/visits/{VISIT}/step/" not in page
    assert VISIT in check_page(browser, "/visits/")


@pytest.mark.django_db
@pytest.mark.once
def test_the_page_of_a_course_leads_to_the_application_where_none_is_open(ground: Ground, parties: Parties) -> None:
    own = browser_of(User.objects.get(username=ground.institution.username), KNOWN)
    assert DOOR in check_page(own, COURSE_PAGE)
    for who in ("secretariat officer", "owning State", "training institution"):
        assert DOOR not in check_page(browser_of(parties.users[who], KNOWN), COURSE_PAGE)
    applied(ground, CASE, KNOWN)
    assert DOOR not in check_page(own, COURSE_PAGE)


BEFORE = [("training", "0003_content_in_versions"), ("visits", "0002_institution_visited")]
AFTER = [("training", "0004_institutions_of_recognition_visits")]


def moved_to(targets: list[tuple[str, str]]) -> None:
    """Migrate to targets."""
    MigrationExecutor(connection).migrate(targets)


@pytest.fixture
def migrated_back() -> Any:
    """The record as it was before, and the way forward again at the end."""
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    moved_to(BEFORE)
    yield
    MigrationExecutor(connection).migrate(latest)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_visits_on_record_are_given_their_institution_and_the_reports_that_were_sent(
    migrated_back: Any, parties: Parties
) -> None:
    ground = make_ground(parties)
    recognised(ground, CASE, START, UNTIL)
    visit = Visit.objects.get(reference=VISIT)
    report = store_document(ground.officer, owner=visit.register, name="report.pdf", data=PDF, today=UNTIL)
    Visit.objects.filter(pk=visit.pk).update(host=None, report_document=report)
    assert not visible_documents(ground.institution).filter(pk=report.pk).exists()
    moved_to(AFTER)
    institution = Organisation.objects.get(code=INSTITUTION)
    assert Visit.objects.get(pk=visit.pk).host == institution
    assert RecognitionCase.objects.get(reference=CASE).course.institution == institution
    share = report.shares.get(organisation=institution)
    assert share.shared_on == UNTIL
