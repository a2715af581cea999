"""When and how far national acts leave room for a pledge in a mission. Pure.

Source: sections 7.1 (step 7) and 7.3 of the dossier: acts name missions, set ceilings and end; only the State may raise
or extend them.
"""

from collections.abc import Iterable

from muster.authorisations.rules.acts import Limit
from muster.kit.intervals import DateInterval, union
from muster.matching.facts import ActDays, PeopleCommitted, PledgeFacts, PostFacts, Surroundings
from muster.matching.window import window


def under_acts(found: DateInterval | None, acts: tuple[ActDays, ...] | None) -> DateInterval | None:
    """Return the longest part of a window on which acts let the unit in; all of it where none is on record."""
    if found is None or acts is None:
        return found
    pieces = [piece for days in union([one.days for one in acts]) if (piece := found.intersection(days))]
    return max(pieces, key=_length, default=None)


def _length(piece: DateInterval) -> tuple[bool, int]:
    return (piece.until is None, 0 if piece.until is None else piece.length_in_days)


def window_under_acts(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> DateInterval | None:
    """Return the days on which the pledge could stand in the post while acts of its State let it in."""
    return under_acts(window(pledge, post, around.day), around.acts_for(pledge, post))


def most_room(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> tuple[int, Limit, str] | None:
    """Return the most room that ceilings for the mission or category ever leave in the window, the ceiling, its act.

    People of the State's other stays on record count; the total of an act is left to the planner. None: no such
    ceiling, or no day on which it matters.
    """
    found = window(pledge, post, around.day)
    acts = around.acts_for(pledge, post)
    if found is None or not acts:
        return None
    others = [one for one in around.committed.get(pledge.state, ()) if one.pledge != pledge.reference]
    best: tuple[int, Limit, str] | None = None
    for act in acts:
        piece = found.intersection(act.days)
        limits = [one for one in act.limits if one.counts(post.mission, pledge.category)]
        if piece is None:
            continue
        if not limits:
            return None
        for day in _days_to_look_at(piece, others):
            room, limit = min(((_room(one, others, day), one) for one in limits), key=lambda pair: pair[0])
            if best is None or room > best[0]:
                best = (room, limit, act.act)
    return best


def _days_to_look_at(piece: DateInterval, others: Iterable[PeopleCommitted]) -> list[DateInterval]:
    """Return single days of a window on which the number of people may be lowest: its first, and after each stay."""
    starts = {piece.start} | {
        one.days.until for one in others if one.days.until is not None and piece.contains(one.days.until)
    }
    return [DateInterval(start) for start in sorted(starts)]


def _room(limit: Limit, others: Iterable[PeopleCommitted], day: DateInterval) -> int:
    held = sum(one.people for one in others if limit.counts(one.mission, one.category) and one.days.contains(day.start))
    return limit.people - held
