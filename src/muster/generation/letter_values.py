"""What a letter about a case says: names and numbers from the record, the rest as it is entered."""

from dataclasses import fields
from typing import Any

from muster.generation.models import Case
from muster.generation.rules.letters import KINDS, LetterValues
from muster.reference.states import names_of


def values_of(case: Case, kind: str, language: str, said: dict[str, Any]) -> LetterValues:
    """Return what a letter about a case says. `said` holds what the record does not; lists are a line each."""
    names = names_of(case.state.code, language)
    known: dict[str, Any] = {
        "register": case.register.name,
        "state": names[0] if names else case.state.name,
        "mission": case.post.requirement.mission.acronym,
        "post": case.post.reference,
        "strength": case.strength,
        "wanted_on": case.wanted_on,
        "case": case.reference,
    }
    lists = {name: _lines(said.get(name)) for name in ("team", "reasons", "improvements")}
    everything = {**said, **known, **lists}
    made: type[Any] = KINDS[kind]
    values: LetterValues = made(**{one.name: everything.get(one.name) for one in fields(made)})
    return values


def _lines(words: Any) -> tuple[str, ...]:
    if isinstance(words, str):
        words = words.splitlines()
    return tuple(one.strip() for one in words or () if one.strip())
