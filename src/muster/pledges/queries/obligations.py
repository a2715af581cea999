"""What the viewer's side and the other owe each other, over all pledges and visits that they are a side of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.pledges.models import PledgeVersion
from muster.pledges.queries.health import put_health
from muster.pledges.queries.matters import finding_of
from muster.pledges.queries.register import visible_pledges
from muster.pledges.rules.obligations import Obligation, Side, finding_obligations, terms_on
from muster.visits.queries import still_open, visible_findings

FINDING_FIELDS = visibility.Fields(owner="visit__state_id", addressee="visit__register_id")


@dataclass(frozen=True)
class Owed:
    """An obligation with the two sides between which it stands; `pledge` None: it concerns the State as a whole."""

    obligation: Obligation
    state: Organisation
    register: Organisation
    pledge: PledgeVersion | None
    day: date

    @property
    def owed_by(self) -> Organisation:
        """Return the organisation that owes it."""
        return self.state if self.obligation.owed_by == Side.STATE else self.register

    @property
    def days_overdue(self) -> int:
        """Return how many days it is overdue; 0 while it is in time."""
        return self.obligation.days_overdue(self.day)

    @property
    def illustrative(self) -> bool:
        """Return whether the pledge behind it is no published fact."""
        return self.pledge is not None and self.pledge.illustrative


def owed_by_health(pledges: Iterable[PledgeVersion], day: date) -> list[Owed]:
    """Return what is owed over pledges on which `put_health` has put their health, the most urgent first."""
    return _by_urgency(
        Owed(obligation, pledge.state, pledge.register, pledge, day)
        for pledge in pledges
        if pledge.health is not None
        for obligation in pledge.health.obligations
    )


def owed_over_states(viewer: Viewer, day: date, state_code: str = "") -> list[Owed]:
    """Return what is owed over the findings of visits that concern a State as a whole."""
    findings = still_open(visible_findings(viewer, day)).filter(
        visibility.rows(viewer, FINDING_FIELDS), subject__isnull=True
    )
    if state_code:
        findings = findings.filter(visit__state__code=state_code)
    terms = terms_on(day)
    found = [
        Owed(obligation, one.visit.state, one.visit.register, None, day)
        for one in findings
        for obligation in finding_obligations(finding_of(one), terms)
    ]
    return _by_urgency(found)


def all_owed(viewer: Viewer, day: date, state_code: str = "") -> list[Owed]:
    """Return everything owed that the viewer is a side of, of one State if its code is given; the most urgent first."""
    pledges = visible_pledges(viewer, day)
    if state_code:
        pledges = pledges.filter(pledge__state__code=state_code)
    return owed_over(viewer, day, list(pledges), state_code)


def owed_over(viewer: Viewer, day: date, pledges: Sequence[PledgeVersion], state_code: str = "") -> list[Owed]:
    """Return what is owed over pledges of `visible_pledges`, and over the State that they are of, or all States."""
    put_health(viewer, day, pledges)
    return _by_urgency([*owed_by_health(pledges, day), *owed_over_states(viewer, day, state_code)])


def _by_urgency(found: Iterable[Owed]) -> list[Owed]:
    return sorted(found, key=lambda one: (one.obligation.due_on or date.max, one.obligation.since, one.state.code))
