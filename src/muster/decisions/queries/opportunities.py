"""A State's opportunities as of a day, read in a bounded number of queries and ranked by the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.decisions.opportunities.facts import AuthorisationTime, Demand, FitFacts, Interest, Opportunity, OwnUnit
from muster.decisions.opportunities.themes import any_in_task
from muster.decisions.opportunities.weighing import AboutState, opportunities_of
from muster.decisions.queries.interests import interests_of
from muster.decisions.queries.opportunity_demand import demands, published_posts
from muster.decisions.queries.opportunity_law_and_risk import law_by_mission, risk_by_mission
from muster.decisions.queries.opportunity_money import money_of_pairs
from muster.decisions.queries.opportunity_numbers import (
    HORIZON_KEY,
    MOST_PAIRS_KEY,
    MOST_UNITS_KEY,
    opportunity_numbers,
    opportunity_rows,
)
from muster.decisions.queries.opportunity_units import own_pledges, own_units
from muster.deployments.queries import binding_stays
from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed, NotFound
from muster.matching.facts import Surroundings
from muster.matching.fit.facts import FitLine, FitShare, LineStanding
from muster.matching.fit.reckon import fit_of
from muster.matching.parameters import fit_parameters, matching_parameters, rows_in_force
from muster.matching.queries.deviations import agreed_deviations
from muster.matching.queries.pledged import load_lists, pledged_of
from muster.matching.queries.statements import wanted_of
from muster.matching.record import national_limits
from muster.missions.models import Post, StatementVersion
from muster.missions.queries import statements_in_force
from muster.missions.statement_versions import with_lines
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.models import PledgeVersion
from muster.reference.parameters import Parameter
from muster.reference.phases import group_of_unit_type, template_duration
from muster.reference.states import states

AUTHORISATION_PHASE = "authorisation"
OWN_ONLY = "Opportunities are reckoned for a State, and seen by its own members alone."


@dataclass(frozen=True)
class StateOpportunities:
    """What a State could take up as of `day`, best first.

    `units` is how many of its units were looked at; `is_cut`: there are more than the parameters let be looked at.
    """

    state: Organisation
    day: date
    opportunities: tuple[Opportunity, ...]
    interests: tuple[Interest, ...]
    units: int
    is_cut: bool
    parameters: Mapping[str, Parameter]


def own_state(viewer: Viewer) -> Organisation:
    """Return the State for which the viewer looks, as the viewer has it: no query. Raises NotAllowed for others."""
    if viewer.kind != OrganisationKind.MEMBER_STATE or viewer.organisation_id is None:
        raise NotAllowed(OWN_ONLY)
    return Organisation(
        pk=viewer.organisation_id, kind=viewer.kind, code=viewer.organisation_code, name=viewer.organisation_name
    )  # fmt: skip


def state_opportunities(
    viewer: Viewer, day: date, state: Organisation, *, post: str = "", unit: str = ""
) -> StateOpportunities:
    """Return the opportunities of a State as of `day`; of one `post` and one `unit` (references) alone where given.

    Raises NotAllowed unless the viewer is of the State, or the installation itself.
    """
    if not viewer.is_system and viewer.organisation_id != state.pk:
        raise NotAllowed(OWN_ONLY)
    rows = opportunity_rows(day)
    most = rows[MOST_UNITS_KEY].integer
    pledges = own_pledges(viewer, day, state, most + 1)
    is_cut, pledges = len(pledges) > most, pledges[:most]
    stays = list(binding_stays(viewer, day))
    units = [one for one in own_units(pledges, stays, day) if unit in ("", one.pledge.reference)]
    posts = published_posts(viewer, day, {one.pledge.unit_type for one in units}, post)
    statements = _statements(viewer, day, posts)
    interests = interests_of(viewer, day, state)
    found = demands(
        viewer, day, posts, stays, statements, rows[HORIZON_KEY].integer, with_mandated_tasks=any_in_task(interests)
    )  # fmt: skip
    pairs = _pairs(found, units, {one.reference: one.pledge.register_id for one in pledges})
    most_pairs = rows[MOST_PAIRS_KEY].integer
    is_cut, pairs = is_cut or len(pairs) > most_pairs, pairs[:most_pairs]
    about = _about(viewer, day, state, rows, pairs, pledges, statements, interests)
    return StateOpportunities(
        state=state,
        day=day,
        opportunities=opportunities_of(pairs, about),
        interests=interests,
        units=len(units),
        is_cut=is_cut,
        parameters=rows,
    )


def one_opportunity(viewer: Viewer, day: date, state: Organisation, post: str, unit: str) -> Opportunity:
    """Return one opportunity by the references of post and pledge. Raises NotFound where there is none."""
    found = state_opportunities(viewer, day, state, post=post, unit=unit).opportunities
    if not found:
        raise NotFound(f"{unit!r} in {post!r} is no opportunity of {state.name} as of {long_day(day)}.")
    return found[0]


def _pairs(
    found: Sequence[tuple[Demand, Post]], units: Sequence[OwnUnit], registers: Mapping[str, int]
) -> list[tuple[Demand, OwnUnit]]:
    """Return the pairs of one unit type whose pledge lies in the register of whoever mandates the mission."""
    return [
        (demand, unit)
        for demand, post in sorted(found, key=lambda one: (one[0].wanted_from, one[0].post.reference))
        for unit in units
        if unit.pledge.unit_type == post.unit_type
        and registers[unit.pledge.reference] == post.requirement.mission.mandated_by_id
    ]


def _statements(viewer: Viewer, day: date, posts: Sequence[Post]) -> dict[int, StatementVersion]:
    """Return the statements in force that posts mean, with their lines, by the statement's key."""
    meant = {post.statement_id for post in posts if post.statement_id is not None}
    if not meant:
        return {}
    versions = with_lines(statements_in_force(viewer, day)).filter(statement_id__in=meant)
    return {one.statement_id: one for one in versions}


