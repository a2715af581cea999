"""Which of a State's companies takes which tour: the problem out of the record, and the plan for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from muster.deployments.models import TourStage
from muster.deployments.planning.companies import (
    AbroadCeiling,
    CompaniesPlan,
    CompaniesProblem,
    Company,
    NeededTour,
)
from muster.deployments.planning.companies_check import broken_company_rules
from muster.deployments.planning.companies_program import plan_companies
from muster.deployments.planning.refusal import NoPlanFoundError
from muster.deployments.planning.written import written
from muster.deployments.queries.abroad import Abroad, abroad_of, ceilings_of, require_reader_of_state
from muster.deployments.queries.companies import CompanyOfState, companies_of, company_tour
from muster.deployments.queries.planning_runs import Answered
from muster.deployments.queries.units import visible_tours
from muster.deployments.rules.abroad import CONTINGENT, Ceiling, people_abroad
from muster.deployments.rules.tour_stages import AHEAD
from muster.deployments.willing_sources import Willingness, willing_of
from muster.kit.errors import Refused
from muster.kit.intervals import add_months
from muster.parties.models import Organisation
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

KEYS = ("companies_plan_months", "companies_seconds", "default_dwell_months")


@dataclass(frozen=True)
class CompaniesQuestion:
    """The problem of a State's companies, and the version of each tour as it was seen."""

    problem: CompaniesProblem
    versions: dict[str, int]
    is_illustrative: bool


def tour_name(tour: Any) -> str:
    """Return how a tour is named in plans: its unit's reference and its rotation."""
    return f"{tour.unit.reference} {tour.rotation}"


def company_question(viewer: Viewer, state: Organisation, until: date, day: date) -> CompaniesQuestion:
    """Return which tours of a State that begin before a day are to be taken, by which companies, as of `day`.

    Tours in theatre and to come whose company is named keep it. What no pledge says of a company (unit types, people)
    is taken to be enough; its people are taken to volunteer but for those on its rosters who said in the pool, as
    far as the viewer sees it, that they are not willing. Raises NotAllowed for who is neither the State nor a
    secretariat, and Refused where there is no company or no tour.
    """
    require_reader_of_state(viewer, state)
    what = f"Companies of {state.name}"
    companies = companies_of(viewer, state, day)
    if not companies:
        raise Refused(f"{what}: no national unit that you may see is on record; register the State's units first.")
    tours = list(
        visible_tours(viewer, day)
        .filter(unit__state=state, stage__in=(*AHEAD, TourStage.IN_THEATRE), arrives_on__lt=until)
        .select_related("unit__state", "unit__post__requirement__mission", "company")
    )
    codes = {one.company.code for one in companies}
    named = {tour.company.code for tour in tours if tour.company} & codes
    needed = [
        tour for tour in tours if tour.stage in AHEAD or (tour.company is not None and tour.company.code in named)
    ]
    if not any(tour.stage in AHEAD for tour in needed):
        raise Refused(f"{what}: no tour to come before {until} is on record; plan the tours of its units first.")
    most = max(tour.strength for tour in needed)
    types = frozenset(tour.unit.post.unit_type for tour in needed)
    willing = willing_of(viewer, codes, day)
    problem = CompaniesProblem(
        companies=tuple(_company(one, day, types, most, willing[one.company.code]) for one in companies),
        tours=tuple(_needed(tour, codes) for tour in needed),
        ceilings=_ceilings(viewer, state, day, until, {tour.pk for tour in needed}),
    )
    versions = {tour_name(tour): tour.version for tour in needed}
    return CompaniesQuestion(problem, versions, any(tour.illustrative for tour in needed))


def _company(one: CompanyOfState, day: date, types: frozenset[str], most: int, willing: Willingness) -> Company:
    people = most if one.facts.people is None else one.facts.people
    ended = [tour.leaves_on for tour in one.tours if tour.leaves_on <= day]
    return Company(
        id=one.company.code,
        strength=people,
        volunteers=max(0, people - willing.unwilling),
        trained_for=one.facts.unit_types or types,
        dwell_days=(add_months(day, one.facts.dwell_months) - day).days,
        home_since=max(ended, default=None),
    )


def _needed(tour: Any, codes: Iterable[str]) -> NeededTour:
    days = company_tour(tour)
    return NeededTour(
        id=tour_name(tour),
        unit_type=tour.unit.post.unit_type,
        people=tour.strength,
        training_from=days.training_from,
        arrives_on=days.arrives_on,
        leaves_on=days.leaves_on,
        agreed=days.company if days.company in codes else "",
        mission=tour.unit.post.requirement.mission.acronym,
    )


def _ceilings(
    viewer: Viewer, state: Organisation, day: date, until: date, planned: set[int]
) -> tuple[AbroadCeiling, ...]:
    """Return the ceilings of a State's acts, each by the spans in which the others abroad stay the same."""
    horizon = add_months(until, 24)
    others = abroad_of(viewer, state, day, without=planned)
    found = []
    for act in ceilings_of(viewer, state, day):
        if act.categories and CONTINGENT not in act.categories:
            continue
        start, end = max(act.start, day), min(act.until or horizon, horizon)
        if start < end:
            found += _by_span(act, others, start, end)
    return tuple(found)


def _by_span(act: Ceiling, others: Abroad, start: date, end: date) -> list[AbroadCeiling]:
    counted = people_abroad([one for one in others.contingents if act.counts(one)])
    days = {start, end}
    for span in counted:
        days |= {day for day in (span.start, span.until) if day is not None and start < day < end}
    found = []
    ordered = sorted(days)
    for begin, finish in pairwise(ordered):
        there = sum(one.people for one in counted if one.start <= begin and (one.until is None or begin < one.until))
        found.append(AbroadCeiling(begin, finish, act.people, there, act.missions))
    return found


def company_answer(viewer: Viewer, asked: Any, day: date) -> Answered:
    """Return the problem of a State's companies as of a day, and the plan for it, held against the checker."""
    state, until = organisation(asked["state"]), date.fromisoformat(asked["until"])
    question = company_question(viewer, state, until, day)
    plan = checked_company_plan(question.problem, parameter("companies_seconds", day).integer)
    return Answered(written(question.problem), question.versions, written(plan), question.is_illustrative)


def checked_company_plan(problem: CompaniesProblem, seconds: float) -> CompaniesPlan:
    """Return a plan that the checker finds nothing wrong with. Raises NoPlanFoundError."""
    plan = plan_companies(problem, seconds=seconds)
    if broken := list(broken_company_rules(problem, plan.taken)):
        raise NoPlanFoundError(f"The plan does not hold when it is read again: {broken[0]}. Nothing is shown.")
    return plan
