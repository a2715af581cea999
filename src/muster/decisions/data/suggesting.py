"""The verdict that the rules suggest on the data of a criterion. Pure.

Section 7.2 of the dossier gives the criteria and how hard each gate is; it gives no numbers. Those are parameters of
ours and stand with each reason. A suggestion binds nobody: the verdict is the signatory's.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from muster.decisions.data import keys
from muster.decisions.data.point import DataPoint, Suggestion
from muster.reference.parameters import Parameter, parameter

MET, RESERVED, NOT_MET = "met", "reserved", "not-met"
ORDER = (MET, RESERVED, NOT_MET)
THREATS = ("low", "moderate", "substantial", "high")
HUNDRED = 100


@dataclass(frozen=True)
class Reason:
    """One reason, and the verdict that it alone would give."""

    verdict: str
    words: str


@dataclass(frozen=True)
class Data:
    """The data of a criterion by their keys, those of which nothing is known left out."""

    points: Sequence[DataPoint]
    day: date

    def of(self, key: str) -> list[DataPoint]:
        """Return every datum of a key, by whatever party, that has a value."""
        return [one for one in self.points if keys.family(one.key) == key and one.value]

    def value(self, key: str) -> str:
        """Return the value of the datum of exactly this key, empty where nothing is known."""
        return next((one.value for one in self.points if one.key == key), "")

    def number(self, key: str) -> Decimal | None:
        """Return the value of a datum as a number, None where nothing is known."""
        value = self.value(key)
        return Decimal(value) if value else None

    def limit(self, key: str) -> Parameter:
        """Return the parameter in force on the day."""
        return parameter(key, self.day)


def suggest(criterion: str, data: Sequence[DataPoint], day: date) -> Suggestion:
    """Return the suggested verdict by the parameters of `day`; none where the criterion is a judgement.

    The worst reason gives the verdict; every reason that is not the best is told, the worst first.
    """
    rule = RULES.get(criterion)
    if rule is None:
        return Suggestion("", ("A judgement of the body that signs it: no rule suggests a verdict.",))
    found = list(rule(Data(data, day)))
    if not found:
        return Suggestion("", ("Nothing is known that a rule could read.",))
    worst = max(found, key=lambda one: ORDER.index(one.verdict)).verdict
    ranked = sorted(found, key=lambda one: -ORDER.index(one.verdict))
    told = [one.words for one in ranked if worst == MET or one.verdict != MET]
    return Suggestion(worst, tuple(told))


def agreement(data: Data) -> Iterable[Reason]:
    """Criterion 3, a hard gate: the parties agreed with the mandating body, or clearly accept the force.

    Consent withdrawn or refused by anybody is not met, and so is nothing known; one without the other is a reservation.
    """
    consents = [*data.of(keys.HOST_CONSENT), *data.of(keys.PARTY_CONSENT)]
    agreements = [*data.of(keys.PEACE_AGREEMENT), *data.of(keys.FORCES_AGREEMENT)]
    for one in consents:
        if one.value in ("withdrawn", "refused"):
            yield Reason(NOT_MET, f"{_capital(one.label)}: {one.value}. Without consent there is no deployment.")
        elif one.value != "given":
            yield Reason(RESERVED, f"{_capital(one.label)}: {_spaced(one.value)}.")
    for one in agreements:
        if one.value in ("ended", "refused", "negotiated"):
            yield Reason(RESERVED, f"{_capital(one.label)}: {_spaced(one.value)}.")
    for key in (keys.PRINCIPLE_CONSENT, keys.PRINCIPLE_IMPARTIALITY, keys.PRINCIPLE_FORCE):
        yield from (Reason(RESERVED, f"{_capital(one.label)}: contested.") for one in _with(data, key, "contested"))
    accepted = [one for one in consents if one.value in ("given", "with-reservations")]
    signed = [one for one in agreements if one.value in ("signed", "in-force")]
    yield _whether_agreed(consents, accepted, signed)


def _whether_agreed(
    consents: Sequence[DataPoint], accepted: Sequence[DataPoint], signed: Sequence[DataPoint]
) -> Reason:
    """A consent with an agreement is met, one of them alone is met with reservations, neither is not met."""
    if accepted and signed:
        return Reason(MET, f"{_capital(accepted[0].label)} and {signed[0].label} are on record.")
    if signed:
        return Reason(RESERVED, f"{_capital(signed[0].label)} is on record, but no consent that is given.")
    if accepted:
        return Reason(RESERVED, f"{_capital(accepted[0].label)} is on record, but no agreement that is signed.")
    if consents:
        return Reason(NOT_MET, "No consent that is given and no agreement that is signed is on record.")
    return Reason(NOT_MET, "Neither a consent nor an agreement is on record: one of both is needed before deploying.")


def resources(data: Data) -> Iterable[Reason]:
    """Criterion 4: a mandate, its ceiling and its financing hold; the State's law and acts have room.

    Financing that is not assured and a task that the law does not cover are not met; what can be put right before
    the people leave (a new act, a renewal, a condition, arrears) is a reservation.
    """
    if data.value(keys.MANDATE):
        yield Reason(MET, f"A mandate is in force: {data.value(keys.MANDATE)}.")
    else:
        yield Reason(RESERVED, "No mandate in force is on record.")
    if data.value(keys.FINANCING) == "not-assured":
        yield Reason(NOT_MET, "Financing: not assured.")
    elif not data.value(keys.FINANCING):
        yield Reason(RESERVED, "No statement on the financing is on record.")
    conflicts = data.value(keys.TASK_CONFLICTS)
    if conflicts not in ("", "none"):
        yield Reason(NOT_MET, f"The law does not cover these tasks of the mandate: {conflicts.replace(';', ', ')}.")
    conditions = data.value(keys.TASK_CONDITIONS)
    if conditions not in ("", "none"):
        yield Reason(RESERVED, f"The law allows these tasks under a condition: {conditions.replace(';', ', ')}.")
    yield from (Reason(RESERVED, words) for key, words in ROOMS.items() if data.value(key) == keys.NO)
    owed, limit = data.number(keys.ARREARS), data.limit("decision_arrears_reserved_usd")
    if owed is not None and owed > limit.decimal:
        yield Reason(RESERVED, f"{owed:,} dollars are owed to the State, more than {limit.integer:,} ({_told(limit)}).")


ROOMS: Mapping[str, str] = {
    keys.MANDATE_COVERS_TOUR: "The mandate as known ends before the tour does.",
    keys.CEILING_SUFFICES: "The ceiling of the mandate has no room for the people asked.",
    keys.AUTHORISED: "No national act authorises it yet: a new act is needed.",
    keys.ROOM_SUFFICES: "The national acts have no room for the people asked: a new act is needed.",
}


def risk(data: Data) -> Iterable[Reason]:
    """Criterion 5: what is measured and what is stated stay under the limits that the parameters set.

    The lower bound above a limit is not met, the upper bound above one is a reservation: few person-years say little.
    """
    yield from _rate(data, "every cause", (keys.FATALITY_LOW, keys.FATALITY_HIGH), EVERY_CAUSE)
    yield from _rate(data, "malicious acts", (keys.HOSTILE_LOW, keys.HOSTILE_HIGH), MALICIOUS_ACTS)
    yield from _place(data)
    if data.value(keys.THREAT_TREND) == "rising":
        yield Reason(RESERVED, "Deaths in conflict in the host States are rising.")
    yield from _threat(data)
    for one in data.of(keys.MEDICAL):
        if one.value != "in-place":
            verdict = NOT_MET if one.value == "not-in-place" else RESERVED
            yield Reason(verdict, f"{_capital(one.label)}: {_spaced(one.value)}.")
    for one in data.of(keys.LIFE):
        if one.value in ("drawing-down", "liquidating", "planned"):
            yield Reason(RESERVED, f"The operation is {_spaced(one.value)}.")
        elif one.value == "closed":
            yield Reason(NOT_MET, "The operation is closed.")


EVERY_CAUSE = ("decision_fatality_not_met_per_1000", "decision_fatality_reserved_per_1000")
MALICIOUS_ACTS = ("decision_hostile_not_met_per_1000", "decision_hostile_reserved_per_1000")
"""The limit of the lower bound, above which a rate is not met, and that of the upper bound."""


def _rate(data: Data, cause: str, bounds: tuple[str, str], limits: tuple[str, str]) -> Iterable[Reason]:
    """Hold the interval of a rate against both limits."""
    low, high = (data.number(key) for key in bounds)
    if low is None or high is None:
        return
    hard, soft = (data.limit(key) for key in limits)
    what = f"Fatalities of {cause} per 1,000 person-years"
    if low > hard.decimal:
        yield Reason(NOT_MET, f"{what}: even the lower bound {low} is above {hard.value} ({_told(hard)}).")
    elif high > soft.decimal:
        yield Reason(RESERVED, f"{what}: the upper bound {high} is above {soft.value} ({_told(soft)}).")
    else:
        yield Reason(MET, f"{what}: the upper bound {high} is not above {soft.value} ({_told(soft)}).")


def _place(data: Data) -> Iterable[Reason]:
    """Compare with the other operations under way, where somebody died by malicious acts."""
    deaths, place = data.number(keys.HOSTILE_DEATHS), data.number(keys.HOSTILE_RANK)
    every = len([one for one in data.value(keys.HOSTILE_BESIDE).split(";") if one])
    if not deaths or place is None or not every:
        return
    limit = data.limit("decision_hostile_place_percent")
    if (place - 1) * HUNDRED > every * limit.integer:
        less = f"{place - 1} of {every} operations under way are less dangerous by malicious acts"
        yield Reason(RESERVED, f"{less}, more than {limit.value} % ({_told(limit)}).")


def _threat(data: Data) -> Iterable[Reason]:
    """Hold the stated threat against both limits."""
    for one in data.of(keys.THREAT):
        hard, soft = data.limit("decision_threat_not_met"), data.limit("decision_threat_reserved")
        stated = THREATS.index(one.value)
        if stated >= THREATS.index(hard.text):
            yield Reason(NOT_MET, f"{_capital(one.label)}: {one.value} ({_told(hard)}).")
        elif stated >= THREATS.index(soft.text):
            yield Reason(RESERVED, f"{_capital(one.label)}: {one.value} ({_told(soft)}).")
        else:
            yield Reason(MET, f"{_capital(one.label)}: {one.value}.")


def _with(data: Data, key: str, value: str) -> Iterable[DataPoint]:
    return (one for one in data.of(key) if one.value == value)


def _told(limit: Parameter) -> str:
    return f"{limit.standing}, {limit.key}"


def _spaced(value: str) -> str:
    return value.replace("-", " ")


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


RULES: Mapping[str, Callable[[Data], Iterable[Reason]]] = {
    "agreement": agreement,
    "resources": resources,
    "risk": risk,
}
"""Criteria of which rules suggest a verdict; the other two are judgements."""
