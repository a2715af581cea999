"""Writes what was checked: the next version of a statement with its lines. Versions never change afterwards."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import Refused
from muster.kit.standing import Standing
from muster.missions.models import (
    AcceptedSubstitute,
    RequiredEquipment,
    Statement,
    StatementStage,
    StatementVersion,
)
from muster.missions.rules.statements import changed_content
from muster.missions.statement_terms import HEADER, LISTS, StatementTerms
from muster.missions.statement_versions import LINE_MODELS
from muster.parties.viewer import Viewer


def settled(terms: StatementTerms, before: StatementTerms | None) -> StatementTerms:
    """Return the terms with what they leave open taken from what is on record, substitutes in the order of lines."""
    known_source = (before.source or "") if before else ""
    known_standing = (before.standing if before else None) or Standing.ENTERED.value
    return replace(
        terms,
        mission=before.mission if before else terms.mission,
        stated_by=before.stated_by if before else terms.stated_by,
        made_from=before.made_from if before else terms.made_from,
        substitutes=tuple(sorted(terms.substitutes, key=lambda line: line.line)),
        source=known_source if terms.source is None else terms.source,
        standing=known_standing if terms.standing is None else terms.standing,
    )


def snapshot(terms: StatementTerms) -> dict[str, object]:
    """Return a statement's content as the audit event keeps it: the header whole, each list by its count and digest.

    The versions themselves are never deleted; the digest proves that a list is the one that was written.
    """
    kept: dict[str, object] = {
        name: getattr(terms, name) for name in (*HEADER, "mission", "stated_by", "made_from", "source", "standing")
    }
    for name in LISTS:
        if lines := [asdict(line) for line in getattr(terms, name)]:
            text = json.dumps(lines, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            kept[name] = {"lines": len(lines), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return kept


def write_version(
    actor: Viewer, statement: Statement, said: StatementTerms, before: StatementTerms | None, *, today: date
) -> StatementVersion:
    """Write the next version of a statement, saved and locked by the caller, and its event.

    `said` is settled and was found to hold by the rules. Raises Refused for what a field cannot hold.
    """
    if before is not None:
        _close_latest(statement, today=today)
    version = StatementVersion(
        statement=statement,
        number=statement.version,
        known_from=today,
        changed=list(changed_content(before, said)),
        written_by_id=actor.user_id,
        source=said.source or "",
        standing=said.standing or "",
        **{name: getattr(said, name) for name in HEADER},
    )
    require_clean_fields(version, f"Statement {said.reference}")
    version.save(force_insert=True)
    _write_lines(version, said)
    now = snapshot(said)
    if before is None:
        audit.record(actor, "missions:statement:created", said.reference, after=now)
    else:
        was = snapshot(before)
        differ = [name for name in {**was, **now} if was.get(name) != now.get(name)]
        audit.record(
            actor,
            "missions:statement:changed",
            said.reference,
            before=_only(was, differ),
            after={**_only(now, differ), "version": version.number},
        )
    return version


def _only(content: Mapping[str, object], names: list[str]) -> dict[str, object]:
    return {name: content.get(name) for name in names}


def _close_latest(statement: Statement, *, today: date) -> None:
    """End the latest version today and count the next one; the statement is a draft again.

    Raises Refused where the latest version is known from a later day.
    """
    latest = statement.latest
    if today < latest.known_from:
        raise Refused(
            f"Statement {statement.reference}: what it says is known since {long_day(latest.known_from)}; "
            "a change is known from then on at the earliest."
        )
    StatementVersion.objects.filter(pk=latest.pk).update(known_until=today)
    statement.version += 1
    statement.stage = StatementStage.DRAFT
    statement.save(update_fields=["version", "stage"])


def _write_lines(version: StatementVersion, said: StatementTerms) -> None:
    """Write all lists of a version, each line in its place."""
    equipment: list[RequiredEquipment] = []
    for name, model in LINE_MODELS.items():
        lines = []
        for number, line in enumerate(getattr(said, name), 1):
            values: dict[str, Any] = vars(line)
            lines.append(model(version=version, number=number, **values))
            _require(lines[-1], said, f"{model._meta.verbose_name} {number}")
        saved = model.objects.bulk_create(lines)
        if name == "equipment":
            equipment = list(saved)
    substitutes = []
    for number, one in enumerate(said.substitutes, 1):
        values = {key: value for key, value in vars(one).items() if key != "line"}
        substitutes.append(AcceptedSubstitute(line=equipment[one.line - 1], **values))
        _require(substitutes[-1], said, f"accepted substitute {number}")
    AcceptedSubstitute.objects.bulk_create(substitutes)


def _require(line: Any, said: StatementTerms, what: str) -> None:
    require_clean_fields(line, f"Statement {said.reference}, {what}")
