"""Announcements, which are public speech, and what came of them, which is told to those who see the pledge."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.models import AnnouncedPledge, Announcement, LevelEvent, PledgeVersion, PoolEvent, PoolStanding
from muster.pledges.queries.access import seen_whole
from muster.pledges.queries.register import visible_pledges
from muster.pledges.rules.conversion import DEPLOYED, REGISTERED, Announced, CameOfIt, first_days

ANNOUNCEMENT_FIELDS = visibility.Fields(is_to_every_party=True)
MEASURED_FIELDS = visibility.Fields(owner="state_id", addressee="register_id")
"""What came of announcements is measured for the register, and for each State of its own."""


def visible_announcements(viewer: Viewer, day: date) -> QuerySet[Announcement]:
    """Return the announcements known on `day`: to every party, as the speech was."""
    found = known_on(Announcement.objects.filter(visibility.rows(viewer, ANNOUNCEMENT_FIELDS)), day)
    return found.select_related("state", "register")


def measured_announcements(viewer: Viewer, day: date) -> QuerySet[Announcement]:
    """Return the announcements whose conversion the viewer may see: of its register, or its own."""
    return visible_announcements(viewer, day).filter(visibility.rows(viewer, MEASURED_FIELDS))


def visible_announcement(viewer: Viewer, day: date, reference: str) -> Announcement:
    """Return one announcement. Raises NotFound if there is none that the viewer may see."""
    found = visible_announcements(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no announcement {reference!r} that you may see as of {long_day(day)}.")
    return found


def announced(viewer: Viewer, announcements: Sequence[Announcement], day: date) -> list[Announced]:
    """Return announcements with the pledges that came of them, of those only which the viewer sees the whole of.

    Four queries, whatever their number.
    """
    links = known_on(AnnouncedPledge.objects.filter(announcement__in=[one.pk for one in announcements]), day)
    of_pledge = dict(links.values_list("pledge_id", "announcement_id"))
    seen = visible_pledges(viewer, day).filter(seen_whole(viewer), Q(pledge__in=of_pledge))
    came: dict[int, list[CameOfIt]] = defaultdict(list)
    for pledge, came_of_it in _came_of_it(list(seen), day):
        came[of_pledge[pledge]].append(came_of_it)
    return [
        Announced(
            reference=one.reference,
            state=one.state.name,
            occasion=one.occasion,
            announced_on=one.announced_on,
            units=one.units,
            strength=one.strength,
            ended_on=one.ended_on,
            pledges=tuple(came[one.pk]),
            illustrative=one.illustrative,
        )
        for one in announcements
    ]


def _came_of_it(pledges: Sequence[PledgeVersion], day: date) -> Iterable[tuple[int, CameOfIt]]:
    """Yield the key of each pledge with the first days of its steps, as known on `day`."""
    keys = [one.pledge_id for one in pledges]
    events: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for level in known_on(LevelEvent.objects.filter(pledge__in=keys), day):
        events[level.pledge_id].append((level.level, level.held_from))
    for sent in known_on(PoolEvent.objects.filter(pledge__in=keys, standing_in_pool=PoolStanding.DEPLOYED), day):
        events[sent.pledge_id].append((DEPLOYED, sent.held_from))
    for one in pledges:
        steps = first_days(events[one.pledge_id])
        if one.pledge.submitted_on is not None:
            steps[REGISTERED] = one.pledge.submitted_on
        yield one.pledge_id, CameOfIt(one.reference, one.strength, one.units_offered, steps, one.illustrative)
