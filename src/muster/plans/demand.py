"""Demand that may come: States at risk by the crisis watch, each with the surge that a plan may be tried under."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from muster.kit.intervals import add_months
from muster.missions.queries import visible_missions
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.statistics.queries.watch_overview import WatchRow, states_at_risk
from muster.statistics.store import Store

MONTHS_UNTIL_ASKED = 3
"""A plan is tried with the posts wanted from the end of the shorter horizon on."""


@dataclass(frozen=True)
class PossibleDemand:
    """A State at risk, and what a plan is to assume: so many posts from a day on.

    `missions` are those on record whose host it is; `mission` is the one that would want more, empty where there is
    none: then the posts are assumed to be like those of any mission, in place of one that is not on record.
    """

    state: str
    name: str
    chance: float
    expected: float
    missions: tuple[str, ...]
    mission: str
    posts: int
    wanted_from: date

    def filled_in(self) -> dict[str, str]:
        """What the form of a new plan is filled in with; the title says that it is an assumption, and whose."""
        title = (
            _("If %(state)s asks for more (crisis watch: chance %(chance)s)")
            if self.mission
            else _("If a mission in %(state)s is asked for (crisis watch: chance %(chance)s)")
        )
        return {
            "title": title % {"state": self.name, "chance": f"{self.chance:.0%}"},
            "surge_posts": str(self.posts),
            "surge_from": self.wanted_from.isoformat(),
            **({"surge_mission": self.mission} if self.mission else {}),
        }


def possible_demand(viewer: Viewer, store: Store, day: date) -> list[PossibleDemand]:
    """The States where a mission may be asked for, or more for one that is there, the likeliest first."""
    rows = states_at_risk(store, day)
    hosts = [
        (one.acronym, {code.strip() for code in one.host_states.split(";")})
        for one in visible_missions(viewer, day, only_active=True)
    ]
    posts = parameter("stress_surge_posts", day).integer
    return [_demand(row, hosts, posts, day) for row in rows]


def _demand(row: WatchRow, hosts: Iterable[tuple[str, set[str]]], posts: int, day: date) -> PossibleDemand:
    there = tuple(sorted(acronym for acronym, states in hosts if row.state in states))
    return PossibleDemand(
        state=row.state,
        name=row.name,
        chance=row.p100_6 or row.p100_3 or 0.0,
        expected=row.mean_6 or 0.0,
        missions=there,
        mission=there[0] if there else "",
        posts=posts,
        wanted_from=add_months(day.replace(day=1), MONTHS_UNTIL_ASKED),
    )
