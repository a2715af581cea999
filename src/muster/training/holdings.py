"""What training holds on persons, as the room of persons asks for it: how it is told, and what an erasure takes."""

from muster.people.holdings import Holding
from muster.training.actions.person_erasure import (
    erase_enrolments,
    erase_from_rosters,
    erase_instructors,
    erase_pool,
)
from muster.training.queries.person_holdings import enrolments_told, instructors_told, pool_told, rosters_told

HOLDINGS = (
    Holding("national pool", pool_told, erase_pool),
    Holding("enrolments", enrolments_told, erase_enrolments),
    Holding("rosters", rosters_told, erase_from_rosters),
    Holding("instructor", instructors_told, erase_instructors),
)
