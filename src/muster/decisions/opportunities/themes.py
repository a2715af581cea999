"""Themes that a State may have an interest in, besides the tasks that a mandate gives. Pure."""

from collections.abc import Iterable

from muster.decisions.opportunities.facts import Interest

CO_DEPLOYMENT = "co-deployment"
SPECIALISED = "specialised-units"
HEADQUARTERS = "headquarters-posts"
WOMEN = "women"
TRAINING_CENTRE = "training-centre"

THEMES = {
    CO_DEPLOYMENT: "service beside units of another State in one requirement",
    SPECIALISED: "specialised units beyond infantry",
    HEADQUARTERS: "posts of staff officers and in headquarters",
    WOMEN: "women in uniform",
    TRAINING_CENTRE: "a regional training centre",
}
"""The themes in words. That of a training centre touches no post: it is kept so that the list of interests is whole."""

INFANTRY = "infantry"
STAFF_OFFICERS = "STAFF-OFF"


def themes_of(
    unit_type: str, category: str, *, has_partners: bool, women_percent: int, tasks: Iterable[str]
) -> frozenset[str]:
    """Return the themes that a post touches: the tasks of its mission's mandate, and those that its nature gives.

    Local choice: a unit is specialised where its type is of no infantry and no individuals.
    """
    found = set(tasks)
    if has_partners:
        found.add(CO_DEPLOYMENT)
    if category not in (INFANTRY, "individuals"):
        found.add(SPECIALISED)
    if unit_type == STAFF_OFFICERS:
        found.add(HEADQUARTERS)
    if women_percent:
        found.add(WOMEN)
    return frozenset(found)


def any_in_task(interests: Iterable[Interest]) -> bool:
    """Return whether one of the interests is in a task of a mandate."""
    return any(one.kind == "theme" and one.value not in THEMES for one in interests)
