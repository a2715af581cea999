"""The daily run's part: who has to act is told which claims are soon due or overdue. It can be repeated."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reimbursement.queries.claims_due import DueClaimRow, claims_due
from muster.reimbursement.rules.claim_due import ClaimStanding

DUE, OVERDUE = "claim-due", "claim-overdue"


def tell_of_claims(actor: Viewer, day: date) -> int:
    """Tell secretariats of the claims that are soon due or overdue, and payees of those overdue; return how many."""
    if not actor.is_system:
        raise NotAllowed("The daily run is the installation's own.")
    rows = [one for one in claims_due(actor, day) if one.line.standing in (ClaimStanding.SOON, ClaimStanding.OVERDUE)]
    payees = {one.code: one for one in Organisation.objects.filter(code__in={row.line.payee for row in rows})}
    return bulk_notify(notice for row in rows for notice in _notices(row, payees[row.line.payee], day))


def _notices(row: DueClaimRow, payee: Organisation, day: date) -> Iterator[NoticeTerms]:
    line, unit = row.line, row.memorandum.unit
    mission = unit.post.requirement.mission
    is_late = line.standing == ClaimStanding.OVERDUE
    how = "was due by" if is_late else "is due by"
    title = (
        f"Claim of {payee.name} under {row.memorandum.reference} for {line.quarter.name} {how} {long_day(line.due_on)}"
    )
    for to in [mission.mandated_by, *([payee] if is_late else [])]:
        yield NoticeTerms(
            topic=OVERDUE if is_late else DUE,
            to=to,
            title=title,
            day=day,
            subject=Subject("memorandum", row.memorandum.reference, payee.code, unit.post.unit_type, mission.acronym),
            href=reverse("claims-due"),
            once=f"{OVERDUE if is_late else DUE}:{row.memorandum.reference}:{payee.code}:{line.quarter.start}",
        )
