"""States by what they pledge: for a register's secretariat each of its States, for a State itself its own row."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from muster.kit.errors import NotFound
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.levels import FINAL_LEVELS, Level
from muster.pledges.models import Announcement, PledgeVersion
from muster.pledges.queries.health import put_health
from muster.pledges.queries.matters import is_side
from muster.pledges.queries.obligations import Owed, owed_by_health, owed_over, owed_over_states
from muster.pledges.queries.register import visible_pledges
from muster.pledges.rules.obligations import Side
from muster.visits.models import Finding, Visit
from muster.visits.queries import VISIT_FIELDS, still_open, visible_findings, visible_visits
from muster.visits.stages import ENDED_WITHOUT_VISIT

ANNOUNCEMENT_FIELDS = visibility.Fields(owner="state_id", addressee="register_id")


@dataclass(frozen=True)
class StateRow:
    """A State with what it has pledged to the viewer's register (or has pledged at all, for the State itself)."""

    state: Organisation
    pledges: int
    people: int
    by_level: Counter[str]
    overdue: Counter[Side]
    last_visit: date | None
    illustrative: bool

    @property
    def submitted(self) -> int:
        """Return how many are with the Secretariat and at no level yet, or still drafts of the State."""
        return self.by_level[Level.DRAFT]

    @property
    def level_1(self) -> int:
        """Return how many stand at Level 1."""
        return self.by_level[Level.LEVEL_1]

    @property
    def level_2(self) -> int:
        """Return how many stand at Level 2."""
        return self.by_level[Level.LEVEL_2]

    @property
    def level_3(self) -> int:
        """Return how many stand at Level 3."""
        return self.by_level[Level.LEVEL_3]

    @property
    def rapid(self) -> int:
        """Return how many stand at the Rapid Deployment Level."""
        return self.by_level[Level.RAPID_DEPLOYMENT]

    @property
    def lapsed(self) -> int:
        """Return how many have lapsed."""
        return self.by_level[Level.LAPSED]

    @property
    def overdue_state(self) -> int:
        """Return how many obligations of the State are overdue."""
        return self.overdue[Side.STATE]

    @property
    def overdue_secretariat(self) -> int:
        """Return how many obligations of the Secretariat are overdue."""
        return self.overdue[Side.SECRETARIAT]


def _standing_pledges(viewer: Viewer, day: date, state_code: str) -> list[PledgeVersion]:
    """Return the pledges of a State that the viewer is a side of and that have not ended."""
    found = visible_pledges(viewer, day).exclude(Q(current_level__in=FINAL_LEVELS))
    return [one for one in found.filter(pledge__state__code=state_code) if is_side(viewer, one)]


def state_rows(viewer: Viewer, day: date) -> list[StateRow]:
    """Return the States that have pledges between themselves and the viewer."""
    seen = list(visible_pledges(viewer, day))
    pledges: dict[int, list[PledgeVersion]] = defaultdict(list)
    for one in seen:
        if is_side(viewer, one) and one.current_level not in FINAL_LEVELS:
            pledges[one.state_id].append(one)
    overdue: dict[int, Counter[Side]] = defaultdict(Counter)
    for owed in owed_over(viewer, day, seen):
        overdue[owed.state.pk][owed.obligation.owed_by] += owed.days_overdue > 0
    visits = Visit.objects.filter(
        visibility.rows(viewer, VISIT_FIELDS), state__in=list(pledges), carried_until__lte=day, known_from__lte=day
    ).exclude(stage__in=ENDED_WITHOUT_VISIT)
    last = dict(
        visits.order_by().values("state_id").annotate(last=Max("carried_until")).values_list("state_id", "last")
    )
    return [
        StateRow(
            state=own[0].state,
            pledges=len(own),
            people=sum(one.strength * one.units_offered for one in own),
            by_level=Counter(one.current_level for one in own),
            overdue=overdue[state_id],
            last_visit=last.get(state_id),
            illustrative=any(one.illustrative for one in own),
        )
        for state_id, own in pledges.items()
    ]


@dataclass(frozen=True)
class StateRecord:
    """What the page of a State shows, as the viewer may see it."""

    state: Organisation
    pledges: Sequence[PledgeVersion]
    owed: Sequence[Owed]
    visits: Sequence[Visit]
    findings: Sequence[Finding]
    announcements: Sequence[Announcement]


def state_record(viewer: Viewer, day: date, code: str) -> StateRecord:
    """Return a State's record: for itself, and for each secretariat with which it has something on record.

    Raises NotFound for everybody else, and for what is no State.
    """
    state = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE, code=code.upper()).first()
    may_look = viewer.is_system or viewer.is_secretariat or (state is not None and viewer.organisation_id == state.pk)
    if state is None or not may_look:
        raise NotFound(f"There is no State {code!r} whose pledges you may see.")
    pledges = _standing_pledges(viewer, day, state.code)
    put_health(viewer, day, pledges)
    announced = Announcement.objects.filter(
        visibility.rows(viewer, ANNOUNCEMENT_FIELDS), state=state, known_from__lte=day
    ).exclude(ended_on__lte=day)
    return StateRecord(
        state=state,
        pledges=pledges,
        owed=owed_by_health(pledges, day) + owed_over_states(viewer, day, state.code),
        visits=list(visible_visits(viewer, day).filter(state=state)),
        findings=list(still_open(visible_findings(viewer, day)).filter(visit__state=state)),
        announcements=list(announced),
    )
