"""Reads of the capability requirements: reckoned from the record of a day, or as they were issued."""

from datetime import date

from django.db.models import Q, QuerySet

from muster.deployments.models import StayStage
from muster.deployments.queries import visible_stays
from muster.deployments.queries.units import known_units
from muster.kit.errors import NotFound
from muster.kit.intervals import DateInterval
from muster.missions.models import RequirementStage
from muster.missions.queries import visible_posts
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.pledges.levels import LADDER, Level
from muster.pledges.models import OPEN_STAGES, PoolStanding
from muster.pledges.queries import visible_pledges
from muster.pledges.versions import with_caveats
from muster.reference.parameters import Parameter, parameter
from muster.reference.unit_types import unit_types
from muster.yardsticks.models import CapabilityPaper, PaperStage
from muster.yardsticks.paper import LEVEL_LABELS, Paper, mission_line, type_line
from muster.yardsticks.rules import (
    OfferedUnit,
    StandingUnit,
    WantedPost,
    by_mission,
    by_unit_type,
    days_shown,
    waiting_for_a_visit,
)

AHEAD_KEYS = ("paper_first_months_ahead", "paper_second_months_ahead", "paper_third_months_ahead")
LEVEL_KEY = "level_min_for_selection"

PAPER_FIELDS = visibility.Fields(
    owner="register_id", stage="stage", withheld_stages=(PaperStage.DRAFT,), published_stages=(PaperStage.ISSUED,)
)


def visible_papers(viewer: Viewer) -> QuerySet[CapabilityPaper]:
    """Return the papers that the viewer may see: issued ones, and the Secretariat its own drafts."""
    return CapabilityPaper.objects.filter(visibility.rows(viewer, PAPER_FIELDS)).select_related("register")


def visible_paper(viewer: Viewer, reference: str) -> CapabilityPaper:
    """Return one paper. Raises NotFound if there is none that the viewer may see."""
    found = visible_papers(viewer).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no paper {reference!r} that you may see.")
    return found


def reckoned_paper(viewer: Viewer, register: Organisation, day: date) -> Paper:
    """Return the paper of a register as of `day`, reckoned from what the viewer may see of it.

    Only whoever sees the whole register (its Secretariat, the installation) gets the whole paper.
    """
    rows = {key: parameter(key, day) for key in (*AHEAD_KEYS, LEVEL_KEY)}
    months_ahead = tuple(rows[key].integer for key in AHEAD_KEYS)
    days = days_shown(day, months_ahead)
    posts, standing = _wanted(viewer, register, day), _standing(viewer, register, day)
    offered = _offered(viewer, register, day)
    kinds = {kind.code: kind for kind in unit_types()}
    reckoned = by_unit_type(posts, standing, offered, days, rows[LEVEL_KEY].level)
    return Paper(
        register=register.code,
        register_name=register.name,
        as_of=day,
        months_ahead=months_ahead,
        levels=LEVEL_LABELS,
        unit_types=tuple(type_line(row, kinds[row.name].name, kinds[row.name].short_in) for row in reckoned),
        missions=tuple(mission_line(row) for row in by_mission(posts, standing, days)),
        waiting=tuple(row.name for row in waiting_for_a_visit(reckoned)),
        parameters=tuple(_shown(row) for row in rows.values()),
    )


def _wanted(viewer: Viewer, register: Organisation, day: date) -> list[WantedPost]:
    """Return the posts of the register's missions that are not closed."""
    posts = visible_posts(viewer, day).filter(requirement__mission__mandated_by=register)
    return [
        WantedPost(
            post.unit_type,
            post.requirement.mission.acronym,
            DateInterval(post.needed_from, post.needed_until),
            post.requirement.illustrative,
        )
        for post in posts.exclude(requirement__stage=RequirementStage.CLOSED)
    ]


def _standing(viewer: Viewer, register: Organisation, day: date) -> list[StandingUnit]:
    """Return the units in theatre in the register's missions on the day."""
    stays = visible_stays(viewer, day).filter(
        Q(stay_until__isnull=True) | Q(stay_until__gt=day),
        stage=StayStage.UNDER_WAY,
        stay_from__lte=day,
        post__requirement__mission__mandated_by=register,
    )
    return [
        StandingUnit(
            stay.post.unit_type, stay.post.requirement.mission.acronym, DateInterval(stay.stay_from, stay.stay_until)
        )
        for stay in stays
    ]


def _offered(viewer: Viewer, register: Organisation, day: date) -> list[OfferedUnit]:
    """Return the pledges in the register's pool on the day: on the ladder, in the pool, not in theatre, available."""
    in_theatre = (
        visible_stays(viewer, day)
        .filter(Q(stay_until__isnull=True) | Q(stay_until__gt=day), stage=StayStage.UNDER_WAY, stay_from__lte=day)
        .order_by()
        .values("pledge_id")
    )
    pool = (
        visible_pledges(viewer, day)
        .filter(
            Q(stage__in=OPEN_STAGES),
            Q(current_level__in=[level for level in LADDER if level != Level.DRAFT]),
            Q(pool_standing=PoolStanding.AVAILABLE),
            Q(available_until__isnull=True) | Q(available_until__gt=day),
            pledge__register=register,
        )
        .exclude(pledge_id__in=in_theatre)
    )
    return [
        OfferedUnit(
            unit_type=pledge.unit_type,
            state=pledge.state.code,
            level=pledge.current_level,
            notice_days=pledge.notice_days,
            units=pledge.units_offered,
            binds=any(caveat.is_hard for caveat in pledge.caveats),
            illustrative=pledge.illustrative,
        )
        for pledge in with_caveats(pool, day)
    ]


def _shown(row: Parameter) -> dict[str, str]:
    return {"key": row.key, "value": row.value, "unit": row.unit, "source": row.source, "standing": row.standing}


def states_with_units(viewer: Viewer, day: date) -> list[tuple[str, str]]:
    """Return the States (code, name) with a unit in theatre that the viewer sees as of `day`, by name. One query."""
    units = known_units(viewer, day).values("state")
    return list(Organisation.objects.filter(pk__in=units).order_by("name").values_list("code", "name"))
