"""What follows the arrival of a case's unit, as of a day; for cases that were shown."""

from datetime import date
from typing import Any

from muster.generation.queries.standing import Standing
from muster.generation.rules.theatre import TheatreEntry, TheatreFacts, life_in_theatre
from muster.kit.facts import known_on
from muster.missions.queries import covers
from muster.missions.rules.beyond import known_end
from muster.parties.viewer import SYSTEM
from muster.pledges.models import PledgeVersion
from muster.reference.parameters import parameter

TRAINING = "training"


def theatre_of(case: Any, standing: Standing, day: date) -> tuple[TheatreEntry, ...]:
    """Return the phases after the arrival; none before it, or where its day is not recorded. Two queries.

    A tour is the longest that the pledge offers, without a pledge that of parameter tour_contingent_months.
    """
    arrived_on = standing.schedule.arrival_on
    if not standing.schedule.has_arrived or arrived_on is None:
        return ()
    versions = known_on(PledgeVersion.objects.filter(pledge=case.pledge_id), day).order_by("-known_from", "-pk")
    tour = versions.values_list("stay_maximum_months", flat=True).first() if case.pledge_id else None
    cover = covers(SYSTEM, day).get(case.post.requirement.mission.acronym)
    training = standing.facts.by_code.get(TRAINING)
    facts = TheatreFacts(
        arrived_on=arrived_on,
        tour_months=tour or parameter("tour_contingent_months", day).integer,
        training_days=training.likely_days if training else 0,
        wanted_until=case.post.needed_until,
        mandate_until=known_end(cover, day),
        shown=parameter("theatre_rotations_shown", day).integer,
    )
    return life_in_theatre(facts, day)
