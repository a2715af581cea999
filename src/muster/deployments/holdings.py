"""What deployments hold on persons, as the room of persons asks for it: how it is told, and what an erasure takes."""

from muster.deployments.actions.person_erasure import erase_nominations_and_tours
from muster.deployments.queries.person_holdings import nominations_and_tours
from muster.people.holdings import Holding

NOMINATIONS_AND_TOURS = Holding("nominations and tours", nominations_and_tours, erase_nominations_and_tours)
