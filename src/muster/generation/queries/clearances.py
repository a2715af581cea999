"""Clearances of a case and its planned arrival inspection, as the viewer may see them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from muster.generation.models import Case, Clearance, PlannedInspection
from muster.generation.queries.case_parts import PART_FIELDS
from muster.generation.rules.clearances import ClearanceFacts, Missing, missing_for_arrival
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer


def clearances_of(viewer: Viewer, day: date, case: Case) -> QuerySet[Clearance]:
    """Return the clearances of a case, by kind."""
    found = known_on(Clearance.objects.filter(visibility.rows(viewer, PART_FIELDS)), day)
    return found.filter(case=case).order_by("kind", "pk")


def missing_clearances(clearances: Iterable[Clearance], today: date) -> list[Missing]:
    """Return what still stands in the way of the arrival, for the case's own page too."""
    return missing_for_arrival([ClearanceFacts(one.kind, one.stage, one.due_on) for one in clearances], today)


def planned_inspection(viewer: Viewer, day: date, case: Case) -> PlannedInspection | None:
    """Return the arrival inspection that is planned; None where there is none that the viewer may see."""
    found = known_on(PlannedInspection.objects.filter(visibility.rows(viewer, PART_FIELDS)), day)
    return found.filter(case=case).first()


def may_report(viewer: Viewer, case: Case) -> bool:
    """Return whether the viewer writes for the register, the State or the mission of the case."""
    parties = (case.register_id, case.state_id, case.post.requirement.mission.organisation_id)
    return viewer.is_system or (viewer.organisation_id in parties and viewer.has_role(Role.OFFICER))
