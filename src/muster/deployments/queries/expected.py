"""The expected strength of a mission out of the record, as far as the viewer may see it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from muster.deployments.queries.stays import binding_stays
from muster.deployments.rules.expected import Coming, MonthEnd, Standing, Wanted, expected_strength, month_ends
from muster.generation.queries.board import OpenCase, open_cases
from muster.generation.rules.stations import IN_THEATRE
from muster.missions.models import Mission, RequirementStage
from muster.missions.queries import mandates_in_force, visible_mission, visible_posts
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

MONTHS_KEY = "expected_strength_months"


@dataclass(frozen=True)
class Expected:
    """What is expected of a mission as of a day, month by month, and the cases behind it.

    `resolution` is the mandate whose ceiling is taken for all months, empty where none is known.
    """

    mission: Mission
    day: date
    months: tuple[MonthEnd, ...]
    cases: tuple[OpenCase, ...]
    resolution: str
    illustrative: bool

    @property
    def last(self) -> MonthEnd:
        """Return the last month."""
        return self.months[-1]


def expected_of(viewer: Viewer, day: date, acronym: str, *, today: date) -> Expected:
    """Return what is expected on the ground of a mission from the month of `day` on; exercises count nowhere.

    The ceiling is that of the mandate in force on the day, troops and police together: a mandate that ends is taken to
    be renewed. Raises NotFound for a mission that the viewer may not see.
    """
    mission = visible_mission(viewer, day, acronym)
    of_mission = Q(post__requirement__mission=mission)
    cases = tuple(one for one in open_cases(viewer, day, of_mission, today=today) if not one.is_drill)
    stays = list(binding_stays(viewer, day).filter(of_mission))
    posts = visible_posts(viewer, day).filter(requirement__mission=mission)
    wanted = [
        Wanted(post.strength, post.needed_from, post.needed_until)
        for post in posts.exclude(requirement__stage=RequirementStage.CLOSED)
    ]
    mandate = mandates_in_force(viewer, day).filter(mission=mission).order_by("-valid_from").first()
    return Expected(
        mission=mission,
        day=day,
        months=tuple(
            expected_strength(
                month_ends(day, parameter(MONTHS_KEY, day).integer),
                [Standing(one.post.reference, one.pledge_strength, one.stay_from, one.stay_until) for one in stays],
                [_coming(one) for one in cases],
                wanted,
                mandate.troop_ceiling + mandate.police_ceiling if mandate else None,
            )
        ),
        cases=cases,
        resolution=mandate.resolution if mandate else "",
        illustrative=any([*(one.illustrative for one in cases), *(one.illustrative for one in stays)]),
    )


def _coming(case: OpenCase) -> Coming:
    return Coming(case.post, case.strength, case.arrival_p50, case.arrival_p90, case.station.code == IN_THEATRE)
