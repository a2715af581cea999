"""How many people of a unit are in theatre on a day is recorded; a report of the same day corrects the earlier one."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.unit_keepers import kept_unit
from muster.deployments.models import DeployedUnit, StrengthReport
from muster.deployments.models.believed import keep_earlier
from muster.deployments.queries.strength import presence_of
from muster.deployments.rules.strength import report_problem
from muster.deployments.terms import StrengthTerms
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.parties.viewer import Viewer

AUDITED = ("on", "men", "women", "support_men", "support_women", "source", "standing")


def snapshot(report: StrengthReport) -> dict[str, object]:
    """Return a report's content as the audit event keeps it."""
    return {name: getattr(report, name) for name in AUDITED}


@transaction.atomic
def record_strength(actor: Viewer, reference: str, terms: StrengthTerms, *, today: date) -> StrengthReport:
    """Record the strength of a unit on a day. Raises Refused for a day to come, or on which it is not present."""
    return _record(actor, kept_unit(actor, reference, today, terms.standing), terms, today)


@transaction.atomic
def record_strengths(
    actor: Viewer, reports: Sequence[tuple[str, StrengthTerms]], *, today: date
) -> list[StrengthReport]:
    """Record the strengths of many units, each with the unit's reference: all of them or none.

    Raises Refused with a problem for each report that cannot be recorded, by its place in the list from 1.
    """
    written, problems = [], []
    for place, (reference, terms) in enumerate(reports, start=1):
        try:
            written.append(record_strength(actor, reference, terms, today=today))
        except Refused as refusal:
            words = refusal.problems or (Problem("", refusal.message, ""),)
            problems += [Problem(f"report {place}", str(one), "") for one in words]
    if problems:
        raise Refused("The strength reports cannot be recorded; none was.", problems)
    return written


def _record(actor: Viewer, unit: DeployedUnit, terms: StrengthTerms, today: date) -> StrengthReport:
    what = f"Strength of {unit.reference}"
    if problem := report_problem(presence_of(unit), terms.on, today):
        raise Refused(f"{what}: {problem}; give a day of its presence up to today.")
    found = StrengthReport.objects.filter(unit=unit, on=terms.on).first()
    before = snapshot(found) if found else None
    report = found or StrengthReport(unit=unit, on=terms.on, known_from=terms.known_from or today)
    for name in AUDITED:
        setattr(report, name, getattr(terms, name))
    if before == snapshot(report):
        raise Refused(f"{what}: this is on record of {terms.on} already; give other figures or another day.")
    require_clean_fields(report, what)
    if before:
        keep_earlier(report, terms.known_from or today)
    report.save()
    action = "deployments:strength:corrected" if before else "deployments:strength:recorded"
    audit.record(actor, action, unit.reference, before=before or {}, after=snapshot(report))
    return report
