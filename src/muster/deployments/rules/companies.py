"""May a company take a tour? What speaks against it is told; whoever names it decides. Pure.

Source: section 7 of the dossier: companies take turns, one in theatre, one in training, one recovering.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from muster.deployments.rules.findings import Finding
from muster.deployments.rules.pools import CompanyTour
from muster.kit.day_text import long_day
from muster.kit.intervals import add_months


@dataclass(frozen=True)
class CompanyFacts:
    """What is known of a company: unit types and the most people that its pledges offer, and its rest in months.

    No unit type, or no people: that is not known, and nothing is said against it.
    """

    code: str
    unit_types: frozenset[str] = frozenset()
    people: int | None = None
    dwell_months: int = 0


def company_findings(
    company: CompanyFacts, unit_type: str, people: int, tour: CompanyTour, others: Sequence[CompanyTour]
) -> tuple[Finding, ...]:
    """Return what speaks against a company for a tour: its training, its people, other tours of its own, its rest."""
    found = []
    if company.unit_types and unit_type not in company.unit_types:
        words = f"it is pledged as {', '.join(sorted(company.unit_types))}, the tour is one of {unit_type}"
        found.append(Finding("company-untrained", company.code, words, "train it for that, or name another company"))
    if company.people is not None and company.people < people:
        words = f"it is pledged with {company.people} people, the tour has {people}"
        found.append(Finding("company-small", company.code, words, "fill it up, or name another company"))
    for other in others:
        found += _beside(company, tour, other)
    return tuple(found)


def _beside(company: CompanyFacts, tour: CompanyTour, other: CompanyTour) -> list[Finding]:
    """Hold a tour against another one of the same company: one at a time, and rest between them."""
    first, second = sorted((tour, other), key=lambda one: one.arrives_on)
    if second.training_from < first.leaves_on:
        words = f"it has another tour with its training from {long_day(other.training_from)} "
        words += f"to {long_day(other.leaves_on - timedelta(days=1))}"
        return [Finding("company-away", company.code, words, "name another company")]
    rested = add_months(first.leaves_on, company.dwell_months)
    if second.training_from < rested:
        words = f"it recovers until {long_day(rested)}, the training begins on {long_day(second.training_from)}"
        return [Finding("company-dwell", company.code, words, "name another company, or agree on less rest")]
    return []
