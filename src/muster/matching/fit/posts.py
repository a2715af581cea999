"""Posts of the table of organisation: people of a speciality, each counted for one required post. Pure.

A pledged post can fill a required one whose specialist code it has; where one of the two gives no code, the plain
titles must agree. Where the required post needs a language, the pledged post or its unit must have it. Ranks are not
compared: States write them in words of their own.
"""

from collections import defaultdict
from collections.abc import Sequence

from muster.matching.fit.assignment import Demand, Way, assign
from muster.matching.fit.facts import Brought, FitLine, FitParameters, LineKind, Pledged, Wanted, WantedPost
from muster.matching.fit.header import part_of, standing_of
from muster.matching.fit.supply import Pool
from muster.matching.fit.words import line_keys, plain

Profile = tuple[str, str, frozenset[str]]
"""Plain title, plain specialist code, and the languages that the people have."""


def post_lines(wanted: Wanted, pledged: Sequence[Pledged], numbers: FitParameters) -> list[FitLine]:
    """Return a line of the fit for each required post, in the statement's order."""
    pools = _pools(pledged)
    profiles = list(pools)
    ways = [
        Way(at, supply)
        for at, post in enumerate(wanted.posts)
        for supply, profile in enumerate(profiles)
        if fills(profile, post)
    ]
    demands = [
        Demand(post.count, post.count, max(1, numbers.weight_of_line(post.is_mandatory))) for post in wanted.posts
    ]
    brought: list[list[Brought]] = [[] for _ in wanted.posts]
    for way, people in zip(ways, assign(demands, [pool.total for pool in pools.values()], ways), strict=True):
        brought[way.demand].extend(pools[profiles[way.supply]].take(people))
    keys = line_keys(post.specialist_code or post.title for post in wanted.posts)
    return [_line(post, key, parts) for post, key, parts in zip(wanted.posts, keys, brought, strict=True)]


def fills(profile: Profile, post: WantedPost) -> bool:
    """Return whether people of this profile can fill the required post."""
    title, code, languages = profile
    if post.language and post.language not in languages:
        return False
    if code and post.specialist_code:
        return code == plain(post.specialist_code)
    return title == plain(post.title)


def _pools(pledged: Sequence[Pledged]) -> dict[Profile, Pool]:
    pools: dict[Profile, Pool] = defaultdict(Pool)
    for one in pledged:
        for line in one.posts:
            languages = one.languages | ({line.language} if line.language else set())
            profile = plain(line.title), plain(line.specialist_code), frozenset(languages)
            pools[profile].add(one.pledge, line.state, line.title, line.count)
    return pools


def _line(post: WantedPost, key: str, parts: Sequence[Brought]) -> FitLine:
    have = sum(part.covers for part in parts)
    said = [f"speaking {post.language}"] if post.language else []
    said += [f"rank {post.rank} is not compared"] if post.rank else []
    return FitLine(
        LineKind.POST,
        key,
        post.title,
        is_mandatory=post.is_mandatory,
        standing=standing_of(have, post.count),
        wanted=post.count,
        have=have,
        short=post.count - have,
        share=part_of(have, post.count),
        category=post.specialist_code,
        brought=tuple(parts),
        words="; ".join(said),
    )
