"""The institution whose course is observed is told on the visits on record, and reads the reports that were sent."""

from typing import Any

from django.db import migrations

READ_BY_THE_VISITED = ("sent-for-comments", "commented", "approved", "findings-tracked", "closed")


def name_the_institution(apps: Any, _schema: Any) -> None:
    """Take it from the case of each visit; share the report where the other side has it already."""
    share = apps.get_model("documents", "DocumentShare").objects
    cases = apps.get_model("training", "RecognitionCase").objects.exclude(visit=None)
    for case in cases.select_related("visit", "course").order_by("pk"):
        visit = case.visit
        if visit.host_id is not None:
            continue
        visit.host_id = case.course.institution_id
        visit.save(update_fields=["host"])
        sent = visit.stage_events.filter(stage="sent-for-comments").order_by("held_from").first()
        if visit.report_document_id is not None and visit.stage in READ_BY_THE_VISITED and sent is not None:
            share.get_or_create(
                document_id=visit.report_document_id, organisation_id=visit.host_id, defaults={"shared_on": sent.held_from}
            )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_documents"),
        ("training", "0003_content_in_versions"),
        ("visits", "0002_institution_visited"),
    ]

    operations = [migrations.RunPython(name_the_institution, migrations.RunPython.noop)]
