"""Reads of mission factors: set for a mission or a region of it, seen by every party that sees the mission.

They stand in a mission's budget. The decision sheet is a document of its owner's, read by those with whom it is shared.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

from muster.deployments.models.believed import believed_on
from muster.kit.errors import NotFound
from muster.missions.queries import visible_missions
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reimbursement.models import MissionFactorSet
from muster.reimbursement.rules.mission_factors import applying

FACTOR_FIELDS = visibility.Fields(is_to_every_party=True)


def visible_factors(viewer: Viewer, day: date) -> QuerySet[MissionFactorSet]:
    """Return the sets of factors that the viewer may see, as believed on `day`, by mission, region and first day."""
    rows = MissionFactorSet.every.filter(
        visibility.rows(viewer, FACTOR_FIELDS), mission__in=visible_missions(viewer, day).order_by().values("pk")
    )
    found: QuerySet[Any] = believed_on(rows, day).select_related("mission__organisation", "mission__mandated_by")
    return found.order_by("mission__acronym", "region", "-holds_from")


def factors_of(mission_id: int, day: date) -> list[MissionFactorSet]:
    """Return all sets of a mission as believed on `day`: what the computation of a statement picks from. One query."""
    rows: QuerySet[Any] = believed_on(MissionFactorSet.every.filter(mission_id=mission_id), day)
    return list(rows.order_by("region", "holds_from"))


def factors_of_missions(missions: Collection[int], day: date) -> dict[int, list[MissionFactorSet]]:
    """Return all sets of missions as believed on `day`, by mission. One query."""
    found: dict[int, list[MissionFactorSet]] = {one: [] for one in missions}
    rows: QuerySet[Any] = believed_on(MissionFactorSet.every.filter(mission_id__in=missions), day)
    for row in rows.order_by("region", "holds_from"):
        found[row.mission_id].append(row)
    return found


def factors_applying(mission_id: int, region: str, day: date, known: date) -> MissionFactorSet | None:
    """Return the set that applies in a region of a mission on `day`, as believed on `known`; None without any."""
    return applying(factors_of(mission_id, known), region, day)


def visible_factor_set(viewer: Viewer, day: date, number: int) -> MissionFactorSet:
    """Return one set of factors by its number. Raises NotFound where the viewer sees none."""
    found = visible_factors(viewer, day).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There are no mission factors {number} that you may see.")
    return found
