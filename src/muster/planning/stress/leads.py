"""Committed stays that would stand without their lead: they are cut short to the time in which it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from muster.planning.problem import CommittedStay, Post, Requirement


class Left(NamedTuple):
    """The stays that are left, and the pledges that come home before the horizon's first stay, with the period."""

    committed: tuple[CommittedStay, ...]
    home: dict[str, int]


def lead_of_posts(requirements: Iterable[Requirement], posts: Iterable[Post]) -> dict[str, str]:
    """For each post that may be held only with a lead: the lead's post."""
    leads = {row.id: row.lead for row in requirements}
    return {post.id: lead for post in posts if (lead := leads[post.requirement]) is not None and lead != post.id}


def left_under_leads(lead_of_post: dict[str, str], committed: Sequence[CommittedStay], count: int) -> Left:
    """Cut each stay under a lead before the first period in which the lead's post is not held.

    A stay that began before the horizon and loses its lead at once is gone; its pledge comes home in period 0.
    """
    leading = set(lead_of_post.values())
    held = {(stay.post, period) for stay in committed if stay.post in leading for period in _periods(stay, count)}
    left: list[CommittedStay] = []
    home: dict[str, int] = {}
    for stay in committed:
        lead = lead_of_post.get(stay.post)
        alone = next((period for period in _periods(stay, count) if (lead, period) not in held), None)
        if lead is None or alone is None:
            left.append(stay)
        elif alone > max(0, stay.start):
            left.append(replace(stay, end=alone))
        elif stay.start < 0:
            home[stay.pledge] = 0
    return Left(tuple(left), home)


def _periods(stay: CommittedStay, count: int) -> range:
    return range(max(0, stay.start), min(stay.end, count))
