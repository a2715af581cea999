"""Needs and evidence as plain values, alike for the API and the command line."""

from datetime import date
from typing import Any

from muster.pledges.models import Evidence
from muster.pledges.queries import verdict_on
from muster.pledges.rules.evidence import Need, Verdict


def need_values(need: Need) -> dict[str, Any]:
    """Return one need of a level."""
    return {
        "level": need.row.level,
        "kind": need.row.kind,
        "title": need.row.title,
        "is_required": need.is_required,
        "shown_by": need.row.shown_by,
        "handed_in_by": need.owner,
        "decided_by": need.decider,
        "need_standing": need.standing.value,
        "missing": "" if need.is_done else need.missing,
        "since": need.since,
        "until": need.until,
        "due_on": need.due_on,
        "evidence": need.number or None,
        "source": need.row.source,
        "standing": need.row.standing,
    }


def evidence_values(evidence: Evidence, day: date) -> dict[str, Any]:
    """Return a piece of evidence as of a day: what was decided later is not told."""
    verdict = verdict_on(evidence, day)
    is_decided = evidence.reviewed_on is not None and evidence.reviewed_on <= day
    return {
        "number": evidence.pk,
        "level": evidence.level,
        "kind": evidence.kind,
        "title": evidence.title,
        "handed_in_by": evidence.handed_in_by.code,
        "handed_in_on": evidence.handed_in_on,
        "content_version": evidence.content_version,
        "document": evidence.document_id,
        "visit": evidence.visit_subject.visit.reference if evidence.visit_subject else "",
        "verdict": verdict.value,
        "reviewed_for": evidence.reviewed_for if is_decided else "",
        "reviewed_on": evidence.reviewed_on if is_decided else None,
        "replaced_on": evidence.replaced_on if verdict is Verdict.REPLACED else None,
        "valid_until": evidence.valid_until if is_decided else None,
        "renew_from": evidence.renew_from if evidence.renew_from and evidence.renew_from <= day else None,
        "remarks": evidence.remarks if is_decided else "",
        "source": evidence.source,
        "standing": evidence.standing,
        "illustrative": evidence.illustrative,
    }
