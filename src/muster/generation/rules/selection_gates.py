"""The hard gates: what keeps an offer out whatever its score. Pure.

Section 3.3 of the dossier names them: level, caveat conflict, vetting block, host objection, sanctions. What matching
asks of every pair of pledge and post is asked here by the same rules; the rest is asked of the offer as a whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from muster.generation.rules.selection_facts import OfferFacts, SelectionInput
from muster.kit.day_text import long_day
from muster.matching.facts import Finding, PledgeFacts, PostFacts, Surroundings
from muster.matching.rules import RULES

LIST_OF_GATES = "section 3.3 of the dossier (recalled)"
SOURCES = {
    "unit type": "statement of unit requirement (3.2)",
    "level": "capability requirements paper of March 2022 (S07), parameter level_min_for_selection",
    "strength": "local choice, parameter strength_fit_minimum_percent",
    "caveat: mission": "national caveats (2.8)",
    "caveat: region": "national caveats (2.8)",
    "caveat: task": "national caveats (2.8)",
    "language": "statement of unit requirement (3.2)",
    "national act": "national authorisation (7.1)",
    "act in force": "national authorisation has its days (7.3)",
    "room under the act": "national authorisation sets ceilings (7.1, 7.3)",
    "partner": "dependency caveats and co-deployment (2.8, 3.4)",
    "condition": "no selection with an unresolved hard caveat (14.3, rule 1)",
    "joint pledge": "a note verbale from each State (2.2)",
    "unit": "a pledge whose unit deploys leaves the pool (2.7)",
    "time": "availability and notice of the pledge (2.3)",
    "confirmation": "a pledge not confirmed in time lapses (2.7)",
    "host": LIST_OF_GATES,
    "vetting": LIST_OF_GATES,
    "sanctions": LIST_OF_GATES,
    "national ceiling": "national authorisation sets a ceiling (7.1)",
    "mission ceiling": "the mandate authorises a ceiling (1.3)",
}
BAR_NAMES = {"host": "objection of the host State", "vetting": "vetting block", "sanctions": "sanctions"}


@dataclass(frozen=True)
class Gate:
    """What one gate says of an offer. `to_state`: the words for its State, where they differ from the register's."""

    gate: str
    fits: bool
    words: str
    to_state: str
    source: str
    pledge: str = ""


def gates_of(offer: OfferFacts, given: SelectionInput) -> tuple[Gate, ...]:
    """Return what every gate says of an offer. Nobody may waive one; what it rests on may change."""
    found = [gate for pledge in offer.pledges for gate in _matching_gates(pledge, offer, given)]
    found += [_confirmation(pledge, offer, given) for pledge in offer.pledges if not offer.is_new]
    found += list(_bars(offer))
    found.append(_national_ceiling(offer))
    found.append(_mission_ceiling(offer, given))
    return tuple(found)


def _matching_gates(pledge: PledgeFacts, offer: OfferFacts, given: SelectionInput) -> Iterable[Gate]:
    """Ask the rules of matching about one pledge of the offer; its strength counts together with the others'.

    Of several pledges together only the lead must be of the wanted unit type: the others complete it (local choice).
    """
    acts = {} if offer.act_missions is None else {offer.state: offer.act_missions}
    around = Surroundings(given.day, given.matching, acts)
    together = replace(pledge, strength=offer.strength)
    post = given.post
    if pledge is not offer.pledges[0]:
        post = replace(post, unit_type=pledge.unit_type)
    several = len(offer.pledges) > 1
    for rule in RULES:
        finding = rule(together, post, around)
        yield _gate(finding, pledge.reference if several else "", post)


def _gate(finding: Finding, pledge: str, post: PostFacts) -> Gate:
    source = SOURCES.get(finding.rule, "rule of matching")
    return Gate(finding.rule, finding.fits, finding.words, finding.words, source, pledge)


def _plain(name: str, fits: bool, words: str, to_state: str = "", pledge: str = "") -> Gate:
    return Gate(name, fits, words, to_state or words, SOURCES[name], pledge)


def _confirmation(pledge: PledgeFacts, offer: OfferFacts, given: SelectionInput) -> Gate:
    """The last confirmation of the pledge still holds on the day.

    Source: a pledge not confirmed in time lapses (2.7). The State may confirm it.
    """
    several = pledge.reference if len(offer.pledges) > 1 else ""
    until = offer.confirmed_until.get(pledge.reference)
    if until is None:
        return _plain("confirmation", True, "no end of its validity is on record", pledge=several)
    if given.day < until:
        return _plain("confirmation", True, f"confirmed until {long_day(until)} (excluded)", pledge=several)
    words = f"The pledge was confirmed until {long_day(until)} (excluded) and not since; its State confirms it."
    return _plain("confirmation", False, words, pledge=several)


def _bars(offer: OfferFacts) -> Iterable[Gate]:
    """Yield one gate for each kind of bar: shut where one is in force, else open."""
    for kind, name in BAR_NAMES.items():
        standing = [one for one in offer.bars if one.kind == kind]
        if not standing:
            yield _plain(kind, True, f"no {name} on record")
        for one in standing:
            yield _plain(kind, False, one.words, one.to_state)


def _national_ceiling(offer: OfferFacts) -> Gate:
    """The unit fits under the ceiling of the State's acts, beside its people who are deployed or chosen.

    Source: ceilings of national acts (7.1). Only the State's parliament or government may raise it.
    """
    if offer.act_ceiling is None:
        return _plain("national ceiling", True, "no act on record sets a ceiling")
    sum_of_people = offer.people_abroad + offer.strength
    words = f"{offer.people_abroad} people deployed or chosen and {offer.strength} offered, of {offer.act_ceiling}"
    if sum_of_people <= offer.act_ceiling:
        return _plain("national ceiling", True, words)
    over = sum_of_people - offer.act_ceiling
    return _plain("national ceiling", False, f"{words} that acts of {offer.state_name} allow: {over} too many.")


def _mission_ceiling(offer: OfferFacts, given: SelectionInput) -> Gate:
    """The unit fits under the ceiling of the mission's mandate, beside the people who are deployed or chosen there.

    Source: the mandate authorises a ceiling of troops and of police (1.3). Only the Security Council may raise it. What
    a State is told names no other State.
    """
    if given.ceiling is None:
        return _plain("mission ceiling", True, "no mandate with a ceiling is on record for the day of need")
    words = f"{given.people_in_mission} people deployed or chosen and {offer.strength} offered, of {given.ceiling}"
    if given.people_in_mission + offer.strength <= given.ceiling:
        return _plain("mission ceiling", True, words)
    told = f"The ceiling of {given.ceiling} people of the mission's mandate leaves no room for {offer.strength}."
    return _plain("mission ceiling", False, f"{words}: over the ceiling of the mandate.", told)
