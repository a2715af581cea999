"""Reads of the switches of adjustments, and of what holds for a memorandum on a day.

They are seen by whom the statement concerns: the unit's State, the mission, the secretariat that mandates it. What is
set for a whole mission is seen by each State that has a memorandum in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from muster.kit.facts import known_on
from muster.missions.models import Mission
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reimbursement.models import AdjustmentSwitch, Memorandum
from muster.reimbursement.queries.memoranda import MISSION_PATH, sides_fields
from muster.reimbursement.rules.adjustments import AdjustmentRule, Switch

OF_MEMORANDUM_FIELDS = sides_fields("memorandum__")


def _of_missions_with(state: int) -> QuerySet[Any, Any]:
    """Return the keys of the switches of missions in which a State has a memorandum."""
    missions = Memorandum.objects.filter(unit__state=state).values(MISSION_PATH)
    return AdjustmentSwitch.objects.filter(mission__in=missions).values("pk")


OF_MISSION_FIELDS = visibility.Fields(
    addressee="mission__mandated_by_id", mission="mission__organisation_id", partner_rows=_of_missions_with
)


def switch_condition(viewer: Viewer) -> Q:
    """Return the condition for the switches that the viewer may see."""
    return visibility.either(visibility.rows(viewer, OF_MEMORANDUM_FIELDS), visibility.rows(viewer, OF_MISSION_FIELDS))


def visible_switches(viewer: Viewer, day: date) -> QuerySet[AdjustmentSwitch]:
    """Return the switches that the viewer may see, known on `day`, earlier ones of a rule among them, newest first."""
    found = known_on(AdjustmentSwitch.objects.filter(switch_condition(viewer)), day)
    return found.select_related("memorandum__unit__state", "mission", "set_by").order_by("-known_from", "-pk")


def is_side_of(viewer: Viewer, mission: Mission) -> bool:
    """Return whether a mission's rules concern the viewer: the mission, its secretariat, a State paid in it."""
    if viewer.is_system or viewer.organisation_id in (mission.organisation_id, mission.mandated_by_id):
        return True
    return Memorandum.objects.filter(**{MISSION_PATH: mission}, unit__state=viewer.organisation_id).exists()


def switches_set_for(scope: Memorandum | Mission) -> QuerySet[AdjustmentSwitch]:
    """Return all switches of a memorandum, or of a mission itself."""
    if isinstance(scope, Memorandum):
        return AdjustmentSwitch.objects.filter(memorandum=scope)
    return AdjustmentSwitch.objects.filter(mission=scope)


def latest_switches(scope: Memorandum | Mission, day: date) -> dict[str, AdjustmentSwitch]:
    """Return the last switch known on `day` of each rule of a memorandum, or of a mission itself. One query."""
    found = known_on(switches_set_for(scope).select_related("set_by"), day).order_by("number")
    return {one.rule: one for one in found}


def switches_of(memorandum: Memorandum, day: date) -> list[Switch]:
    """Return what is switched for a memorandum as of a day, as the rules read it. One query."""
    return switches_of_memoranda([memorandum], day)[memorandum.pk]


def switches_of_memoranda(memoranda: Iterable[Memorandum], day: date) -> dict[int, list[Switch]]:
    """Return what is switched for memoranda as of a day by their keys. One query for any number.

    The mission's come first: of two of one rule the later counts. A rule without one holds if it is on by default.
    """
    missions = {one.pk: one.unit.post.requirement.mission.pk for one in memoranda}
    scopes = Q(memorandum__in=list(missions)) | Q(mission__in=set(missions.values()))
    latest: dict[tuple[int | None, int | None], dict[str, AdjustmentSwitch]] = defaultdict(dict)
    for one in known_on(AdjustmentSwitch.objects.filter(scopes), day).order_by("number"):
        latest[one.memorandum_id, one.mission_id][one.rule] = one
    return {
        key: as_switches([*latest[None, mission].values(), *latest[key, None].values()])
        for key, mission in missions.items()
    }


def as_switches(rows: Iterable[AdjustmentSwitch]) -> list[Switch]:
    """Return stored switches as the rules read them."""
    return [
        Switch(
            rule=AdjustmentRule(one.rule),
            is_on=one.is_on,
            start=one.holds_from,
            until=one.holds_until,
            percent=None if one.percent is None else Fraction(one.percent),
            people=one.people,
            premium_cents=tuple(
                cents or 0 for cents in (one.premium_first_cents, one.premium_second_cents, one.premium_third_cents)
            ),
        )
        for one in rows
    ]
