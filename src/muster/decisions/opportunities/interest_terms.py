"""What is said of a State's interests when they are written, and what is wrong with it. Pure."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from muster.decisions.opportunities.themes import THEMES
from muster.kit.errors import Problem
from muster.reference.errors import UnknownFactError, UnknownStateError
from muster.reference.mandates import mandate_task
from muster.reference.states import state
from muster.reference.unit_types import unit_type

LEAST_WEIGHT, MOST_WEIGHT = -2, 2
MOST_INTERESTS = 200
KINDS = ("region", "mission", "host", "partner", "unit-type", "theme")
IN_CAPITALS = ("host", "partner", "unit-type")


@dataclass(frozen=True)
class InterestTerms:
    """An interest in one thing: a region by name, mission by acronym, States and unit types by code, a theme by code.

    `source` and `standing` are empty where a State enters it itself.
    """

    kind: str
    value: str
    weight: int
    words: str = ""
    source: str = ""
    standing: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what names the interest among those of a State, whatever the letters' size."""
        return self.kind, self.value.casefold()


def tidied(terms: InterestTerms) -> InterestTerms:
    """Return terms without blanks around their words; codes in capitals, themes in small letters."""
    value = " ".join(terms.value.split())
    if terms.kind in IN_CAPITALS:
        value = value.upper()
    if terms.kind == "theme":
        value = value.lower()
    return InterestTerms(terms.kind, value, terms.weight, terms.words.strip(), terms.source, terms.standing)


def interest_problems(terms: Sequence[InterestTerms], missions: Collection[str]) -> list[Problem]:
    """Return what is wrong with a whole list of interests. `missions`: the acronyms on record.

    A weight lies between -2 and 2 and is not 0: what is of no matter is left out. Each thing is named once.
    """
    problems = []
    if len(terms) > MOST_INTERESTS:
        problems.append(Problem("interests", f"there are {len(terms)}", f"name at most {MOST_INTERESTS}"))
    counted = Counter(one.key for one in terms)
    for place, one in enumerate(terms, start=1):
        where = f"interest {place}"
        if not LEAST_WEIGHT <= one.weight <= MOST_WEIGHT or one.weight == 0:
            words = f"the weight is {one.weight}"
            problems.append(Problem(where, words, "give -2, -1, 1 or 2, or leave the interest out", "weight"))
        if counted[one.key] > 1:
            problems.append(Problem(where, f"{one.kind} {one.value} is named more than once", "name it once", "value"))
        if wrong := _unknown(one, missions):
            problems.append(Problem(where, wrong[0], wrong[1], "value"))
    return problems


def _unknown(one: InterestTerms, missions: Collection[str]) -> tuple[str, str] | None:
    """Return what is not known about the thing that an interest names, and the remedy; None where it is known."""
    if not one.value:
        return "says not in what", "name it"
    if one.kind == "mission" and one.value not in missions:
        return f"{one.value!r} is no mission on record", "give its acronym as the list of missions has it"
    if one.kind in ("host", "partner") and not _is_known(state, one.value):
        return f"{one.value!r} is no State", "give its ISO code of three letters"
    if one.kind == "unit-type" and not _is_known(unit_type, one.value):
        return f"{one.value!r} is no unit type", "give its code as the catalogue of unit types has it"
    if one.kind == "theme" and one.value not in THEMES and not _is_known(mandate_task, one.value):
        return f"{one.value!r} is no theme", f"give one of {', '.join(THEMES)}, or the code of a mandated task"
    if one.kind not in KINDS:
        return f"{one.kind!r} is no kind of interest", f"give one of {', '.join(KINDS)}"
    return None


def _is_known(find: Callable[[str], object], code: str) -> bool:
    """Return whether a lookup of reference facts knows the code."""
    try:
        find(code)
    except (UnknownFactError, UnknownStateError):
        return False
    return True
