"""A selection's input to be bent by tests: two offers for one post; no database."""

from dataclasses import replace
from datetime import date

from muster.generation.rules.selection_criteria import CRITERIA
from muster.generation.rules.selection_facts import OfferFacts, SelectionInput, SelectionNumbers, Weight
from tests.matching.pairs import DAY, PARAMETERS, PLEDGE, POST

NUMBERS = SelectionNumbers(
    time_zero_days=180,
    caveat_step_percent=20,
    distance_zero_km=20_015,
    rotations_full=4,
    known_minimum_percent=50,
    advice_criteria=3,
)


def offer(reference: str = "req-kaz-1", **changes: object) -> OfferFacts:
    """Return an offer of one pledged company; `changes` replace any of its facts."""
    values: dict[str, object] = {
        "reference": reference,
        "state": "KAZ",
        "state_name": "Kazakhstan",
        "made_on": date(2018, 9, 1),
        "pledges": (PLEDGE,),
        "caveats": 0,
        "items": 10,
        "items_lacking": 2,
        "women": 6,
        "people": 120,
        "women_target_percent": 7,
        "rotations": 2,
        "distance_km": 4003,
    }
    return OfferFacts(**(values | changes))  # type: ignore[arg-type]


def indian(**changes: object) -> OfferFacts:
    """Return an offer of India, weaker in equipment."""
    pledge = replace(PLEDGE, reference="IND-COY-1", state="IND", state_name="India")
    values: dict[str, object] = {"state": "IND", "state_name": "India", "pledges": (pledge,), "items_lacking": 5}
    return offer("req-ind-1", **(values | changes))


def given(*offers: OfferFacts, **changes: object) -> SelectionInput:
    """Return the input of a selection among offers, every criterion with a weight of 10 points."""
    values: dict[str, object] = {
        "request": "req",
        "day": DAY,
        "post": POST,
        "matching": PARAMETERS,
        "numbers": NUMBERS,
        "weights": tuple(Weight(one.code, 10) for one in CRITERIA),
        "offers": offers,
        "parameters": (),
    }
    return SelectionInput(**(values | changes))  # type: ignore[arg-type]
