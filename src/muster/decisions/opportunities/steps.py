"""What it would take: each refusal and each gap as a step, with its days where something says so. Pure."""

from collections.abc import Callable, Iterable
from datetime import date

from muster.decisions.opportunities.facts import (
    AuthorisationTime,
    FitFacts,
    LawPoint,
    NeedKind,
    OpportunityNumbers,
    OwnUnit,
    Step,
    Stop,
)
from muster.kit.intervals import add_months
from muster.matching.facts import Finding, MatchingParameters, PostFacts
from muster.pledges.levels import LADDER, Level, rung

ORDER = tuple(NeedKind)
STOPPING_RULES = frozenset({"unit type", "unit", "time"})
"""Rules of matching whose refusal is a hard stop: no step of the State before the day removes it."""
ACT_RULES = ("national act", "act in force", "room under the act")
"""Rules of matching whose refusal asks for an act of the State."""
CONDITIONAL, NOT_COVERED = "conditional", "not-covered"
NAMED_LINES = 4
"""Lines to be shown are named up to so many."""


def stops_of(refusals: Iterable[Finding], law: Iterable[LawPoint]) -> tuple[Stop, ...]:
    """Return the hard stops: rules that no step removes, and tasks of the mandate that the law does not cover.

    Source: section 7.3 of the dossier (a contingent may do what the law names); the rules of matching. Where a partner
    is wanting, the refused time only says so again: finding the partner is a step.
    """
    said = list(refusals)
    lacks_partner = any(one.rule == "partner" for one in said)
    stopping = STOPPING_RULES - {"time"} if lacks_partner else STOPPING_RULES
    found = [Stop(one.rule, one.words) for one in said if one.rule in stopping]
    found += [
        Stop("law", f"The law in force does not cover the mandated task “{one.words or one.task}”.")
        for one in law
        if one.standing == NOT_COVERED
    ]
    return tuple(found)


def steps_of(
    unit: OwnUnit,
    post: PostFacts,
    refusals: Iterable[Finding],
    fit: FitFacts | None,
    law: Iterable[LawPoint],
    *,
    day: date,
    matching: MatchingParameters,
    numbers: OpportunityNumbers,
    authorisation: AuthorisationTime,
) -> tuple[Step, ...]:
    """Return the steps in their order: of the pledge, the unit, its people, its partners, its State.

    A step's days are a parameter, a template of the phases or unknown; see the docstrings of the makers below.
    """
    refusals = tuple(refusals)
    found: list[Step] = []
    if not unit.is_submitted:
        found.append(Step(NeedKind.SUBMIT, "Submit the drafted pledge to its register.", 0))
    for refusal in refusals:
        make = _OF_RULE.get(refusal.rule)
        if refusal.rule == "level":
            found += level_steps(unit.pledge.level, day, matching, numbers)
        elif make is not None:
            found.append(make(refusal, numbers))
    found += _act_step(refusals, authorisation)
    found += _conditions_of_law(law)
    if fit is not None:
        found += fit_steps(fit, numbers)
    found += training_step(unit, numbers)
    return tuple(sorted(found, key=lambda one: ORDER.index(one.kind)))


def level_steps(level: str, day: date, matching: MatchingParameters, numbers: OpportunityNumbers) -> list[Step]:
    """Return the rungs to climb up to the level from which units are selected.

    Days: pledge_acceptance_days for Level 1, level_1_to_2_months for Level 2; beyond, nothing says.
    """
    to_two = (add_months(day, matching.level_1_to_2_months) - day).days
    known: dict[Level, tuple[int, str, str]] = {
        Level.LEVEL_1: (numbers.acceptance_days, "pledge_acceptance_days", "the register accepts the pledge"),
        Level.LEVEL_2: (to_two, "level_1_to_2_months", "an assessment and advisory visit finds it fit"),
    }
    found = []
    for wanted in LADDER[max(rung(level), 0) + 1 : rung(matching.minimum_level) + 1]:
        days, basis, how = known.get(wanted, (None, "", "its evidence is shown"))
        found.append(Step(NeedKind.LEVEL, f"Raise the pledge to {wanted.label}: {how}.", days, basis))
    return found


