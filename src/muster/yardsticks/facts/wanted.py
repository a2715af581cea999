"""Posts that missions want, and the days on which a unit stood in them."""

from collections import defaultdict
from datetime import date
from typing import Any

from muster.deployments.models import StayStage
from muster.deployments.queries.stays import visible_stays
from muster.deployments.queries.units import visible_units
from muster.kit.intervals import DateInterval
from muster.missions.models import RequirementStage
from muster.missions.queries import visible_posts
from muster.yardsticks.facts.reading import Reading
from muster.yardsticks.measures.record_facts import PostFact

MISSION = "requirement__mission"
IN_THEATRE = (StayStage.UNDER_WAY, StayStage.ENDED)


def posts(reading: Reading) -> list[PostFact]:
    """Return the posts of requirements that are not closed, each with who stood in it when. Three queries."""
    rows = visible_posts(reading.viewer, reading.day).filter(
        reading.own_missions(MISSION), reading.subject.condition(mission=f"{MISSION}__acronym")
    )
    held = _held(reading)
    return [
        PostFact(
            reference=one.reference,
            requirement=one.requirement.reference,
            mission=one.requirement.mission.acronym,
            unit_type=one.unit_type,
            strength=one.strength,
            needed=DateInterval(one.needed_from, one.needed_until),
            known_from=one.requirement.known_from,
            held=tuple(held[one.pk]),
            illustrative=one.requirement.illustrative,
        )
        for one in rows.exclude(requirement__stage=RequirementStage.CLOSED)
    ]


def _held(reading: Reading) -> dict[int, list[DateInterval]]:
    """Return by post the days of stays and of units, which are two ways of telling who stood there."""
    found: dict[int, list[DateInterval]] = defaultdict(list)
    of_mission = reading.subject.condition(mission=f"post__{MISSION}__acronym")
    stays = visible_stays(reading.viewer, reading.day).filter(of_mission, stage__in=IN_THEATRE)
    units: Any = visible_units(reading.viewer, reading.day).filter(of_mission)
    rows: list[tuple[int, date, date | None]] = [
        *stays.order_by().values_list("post_id", "stay_from", "stay_until"),
        *units.order_by().values_list("post_id", "present_from", "until_then"),
    ]
    for post, start, until in rows:
        if until is None or until > start:
            found[post].append(DateInterval(start, until))
    return found
