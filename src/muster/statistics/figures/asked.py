"""What a question names: a State by code or any name, a mission by acronym or name; and what has to be on record."""

import difflib

from muster.kit.errors import Problem, Refused
from muster.reference.errors import UnknownStateError
from muster.reference.missions import missions
from muster.reference.states import find_state, simplified
from muster.statistics.importing.cells import BadCell
from muster.statistics.importing.names import mission_variant, state_named
from muster.statistics.store import Store

TABLES_WITH_MISSIONS = ("contributions", "operations", "fatalities")


def need(store: Store, table: str, *sets: str) -> None:
    """Make sure that a table has rows. Raises Refused with the import that brings them."""
    if not store.has(table):
        wanted = " or ".join(f"muster import {name} PATH" for name in sets)
        raise nothing_on_record(f"the statistics store has no {table}", wanted)


def nothing_on_record(message: str, remedy: str) -> Refused:
    """The refusal of a question that the store cannot answer yet."""
    return Refused(problems=[Problem("", message, f"load them with {remedy}")])


def state_asked(text: str) -> str:
    """The ISO 3166 alpha-3 code of a State (also of one that is no more), by any of its names or codes.

    Raises UnknownStateError with near names.
    """
    try:
        return find_state(text).iso3
    except UnknownStateError as error:
        try:
            code, _ = state_named(text)
        except BadCell:
            raise error from None
        if code is None:
            raise error from None
        return code


def mission_asked(store: Store, text: str) -> str:
    """The acronym of a mission, by acronym or full name, whatever the case.

    Raises Refused for one of which neither the reference tables nor the store know, with near acronyms.
    """
    given = text.strip()
    wanted = simplified(given)
    for entry in missions():
        if wanted in (simplified(entry.acronym), simplified(entry.name)):
            return entry.acronym
    known = mission_variant(given)
    if known:
        if len(known) > 1:
            message = f"mission {given!r} stands for {len(known)} operations"
            raise Refused(problems=[Problem("", message, f"name one of {', '.join(known)}")])
        return known[0]
    acronyms = _acronyms(store)
    if wanted not in acronyms:
        near = difflib.get_close_matches(wanted, list(acronyms), n=3)
        remedy = f"near: {', '.join(acronyms[one] for one in near)}" if near else "give its acronym, as UNIFIL"
        raise Refused(problems=[Problem("", f"no mission is called {given!r}", remedy)])
    return acronyms[wanted]


def _acronyms(store: Store) -> dict[str, str]:
    """Acronyms that the store knows, by their simplified spelling; those of the reference tables among them."""
    found = {simplified(entry.acronym): entry.acronym for entry in missions()}
    for table in TABLES_WITH_MISSIONS:
        rows = store.query(f"SELECT DISTINCT mission FROM {table} WHERE mission IS NOT NULL ORDER BY mission")
        found |= {simplified(name): name for (name,) in rows}
    return found
