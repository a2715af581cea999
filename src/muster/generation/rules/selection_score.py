"""The score of offers, their order, and what each State that is not chosen is told. Pure, exact, reproducible.

score of an offer = 100 x sum(weight x share) / sum(weight), over the criteria that are known for it,
in hundredths of a point, halves to even. Offers that a gate keeps out have a score for information and no place.
Ties go to the offer of which more is known (points of weight), then to the one made earlier, then by its reference.
"""

from dataclasses import dataclass
from fractions import Fraction

from muster.generation.rules.selection_criteria import BY_CODE, advice_of
from muster.generation.rules.selection_facts import OfferFacts, SelectionInput
from muster.generation.rules.selection_gates import Gate, gates_of

FULL_HUNDREDTHS = 10_000
PERCENT = 100


@dataclass(frozen=True)
class CriterionScore:
    """A criterion of one offer: its weight in points, its share (None: not known) as a fraction in text, and why."""

    criterion: str
    weight: int
    share: str | None
    words: str


@dataclass(frozen=True)
class OfferScore:
    """What came of one offer. `place` counts from 1 among those that pass every gate; score in hundredths of a point.

    `known_points` of `all_points` of weight are behind the score; without any it is None.
    """

    offer: str
    state: str
    gates: tuple[Gate, ...]
    passes: bool
    criteria: tuple[CriterionScore, ...]
    score_hundredths: int | None
    known_points: int
    all_points: int
    place: int | None = None


@dataclass(frozen=True)
class Feedback:
    """What the State of an offer that was not chosen is told: why, and what to improve."""

    offer: str
    reasons: tuple[str, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True)
class SelectionOutput:
    """What came of all: scores in the order of the input, places, whether a written reason is needed and why."""

    offers: tuple[OfferScore, ...]
    ranking: tuple[str, ...]
    reason_needed: str
    feedback: tuple[Feedback, ...]


def evaluate(given: SelectionInput) -> SelectionOutput:
    """Return what follows from the input: gates, scores, places, and feedback where an offer is chosen."""
    scored = [score_of(offer, given) for offer in given.offers]
    made_on = {offer.reference: offer.made_on for offer in given.offers}
    passing = [one for one in scored if one.passes]
    order = sorted(
        passing,
        key=lambda one: (-(one.score_hundredths or 0), -one.known_points, made_on[one.offer], one.offer),
    )
    places = {one.offer: place for place, one in enumerate(order, start=1)}
    placed = tuple(_with_place(one, places.get(one.offer)) for one in scored)
    ranking = tuple(one.offer for one in order)
    feedback: tuple[Feedback, ...] = ()
    if given.chosen:
        feedback = tuple(feedback_on(one, given) for one in placed if one.offer != given.chosen)
    return SelectionOutput(placed, ranking, _reason_needed(placed, ranking, given), feedback)


def score_of(offer: OfferFacts, given: SelectionInput) -> OfferScore:
    """Return the gates, criteria and score of one offer, without its place."""
    gates = gates_of(offer, given)
    criteria, weighed, known = [], Fraction(0), 0
    for weight in given.weights:
        judged = BY_CODE[weight.criterion].judge(offer, given)
        share = None if judged.share is None else str(judged.share)
        criteria.append(CriterionScore(weight.criterion, weight.points, share, judged.words))
        if judged.share is not None:
            weighed += weight.points * judged.share
            known += weight.points
    score = round(FULL_HUNDREDTHS * weighed / known) if known else None
    whole = sum(weight.points for weight in given.weights)
    passes = all(gate.fits for gate in gates)
    return OfferScore(offer.reference, offer.state, gates, passes, tuple(criteria), score, known, whole)


def _with_place(one: OfferScore, place: int | None) -> OfferScore:
    return OfferScore(
        one.offer, one.state, one.gates, one.passes, one.criteria, one.score_hundredths, one.known_points,
        one.all_points, place,
    )  # fmt: skip


def _reason_needed(placed: tuple[OfferScore, ...], ranking: tuple[str, ...], given: SelectionInput) -> str:
    """Return why the choice needs a written reason; empty where it needs none.

    Source: section 3.3 of the dossier (a reason where the choice is not the top score). That one is needed as well
    where little of the score is known is a local choice: parameter selection_known_minimum_percent.
    """
    chosen = next((one for one in placed if one.offer == given.chosen), None)
    if chosen is None or not ranking:
        return ""
    if chosen.offer != ranking[0]:
        return "the chosen offer has not the best score"
    if chosen.known_points * PERCENT < chosen.all_points * given.numbers.known_minimum_percent:
        return f"only {chosen.known_points} of {chosen.all_points} points of weight are known of the chosen offer"
    return ""


def feedback_on(one: OfferScore, given: SelectionInput) -> Feedback:
    """Return what the State of an offer that was not chosen is told, from its own gates and criteria alone.

    Nothing of it tells of another State's offer or score. Advice follows the gates that are shut, then the criteria
    that cost it most points, as many as parameter selection_advice_criteria says, then what is not known.
    """
    shut = [gate for gate in one.gates if not gate.fits]
    if shut:
        reasons = tuple(_named(gate) for gate in shut)
    else:
        reasons = (f"Another offer was chosen for the post. {_score_words(one)}",)
    costs = sorted((_lost(part), part.criterion) for part in one.criteria if part.share is not None)
    lost = [code for points, code in costs if points < 0][: given.numbers.advice_criteria]
    words = {part.criterion: part.words for part in one.criteria}
    offer = next(offer for offer in given.offers if offer.reference == one.offer)
    advice = [f"{BY_CODE[code].name} ({words[code]}): {advice_of(code, offer)}" for code in lost]
    unknown = [BY_CODE[part.criterion].name for part in one.criteria if part.share is None and part.weight]
    if unknown:
        advice.append(f"Not known and left out of the score: {', '.join(unknown)}. Enter what you have on record.")
    return Feedback(one.offer, reasons, tuple(advice))


def _named(gate: Gate) -> str:
    return f"{gate.pledge}: {gate.to_state}" if gate.pledge else gate.to_state


def _lost(part: CriterionScore) -> Fraction:
    """Return the points of weight that a criterion cost, as a negative number, so that the dearest comes first."""
    return -part.weight * (1 - Fraction(part.share or "0"))


def _score_words(one: OfferScore) -> str:
    if one.score_hundredths is None:
        return "Nothing that the score counts is known of your offer."
    return f"Yours reached {points(one.score_hundredths)} of 100 points."


def points(hundredths: int) -> str:
    """Return hundredths of a point as people write them: 7350 as 73.50."""
    return f"{hundredths // PERCENT}.{hundredths % PERCENT:02d}"
