"""When a pledge could stand in a post: what availability, notice and needed partner leave of the need. Pure."""

from datetime import date, timedelta

from muster.kit.intervals import DateInterval, months_between, union
from muster.matching.facts import PledgeFacts, PostFacts


def ready_on(pledge: PledgeFacts, day: date) -> date:
    """Return the first day on which the unit could be in theatre: planning day and notice, or its availability."""
    return max(day + timedelta(days=pledge.notice_days), pledge.available.start)


def longest_stay_months(pledge: PledgeFacts) -> int:
    """Return the longest tour that the pledge and its caveats allow."""
    if pledge.caveat_stay_months is None:
        return pledge.stay_maximum_months
    return min(pledge.stay_maximum_months, pledge.caveat_stay_months)


def partner_stays(pledge: PledgeFacts, post: PostFacts) -> tuple[DateInterval, ...]:
    """Return the agreed stays, in the post's requirement, of the partners that the pledge needs."""
    return tuple(stay for partner in sorted(pledge.needed_partners) for stay in post.held_by_partners.get(partner, ()))


def window(pledge: PledgeFacts, post: PostFacts, day: date) -> DateInterval | None:
    """Return the days on which the pledge could stand in the post, None if there are none.

    A pledge that needs a partner is confined to the longest time that a partner stands there without a break: without
    one the unit cannot stand.
    """
    available = pledge.available.intersection(DateInterval(ready_on(pledge, day)))
    found = available.intersection(post.needed) if available else None
    if found is None or not pledge.needed_partners:
        return found
    pieces = [piece for stay in union(partner_stays(pledge, post)) if (piece := found.intersection(stay))]
    return max(pieces, key=lambda piece: (piece.until or date.max) - piece.start, default=None)


def holds_a_tour(interval: DateInterval, months: int) -> bool:
    """Return whether a tour of `months` fits into the interval."""
    return interval.until is None or months_between(interval.start, interval.until) >= months
