"""The migrations of training keep what is on record."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from muster.training.actions.recognition_cases import take_recognition_step
from muster.training.models import RecognitionDutyDone
from muster.training.stages import RecognitionStage
from tests.record import make_parties
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
