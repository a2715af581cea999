"""The list of inspections as of a day: each at the stage that held then, sorted and filtered by the database."""

from datetime import date

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from muster.inspections.models import Inspection, InspectionStageEvent
from muster.inspections.queries.inspections import visible_inspections
from muster.inspections.stages import InspectionStage
from muster.kit.facts import known_on
from muster.parties.viewer import Viewer


def listed_inspections(viewer: Viewer, day: date) -> QuerySet[Inspection]:
    """Return the inspections that the viewer may see with `stage_then`, the stage that held on `day`."""
    events = known_on(InspectionStageEvent.objects.filter(inspection=OuterRef("pk"), held_from__lte=day), day)
    last = Subquery(events.order_by("-held_from", "-pk").values("stage")[:1])
    then = Coalesce(last, Value(InspectionStage.PLANNED.value), output_field=CharField())
    return visible_inspections(viewer, day).annotate(stage_then=then)
