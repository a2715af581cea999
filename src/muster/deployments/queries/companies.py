"""A State's companies: its national units as far as the viewer may see them, what they are pledged as, their tours."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from muster.deployments.models import Tour
from muster.deployments.queries.units import visible_tours
from muster.deployments.rules.companies import CompanyFacts, company_findings
from muster.deployments.rules.findings import Finding
from muster.deployments.rules.pools import CompanyTour, Pool, pool_of
from muster.kit.intervals import add_months
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.pledges.models import NationalUnit
from muster.pledges.queries import register
from muster.pledges.queries.units import visible_units as visible_national_units
from muster.reference.parameters import parameter

KEYS = ("default_dwell_months",)


@dataclass(frozen=True)
class CompanyOfState:
    """A company with what its pledges say of it and the tours that it takes."""

    company: NationalUnit
    facts: CompanyFacts
    tours: tuple[CompanyTour, ...]
    names: tuple[str, ...]

    def pool_on(self, day: date) -> Pool:
        """Return where the company is on a day."""
        return pool_of(self.tours, day, self.facts.dwell_months)

    def ready_from(self, day: date) -> date | None:
        """Return since when, or from when, it is ready again after the tours begun by `day`; None: it has had none."""
        ends = [one.leaves_on for one in self.tours if one.training_from <= day]
        return add_months(max(ends), self.facts.dwell_months) if ends else None


def companies_of(viewer: Viewer, state: Organisation, day: date) -> list[CompanyOfState]:
    """Return the companies of a State that the viewer may see. Three queries."""
    units = list(visible_national_units(viewer, day).filter(state=state).order_by("code"))
    facts = company_facts(viewer, units, day)
    tours: dict[int, list[Any]] = defaultdict(list)
    for tour in visible_tours(viewer, day).filter(company__in=units):
        tours[tour.company_id or 0].append(tour)
    return [
        CompanyOfState(
            one,
            facts[one.pk],
            tuple(company_tour(tour) for tour in tours[one.pk]),
            tuple(f"{tour.unit.title} {tour.rotation}" for tour in tours[one.pk]),
        )
        for one in units
    ]


def company_facts(viewer: Viewer, units: Collection[NationalUnit], day: date) -> dict[int, CompanyFacts]:
    """Return what the pledges that the viewer may see say of companies, by key. One query.

    The rest is the longest that a pledge asks for, without one default_dwell_months.
    """
    said: dict[int, list[Any]] = defaultdict(list)
    for version in register.visible_pledges(viewer, day).filter(pledge__unit__in=units):
        said[version.pledge.unit_id or 0].append(version)
    usual = parameter("default_dwell_months", day).integer
    return {
        unit.pk: CompanyFacts(
            code=unit.code,
            unit_types=frozenset(one.unit_type for one in said[unit.pk]),
            people=max((one.strength for one in said[unit.pk]), default=None),
            dwell_months=max((one.dwell_months for one in said[unit.pk]), default=0) or usual,
        )
        for unit in units
    }


def company_tour(tour: Tour) -> CompanyTour:
    """Return a stored tour as the rules of pools want it: happened days before planned ones."""
    arrives = tour.arrived_on or tour.arrives_on
    code = tour.company.code if tour.company else ""
    return CompanyTour(code, min(tour.training_from or arrives, arrives), arrives, tour.left_on or tour.leaves_on)


def findings_of_company(viewer: Viewer, tour: Tour, company: NationalUnit, day: date) -> tuple[Finding, ...]:
    """Return what speaks against a company for a tour. Two queries."""
    facts = company_facts(viewer, [company], day)[company.pk]
    others = visible_tours(viewer, day).filter(company=company).exclude(pk=tour.pk)
    return company_findings(
        facts, tour.unit.post.unit_type, tour.strength, company_tour(tour), [company_tour(one) for one in others]
    )
