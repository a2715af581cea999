"""What the forecasts of a case said on past days, and what happened; for cases that were shown."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from muster.generation.parameters import forecast_parameters
from muster.generation.queries.facts import blocks_of_days, facts_of_loaded, histories
from muster.generation.rules.as_of import as_of
from muster.generation.rules.hindsight import Arrival, Hindsight, Known, arrival_of, hindsight, known_steps


@dataclass(frozen=True)
class CaseHistory:
    """A case's forecasts against what happened, as of a day."""

    arrival: Arrival
    forecasts: tuple[Hindsight, ...]


def history_of_case(case: Any, day: date) -> CaseHistory:
    """Return what the forecasts of a case, loaded with `known_phases`, said up to `day`; two queries.

    A forecast is drawn with the parameters of `day`: what is told is what the rules say of the record of then.
    """
    facts = as_of(facts_of_loaded(case, case.known_phases, {}), day)
    days = [one for one in known_steps(facts) if one <= day]
    blocks, finished = (
        blocks_of_days(case.post.requirement.mission_id, days),
        histories(days, [(one.code, facts.variant) for one in facts.phases]),
    )
    parameters = forecast_parameters(day)

    def known_on(then: date) -> Known:
        return Known(blocks[then], finished[then])

    return CaseHistory(arrival_of(facts, day, parameters), hindsight(facts, day, parameters, known_on))
