"""The situation on a day: each mission's posts and who holds them, what is open by unit type, what expires soon."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.models import Stay, StayStage
from muster.deployments.queries import binding_stays
from muster.missions.models import MandatePeriod, Mission, Post, RequirementStage
from muster.missions.queries import (
    covers,
    expiring_mandates,
    mandates_in_force,
    visible_missions,
    visible_posts,
    wanted_on,
)
from muster.missions.rules.mandates import MandateCover
from muster.parties.viewer import Viewer
from muster.pledges.models import OPEN_STAGES, PledgeVersion
from muster.pledges.queries import visible_pledges
from muster.reference.parameters import parameter
from muster.reference.unit_types import unit_types


@dataclass(frozen=True)
class MissionSituation:
    """A mission on the day: people and posts wanted and held, the ceiling of its mandate (0: none on record)."""

    mission: Mission
    ceiling: int
    posts: int
    held: int
    strength: int
    strength_held: int

    @property
    def open_posts(self) -> int:
        """Return the posts that nobody holds."""
        return self.posts - self.held

    @property
    def share(self) -> float:
        """Return the held share of the wanted strength."""
        return self.strength_held / self.strength if self.strength else 1.0


@dataclass(frozen=True)
class TypeSituation:
    """A unit type on the day: posts wanted and held, and the missions with open ones."""

    code: str
    name: str
    posts: int
    held: int
    open_by_mission: dict[str, int]

    @property
    def open_posts(self) -> int:
        """Return the posts that nobody holds."""
        return self.posts - self.held


@dataclass(frozen=True)
class Expiry:
    """Something that ends soon: what, whose, when, and where it is on record."""

    day: date
    kind: str
    what: str
    href: str
    illustrative: bool


@dataclass(frozen=True)
class Situation:
    """All that the first page shows."""

    day: date
    missions: list[MissionSituation]
    unit_types: list[TypeSituation]
    expiries: list[Expiry]
    illustrative: bool

    @property
    def posts(self) -> int:
        """Return the posts wanted on the day."""
        return sum(one.posts for one in self.missions)

    @property
    def held(self) -> int:
        """Return the posts held on the day."""
        return sum(one.held for one in self.missions)

    @property
    def strength(self) -> int:
        """Return the people wanted on the day."""
        return sum(one.strength for one in self.missions)

    @property
    def strength_held(self) -> int:
        """Return the wanted people whose posts are held."""
        return sum(one.strength_held for one in self.missions)


def situation(viewer: Viewer, day: date) -> Situation:
    """Return the situation on `day` as the viewer may see it."""
    posts = list(visible_posts(viewer, day).filter(wanted_on(day)).exclude(requirement__stage=RequirementStage.CLOSED))
    stays = list(binding_stays(viewer, day))
    held = {stay.post_id for stay in stays if stay.stay_from <= day and stay.stage == StayStage.UNDER_WAY}
    return Situation(
        day,
        _missions(viewer, day, posts, held),
        _unit_types(posts, held),
        _expiries(viewer, day, stays),
        any(post.requirement.illustrative for post in posts),
    )


def _missions(viewer: Viewer, day: date, posts: list[Post], held: set[int]) -> list[MissionSituation]:
    """Return the active missions with their posts; those that want nothing and have no ceiling are left out."""
    missions = list(visible_missions(viewer, day, only_active=True))
    ceilings = {one.mission_id: one.troop_ceiling + one.police_ceiling for one in mandates_in_force(viewer, day)}
    of_mission: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        of_mission[post.requirement.mission_id].append(post)
    rows = []
    for mission in missions:
        own = of_mission[mission.pk]
        rows.append(
            MissionSituation(
                mission=mission,
                ceiling=ceilings.get(mission.pk, 0),
                posts=len(own),
                held=sum(post.pk in held for post in own),
                strength=sum(post.strength for post in own),
                strength_held=sum(post.strength for post in own if post.pk in held),
            )
        )
    return [row for row in rows if row.posts or row.ceiling]


def _unit_types(posts: list[Post], held: set[int]) -> list[TypeSituation]:
    """Return the unit types that are wanted, the shortest first."""
    names = {kind.code: kind.name for kind in unit_types()}
    of_type: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        of_type[post.unit_type].append(post)
    rows = []
    for code, own in of_type.items():
        open_by_mission: dict[str, int] = defaultdict(int)
        for post in own:
            if post.pk not in held:
                open_by_mission[post.requirement.mission.acronym] += 1
        held_count = sum(post.pk in held for post in own)
        rows.append(TypeSituation(code, names.get(code, code), len(own), held_count, dict(open_by_mission)))
    return sorted(rows, key=lambda row: (-row.open_posts, row.code))


def _expiries(viewer: Viewer, day: date, stays: list[Stay]) -> list[Expiry]:
    """Return what ends soon, the next first. How soon is soon: parameters of the warnings."""
    mandate_horizon = day + timedelta(days=parameter("mandate_end_warning_days", day).integer)
    stay_horizon = day + timedelta(days=parameter("rotation_warning_days", day).integer)
    pledge_horizon = day + timedelta(days=parameter("availability_end_warning_days", day).integer)
    known = covers(viewer, day)
    found = [
        _mandate_expiry(mandate, known[mandate.mission.acronym])
        for mandate in expiring_mandates(viewer, day, mandate_horizon)
        if known[mandate.mission.acronym].is_beyond(mandate_horizon)
    ]
    found += [
        _stay_expiry(stay, stay.stay_until)
        for stay in stays
        if stay.stay_until is not None and stay.stay_until <= stay_horizon and stay.stage == StayStage.UNDER_WAY
    ]
    pledges = visible_pledges(viewer, day).filter(
        Q(stage__in=OPEN_STAGES), available_until__gt=day, available_until__lte=pledge_horizon
    )
    found += [_pledge_expiry(pledge, pledge.available_until) for pledge in pledges if pledge.available_until]
    return sorted(found, key=lambda one: (one.day, one.kind, one.what))


def _mandate_expiry(mandate: MandatePeriod, cover: MandateCover) -> Expiry:
    """Return the end of a mandate: of its last known renewal, where one follows without a day between them."""
    what = f"{mandate.mission.acronym} {cover.lapses_with}".strip()
    href = reverse("mission", args=[mandate.mission.acronym])
    return Expiry(cover.until or date.max, _("mandate"), what, href, mandate.illustrative)


def _stay_expiry(stay: Stay, until: date) -> Expiry:
    """Return the end of a stay."""
    what = f"{stay.pledge.state.name}, {stay.post.unit_type} in {stay.post.requirement.mission.acronym}"
    href = reverse("requirement", args=[stay.post.requirement.reference])
    return Expiry(until, _("stay"), what, href, stay.illustrative)


def _pledge_expiry(pledge: PledgeVersion, until: date) -> Expiry:
    """Return the end of a pledge's availability."""
    what = f"{pledge.state.name}, {pledge.unit_type}"
    return Expiry(
        until, _("pledge's availability"), what, reverse("pledge", args=[pledge.reference]), pledge.illustrative
    )