def fit_steps(fit: FitFacts, numbers: OpportunityNumbers) -> list[Step]:
    """Return a step for each mandatory line that is short or missing, and one for all lines that are to be shown.

    Days: how long it takes to bring an item is not known; evidence_review_days for what is to be shown.
    """
    found = [Step(NeedKind.LINE, f"Bring {one.name}: {one.have} of {one.wanted} are pledged.") for one in fit.blocking]
    if fit.to_be_shown:
        names = ", ".join(one.name for one in fit.to_be_shown[:NAMED_LINES])
        more = len(fit.to_be_shown) - NAMED_LINES
        words = f"Show evidence of {names}{f' and {more} more lines' if more > 0 else ''}."
        found.append(Step(NeedKind.EVIDENCE, words, numbers.evidence_days, "evidence_review_days"))
    return found


def training_step(unit: OwnUnit, numbers: OpportunityNumbers) -> list[Step]:
    """Return the step of beginning to train early, where the notice is shorter than the training takes.

    Days: tour_training_days less the notice of the pledge (derived: training that outlasts the notice begins before the
    request). A unit that stands in theatre has been trained.
    """
    short = numbers.training_days - unit.pledge.notice_days
    if short <= 0 or unit.stays:
        return []
    words = (
        f"Begin to train {short} days before the request: training takes {numbers.training_days} days, "
        f"the notice is {unit.pledge.notice_days}."
    )
    return [Step(NeedKind.TRAINING, words, short, "tour_training_days")]


def _act_step(refusals: Iterable[Finding], authorisation: AuthorisationTime) -> list[Step]:
    """Return the step of asking for an act: none names the mission, or those that do end too soon or have no room.

    Where none names it, the others only say so again.
    """
    said = {one.rule: one.words for one in refusals if one.rule in ACT_RULES}
    if not said:
        return []
    told = said.get(ACT_RULES[0]) or " ".join(said[rule] for rule in ACT_RULES if rule in said)
    words = f"{told} An act that allows it is needed."
    return [Step(NeedKind.AUTHORISATION, words, authorisation.days, authorisation.basis)]


def _conditions_of_law(law: Iterable[LawPoint]) -> list[Step]:
    return [
        Step(
            NeedKind.AUTHORISATION,
            f"Meet the law's condition for “{one.words or one.task}”: {one.condition or 'see the law'}.",
        )
        for one in law
        if one.standing == CONDITIONAL
    ]


def _plain(kind: NeedKind, lead: str) -> Callable[[Finding, OpportunityNumbers], Step]:
    def make(refusal: Finding, _numbers: OpportunityNumbers) -> Step:
        return Step(kind, f"{lead} {refusal.words}")

    return make


def _joint(refusal: Finding, numbers: OpportunityNumbers) -> Step:
    """Days: pledge_note_verbale_days, by which a partner's note verbale is named."""
    words = f"Have every partner agree. {refusal.words}"
    return Step(NeedKind.PARTNER, words, numbers.note_verbale_days, "pledge_note_verbale_days")


_OF_RULE: dict[str, Callable[[Finding, OpportunityNumbers], Step]] = {
    "strength": _plain(NeedKind.STRENGTH, "Raise the strength."),
    "caveat: mission": _plain(NeedKind.CAVEAT, "Lift the caveat."),
    "caveat: region": _plain(NeedKind.CAVEAT, "Lift the caveat."),
    "caveat: task": _plain(NeedKind.CAVEAT, "Lift the caveat."),
    "language": _plain(NeedKind.LANGUAGE, "Train people in a working language of the post."),
    "partner": _plain(NeedKind.PARTNER, "Agree with a partner."),
    "condition": _plain(NeedKind.CONDITION, "Settle the condition."),
    "joint pledge": _joint,
}
"""What makes a step of the refusal of a rule of matching; all that are neither here nor hard stops are told plainly."""
