"""Where stays of a plan, with those on record, would exceed ceilings of national acts per mission and category.

The planner keeps to the ceiling of a State over all missions; those of one mission or category it does not know, so
that several pledges together may exceed one. Who decides sees it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from muster.authorisations.queries.holding import acts_by_state
from muster.authorisations.rules.acts import ActTerms
from muster.deployments.rules.abroad import Contingent, beyond_acts, ceilings_of_act, past_acts
from muster.deployments.rules.findings import Finding
from muster.matching.record import category_of
from muster.parties.viewer import Viewer
from muster.plans.models import StoredPlan
from muster.plans.queries import visible_planned_stays


def plan_act_findings(
    stays: Mapping[int, Sequence[Contingent]], acts: Mapping[int, Sequence[ActTerms]]
) -> tuple[Finding, ...]:
    """Return by State (key), as far as it has acts, where its stays exceed a ceiling or outlive an act. Pure."""
    found: list[Finding] = []
    for state, contingents in stays.items():
        own = acts.get(state, ())
        found += beyond_acts(contingents, [one for act in own for one in ceilings_of_act(act) if one.part])
        found += past_acts(contingents, own)
    return tuple(found)


def act_findings_of_plan(viewer: Viewer, plan: StoredPlan) -> tuple[Finding, ...]:
    """Return them for a plan, by the acts known on its day and as far as the viewer may see acts and stays.

    Four queries; three where no act is to be seen.
    """
    acts = acts_by_state(viewer, plan.planned_on)
    if not acts:
        return ()
    stays: dict[int, list[Contingent]] = defaultdict(list)
    for stay in visible_planned_stays(viewer, plan).filter(pledge__state__in=list(acts)):
        mission = stay.post.requirement.mission.acronym
        stays[stay.pledge.state_id].append(
            Contingent(
                f"{stay.pledge.reference} in {stay.post.reference}",
                stay.pledge_strength,
                stay.stay_from,
                stay.stay_until,
                mission,
                category_of(stay.pledge_unit_type),
            )
        )
    return plan_act_findings(stays, acts)
