"""Reads of national law: instruments in versions, with the tasks that they allow."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from muster.authorisations.models import AllowedTask, NationalLaw
from muster.authorisations.queries.access import of_states
from muster.kit.facts import known_on, true_on
from muster.parties.viewer import Viewer


def visible_laws(viewer: Viewer) -> QuerySet[NationalLaw]:
    """Return the instruments that the viewer may read, each with the State and the one that it replaces."""
    return NationalLaw.objects.filter(of_states(viewer)).select_related("state", "replaces")


def known_laws(viewer: Viewer, day: date) -> QuerySet[NationalLaw]:
    """Return every version known on `day`, earlier and later ones too."""
    return known_on(visible_laws(viewer), day)


def laws_in_force(viewer: Viewer, day: date) -> QuerySet[NationalLaw]:
    """Return the instruments in force on `day` among what was known on it; a replaced one holds no more."""
    successors = known_on(NationalLaw.objects.filter(replaces=OuterRef("pk"), valid_from__lte=day), day)
    return true_on(visible_laws(viewer), day).filter(~Exists(successors))


def with_allowed_tasks(laws: QuerySet[NationalLaw]) -> QuerySet[NationalLaw]:
    """Return instruments with their tasks as `tasks_in_order`. One query more."""
    tasks = Prefetch(
        "allowed_tasks", queryset=AllowedTask.objects.order_by("scope", "number"), to_attr="tasks_in_order"
    )
    return laws.prefetch_related(tasks)
