"""Writes to the catalogue of standards, by the Secretariat: a version with its lines, entered and changed whole."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.courses import course_standards
from muster.training.actions.catalogue_telling import tell_of_standard
from muster.training.actions.earlier_content import close, keep_earlier
from muster.training.models import LessonCover, StandardLine, StandardVersion
from muster.training.models.content import content_on
from muster.training.queries.standards import courses_on_older, line_terms, lines_on
from muster.training.rules.catalogue_standards import line_problems, version_in_force, version_problems
from muster.training.rules.catalogue_terms import LineTerms, VersionTerms


@transaction.atomic
def record_version(
    actor: Viewer, terms: VersionTerms, *, today: date, known_from: date | None = None,
    standing: Standing = Standing.ENTERED,
) -> StandardVersion:  # fmt: skip
    """Enter a version of a standard. Institutions whose courses follow an older one are told. Raises Refused."""
    visibility.require_secretariat(actor, "A version of a standard")
    others = dict(StandardVersion.objects.filter(standard=terms.standard).values_list("version", "issued_on"))
    if problems := version_problems(terms, tuple(course_standards()), others):
        raise Refused("The version of the standard cannot be recorded.", problems)
    made = StandardVersion(
        standard=terms.standard,
        version=terms.version.strip(),
        title=terms.title.strip(),
        issued_on=terms.issued_on,
        note=terms.note,
        source=terms.source,
        standing=standing,
        known_from=known_from or today,
    )
    require_clean_fields(made, "The version of the standard")
    made.save(force_insert=True)
    _write_lines(made, terms.lines, made.known_from)
    audit.record(actor, "training:standard:recorded", str(made), after=_content(made, terms.lines))
    if version_in_force({**others, made.version: made.issued_on}, today) == made.version:
        title = f"{made} takes over from the version that your course follows"
        tell_of_standard(actor, courses_on_older(made.standard, made.version, today), title, today)
    return made


@transaction.atomic
def write_lines(
    actor: Viewer, standard: str, version: str, lines: Sequence[LineTerms], *, today: date,
    expected_version: int | None = None,
) -> StandardVersion:  # fmt: skip
    """Write the lines of a version anew, all of them. A line that a lesson covers cannot go. Raises Refused."""
    visibility.require_secretariat(actor, "A version of a standard")
    found = StandardVersion.objects.select_for_update().filter(standard=standard, version=version).first()
    if found is None:
        raise NotFound(f"There is no version {version!r} of the standard {standard!r} on record.")
    require_version(str(found), found.edition, expected_version)
    problems = line_problems(lines)
    kept = {one.number for one in lines}
    used = LessonCover.objects.filter(content_on(None, "lesson__"), line__standard_version=found).exclude(
        line__number__in=kept
    )
    for number in sorted(set(used.values_list("line__number", flat=True))):
        remedy = "keep it, or take it out of the lessons first"
        problems.append(Problem(f"line {number}", "is covered by lessons", remedy))
    if problems:
        raise Refused(f"The lines of {found} cannot be recorded.", problems)
    before = _content(found, line_terms(found, None))
    _write_lines(found, lines, today)
    after = _content(found, lines)
    if before != after:
        found.edition += 1
        found.save(update_fields=["edition"])
        audit.record(actor, "training:standard:lines-written", str(found), before=before, after=after)
    return found


def _write_lines(version: StandardVersion, lines: Sequence[LineTerms], day: date) -> None:
    """Write lines by their numbers, known from a day on; those that stay keep their rows, as lessons point at them.

    What a line said before stays on record for the days before.
    """
    known = {one.number: one for one in lines_on(version, None)}
    for order, terms in enumerate(lines, start=1):
        line = known.pop(terms.number, None) or StandardLine(
            standard_version=version, number=terms.number, known_from=day
        )
        if line.pk is not None:
            if _is_as(line, terms, order):
                continue
            keep_earlier(line, day)
        line.title, line.least_minutes = terms.title.strip(), terms.least_minutes
        line.is_required, line.order = terms.is_required, order
        require_clean_fields(line, f"Line {terms.number}")
        line.save()
    for gone in known.values():
        close(gone, day)


def _is_as(line: StandardLine, terms: LineTerms, order: int) -> bool:
    """Return whether a line says what the terms say, at the same place."""
    said = (line.title, line.least_minutes, line.is_required, line.order)
    return said == (terms.title.strip(), terms.least_minutes, terms.is_required, order)


def _content(version: StandardVersion, lines: Sequence[LineTerms]) -> dict[str, Any]:
    return {
        "title": version.title,
        "issued_on": version.issued_on,
        "lines": [[one.number, one.title, one.least_minutes, one.is_required] for one in lines],
    }
