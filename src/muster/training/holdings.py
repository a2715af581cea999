"""What training holds on persons, as the room of persons asks for it: how it is told, and what an erasure takes."""

from muster.people.holdings import Holding
from muster.training.actions.person_erasure import erase_enrolments, erase_pool, leave_rosters
from muster.training.queries.person_holdings import enrolments_told, pool_told, rosters_told

HOLDINGS = (
    Holding("national pool", pool_told, erase_pool),
    Holding("enrolments", enrolments_told, erase_enrolments),
    Holding("rosters", rosters_told, leave_rosters),
)
