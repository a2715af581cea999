"""The criteria of a selection, each an exact share from 0 to 1 with the words that explain it. Pure.

They are those of section 3.3 of the dossier, where they are recalled; no scoring table has been published. So every
weight and scale is a local choice and a row of the parameter table. What is not on record is "not known" (share None):
such a criterion is left out of that offer's sum of weights, and neither rewards nor punishes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from muster.generation.rules.selection_facts import OfferFacts, SelectionInput, TheatreFacts
from muster.kit.day_text import long_day
from muster.matching.window import ready_on
from muster.pledges.levels import LADDER, Level, rung

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
PERCENT = 100
SERVICEABILITY = "serviceability"
KEEP_SERVICEABLE = "Meet the next call in time, and keep what stands in theatre serviceable."
OUTCOME_SHARES = {"recommended": ONE, "after-follow-up": HALF, "not-recommended": ZERO}


@dataclass(frozen=True)
class Judged:
    """What a criterion says of an offer: a share from 0 to 1, None where the record holds nothing; and why."""

    share: Fraction | None
    words: str


Judge = Callable[[OfferFacts, SelectionInput], Judged]


def not_known(what: str) -> Judged:
    """Return that the record holds nothing to judge by."""
    return Judged(None, f"not known: {what}")


def _least_one(share: Fraction) -> Fraction:
    return min(ONE, max(ZERO, share))


def fit(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Share of the statement's lines that the unit meets, as matching reckons it (criterion 1)."""
    if offer.fit_hundredths is None:
        return not_known(offer.fit_words or "no statement of unit requirement to hold the unit against")
    return Judged(_least_one(Fraction(offer.fit_hundredths, PERCENT * PERCENT)), offer.fit_words)


