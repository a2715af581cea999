"""Writes to papers: drafted from the record of a day, issued once."""

from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.kit.errors import NotFound, Refused
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.yardsticks.models import CapabilityPaper, PaperStage
from muster.yardsticks.queries import PAPER_FIELDS, reckoned_paper
from muster.yardsticks.rules import quarter_of


@transaction.atomic
def draft_paper(actor: Viewer, register: Organisation, *, day: date, today: date) -> CapabilityPaper:
    """Keep what is reckoned from the record of `day` as the draft of the quarter's paper.

    A draft of the same quarter is replaced; an issued paper is not: the next one gets a number.
    """
    visibility.require_secretariat(actor, "Capability requirements paper")
    visibility.require_owner(actor, register.pk, "Capability requirements paper")
    if register.kind != OrganisationKind.SECRETARIAT:
        raise Refused(f"{register.name} keeps no register; name a secretariat.")
    reference = _reference(register, day)
    content = reckoned_paper(actor, register, day).as_json()
    draft = CapabilityPaper.objects.select_for_update().filter(reference=reference, stage=PaperStage.DRAFT).first()
    paper = draft or CapabilityPaper(reference=reference, register=register)
    paper.as_of, paper.known_from, paper.content = day, today, content
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError as error:  # somebody else was quicker since the look above
        raise Refused(f"Paper {reference} is being drafted by somebody else; look at it first.") from error
    audit.record(actor, "yardsticks:paper:drafted", reference, after={"as_of": day, "unit_types": len(content)})
    return paper


def _reference(register: Organisation, day: date) -> str:
    """Return the reference of the quarter's paper that is not issued yet: un-2018-q4, then un-2018-q4-2."""
    base = f"{register.code.lower()}-{quarter_of(day)}"
    issued = CapabilityPaper.objects.filter(register=register, stage=PaperStage.ISSUED, reference__startswith=base)
    number = issued.count()
    return base if number == 0 else f"{base}-{number + 1}"


@transaction.atomic
def issue_paper(actor: Viewer, reference: str, *, today: date) -> CapabilityPaper:
    """Issue a draft: from now on every party sees it, and it never changes. An approver of the Secretariat decides."""
    seen = visibility.rows(actor, PAPER_FIELDS)
    paper = CapabilityPaper.objects.select_for_update().filter(seen, reference=reference).first()
    if paper is None:
        raise NotFound(f"There is no paper {reference!r} that you may see.")
    visibility.require_owner(actor, paper.register_id, f"Paper {reference}", Role.APPROVER)
    if paper.stage != PaperStage.DRAFT:
        raise Refused(f"Paper {reference} is issued already; draft a new one.")
    paper.stage, paper.issued_on = PaperStage.ISSUED, today
    paper.save(update_fields=["stage", "issued_on"])
    audit.record(
        actor, "yardsticks:paper:issued", reference, before={"stage": PaperStage.DRAFT}, after={"issued_on": today}
    )
    return paper
