"""Results in theatre that generation kept are the register's after, value for value, and return when asked."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
BEFORE = [("generation", "0007_theatre_results")]
AFTER = [("generation", "0008_results_in_theatre_to_the_register")]
SAID = {
    "unit_type": "INF-COY",
    "unit": "unit-kaz",
    "on": date(2018, 8, 24),
    "known_from": date(2018, 8, 31),
    "source": "An inspection",
    "standing": "entered",
}
RESULTS = (
    ("ori-1", "readiness", None, "Not ready", "not-ready"),
    ("ev-1", "evaluation", None, "Partly met", "partly-met"),
    ("pi-1", "serviceability", 79, "below the threshold of 90 %", ""),
)


def moved_to(targets: list[tuple[str, str]]) -> Any:
    """Migrate to targets and return the models as the database then holds them, rooms that did not move included."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    loader = MigrationExecutor(connection).loader
    return loader.project_state(list(loader.applied_migrations)).apps


@pytest.fixture
def migrated_back() -> Any:
    """The models as they were before, and the way forward again at the end."""
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield moved_to(BEFORE)
    MigrationExecutor(connection).migrate(latest)


def test_results_go_to_the_register_whole_and_come_back(migrated_back: Any) -> None:
    organisation = migrated_back.get_model("parties", "Organisation")
    un = organisation.objects.create(kind="secretariat", code="UN", name="United Nations")
    kaz = organisation.objects.create(kind="member-state", code="KAZ", name="Kazakhstan")
    unifil = organisation.objects.create(kind="mission", code="UNIFIL", name="UNIFIL")
    mission = migrated_back.get_model("missions", "Mission").objects.create(
        acronym="UNIFIL", name="UNIFIL", organisation=unifil, mandated_by=un, region="Middle East", latitude=33,
        longitude=35, started_on=date(1978, 3, 19), known_from=date(2018, 1, 1),
    )  # fmt: skip
    pledge = migrated_back.get_model("pledges", "Pledge").objects.create(
        reference="kaz-1", register=un, state=kaz, known_from=date(2018, 1, 1)
    )
    kept = migrated_back.get_model("generation", "TheatreResult")
    for reference, kind, percent, word, _code in RESULTS:
        kept.objects.create(
            reference=reference, kind=kind, percent=percent, word=word, state=kaz, mission=mission, pledge=pledge,
            **SAID,
        )  # fmt: skip

    after = moved_to(AFTER).get_model("pledges", "TheatreResult")
    columns = ("reference", "kind", "percent", "word", "outcome", "pledge__reference", "mission__acronym", *SAID)
    assert list(after.objects.order_by("pk").values_list(*columns)) == [
        (*one, "kaz-1", "UNIFIL", *SAID.values()) for one in RESULTS
    ]

    again = moved_to(BEFORE).get_model("generation", "TheatreResult")
    assert list(again.objects.order_by("pk").values_list("reference", "kind", "percent", "word", *SAID)) == [
        (*one[:4], *SAID.values()) for one in RESULTS
    ]
