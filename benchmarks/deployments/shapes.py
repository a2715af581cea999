"""Made-up lifts of any size: units in missions with tours of 6 months, received a week, flown by a charter plan."""

import random
from collections import defaultdict
from datetime import date, timedelta

from muster.deployments.planning.lift import (
    DAYS_A_WEEK,
    LiftBlock,
    LiftProblem,
    Rotation,
    UnitTerms,
    flights_needed,
)

START = date(2026, 1, 5)
PEOPLE_A_LIFT = 400
SEATS = 250
TOUR_DAYS = 182
WINDOW_DAYS = 14
RECEPTION_SHARE = 1.6
"""Of the people a week of a mission on average; below about 1.3 some rotations find no day."""


def make_lift(units: int, missions: int, years: int, seed: int = 0) -> LiftProblem:
    """Return units of 60 to 850 people, each with `2 * years` rotations due every half year, some weeks apart."""
    dice = random.Random(seed)
    terms, rows = [], []
    due_by_month: dict[date, list[int]] = defaultdict(list)
    people_of: dict[str, int] = defaultdict(int)
    for number in range(units):
        mission = f"mission-{number % missions}"
        strength = dice.choice([60, 120, 139, 180, 240, 450, 650, 850])
        lifts = tuple(min(PEOPLE_A_LIFT, strength - done) for done in range(0, strength, PEOPLE_A_LIFT))
        phase, name = dice.randrange(TOUR_DAYS), f"unit-{number}"
        began = START + timedelta(days=phase - TOUR_DAYS)
        terms.append(UnitTerms(name, mission, 150, 210, 4, arrived_on=began))
        people_of[mission] += strength
        for turn in range(2 * years):
            due = START + timedelta(days=phase + turn * TOUR_DAYS)
            window = timedelta(days=WINDOW_DAYS)
            opens = max(START, due - window)
            rows.append(Rotation(f"{name}-{turn}", name, due, opens, due + window + timedelta(days=1), lifts))
            due_by_month[due.replace(day=1)].extend(lifts)
    weeks = -(-TOUR_DAYS * (2 * years + 1) // DAYS_A_WEEK)
    share = RECEPTION_SHARE * DAYS_A_WEEK / TOUR_DAYS
    reception = {name: max(2 * PEOPLE_A_LIFT, round(people * share)) for name, people in people_of.items()}
    flights = {month: flights_needed(people, SEATS) for month, people in due_by_month.items()}
    return LiftProblem(START, weeks, tuple(terms), tuple(rows), reception, flights, SEATS, most_late_days=14)


def block_of(mission: str, first_day: int, days: int) -> LiftBlock:
    """Return a block that begins so many days after the start."""
    held_from = START + timedelta(days=first_day)
    return LiftBlock(mission, held_from, held_from + timedelta(days=days))
