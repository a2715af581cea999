"""The migrations of training keep what is on record."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from muster.parties.viewer import SYSTEM
from muster.people.actions import register_person
from muster.people.terms import PersonTerms
from muster.training.actions.instructors import end_instructor, record_instructor
from muster.training.actions.recognition_cases import take_recognition_step
from muster.training.models import Course, RecognitionDutyDone, StandardVersion
from muster.training.queries.courses import lesson_terms
from muster.training.queries.standards import line_terms
from muster.training.stages import RecognitionStage
from tests.record import DAY, KNOWN, make_parties
from tests.training.recognised import TODAY, applied, make_ground, to_desk_review

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


def migrated_to(name: str) -> Any:
    """Return the models after migrating training to a migration."""
    targets = [("training", name)]
    MigrationExecutor(connection).migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def migrated_again() -> Any:
    """Leave the database as it was found."""
    yield
    MigrationExecutor(connection).migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_who_applied_and_reviewed_is_kept_from_the_log(migrated_again: None) -> None:
    ground = make_ground(make_parties())
    applied(ground)
    to_desk_review(ground)
    take_recognition_step(
        ground.approver, "rec-poc-2018", RecognitionStage.REFUSED.value, day=TODAY, today=TODAY, words="Words"
    )
    fields = ("case__reference", "user_id", "duty")
    before = sorted(RecognitionDutyDone.objects.values_list(*fields))
    deeds = {(ground.institution.user_id, "applied"), (ground.officer.user_id, "reviewed")}
    assert {(user, duty) for _case, user, duty in before} == deeds
    migrated_to("0001_courses_recognition_pool_and_rosters")
    after = migrated_to("0002_who_reviewed_a_case").get_model("training", "RecognitionDutyDone")
    assert sorted(after.objects.values_list(*fields)) == before


def test_content_on_record_stays_as_long_as_its_course_and_ends_are_kept_from_the_log(migrated_again: None) -> None:
    ground = make_ground(make_parties())
    institution = ground.course.institution
    terms = PersonTerms("instructor", "Family of the instructor")
    person = register_person(SYSTEM, terms, organisation=institution, today=DAY)
    teacher = record_instructor(
        SYSTEM, institution.code, person.pk, teaches_from=KNOWN, teaches_until=date(2020, 1, 1), today=DAY
    )
    end_instructor(SYSTEM, teacher.pk, date(2019, 1, 1), today=DAY)
    lessons = lesson_terms(ground.course, DAY)
    migrated_to("0002_who_reviewed_a_case")
    after = migrated_to("0003_content_in_versions")
    ends = (
        after.get_model("training", "InstructorEnd").objects.order_by("pk").values_list("teaches_until", "known_from")
    )
    assert list(ends) == [(date(2020, 1, 1), DAY), (date(2019, 1, 1), datetime.now(UTC).date())]
    assert lesson_terms(Course.objects.get(), KNOWN) == lessons
    assert line_terms(StandardVersion.objects.get(), KNOWN) == line_terms(ground.version, None)
