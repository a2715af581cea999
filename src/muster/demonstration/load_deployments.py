"""Enters units in theatre: stays agreed or under way, and arrivals that happened."""

from datetime import date

from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import Row
from muster.deployments import actions
from muster.deployments.models import Arrival, Stay, StayStage
from muster.missions.models import Post
from muster.parties.viewer import SYSTEM
from muster.pledges.models import Pledge


def post(reference: str) -> Post:
    """Return a post, its requirement and mission loaded. Raises ValueError with the remedy."""
    found = Post.objects.select_related("requirement__mission").filter(reference=reference).first()
    if found is None:
        raise ValueError(f"post {reference!r} is not on record; add it to posts.csv")
    return found


def pledge(reference: str) -> Pledge:
    """Return a pledge. Raises ValueError with the remedy."""
    found = Pledge.objects.select_related("state").filter(reference=reference).first()
    if found is None:
        raise ValueError(f"pledge {reference!r} is not on record; add it to pledges.csv")
    return found


def known_stays() -> set[tuple[str, str, date]]:
    """Return the stays on record by pledge, post and first day."""
    return set(Stay.objects.values_list("pledge__reference", "post__reference", "stay_from"))


def load_stay(row: Row, known: set[tuple[str, str, date]]) -> bool:
    """Enter a stay; False where it is there."""
    if (row["pledge"], row["post"], row.day("stay_from")) in known:
        return False
    stay = Stay(
        pledge=pledge(row["pledge"]),
        post=post(row["post"]),
        stay_from=row.day("stay_from"),
        stay_until=row.optional_day("stay_until"),
        stage=StayStage(row["stage"]),
        known_from=row.day("known_from"),
        source=row["source"],
        standing=row.standing,
    )
    actions.agree_stay(SYSTEM, stay)
    return True


def known_arrivals() -> set[tuple[str, str, str]]:
    """Return the arrivals on record by State, post and rotation."""
    return set(Arrival.objects.values_list("state__code", "post__reference", "rotation"))


def load_arrival(row: Row, known: set[tuple[str, str, str]]) -> bool:
    """Enter an arrival; False where it is there."""
    if (row["state"], row["post"], row["rotation"]) in known:
        return False
    arrival = Arrival(
        state=organisation(row["state"]),
        post=post(row["post"]),
        pledge=pledge(row["pledge"]) if row["pledge"] else None,
        rotation=row["rotation"],
        arrived_on=row.day("arrived_on"),
        day_is_known=row.truth("day_is_known"),
        personnel=row.integer("personnel"),
        women=row.optional_integer("women"),
        staff_officers=row.integer("staff_officers"),
        note=row["note"],
        known_from=row.day("known_from"),
        source=row["source"],
        standing=row.standing,
    )
    actions.record_arrival(SYSTEM, arrival)
    return True
