"""Which records rest on which kind of fact, and why, in one sentence. Pure: no database, no clock.

Sources: section 7.2 of the dossier (what a contributor's decision rests on: consent and agreements, resources and
financing, risk and the medical chain; to be looked at again when facts change: fatalities jump, consent is withdrawn),
6.2 and 8.2 (a tour must not outlive the mandate without a flag), 1.3 and 7.2 (ceilings of the mandate and of the
State's act). Which kind of record rests on which fact is a local choice after these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from muster.kit.day_text import long_day

TOUR, ASSIGNMENT, MEMORANDUM, CASE, PLAN = "tour", "assignment", "memorandum", "case", "plan"
UNDER_WAY = frozenset({TOUR, ASSIGNMENT, MEMORANDUM, CASE, PLAN})
"""Everything that is under way or planned in a mission."""

PEOPLE = frozenset({TOUR, ASSIGNMENT, CASE})
"""What brings people into theatre, or has brought them."""

RESTS: Mapping[str, frozenset[str]] = {
    "mandate": UNDER_WAY,
    "ceiling": frozenset({TOUR, MEMORANDUM, CASE, PLAN}),
    "tasks": frozenset({TOUR, CASE}),
    "consent": UNDER_WAY,
    "agreement": frozenset({TOUR, ASSIGNMENT, CASE, PLAN}),
    "concept": frozenset({TOUR, CASE}),
    "principle": frozenset({TOUR, CASE}),
    "financing": frozenset({MEMORANDUM, CASE}),
    "threat": PEOPLE,
    "casualties": PEOPLE,
    "fatalities": PEOPLE,
    "medical": PEOPLE,
    "life": UNDER_WAY,
    "law": frozenset({TOUR, CASE, PLAN}),
    "act": frozenset({TOUR, CASE, PLAN}),
}
"""Which records of the rooms that carry an operation rest on a kind of fact."""

ADVERSE: Mapping[str, frozenset[str]] = {
    "consent": frozenset({"with-reservations", "negotiated", "withdrawn", "refused"}),
    "agreement": frozenset({"negotiated", "ended", "refused"}),
    "principle": frozenset({"reinterpreted", "contested"}),
    "financing": frozenset({"voluntary", "not-assured"}),
    "medical": frozenset({"partly-in-place", "not-in-place"}),
    "life": frozenset({"drawing-down", "liquidating", "closed"}),
}
"""Standings in which a fact no longer carries what rests on it; in another one, nothing is to be looked at again."""

GRAVE = frozenset({"substantial", "high"})
"""Standings of a threat that reach records even where no threat was on record before."""

EVENTS = frozenset({"casualties", "fatalities", "mandate", "ceiling", "law", "act"})
"""Facts that reach records even where nothing was on record before: they do not need to have been relied on."""

LONGEST_TOLD = 60
"""So many characters of a fact's words stand in a reason; the whole of them stands on the page of the change."""


@dataclass(frozen=True)
class ChangedFact:
    """A change as the rules read it. `status`: the code of the standing that it has now; empty where it has none."""

    kind: str
    subject: str
    before: str
    after: str
    true_from: date
    status: str = ""


@dataclass(frozen=True)
class Resting:
    """A record as the rules read it: its kind, what it is called, and its days `[start, until)`.

    `beyond` says how it goes on beyond the mandate, `excess` which ceiling it exceeds and by how much; empty where it
    does not. An `until` of None: no end is known.
    """

    kind: str
    name: str
    start: date
    until: date | None
    beyond: str = ""
    excess: str = ""


def reaches(fact: ChangedFact, kind: str) -> bool:
    """Return whether records of a kind are to be asked at all: they rest on such facts, and the change weakens it."""
    if kind not in RESTS[fact.kind]:
        return False
    if fact.kind == "life" and kind == CASE:
        return True
    if fact.status and fact.kind in ADVERSE:
        return fact.status in ADVERSE[fact.kind]
    return fact.kind in EVENTS or fact.status in GRAVE or bool(fact.before)


def rests_on(fact: ChangedFact, record: Resting) -> bool:
    """Return whether a record rests on a changed fact.

    What is over by the day from which the change is true does not. A mandate reaches what goes on beyond it, a ceiling
    what stands above it; an act or law of a State reaches its tours above the act's ceiling alone, since it is asked
    anew for everything else.
    """
    if not reaches(fact, record.kind):
        return False
    if record.until is not None and record.until <= fact.true_from:
        return False
    if fact.kind == "mandate":
        return bool(record.beyond)
    if fact.kind == "ceiling" or (fact.kind in ("law", "act") and record.kind == TOUR):
        return bool(record.excess)
    return True


def why(fact: ChangedFact, record: Resting) -> str:
    """Return in one sentence why a record rests on a changed fact: the fact, its before and after, and the record."""
    end = f"to {long_day(record.until)} (excluded)" if record.until else "with no end known"
    clause = record.beyond if fact.kind == "mandate" else record.excess or _carried(fact)
    told = f"{_short(fact.subject)} was {_standing(fact.before)} and is {_standing(fact.after)}"
    return f"{told} from {long_day(fact.true_from)}: {record.name} from {long_day(record.start)} {end} {clause}."


def _carried(fact: ChangedFact) -> str:
    """Return what a record does that rests on a fact for as long as it lasts."""
    return f"goes on after {long_day(fact.true_from)}" if fact.kind not in ("law", "act") else "rests on it"


def _standing(words: str) -> str:
    return f"“{_short(words)}”" if words else "not on record"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_TOLD else f"{words[: LONGEST_TOLD - 1]}…"
