"""A small history made by hand: six States, two missions, counts of three Decembers, a map of each mission.

The figures are invented; the States are real so that codes and regional groups resolve.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np

from muster.outreach.rules.facts import Count, Flags, History, Map, Numbers, Roll, WorldCount

STATES = ("AUT", "BGD", "ETH", "FIN", "GHA", "IRL")
GROUPS = ("Western European and Others", "Asia-Pacific", "African", "Western European and Others", "African",
          "Western European and Others")  # fmt: skip
MISSIONS = ("UNIFIL", "UNMISS")
DECEMBERS = (date(2010, 12, 31), date(2011, 12, 31), date(2012, 12, 31))
TODAY = date(2012, 12, 31)
Figures = Mapping[str, int]


def roll() -> Roll:
    """The six States."""
    african = np.array([group == "African" for group in GROUPS], dtype=np.bool_)
    return Roll(STATES, STATES, GROUPS, african, (frozenset({"en"}),) * len(STATES))


def row(figures: Figures) -> Numbers:
    """People by State, in the order of the roll."""
    return np.array([figures.get(state, 0) for state in STATES], dtype=np.float64)


def rows(unifil: Figures, unmiss: Figures) -> Numbers:
    """People by mission and State."""
    return np.stack([row(unifil), row(unmiss)])


def flags(*states: str) -> Flags:
    """Which of the States."""
    return np.array([state in states for state in STATES], dtype=np.bool_)


def count(on: date, contingents: Numbers, police: Numbers | None = None, *, yearly: bool = False) -> Count:
    """A count of one day: contingents, and police officers beside them."""
    others = np.zeros_like(contingents) if police is None else police
    nothing = np.zeros_like(contingents)
    return Count(
        on=on,
        known_on=on,
        yearly=yearly,
        people=contingents + others,
        contingents=nothing if yearly else contingents,
        police=nothing if yearly else others,
        experts=nothing,
    )


def drawn(on: date, people: Figures, **own: tuple[str, ...]) -> Map:
    """A mission's map on a day: estimated people, and who alone had which kind of unit."""
    marked = {kind: flags(*states) for kind, states in own.items()}
    return Map(on, on, row(people), marked, marked)


def history() -> History:
    """Ireland left UNIFIL and has officers there again; Finland came in 2012; Bangladesh is large and absent there."""
    counts = (
        count(DECEMBERS[0], rows({"IRL": 300, "GHA": 800}, {"ETH": 500, "BGD": 200})),
        count(DECEMBERS[1], rows({"IRL": 2, "GHA": 850}, {"ETH": 900, "BGD": 1_500})),
        count(DECEMBERS[2], rows({"IRL": 9, "GHA": 870, "FIN": 170}, {"ETH": 0, "BGD": 1_600}), rows({}, {"GHA": 40})),
    )
    world = tuple(WorldCount(one.on, one.known_on, one.people.sum(axis=0), one.people.sum(axis=0)) for one in counts)
    maps = {
        "UNIFIL": (drawn(date(2012, 3, 31), {"GHA": 800, "FIN": 150}, inf=("GHA",), eng=("FIN",)),),
        "UNMISS": (drawn(date(2012, 6, 30), {"BGD": 1_300, "ETH": 650}, eng=("BGD",)),),
    }
    return History(roll(), MISSIONS, {"UNIFIL": "LBN", "UNMISS": "ETH"}, counts, world, maps)
