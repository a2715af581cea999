"""What the cells of the UN hub's contributions mean: each spelling is looked up once, however many rows it has.

The catalogue exchanges the definitions of `isocode3` and `m49_code`, so either column is read as what it looks like. A
State is what at least two of code, number and name say, or the only one of them that says anything.
"""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files

from muster.kit.intervals import month_end
from muster.reference.errors import UnknownStateError
from muster.reference.states import find_state, simplified, state
from muster.statistics.importing.cells import MISSING, BadCell
from muster.statistics.importing.ipi import MONTH_END
from muster.statistics.importing.names import STATE_VARIANT, former_states, mission_named, state_named

EXCHANGED = "ISO and M49 code of the State exchanged"
BY_NUMBER = "State told by its M49 code"
BY_NAME = "State told by its name"
OUTVOTED = "State that code, M49 code and name give two to one"
OTHER_DATE = "date written another way"
FIGURE_MISSING = "figure of one sex missing, taken as none"
FIRST_YEAR, LAST_YEAR = 1945, 2100
"""Years that a date of a United Nations contribution may lie in; anything else is no date of one."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = re.compile(r"-?\d+(\.0*)?([eE]\+?\d+)?")
_WORDED = ("%d-%b-%y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y")


Reading = Callable[..., tuple[str | date, tuple[str, ...]]]
"""Reads the cells of a spelling: a value and the repairs that it took. Raises BadCell."""


@dataclass(frozen=True)
class Meaning:
    """What a spelling means: a value and the repairs that it took, or the reason why it means nothing."""

    value: str | date | None
    rules: tuple[str, ...] = ()
    reason: str | None = None


def understood(reading: Reading, spelled: Sequence[str]) -> Meaning:
    """The meaning that a reading gives to a spelling, or its reason for giving none."""
    try:
        value, rules = reading(*spelled)
    except BadCell as error:
        return Meaning(None, (), str(error))
    return Meaning(value, rules)


def contributor(iso3: str, m49: str, name: str) -> tuple[str, tuple[str, ...]]:
    """The State's code out of the three cells that tell it. Raises BadCell."""
    rules: list[str] = []
    if _is_number(iso3) or (m49.isalpha() and m49 not in MISSING):
        iso3, m49 = m49, iso3
        rules.append(EXCHANGED)
    told = {"isocode3": _by_code(iso3), "m49_code": _by_number(m49), "contributing_country": _by_name(name, rules)}
    votes = [code for code in told.values() if code is not None]
    if not votes:
        raise BadCell(f"no State is told by isocode3 {iso3!r}, m49_code {m49!r}, contributing_country {name!r}")
    found = max(votes, key=votes.count)
    if votes.count(found) < len(votes):
        if votes.count(found) == 1:
            said = ", ".join(f"{column} {code}" for column, code in told.items() if code is not None)
            raise BadCell(f"the cells tell two States: {said}")
        rules.append(OUTVOTED)
    elif told["isocode3"] is None:
        rules.append(BY_NUMBER if told["m49_code"] else BY_NAME)
    if told["isocode3"] == found and STATE_VARIANT in rules:
        rules.remove(STATE_VARIANT)
    return found, tuple(rules)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _by_code(text: str) -> str | None:
    code = text.upper()
    if code in former_states():
        return code
    try:
        return state(code).iso3
    except UnknownStateError:
        return None


def _by_number(text: str) -> str | None:
    if not _is_number(text):
        return None
    try:
        return find_state(f"{int(float(text)):03d}").iso3
    except UnknownStateError:
        return None


def _by_name(text: str, rules: list[str]) -> str | None:
    if text in MISSING:
        return None
    try:
        code, variant = state_named(text)
    except BadCell:
        return None
    if variant:
        rules.append(STATE_VARIANT)
    return code


def month(text: str) -> tuple[date, tuple[str, ...]]:
    """The last day of the month: of a date, of a moment, or of milliseconds since 1970 (before it: negative).

    Raises BadCell.
    """
    on, rules = _day(text)
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise BadCell(f"last_reporting_date {text!r} is no day between {FIRST_YEAR} and {LAST_YEAR}")
    end = month_end(on)
    return end, rules if end == on else (*rules, MONTH_END)


def _day(text: str) -> tuple[date, tuple[str, ...]]:
    if _is_number(text) and len(text) != len("20210131"):
        try:
            return (EPOCH + timedelta(milliseconds=float(text))).date(), ()
        except OverflowError:
            raise BadCell(f"last_reporting_date {text!r} is no date") from None
    try:
        return datetime.fromisoformat(text).date(), ()
    except ValueError:
        pass
    for written in _WORDED:
        try:
            return datetime.strptime(text, written).replace(tzinfo=UTC).date(), (OTHER_DATE,)
        except ValueError:
            continue
    raise BadCell(f"last_reporting_date {text!r} is no date")


def operation(text: str, on: date) -> tuple[str, tuple[str, ...]]:
    """The acronym of the mission on a day. Raises BadCell where there is none."""
    if text in MISSING:
        raise BadCell("mission_acronym is empty")
    acronym, rule = mission_named(text, on)
    return acronym, (rule,) if rule else ()


def personnel_type(text: str) -> tuple[str, tuple[str, ...]]:
    """The type of personnel by our name. Raises BadCell."""
    found = _types().get(simplified(text))
    if found is None:
        raise BadCell(f"personnel_type {text!r} is none that is known")
    return found, ()


@lru_cache(maxsize=1)
def _types() -> dict[str, str]:
    rows = csv.DictReader((files("muster.statistics.names") / "personnel_types.csv").read_text("utf-8").splitlines())
    return {simplified(row["spelling"]): row["personnel_type"] for row in rows}
