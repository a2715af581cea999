"""Reads of voluntary staffing: the law that asks for it, who of the pool said what, and the contingent to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.authorisations.queries import laws_in_force
from muster.deployments.queries.units import visible_tours
from muster.parties.viewer import Viewer
from muster.training.queries.pool import PoolRow
from muster.training.queries.readiness_rosters import visible_places
from muster.training.rules.volunteers import VoluntaryStaffing, Willing, voluntary_staffing
from muster.training.stages import PoolPlace, PoolTrack


@dataclass(frozen=True)
class VolunteersOnly:
    """The law that asks for volunteers, what that means for the pool, and who on a roster has not said yes."""

    law: str
    staffing: VoluntaryStaffing
    not_willing: tuple[PoolRow, ...]


def volunteers_only(viewer: Viewer, rows: Iterable[PoolRow], day: date, people: int | None) -> VolunteersOnly | None:
    """Return how the State's contingents are staffed by volunteers; None where no law of it in force asks for them.

    Of those on a roster who have no place in the pool nothing is known.
    `people`: of the contingent asked about; None: of the next tour to come. Three queries.
    """
    asking = laws_in_force(viewer, day).filter(state=viewer.organisation_id or 0, volunteers_only=True)
    law = asking.order_by("-valid_from").values_list("reference", flat=True).first()
    if law is None:
        return None
    rostered = set(visible_places(viewer, day).values_list("person", flat=True))
    known = [one for one in rows if one.entry.person.erased_on is None]
    those = [one for one in known if one.track == PoolTrack.CONTINGENT]
    facts = [Willing(one.is_volunteer, one.person in rostered, one.place.where) for one in those]
    outside = rostered - {one.person for one in those}
    facts += [Willing(None, True, PoolPlace.ACCEPTED) for _person in outside]
    wanted = _next_contingent(viewer, day) if people is None else people
    not_willing = tuple(one for one in those if one.person in rostered and one.is_volunteer is not True)
    return VolunteersOnly(law, voluntary_staffing(facts, wanted), not_willing)


def _next_contingent(viewer: Viewer, day: date) -> int:
    """Return the people of the State's next tour that arrives after a day, 0 where none is planned."""
    ahead = visible_tours(viewer, day).filter(unit__state=viewer.organisation_id or 0, arrives_on__gt=day)
    return ahead.order_by("arrives_on", "pk").values_list("strength", flat=True).first() or 0