def level(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Rungs from the least for a selection up, of those there are; of several pledges the lowest (criterion 2)."""
    lowest = min(rung(one.level) for one in offer.pledges)
    least, top = rung(given.matching.minimum_level), len(LADDER) - 1
    share = _least_one(Fraction(lowest - least + 1, top - least + 1))
    name = LADDER[lowest].label if lowest >= 0 else "off the ladder"
    return Judged(share, f"{name}; {Level(given.matching.minimum_level).label} is the least for a selection")


def time_to_deploy(offer: OfferFacts, given: SelectionInput) -> Judged:
    """1 where the unit is ready when it is needed, falling evenly to 0 at selection_time_zero_days later (3)."""
    ready = max(ready_on(one, given.day) for one in offer.pledges)
    late = (ready - given.post.needed.start).days
    if late <= 0:
        return Judged(ONE, f"ready on {long_day(ready)}, needed from {long_day(given.post.needed.start)}")
    share = _least_one(ONE - Fraction(late, given.numbers.time_zero_days))
    return Judged(share, f"ready on {long_day(ready)}, {late} days after the need begins")


def equipment(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Share of the items of major equipment that are owned and serviceable (criterion 4)."""
    if not offer.items:
        return not_known("no major equipment is listed")
    there = offer.items - offer.items_lacking
    return Judged(Fraction(there, offer.items), f"{there} of {offer.items} items are owned and serviceable")


def performance(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Calls of the State's units met in time, and what inspections counted of its units in theatre (criterion 5).

    The mean of two shares: calls that were on the ground in time, and the mean serviceability of its units of the type;
    the one that is known where the other is not. Readiness and evaluations are told in words: no scale of theirs is
    published, so they count nothing. That both shares weigh the same is a local choice.
    """
    shares, words = [], []
    if offer.calls:
        shares.append(Fraction(offer.calls_kept, offer.calls))
        words.append(f"{offer.calls_kept} of {offer.calls} calls met in time")
    counted = [one.percent for one in offer.theatre if one.kind == SERVICEABILITY and one.percent is not None]
    if counted:
        shares.append(Fraction(sum(counted), PERCENT * len(counted)))
    words += [_found(one) for one in offer.theatre]
    if not shares:
        what = "no call of a unit of this State has come due"
        return not_known("; ".join([what, *words]))
    return Judged(sum(shares, ZERO) / len(shares), "; ".join(words))


def _found(one: TheatreFacts) -> str:
    """Return a result in theatre in words."""
    share = [] if one.percent is None else [f"{one.percent} %"]
    said = ", ".join([*share, *([one.word] if one.word else [])])
    return f"{one.kind} of {one.unit} on {long_day(one.on)}: {said}"


def conduct(offer: OfferFacts, given: SelectionInput) -> Judged:
    """The conduct record (criterion 6): vetting blocks are gates; nothing else of it is kept here."""
    return not_known("no conduct record is kept here; a vetting block would be a gate")


def caveat_load(offer: OfferFacts, given: SelectionInput) -> Judged:
    """1 without caveats, less selection_caveat_step_percent for each that binds, hard or soft (criterion 7)."""
    if offer.caveats is None:
        return not_known("a new offer has no caveats on record; its conditions are in words")
    share = _least_one(ONE - Fraction(offer.caveats * given.numbers.caveat_step_percent, PERCENT))
    return Judged(share, f"{offer.caveats} caveat{'' if offer.caveats == 1 else 's'} bind on the day")


def training(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Mean of the last outcomes of visits: recommended 1, after follow-up 1/2, not recommended 0 (criterion 8)."""
    if not offer.visit_outcomes:
        return not_known("no visit with an outcome has seen the unit, and no training state is kept here")
    shares = [OUTCOME_SHARES[one] for one in offer.visit_outcomes]
    words = "last outcome of a visit: " + ", ".join(one.replace("-", " ") for one in offer.visit_outcomes)
    return Judged(sum(shares, ZERO) / len(shares), words)


def language(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Share of the post's working languages that the unit works in (criterion 9)."""
    wanted = given.post.languages
    if not wanted:
        return not_known("the post names no working language")
    if not all(one.languages for one in offer.pledges):
        return not_known("the offer names no working language")
    spoken = frozenset.intersection(*(one.languages for one in offer.pledges)) & wanted
    return Judged(Fraction(len(spoken), len(wanted)), f"{', '.join(sorted(spoken)) or 'none'} of {_list(wanted)}")


def women(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Share of women against the target of the year in the Uniformed Gender Parity Strategy (criterion 10)."""
    if offer.women is None or not offer.people:
        return not_known("the offer does not say how many are women")
    target = offer.women_target_percent
    if not target:
        return not_known("no target is on record for this year and kind of unit")
    share = _least_one(Fraction(offer.women * PERCENT, offer.people * target))
    return Judged(share, f"{offer.women} of {offer.people} are women; the target is {target} %")


def acceptability(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Share of the States there with which the State is not on record as incompatible (criterion 11)."""
    if not offer.beside:
        return not_known("no other State is on the ground of the mission or chosen for it")
    apart = len(offer.incompatible_with)
    share = Fraction(len(offer.beside) - apart, len(offer.beside))
    return Judged(share, f"stands beside {len(offer.beside) - apart} of {len(offer.beside)} States there")


def balance(offer: OfferFacts, given: SelectionInput) -> Judged:
    """1 less the share of the mission's people who come from the State's regional group (criterion 12)."""
    whole = sum(offer.group_people.values())
    if not whole or not offer.regional_group:
        return not_known("nobody is on the ground of the mission or chosen for it")
    own = offer.group_people.get(offer.regional_group, 0)
    return Judged(ONE - Fraction(own, whole), f"{own} of {whole} people there are of the {offer.regional_group}")


def distance(offer: OfferFacts, given: SelectionInput) -> Judged:
    """1 at no distance, falling evenly to 0 at selection_distance_zero_km (criterion 13; costs are not reckoned)."""
    if offer.distance_km is None:
        return not_known("the State's place is not on record")
    share = _least_one(ONE - Fraction(offer.distance_km, given.numbers.distance_zero_km))
    return Judged(share, f"{offer.distance_km} km between State and mission, great circle")


def sustainability(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Rotations guaranteed, of selection_rotations_full (criterion 14)."""
    if offer.rotations is None:
        return not_known("the offer guarantees no number of rotations")
    share = _least_one(Fraction(offer.rotations, given.numbers.rotations_full))
    return Judged(share, f"{offer.rotations} rotations guaranteed; {given.numbers.rotations_full} count in full")


def interoperability(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Share of the States there with which the unit has exercised or deployed of late (criterion 15)."""
    if not offer.has_unit_profile or not offer.beside:
        return not_known("no national unit with its common service is on record, or nobody stands there")
    served = len(offer.served_with)
    return Judged(Fraction(served, len(offer.beside)), f"has served with {served} of {len(offer.beside)} States there")


def commitments(offer: OfferFacts, given: SelectionInput) -> Judged:
    """Share of the State's announcements that became pledges (criterion 16)."""
    if not offer.announced:
        return not_known("no announcement of the State is old enough to have become a pledge")
    kept = offer.announced - offer.announced_unkept
    return Judged(Fraction(kept, offer.announced), f"{kept} of {offer.announced} announcements became pledges")


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


@dataclass(frozen=True)
class Criterion:
    """A criterion: its code and name, the parameter of its weight, how it is judged, what a State can do about it."""

    code: str
    name: str
    parameter: str
    judge: Judge
    advice: str


CRITERIA: tuple[Criterion, ...] = (
    Criterion("fit", "Fit to the statement", "selection_weight_fit_points", fit,
              "Close the lines of the statement of unit requirement that the unit does not meet."),
    Criterion("level", "Level", "selection_weight_level_points", level,
              "Raise the pledge to the next level: its page names the evidence that is missing."),
    Criterion("time", "Time to deploy", "selection_weight_time_points", time_to_deploy,
              "Shorten the notice to deploy, or let the availability begin earlier."),
    Criterion("equipment", "Equipment", "selection_weight_equipment_points", equipment,
              "Procure what is missing and repair what is not serviceable; list all major equipment in the pledge."),
    Criterion("performance", "Past performance", "selection_weight_performance_points", performance,
              "Meet the next call in time."),
    Criterion("conduct", "Conduct record", "selection_weight_conduct_points", conduct,
              "Ask the conduct and discipline service what is on record."),
    Criterion("caveats", "Caveat load", "selection_weight_caveats_points", caveat_load,
              "Lift or narrow caveats that are not needed for this mission."),
    Criterion("training", "Training and visits", "selection_weight_training_points", training,
              "Ask for a visit, and close the findings of the last one."),
    Criterion("language", "Language", "selection_weight_language_points", language,
              "Fill key posts with people who work in the mission's languages, and name the languages in the pledge."),
    Criterion("women", "Women", "selection_weight_women_points", women,
              "Raise the share of women towards the target of the year."),
    Criterion("acceptability", "Acceptability", "selection_weight_acceptability_points", acceptability,
              "Another mission may suit better; ask the register."),
    Criterion("balance", "Geographic balance", "selection_weight_balance_points", balance,
              "A mission with fewer units of your region gives more points; nothing of the unit needs to change."),
    Criterion("distance", "Distance", "selection_weight_distance_points", distance,
              "A mission nearer to home gives more points; nothing of the unit needs to change."),
    Criterion("sustainability", "Sustainability", "selection_weight_sustainability_points", sustainability,
              "Guarantee more rotations, alone or in turns with a partner."),
    Criterion("interoperability", "Interoperability", "selection_weight_interoperability_points", interoperability,
              "Exercise with the States of the mission, and enter it in the unit's profile."),
    Criterion("commitments", "Political commitments", "selection_weight_commitments_points", commitments,
              "Turn what was announced into pledges."),
)  # fmt: skip
BY_CODE = {one.code: one for one in CRITERIA}


def advice_of(code: str, offer: OfferFacts) -> str:
    """Return what the State of an offer can do about a criterion."""
    if code == "performance" and any(one.kind == SERVICEABILITY for one in offer.theatre):
        return KEEP_SERVICEABLE
    return BY_CODE[code].advice
