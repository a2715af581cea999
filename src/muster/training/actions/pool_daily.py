"""What the daily run does of the pool and of certificates: lapse, and tell the State. A person is a number."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.training.actions.pool import write_stage
from muster.training.models import PoolEntry
from muster.training.queries.lapsing import lapsing_by_holder
from muster.training.queries.pool import NOTICE_KEY
from muster.training.stages import PoolStage

LAPSED, ENDING, LAPSING = "pool-place-lapsed", "pool-place-ending", "certificates-lapsing"
MOST_NUMBERS = 50


def run_pool(actor: Viewer, day: date) -> dict[str, int]:
    """Do what is due on `day`; return the counts. For the installation itself; a second run changes nothing."""
    if not actor.is_system:
        raise NotAllowed("The daily run is the installation's own.")
    return {
        "pool_places_lapsed": lapse_places(actor, day),
        "pool_places_told": bulk_notify(_ending(day)),
        "certificates_told": bulk_notify(_lapsing(actor, day)),
    }


@transaction.atomic
def lapse_places(actor: Viewer, day: date) -> int:
    """Take those whose day has come back to screened, and tell their States; return how many."""
    due = PoolEntry.objects.select_related("state").filter(stage=PoolStage.POOLED, pooled_until__lte=day)
    lapsed: dict[Organisation, list[int]] = defaultdict(list)
    for entry in due.select_for_update(of=("self",)):
        write_stage(actor, entry, PoolStage.SCREENED, None, "the place in the pool lapsed", day)
        lapsed[entry.state].append(entry.person_id)
    bulk_notify(
        _notice(LAPSED, state, f"{len(numbers)} places in the pool have lapsed", numbers, day, f"{LAPSED} {day}")
        for state, numbers in lapsed.items()
    )
    return sum(map(len, lapsed.values()))


def _ending(day: date) -> Iterator[NoticeTerms]:
    """Tell each State once in a week whose places end soon."""
    ends = day + timedelta(days=parameter(NOTICE_KEY, day).integer)
    soon = PoolEntry.objects.select_related("state").filter(
        stage=PoolStage.POOLED, pooled_until__gt=day, pooled_until__lte=ends
    )
    by_state: dict[Organisation, list[int]] = defaultdict(list)
    for entry in soon.order_by("pooled_until", "pk"):
        by_state[entry.state].append(entry.person_id)
    for state, numbers in by_state.items():
        title = f"{len(numbers)} places in the pool end by {long_day(ends)}"
        yield _notice(ENDING, state, title, numbers, day, f"{ENDING} {_week(day)}")


def _lapsing(actor: Viewer, day: date) -> Iterator[NoticeTerms]:
    """Tell each holder once in a week how many certificates of its people lapse within the notice."""
    rows = lapsing_by_holder(actor, day)
    holders = Organisation.objects.in_bulk([holder for holder, *_rest in rows])
    for holder, certificates, people, first in rows:
        to = holders[holder]
        yield NoticeTerms(
            topic=LAPSING,
            to=to,
            title=f"{certificates} certificates of {people} people lapse, the first on {long_day(first)}",
            day=day,
            subject=Subject("certificates", to.code, to.code),
            href=reverse("lapsing-certificates"),
            once=f"{LAPSING} {_week(day)}",
        )


def _notice(topic: str, to: Organisation, title: str, numbers: list[int], day: date, once: str) -> NoticeTerms:
    listed = ", ".join(map(str, numbers[:MOST_NUMBERS]))
    more = f" and {len(numbers) - MOST_NUMBERS} more" if len(numbers) > MOST_NUMBERS else ""
    return NoticeTerms(
        topic=topic,
        to=to,
        title=title,
        day=day,
        subject=Subject("pool", to.code, to.code),
        body=f"Persons {listed}{more}.",
        href=reverse("national-pool"),
        once=once,
    )


def _week(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"
