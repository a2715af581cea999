"""Where a State's companies are on a day: deployed, training, recovering, or ready. Pure.

Source: section 7 of the dossier (a company in theatre, one in training, one recovering); how long a company recovers is
agreed, else the parameter default_dwell_months (local choice).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from muster.kit.intervals import add_months

Pool = Literal["deployed", "training", "recovering", "ready"]


@dataclass(frozen=True)
class CompanyTour:
    """A tour that a company takes: it trains from `training_from`, is in theatre in `[arrives_on, leaves_on)`."""

    company: str
    training_from: date
    arrives_on: date
    leaves_on: date


def pool_of(tours: Iterable[CompanyTour], day: date, dwell_months: int) -> Pool:
    """Return where a company is on `day`, by its own tours. Training for the next tour goes before recovering."""
    own = list(tours)
    if any(one.arrives_on <= day < one.leaves_on for one in own):
        return "deployed"
    if any(one.training_from <= day < one.arrives_on for one in own):
        return "training"
    if any(one.leaves_on <= day < add_months(one.leaves_on, dwell_months) for one in own):
        return "recovering"
    return "ready"


def pools(tours: Iterable[CompanyTour], companies: Iterable[str], day: date, dwell_months: int) -> dict[str, Pool]:
    """Return where each of the companies is on `day`; one without a tour is ready."""
    told = list(tours)
    return {
        name: pool_of([one for one in told if one.company == name], day, dwell_months)
        for name in sorted(set(companies))
    }
