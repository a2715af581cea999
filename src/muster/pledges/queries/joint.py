"""Joint pledges as of a day: what the partners said, and what that makes of the whole."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from muster.kit.facts import known_on
from muster.pledges.models import Contribution, PartnerAnswer, PartnerNote, PledgeVersion
from muster.pledges.rules.joint import (
    Evaluation,
    LevelConsequence,
    PartnerSaid,
    Whole,
    last_answers,
    level_consequence,
    partners_of,
    re_evaluate,
    whole,
)
from muster.pledges.terms import ContributionTerms
from muster.pledges.versions import terms_of
from muster.reference.parameters import parameter

MINIMUM_SHARE = "strength_fit_minimum_percent"
"""The parameter that says how much of its strength a pledge must keep without a partner."""


def notes_known(day: date) -> QuerySet[PartnerNote]:
    """Return the partners' notes known on `day`, in the order in which they hold; the caller has chosen the pledges."""
    return known_on(PartnerNote.objects.select_related("state"), day).order_by("held_from", "pk")


def _said(notes: Iterable[PartnerNote]) -> list[PartnerSaid]:
    return [PartnerSaid(one.state.code, one.answer == PartnerAnswer.AGREED, one.held_from) for one in notes]


@dataclass(frozen=True)
class JointStanding:
    """A joint pledge as of a day: the whole, what is left without those who withdrew, what that means for the level."""

    whole: Whole
    rest: Evaluation
    consequence: LevelConsequence
    answers: dict[str, PartnerSaid]
    notes: list[PartnerNote]


def joint_standing(pledge: PledgeVersion, day: date) -> JointStanding:
    """Return where a pledge read by `visible_pledge` stands by its partners' notes; one query."""
    return joint_standing_by(pledge, notes_known(day).filter(pledge=pledge.pledge_id), day)


def joint_standing_by(pledge: PledgeVersion, said: Iterable[PartnerNote], day: date) -> JointStanding:
    """Return the same from notes known on `day` that are loaded already."""
    terms, notes = terms_of(pledge), list(said)
    answers = last_answers(_said(notes), day)
    found = whole(partners_of(terms.state, terms.contributions), answers)
    rest = re_evaluate(terms, found.broken_by, parameter(MINIMUM_SHARE, day).integer)
    return JointStanding(found, rest, level_consequence(found, rest, pledge.current_level), answers, notes)


def withdrawn_among(pledge: PledgeVersion, notes: Iterable[PartnerNote], day: date) -> set[int]:
    """Return the partners that a pledge names (its contributions loaded) and that by `notes` no longer take part."""
    named = {line.state_id for line in pledge.contributions.all()}
    last = {note.state_id: note.answer for note in notes if note.held_from <= day}
    return {state_id for state_id, answer in last.items() if answer == PartnerAnswer.WITHDREW} & named


def partner_standings(pledges: Sequence[PledgeVersion], day: date) -> dict[int, Whole]:
    """Return the standing of those of many pledges that have partners, by the pledge's key; two queries for all."""
    lines: dict[int, list[ContributionTerms]] = defaultdict(list)
    versions = {one.pk for one in pledges}
    shares = Contribution.objects.filter(version__in=versions).select_related("state").order_by("version", "number")
    for line in shares:
        lines[line.version_id].append(ContributionTerms(line.state.code))
    shared = [one for one in pledges if one.pk in lines]
    notes: dict[int, list[PartnerNote]] = defaultdict(list)
    if shared:
        for note in notes_known(day).filter(pledge__in=[one.pledge_id for one in shared]):
            notes[note.pledge_id].append(note)
    return {
        one.pledge_id: whole(partners_of(one.state.code, lines[one.pk]), last_answers(_said(notes[one.pledge_id]), day))
        for one in shared
    }