def _about(
    viewer: Viewer,
    day: date,
    state: Organisation,
    rows: Mapping[str, Parameter],
    pairs: Sequence[tuple[Demand, OwnUnit]],
    pledges: Sequence[PledgeVersion],
    statements: Mapping[int, StatementVersion],
    interests: tuple[Interest, ...],
) -> AboutState:
    matching_rows = rows_in_force(day)
    missions = sorted({demand.post.mission for demand, _unit in pairs})
    fits = _fits(viewer, day, pairs, pledges, statements, matching_rows)
    limits = national_limits(viewer, day)
    own = {unit.pledge.reference: unit for _demand, unit in pairs}
    return AboutState(
        day=day,
        around=Surroundings(
            day=day,
            parameters=matching_parameters(matching_rows),
            authorised_missions=limits.missions,
            act_days=limits.days,
            state_coordinates={one.iso3: (float(one.latitude), float(one.longitude)) for one in states()},
            fits={pair: FitShare(fit.percent, len(fit.blocking)) for pair, fit in fits.items()},
        ),
        numbers=opportunity_numbers(rows),
        fits=fits,
        money=money_of_pairs(viewer, state, day, pairs),
        law=law_by_mission(viewer, state, day, missions),
        risks=risk_by_mission(day, missions),
        authorisation={reference: authorisation_time(unit) for reference, unit in own.items()},
        interests=interests,
    )


def _fits(
    viewer: Viewer,
    day: date,
    pairs: Sequence[tuple[Demand, OwnUnit]],
    pledges: Sequence[PledgeVersion],
    statements: Mapping[int, StatementVersion],
    rows: Mapping[str, Parameter],
) -> dict[tuple[str, str], FitFacts]:
    """Return the fits line by line that the pairs mean, by the references of pledge and statement."""
    by_reference = {one.statement.reference: one for one in statements.values()}
    wanted_pairs = {
        (unit.pledge.reference, demand.post.statement)
        for demand, unit in pairs
        if demand.post.statement in by_reference
    }
    asked = [one for one in pledges if any(one.reference == reference for reference, _statement in wanted_pairs)]
    if not asked:
        return {}
    load_lists(asked)
    agreed = agreed_deviations(viewer, day, [one.pledge_id for one in asked], list(statements))
    numbers = fit_parameters(rows)
    wanted = {reference: wanted_of(version) for reference, version in by_reference.items()}
    brought = {one.reference: (one.pledge_id, pledged_of(one, day)) for one in asked}
    found = {}
    for reference, statement in sorted(wanted_pairs):
        key, pledged = brought[reference]
        deviations = agreed.get((key, by_reference[statement].statement_id), ())
        fit = fit_of(wanted[statement], [pledged], numbers, deviations)
        found[reference, statement] = FitFacts(fit.percent, fit.blocking, _mandatory(fit.to_be_shown))
    return found


def _mandatory(lines: Sequence[FitLine]) -> tuple[FitLine, ...]:
    return tuple(one for one in lines if one.is_mandatory and one.standing == LineStanding.TO_BE_SHOWN)


def authorisation_time(unit: OwnUnit) -> AuthorisationTime:
    """Return how long the national authorisation of a unit takes by the templates of the phases: the likely days."""
    variant = "individual" if unit.is_individuals else "formed-unit"
    group = group_of_unit_type(unit.pledge.unit_type)
    found = template_duration(AUTHORISATION_PHASE, variant, group, unit.pledge.level)
    return AuthorisationTime(found.likely_days, f"phase_durations: {AUTHORISATION_PHASE} ({found.standing})")
