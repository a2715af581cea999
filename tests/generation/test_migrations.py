"""Results in theatre that generation kept are the register's after, value for value, and return when asked."""

from datetime import date

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.databases import migrated_to

pytestmark = pytest.mark.slow
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


def test_results_go_to_the_register_whole_and_come_back(empty_database: BaseDatabaseWrapper) -> None:
    before = migrated_to(empty_database, BEFORE)
    organisation = before.get_model("parties", "Organisation")
    un = organisation.objects.create(kind="secretariat", code="UN", name="United Nations")
    kaz = organisation.objects.create(kind="member-state", code="KAZ", name="Kazakhstan")
    unifil = organisation.objects.create(kind="mission", code="UNIFIL", name="UNIFIL")
    mission = before.get_model("missions", "Mission").objects.create(
        acronym="UNIFIL", name="UNIFIL", organisation=unifil, mandated_by=un, region="Middle East", latitude=33,
        longitude=35, started_on=date(1978, 3, 19), known_from=date(2018, 1, 1),
    )  # fmt: skip
    pledge = before.get_model("pledges", "Pledge").objects.create(
        reference="kaz-1", register=un, state=kaz, known_from=date(2018, 1, 1)
    )
    kept = before.get_model("generation", "TheatreResult")
    for reference, kind, percent, word, _code in RESULTS:
        kept.objects.create(
            reference=reference, kind=kind, percent=percent, word=word, state=kaz, mission=mission, pledge=pledge,
            **SAID,
        )  # fmt: skip

    after = migrated_to(empty_database, AFTER).get_model("pledges", "TheatreResult")
    columns = ("reference", "kind", "percent", "word", "outcome", "pledge__reference", "mission__acronym", *SAID)
    assert list(after.objects.order_by("pk").values_list(*columns)) == [
        (*one, "kaz-1", "UNIFIL", *SAID.values()) for one in RESULTS
    ]

    again = migrated_to(empty_database, BEFORE).get_model("generation", "TheatreResult")
    assert list(again.objects.order_by("pk").values_list("reference", "kind", "percent", "word", *SAID)) == [
        (*one[:4], *SAID.values()) for one in RESULTS
    ]
