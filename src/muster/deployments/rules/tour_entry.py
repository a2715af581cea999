"""What must hold of a tour that is entered as it was, or is planned by hand. Pure."""

from datetime import date

from muster.deployments.rules.tour_stages import AGREED, HOME, IN_THEATRE, PLANNED
from muster.deployments.terms import TourTerms
from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.intervals import DateInterval
from muster.kit.references import reference_problems


def entered_stage(terms: TourTerms) -> str:
    """Return how far a tour is by the days that it has: home, in theatre, else agreed or planned."""
    if terms.left_on is not None:
        return HOME
    if terms.arrived_on is not None:
        return IN_THEATRE
    return AGREED if terms.is_agreed else PLANNED


def tour_entry_problems(terms: TourTerms, present: DateInterval, today: date) -> list[Problem]:
    """Return what is wrong with a tour as far as it and its unit's presence say it: names, people, order of days."""
    problems = list(reference_problems(terms.rotation, "rotation"))
    if terms.strength < 1:
        problems.append(Problem("people", f"{terms.strength} people are no tour", "give at least one"))
    if terms.women is not None and terms.women > terms.strength:
        problems.append(Problem("of whom women", f"{terms.women} among {terms.strength} people", "give fewer"))
    if terms.leaves_on <= terms.arrives_on:
        words = f"{long_day(terms.leaves_on)} is not after {long_day(terms.arrives_on)}"
        problems.append(Problem("leaves on", words, "give a later day"))
    comes = terms.arrived_on or terms.arrives_on
    if not present.contains(comes):
        words = f"the unit is not present on {long_day(comes)}"
        problems.append(Problem("arrives on", words, "give a day of its presence"))
    return [*problems, *_happened_problems(terms, today)]


def _happened_problems(terms: TourTerms, today: date) -> list[Problem]:
    """Return what is wrong with the days that are said to have happened, and with those still to come."""
    problems = []
    for place, day in (("arrived on", terms.arrived_on), ("left on", terms.left_on)):
        if day is not None and day > today:
            problems.append(Problem(place, f"{long_day(day)} has not come yet", "leave it empty until it has"))
    if terms.left_on is not None and terms.arrived_on is None:
        problems.append(Problem("left on", "it has not arrived", "say on which day it arrived"))
    elif terms.left_on is not None and terms.arrived_on is not None and terms.left_on <= terms.arrived_on:
        words = f"{long_day(terms.left_on)} is not after {long_day(terms.arrived_on)}"
        problems.append(Problem("left on", words, "give a later day"))
    if terms.training_from is not None and terms.training_from > (terms.arrived_on or terms.arrives_on):
        words = f"{long_day(terms.training_from)} is after the arrival"
        problems.append(Problem("training from", words, "give an earlier day"))
    return problems
