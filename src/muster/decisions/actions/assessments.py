"""Assessments of criteria: written by officers of the State, each kept with the data of its day; never changed."""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.decisions.actions.dossier_access import bump, day_problems, held, tell_signatures_due
from muster.decisions.data import DataPoint, Suggestion, read_data, suggest
from muster.decisions.data.keeping import kept
from muster.decisions.dossier_terms import MOST_EVIDENCE, AssessmentTerms
from muster.decisions.models import Assessment, Criterion, Dossier, Evidence, GateVerdict
from muster.decisions.queries.asking import asked_of, viewer_of_state
from muster.decisions.queries.dossiers import SeenDossier, asked_words
from muster.decisions.reassessing import settle
from muster.decisions.rules.dossier_data import ASKED
from muster.decisions.rules.dossier_gates import is_better
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.standing import Standing
from muster.parties.viewer import Viewer


def data_of(dossier: Dossier, criterion: str, day: date) -> tuple[DataPoint, ...]:
    """Return the data of a criterion on a day, as far as the dossier's State may see them."""
    return read_data(viewer_of_state(dossier.state), asked_of(dossier), criterion, day)


def asked_point(dossier: Dossier) -> DataPoint:
    """Return what the dossier asks for as a datum: an assessment holds for exactly this."""
    words = asked_words(dossier)
    return DataPoint(ASKED, "What is asked for", words, "", words, f"dossier {dossier.reference}")


@transaction.atomic
def assess(
    actor: Viewer, reference: str, terms: AssessmentTerms, *, today: date, expected_version: int | None = None
) -> Assessment:
    """Assess a criterion of an open dossier. The data of that day and the verdict that the rules suggest are kept.

    What was due again is settled by it. Raises NotFound, NotAllowed, and Refused with a line for each thing wrong.
    """
    seen = held(actor, reference, expected_version, today)
    what = f"Dossier {reference}"
    if not seen.is_open:
        raise Refused(f"{what} is {seen.stage}; an approver opens it again before it is assessed.")
    dossier: Dossier = seen.dossier
    on = terms.assessed_on or today
    if problems := _known_words(terms):
        raise Refused(f"{what} cannot be assessed.", problems)
    data = data_of(dossier, terms.criterion, on)
    suggestion = suggest(terms.criterion, data, on)
    problems = _problems(actor, seen, terms, suggestion, on, today)
    if problems:
        raise Refused(f"{what} cannot be assessed.", problems)
    made = Assessment(
        dossier=dossier,
        criterion=terms.criterion,
        number=_next_number(dossier, terms.criterion),
        verdict=terms.verdict,
        words=assessment_words(terms, suggestion.verdict),
        assessed_on=on,
        assessed_by_id=actor.user_id,
        data=kept((asked_point(dossier), *data)),
        suggested=suggestion.verdict,
        source=terms.source,
        standing=terms.standing,
        known_from=today,
    )
    require_clean_fields(made, what)
    made.save(force_insert=True)
    _write_evidence(made, terms, what)
    settle(made)
    bump(dossier)
    after = {**asdict(terms), "number": made.number, "suggested": made.suggested, "data": len(made.data)}
    audit.record(actor, "decisions:dossier:assessed", reference, after=after)
    tell_signatures_due(actor, reference, today)
    return made


def assessment_words(terms: AssessmentTerms, suggested: str) -> str:
    """Return the words of an assessment as they are kept: with why it is better than suggested, if it is."""
    words = terms.words.strip()
    if not is_better(terms.verdict, suggested):
        return words
    return f"{words}\n\nBetter than the rules suggest: {terms.why_better.strip()}"


def _known_words(terms: AssessmentTerms) -> list[Problem]:
    """Return what is wrong with the criterion and the verdict."""
    problems = []
    for place, given, kind in (("criterion", terms.criterion, Criterion), ("verdict", terms.verdict, GateVerdict)):
        if given not in kind.values:
            problems.append(Problem(place, f"{given!r} is unknown", f"give one of {', '.join(kind.values)}"))
    return problems


def _problems(
    actor: Viewer, seen: SeenDossier, terms: AssessmentTerms, suggestion: Suggestion, on: date, today: date
) -> list[Problem]:
    """Return what is wrong with an assessment of known words: a line each, with its remedy."""
    last = seen.facts.assessment_of(terms.criterion)
    problems = day_problems(on, today, last.assessed_on if last else seen.dossier.opened_on)
    if not terms.words.strip():
        problems.append(Problem("words", "there are none", "say what was found"))
    if is_better(terms.verdict, suggestion.verdict) and not terms.why_better.strip():
        suggested = GateVerdict(suggestion.verdict).label
        problems.append(
            Problem("verdict", f"it is better than the rules suggest ({suggested})", "say why it is better")
        )
    if terms.standing != Standing.ENTERED and not actor.is_system:
        problems.append(Problem("standing", "of what is entered it is 'entered'", "leave it out"))
    if len(terms.evidence) > MOST_EVIDENCE:
        problems.append(Problem("evidence", f"there are {len(terms.evidence)} pieces", f"give {MOST_EVIDENCE} at most"))
    for number, one in enumerate(terms.evidence, start=1):
        if not one.title.strip():
            problems.append(Problem(f"evidence {number}", "has no title", "say what it is, or leave it out"))
        if one.dated is not None and one.dated > on:
            problems.append(Problem(f"evidence {number}", f"is of {one.dated}, after the assessment", "give its day"))
    return problems


def _next_number(dossier: Dossier, criterion: str) -> int:
    last: int | None = (
        dossier.assessments.filter(criterion=criterion).order_by("-number").values_list("number", flat=True).first()
    )
    return (last or 0) + 1


def _write_evidence(made: Assessment, terms: AssessmentTerms, what: str) -> None:
    rows = [
        Evidence(assessment=made, number=number, title=one.title.strip(), where=one.where.strip(), dated=one.dated)
        for number, one in enumerate(terms.evidence, start=1)
    ]
    for row in rows:
        require_clean_fields(row, what)
    Evidence.objects.bulk_create(rows)
