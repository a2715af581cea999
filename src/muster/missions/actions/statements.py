"""What planners say in a statement of unit requirement: made, made from a generic one, changed, many at once."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.missions.actions.statement_writing import settled, write_version
from muster.missions.models import Mission, Post, Statement, StatementStage, StatementVersion
from muster.missions.queries.statements import STATEMENT_FIELDS, seen_versions, statement_in_force
from muster.missions.rules.statements import changed_content, statement_problems
from muster.missions.statement_terms import StatementTerms
from muster.missions.statement_versions import terms_of, with_lines
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer

Locate = Callable[[str, Problem], Problem]
"""Gives a problem of the statement of a reference its place in what was sent."""


@dataclass(frozen=True)
class _Identity:
    """What a statement is given once: whose it is, of which mission, and what it was made from."""

    stated_by: Organisation
    mission: Mission | None
    made_from: Statement | None


def _identity(actor: Viewer, terms: StatementTerms, *, today: date) -> _Identity:
    """Return whose the new statement is. Raises Refused or NotAllowed."""
    what = f"Statement {terms.reference}"
    mission = None
    if terms.mission:
        mission = Mission.objects.select_related("mandated_by").filter(acronym=terms.mission).first()
        if mission is None:
            raise Refused(f"{what}: there is no mission {terms.mission!r}; give the acronym of one on record, or none.")
    stated_by = _stated_by(actor, terms, mission)
    visibility.require_owner(actor, stated_by.pk, what)
    made_from = None
    if terms.made_from:
        template = _template(actor, terms.made_from, today=today)
        if template.unit_type != terms.unit_type:
            raise Refused(
                f"{what}: it is of type {terms.unit_type}, {terms.made_from} of {template.unit_type}; "
                "make it from a generic statement of its own type."
            )
        made_from = template.statement
    return _Identity(stated_by, mission, made_from)


def _stated_by(actor: Viewer, terms: StatementTerms, mission: Mission | None) -> Organisation:
    """Return the organisation that states a new statement. Raises Refused where it is none that may."""
    what = f"Statement {terms.reference}"
    code = terms.stated_by or (mission.mandated_by.code if mission else actor.organisation_code)
    found = Organisation.objects.filter(code=code, kind=OrganisationKind.SECRETARIAT).first()
    if found is None:
        raise Refused(f"{what}: a statement is made by a secretariat; say which one states it.")
    if mission is not None and mission.mandated_by_id != found.pk:
        raise Refused(f"{what}: {mission.acronym} is mandated by {mission.mandated_by.code}, not by {code}.")
    return found


def _template(actor: Viewer, reference: str, *, today: date) -> StatementVersion:
    """Return the version in force of a generic statement. Raises NotFound or Refused."""
    found = statement_in_force(actor, today, reference)
    if not found.statement.is_generic:
        raise Refused(f"Statement {reference} is one of {found.statement.mission}; make it from a generic statement.")
    return found


def _check_content(actor: Viewer, terms: StatementTerms) -> None:
    """Raise Refused unless the content holds by the rules."""
    if terms.standing not in (None, Standing.ENTERED) and not actor.is_system:
        raise Refused(f"Statement {terms.reference}: the standing of what the Secretariat enters is 'entered'.")
    problems = [*reference_problems(terms.reference, "reference"), *statement_problems(terms)]
    if problems:
        raise Refused(f"Statement {terms.reference} cannot be recorded.", problems)


@transaction.atomic
def create_statement(actor: Viewer, terms: StatementTerms, *, today: date) -> Statement:
    """Record a new statement as a draft of its planners, as version 1."""
    identity = _identity(actor, terms, today=today)
    said = settled(replace(terms, stated_by=identity.stated_by.code), None)
    _check_content(actor, said)
    taken = f"Statement {terms.reference}: the reference is taken; choose another one."
    if Statement.objects.filter(reference=terms.reference).exists():
        raise Refused(taken)
    statement = Statement(reference=terms.reference, known_from=today, **vars(identity))
    try:
        with transaction.atomic():
            statement.save(force_insert=True)
    except IntegrityError as error:  # somebody else was quicker since the look above
        raise Refused(taken) from error
    write_version(actor, statement, said, None, today=today)
    return statement


def create_statement_from(
    actor: Viewer, generic: str, reference: str, *, mission: str, today: date, title: str = ""
) -> Statement:
    """Make a statement of a mission from a generic one in force: all that it says, all lines included.

    `title` empty: the generic one's. Its source names the generic statement and its version; what was made up for
    demonstration stays marked as such.
    """
    template = _template(actor, generic, today=today)
    content = terms_of(template)
    standing = content.standing if actor.is_system else None
    terms = replace(
        content,
        reference=reference,
        mission=mission,
        stated_by="",
        made_from=generic,
        title=title or content.title,
        source=f"made from {generic}, version {template.number}",
        standing=standing,
    )
    return create_statement(actor, terms, today=today)


def locked_statement(actor: Viewer, reference: str) -> Statement:
    """Return a statement locked for this transaction. Raises NotFound unless the actor's organisation states it."""
    seen = Statement.objects.select_for_update().filter(visibility.rows(actor, STATEMENT_FIELDS), reference=reference)
    found = seen.first()
    if found is None:
        raise NotFound(f"There is no statement {reference!r} of your organisation.")
    return found


