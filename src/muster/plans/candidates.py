"""For each post of a requirement: the pledges that could fill it, best first, and those that the rules refuse."""

from dataclasses import dataclass
from datetime import date

from muster.matching.facts import PostFacts
from muster.matching.match import Match, match
from muster.parties.viewer import Viewer
from muster.plans.record_of_day import record_of_day


@dataclass(frozen=True)
class Candidates:
    """The pledges of a post's unit type, among those that the viewer may see."""

    post: PostFacts
    eligible: tuple[Match, ...]
    refused: tuple[Match, ...]


def candidates_of(viewer: Viewer, day: date, requirement: str) -> list[Candidates]:
    """Return the candidates for each post of a requirement as of `day`; the eligible by falling value.

    Refused ones come by the number of rules against them: the first is the nearest to being eligible.
    """
    record = record_of_day(viewer, day, requirement)
    found = []
    for post in record.posts:
        pairs = [match(one, post, record.surroundings) for one in record.pledges if one.unit_type == post.unit_type]
        eligible = sorted((pair for pair in pairs if pair.worth), key=_falling_value)
        refused = sorted((pair for pair in pairs if not pair.worth), key=lambda pair: len(pair.refusals))
        found.append(Candidates(post, tuple(eligible), tuple(refused)))
    return found


def _falling_value(pair: Match) -> tuple[int, int, str]:
    """Return the key that sorts the most valuable first; between equals the cheaper start, then the reference."""
    if pair.worth is None:
        return (0, 0, pair.pledge.reference)
    return (-pair.worth.value_points, pair.worth.start_cost_points, pair.pledge.reference)
