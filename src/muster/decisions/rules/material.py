"""What differs so much between the data of two days that a criterion must be assessed anew. Pure.

Section 7.2 of the dossier: an assessment is a dated record, re-run when facts change (fatalities jump, consent is
withdrawn). How much is much is a local choice, in the parameters.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from muster.decisions.data import keys
from muster.decisions.data.point import DataPoint
from muster.reference.parameters import parameter

RATIO_KEY, DEATHS_KEY = "reassess_rate_ratio", "reassess_rate_deaths"
ARREARS_KEY = "decision_arrears_reserved_usd"
STATEMENTS = frozenset(
    {
        keys.HOST_CONSENT, keys.PARTY_CONSENT, keys.PEACE_AGREEMENT, keys.FORCES_AGREEMENT, keys.PRINCIPLE_CONSENT,
        keys.PRINCIPLE_IMPARTIALITY, keys.PRINCIPLE_FORCE, keys.CHAPTER, keys.FINANCING, keys.THREAT, keys.MEDICAL,
        keys.LIFE, keys.CONCEPT, keys.ENGAGEMENT, keys.CASUALTIES,
    }
)  # fmt: skip
"""Data that are a standing: any other standing is material."""
ADVERSE = frozenset(
    {
        "withdrawn", "refused", "with-reservations", "ended", "contested", "not-assured", "substantial", "high",
        "partly-in-place", "not-in-place", "drawing-down", "liquidating", "closed", "reviewed",
    }
)  # fmt: skip
"""Standings that matter even where none was known before; a good one that becomes known takes nothing away."""
ANSWERS: Mapping[str, str] = {
    keys.MANDATE_COVERS_TOUR: "the mandate no longer reaches past the tour",
    keys.CEILING_SUFFICES: "the ceiling of the mandate no longer has room for the people asked",
    keys.AUTHORISED: "no national act authorises it any more",
    keys.ROOM_SUFFICES: "the national acts no longer have room for the people asked",
}
"""Data that answer yes or no, and what a no that was no no before means."""
RATES: Mapping[str, tuple[str, str, str, str]] = {
    "every cause": (keys.FATALITY_RATE, keys.FATALITY_LOW, keys.FATALITY_HIGH, keys.FATALITY_DEATHS),
    "malicious acts": (keys.HOSTILE_RATE, keys.HOSTILE_LOW, keys.HOSTILE_HIGH, keys.HOSTILE_DEATHS),
}
RATE_KEYS = frozenset(key for names in RATES.values() for key in names)


@dataclass(frozen=True)
class MaterialChange:
    """One datum that differs so much, and how, in words."""

    key: str
    words: str


def material_changes(
    before: Sequence[DataPoint], after: Sequence[DataPoint], day: date, only: Collection[str] = ()
) -> tuple[MaterialChange, ...]:
    """Return what of the data of an assessment differs materially from that of `day`, by the parameters of that day.

    `only` are the keys (without parties) that are compared; none: all of them.
    """
    then, now = _by_key(before, only), _by_key(after, only)
    found = [
        *_statements(then, now),
        *_answers(then, now),
        *_rates(then, now, day),
        *_trend(then, now),
        *_tasks(then, now),
        *_mandate(then, now),
        *_arrears(then, now, day),
    ]
    return tuple(found)


def why(changes: Iterable[MaterialChange]) -> str:
    """Return material changes as one text, the first letter a capital."""
    text = "; ".join(one.words for one in changes)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _by_key(points: Iterable[DataPoint], only: Collection[str]) -> dict[str, DataPoint]:
    return {one.key: one for one in points if one.value and (not only or keys.family(one.key) in only)}


def _statements(then: Mapping[str, DataPoint], now: Mapping[str, DataPoint]) -> Iterable[MaterialChange]:
    """A standing that is another one; one that was unknown before only where it is adverse. Casualties always."""
    for key, one in now.items():
        family = keys.family(key)
        if family not in STATEMENTS:
            continue
        known = then.get(key)
        if known is None:
            if one.value in ADVERSE or family == keys.CASUALTIES:
                yield MaterialChange(key, f"{one.label}: {_spaced(one)}, of which nothing was known")
        elif known.value != one.value or (family == keys.CASUALTIES and known.words != one.words):
            yield MaterialChange(key, f"{one.label}: {_spaced(known)} before, {_spaced(one)} now")


def _answers(then: Mapping[str, DataPoint], now: Mapping[str, DataPoint]) -> Iterable[MaterialChange]:
    for key, words in ANSWERS.items():
        if key in now and now[key].value == keys.NO and (key not in then or then[key].value != keys.NO):
            yield MaterialChange(key, f"{words} ({now[key].words.rstrip('.')})" if now[key].words else words)


def _rates(then: Mapping[str, DataPoint], now: Mapping[str, DataPoint], day: date) -> Iterable[MaterialChange]:
    """A rate that left the interval it had, or is so many times what it was with so many more deaths."""
    for cause, (rate, low, high, deaths) in RATES.items():
        if not {rate, low, high} <= then.keys() or rate not in now:
            continue
        was, is_now = Decimal(then[rate].value), Decimal(now[rate].value)
        told = f"fatalities of {cause}: {was:.2f} per 1,000 person-years before, {is_now:.2f} now"
        if not Decimal(then[low].value) <= is_now <= Decimal(then[high].value):
            yield MaterialChange(rate, f"{told}, outside the interval of the assessment")
        elif _jumped(was, is_now, _more(then, now, deaths), day):
            yield MaterialChange(rate, f"{told}, at least {parameter(RATIO_KEY, day).value} times as many")


def _jumped(was: Decimal, is_now: Decimal, more: int, day: date) -> bool:
    enough = more >= parameter(DEATHS_KEY, day).integer
    return enough and is_now > was and is_now >= was * parameter(RATIO_KEY, day).decimal


def _more(then: Mapping[str, DataPoint], now: Mapping[str, DataPoint], key: str) -> int:
    if key not in then or key not in now:
        return 0
    return int(now[key].value) - int(then[key].value)


def _trend(then: Mapping[str, DataPoint], now: Mapping[str, DataPoint]) -> Iterable[MaterialChange]:
    key = keys.THREAT_TREND
    if key in now and now[key].value == "rising" and (key not in then or then[key].value != "rising"):
        yield MaterialChange(key, f"{now[key].label}: rising")


def _tasks(then: Mapping[str, DataPoint], now: Mapping[str, DataPoint]) -> Iterable[MaterialChange]:
    """Tasks that the law does not cover, or allows under a condition, and that were not among those before."""
    for key, words in (
        (keys.TASK_CONFLICTS, "tasks that the law does not cover"),
        (keys.TASK_CONDITIONS, "tasks under a condition of the law"),
    ):
        more = _codes(now.get(key)) - _codes(then.get(key))
        if more:
            yield MaterialChange(key, f"{words}: {', '.join(sorted(more))}")


def _codes(point: DataPoint | None) -> set[str]:
    return set() if point is None or point.value == "none" else set(point.value.split(";"))


def _mandate(then: Mapping[str, DataPoint], now: Mapping[str, DataPoint]) -> Iterable[MaterialChange]:
    """A mandate that held and holds no more."""
    if keys.MANDATE_UNTIL in then and keys.MANDATE_UNTIL not in now:
        yield MaterialChange(keys.MANDATE_UNTIL, "no mandate holds any more, as known")


def _arrears(then: Mapping[str, DataPoint], now: Mapping[str, DataPoint], day: date) -> Iterable[MaterialChange]:
    """Arrears that rose over the limit."""
    limit = parameter(ARREARS_KEY, day).decimal
    owed = Decimal(now[keys.ARREARS].value) if keys.ARREARS in now else Decimal(0)
    was = Decimal(then[keys.ARREARS].value) if keys.ARREARS in then else Decimal(0)
    if was <= limit < owed:
        yield MaterialChange(keys.ARREARS, f"{owed:,} dollars are owed to the State, over the limit of {limit:,}")


def _spaced(point: DataPoint) -> str:
    told = point.value.replace("-", " ")
    return f"{told} {point.unit}" if point.unit else told