def latest_terms(statement: Statement) -> StatementTerms:
    """Return what the statement says now."""
    return terms_of(with_lines(statement.versions.filter(known_until__isnull=True)).get())


@transaction.atomic
def change_statement(
    actor: Viewer, terms: StatementTerms, *, today: date, expected_version: int | None = None
) -> Statement:
    """Change a statement's content: a new version, a draft that is approved anew; the one in force stays in force.

    Terms that say what is on record write nothing. `expected_version` refuses if somebody else was quicker. Mission,
    organisation and template are given once: terms may leave them out, not change them.
    """
    statement = locked_statement(actor, terms.reference)
    visibility.require_owner(actor, statement.stated_by_id, f"Statement {terms.reference}")
    if statement.stage == StatementStage.WITHDRAWN:
        raise Refused(f"Statement {terms.reference} was withdrawn and can no longer be changed; make a new one.")
    require_version(f"Statement {terms.reference}", statement.version, expected_version)
    before = latest_terms(statement)
    if problems := _identity_problems(before, terms) + _type_problems(statement, terms):
        raise Refused(f"Statement {terms.reference} cannot be recorded.", problems)
    said = settled(terms, before)
    _check_content(actor, said if said.standing != before.standing else replace(said, standing=None))
    if changed_content(before, said):
        write_version(actor, statement, said, before, today=today)
    return statement


def _identity_problems(before: StatementTerms, terms: StatementTerms) -> list[Problem]:
    """Return a problem for each thing given once that the terms say otherwise."""
    words = {"mission": "mission", "stated_by": "stated by", "made_from": "made from"}
    return [
        Problem(
            place, f"it is {getattr(before, name) or 'none'} and stays so", "leave it, or make a new statement", name
        )
        for name, place in words.items()
        if getattr(terms, name) not in ("", getattr(before, name))
    ]


def _type_problems(statement: Statement, terms: StatementTerms) -> list[Problem]:
    """Return what speaks against another unit type: posts of another one mean the statement."""
    others = Post.objects.filter(statement=statement).exclude(unit_type=terms.unit_type)
    post = others.order_by("reference").first()
    if post is None:
        return []
    told = f"post {post.reference} means the statement and is of type {post.unit_type}"
    return [Problem("unit type", told, "make a new statement for another type", "unit_type")]


def save_statements(
    actor: Viewer, all_terms: Sequence[StatementTerms], *, today: date, locate: Locate | None = None
) -> tuple[int, int]:
    """Create or change many statements, all or none. Returns how many were created and how many really changed.

    Terms that say what is on record for the actor to see change nothing, whoever's statement it is. Raises Refused with
    all that is wrong, each with its place by `locate`, or NotAllowed.
    """
    problems = [
        problem if locate is None else locate(terms.reference, problem)
        for terms in all_terms
        for problem in statement_problems(terms)
    ]
    twice = [reference for reference, count in Counter(terms.reference for terms in all_terms).items() if count > 1]
    problems += [Problem(f"statement {one}", "is there twice", "leave one of them out") for one in twice]
    if problems:
        raise Refused("The statements cannot be recorded; nothing was saved.", problems)
    on_record = _on_record(actor, all_terms, today=today)
    known = set(
        Statement.objects.filter(reference__in=[terms.reference for terms in all_terms]).values_list(
            "reference", flat=True
        )
    )
    created = changed = 0
    with transaction.atomic():
        for terms in all_terms:
            if _says_what_is_on_record(on_record.get(terms.reference), terms):
                continue
            try:
                if terms.reference in known:
                    change_statement(actor, terms, today=today)
                    changed += 1
                else:
                    create_statement(actor, terms, today=today)
                    created += 1
            except Refused as refusal:
                found = refusal.problems or [Problem("", refusal.message, "")]
                located = [problem if locate is None else locate(terms.reference, problem) for problem in found]
                raise Refused(refusal.message, located) from refusal
    return created, changed


def _says_what_is_on_record(before: StatementTerms | None, terms: StatementTerms) -> bool:
    """Return whether the terms would change nothing of what the actor sees."""
    return (
        before is not None
        and not _identity_problems(before, terms)
        and not changed_content(before, settled(terms, before))
    )


def _on_record(actor: Viewer, all_terms: Sequence[StatementTerms], *, today: date) -> dict[str, StatementTerms]:
    """Return what the statements on record say, each in the newest version that the actor may see."""
    references = [terms.reference for terms in all_terms]
    found: dict[str, StatementTerms] = {}
    for version in with_lines(seen_versions(actor, today).filter(statement__reference__in=references)):
        if version.statement.reference not in found:  # the newest comes first
            found[version.statement.reference] = terms_of(version)
    return found


def record_stage(actor: Viewer, statement: Statement, verb: str, before: dict[str, object], reason: str = "") -> None:
    """Record a step of a statement as an event."""
    after = {
        "stage": statement.stage,
        "version": statement.version,
        "approved_on": statement.approved_on,
        "approved_by": statement.approved_by,
        "withdrawn_on": statement.withdrawn_on,
    }
    audit.record(
        actor, f"missions:statement:{verb}", statement.reference, before=before, after=after, reason=reason[:500]
    )
