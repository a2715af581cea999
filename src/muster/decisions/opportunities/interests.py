"""Which of a State's interests a post touches. Pure."""

from collections.abc import Iterable

from muster.decisions.opportunities.facts import Demand, Interest


def touches(interest: Interest, demand: Demand) -> bool:
    """Return whether an interest is in something that the post has.

    Local choice: a region by its name, a mission by its acronym, a host by being one, a partner by a unit of it in the
    mission, a unit type by its code, a theme by its code.
    """
    post = demand.post
    had = {
        "region": {post.region.casefold()},
        "mission": {post.mission.casefold()},
        "host": {one.casefold() for one in demand.hosts},
        "partner": {one.casefold() for one in demand.beside | demand.others},
        "unit-type": {post.unit_type.casefold()},
        "theme": {one.casefold() for one in demand.themes},
    }
    return interest.value.casefold() in had.get(interest.kind, set())


def touched(interests: Iterable[Interest], demand: Demand) -> tuple[Interest, ...]:
    """Return the interests that the post touches, the weightiest first."""
    found = [one for one in interests if touches(one, demand)]
    return tuple(sorted(found, key=lambda one: (-abs(one.weight), one.kind, one.value)))
