"""What a pledge said becomes its first version; what was known of stages and caveats gets its day."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CONTENT = (
    "title",
    "unit_type",
    "strength",
    "women",
    "available_from",
    "available_until",
    "notice_days",
    "stay_minimum_months",
    "stay_maximum_months",
    "dwell_months",
    "home_base",
    "languages",
    "note_verbale",
    "note_verbale_on",
    "remarks",
    "source",
    "standing",
    "known_from",
)
BATCH = 500


def carry_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copy each pledge's content into a version with its number, and date stages and caveats by what was known.

    The day of a submission was not kept before: the day on which the pledge became known stands for it. A pledge
    that was withdrawn or dropped ended on the day of its last level event.
    """
    pledge_model = apps.get_model("pledges", "Pledge")
    version_model = apps.get_model("pledges", "PledgeVersion")
    event_model = apps.get_model("pledges", "LevelEvent")
    caveat_model = apps.get_model("pledges", "Caveat")
    versions = []
    for pledge in pledge_model.objects.order_by("pk").iterator():
        content = {name: getattr(pledge, name) for name in CONTENT}
        versions.append(version_model(pledge=pledge, number=pledge.version, **content))
        if pledge.stage in ("submitted", "withdrawn"):
            pledge.submitted_on = pledge.known_from
        if pledge.stage in ("withdrawn", "dropped"):
            last = event_model.objects.filter(pledge=pledge).order_by("-held_from", "-pk").first()
            pledge.ended_on = max(last.held_from, last.known_from) if last else pledge.known_from
        pledge.save(update_fields=["submitted_on", "ended_on"])
        caveat_model.objects.filter(pledge=pledge).update(known_from=pledge.known_from)
    version_model.objects.bulk_create(versions, BATCH)


def refuse_with_content(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Go back only while nothing is on record: one row cannot hold what several versions say."""
    if apps.get_model("pledges", "Pledge").objects.exists():
        raise RuntimeError("The versions of pledges cannot be put back into one row; restore a backup instead.")


class Migration(migrations.Migration):
    dependencies = [("pledges", "0002_versions_and_proof")]

    operations = [migrations.RunPython(carry_over, refuse_with_content, elidable=False)]
