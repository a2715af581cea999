"""Deployments of the public record against what a forecast would have said: known days only, the rest unknown.

Sources: Viet Nam's hospital S32, Kazakhstan's companies S48 and seed 001 (sections 2.7, 6.1 and 7.3 of the dossier).
The figures stand in docs/force-generation.md.
"""

from datetime import date

import pytest

from muster.generation.parameters import forecast_parameters
from muster.generation.rules.as_of import as_of
from muster.generation.rules.facts import DONE, CaseFacts, PhaseFacts
from muster.generation.rules.forecast import forecasts
from muster.reference.phases import phases_of, template_duration

HOSPITAL = ("medical", date(2017, 6, 30), {"memorandum": date(2018, 9, 26)})
"""The visit ended on 30 June 2017, which stands for the request; the memorandum was signed on 26 September 2018."""

UNIFIL_COMPANY = ("infantry", date(2017, 10, 5), {"movement": date(2018, 10, 31)})
"""Declared in the readiness system by October 2017; arrived on 31 October 2018."""

UNDOF_COMPANY = ("infantry", date(2024, 1, 19), {"authorisation": date(2024, 1, 19), "movement": date(2024, 3, 31)})
"""Authorised by the joint session of 19 January 2024; arrived in March 2024, taken as its last day."""

History = tuple[str, date, dict[str, date]]


def history(told: History) -> CaseFacts:
    """Return a case whose phases are all done, on no known day but those that are told."""
    group, requested_on, known = told
    phases = []
    for entry in phases_of("formed-unit"):
        days = template_duration(entry.code, "formed-unit", group, "L2")
        triple = (days.least_days, days.likely_days, days.most_days)
        phases.append(PhaseFacts(entry.code, *triple, stage=DONE, done_on=known.get(entry.code)))
    return CaseFacts("formed-unit", requested_on, tuple(phases))


@pytest.mark.parametrize(
    ("told", "day", "even", "nine_in_ten"),
    [
        (HOSPITAL, date(2017, 6, 30), date(2018, 3, 15), date(2018, 7, 5)),
        (HOSPITAL, date(2018, 9, 26), date(2019, 4, 12), date(2019, 7, 31)),
        (UNIFIL_COMPANY, date(2017, 10, 5), date(2018, 6, 28), date(2018, 10, 10)),
        (UNIFIL_COMPANY, date(2018, 2, 1), date(2018, 10, 25), date(2019, 2, 6)),
        (UNDOF_COMPANY, date(2024, 1, 19), date(2024, 6, 28), date(2024, 8, 8)),
    ],
)
def test_a_forecast_of_a_past_day_says_what_the_templates_said(
    told: History, day: date, even: date, nine_in_ten: date
) -> None:
    found = forecasts([as_of(history(told), day)], day, forecast_parameters(day), {})[0]
    assert (found.arrival_p50, found.arrival_p90) == (even, nine_in_ten)


def test_what_came_before_a_known_step_is_taken_for_done() -> None:
    authorised = as_of(history(UNDOF_COMPANY), date(2024, 1, 19))
    assert [one.code for one in authorised.phases if one.stage == DONE] == [
        "request",
        "offers",
        "selection",
        "authorisation",
    ]


def test_an_arrival_that_is_known_is_told_once_it_has_happened() -> None:
    day = date(2018, 11, 1)
    found = forecasts([as_of(history(UNIFIL_COMPANY), day)], day, forecast_parameters(day), {})[0]
    assert found.arrival_p50 == found.arrival_p90 == date(2018, 10, 31)
