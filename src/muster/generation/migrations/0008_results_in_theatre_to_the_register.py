"""What was found of units in theatre is kept by the register, one floor below: rows go there, whole, and may return."""

from typing import Any

from django.db import migrations

CARRIED = (
    "state_id", "mission_id", "unit_type", "unit", "pledge_id", "kind", "percent", "word", "on", "reference",
    "known_from", "source", "standing",
)  # fmt: skip
OUTCOMES = {
    ("readiness", "Ready"): "ready",
    ("readiness", "Ready with shortfalls"): "with-shortfalls",
    ("readiness", "Not ready"): "not-ready",
    ("evaluation", "Not met"): "not-met",
    ("evaluation", "Partly met"): "partly-met",
    ("evaluation", "Met"): "met",
    ("evaluation", "Exceeded"): "exceeded",
}
"""The codes of the words that the rooms above have written so far."""
BATCH = 1000


def _carry(source: Any, target: Any, *, with_outcome: bool) -> None:
    rows = []
    for one in source.objects.order_by("pk").iterator(chunk_size=BATCH):
        values = {name: getattr(one, name) for name in CARRIED}
        if with_outcome:
            values["outcome"] = OUTCOMES.get((one.kind, one.word), "")
        rows.append(target(**values))
    target.objects.bulk_create(rows, batch_size=BATCH)
    source.objects.all().delete()


def to_the_register(apps: Any, schema_editor: Any) -> None:
    """Move each result into the register's table."""
    _carry(apps.get_model("generation", "TheatreResult"), apps.get_model("pledges", "TheatreResult"), with_outcome=True)


def back(apps: Any, schema_editor: Any) -> None:
    """Move each result into generation's table again."""
    _carry(apps.get_model("pledges", "TheatreResult"), apps.get_model("generation", "TheatreResult"), with_outcome=False)


class Migration(migrations.Migration):
    dependencies = [("generation", "0007_theatre_results"), ("pledges", "0011_results_in_theatre")]

    operations = [
        migrations.RunPython(to_the_register, back),
        migrations.DeleteModel(name="TheatreResult"),
    ]
