"""The instruments on which people of a unit stand in theatre are entered, and ended."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.unit_keepers import kept_unit
from muster.deployments.models import BasisKind, DeployedUnit, LegalBasis
from muster.deployments.models.believed import keep_earlier
from muster.deployments.terms import BasisTerms
from muster.generation.models import Instrument, InstrumentKind
from muster.generation.queries.instruments import visible_instrument
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.parties.viewer import Viewer

AUDITED = ("kind", "title", "valid_from", "valid_until", "covers_support", "source", "standing")
KINDS = {
    InstrumentKind.MEMORANDUM: BasisKind.MEMORANDUM,
    InstrumentKind.LETTER_OF_ASSIST: BasisKind.LETTER_OF_ASSIST,
    InstrumentKind.STATE_MEMORANDUM: BasisKind.BETWEEN_STATES,
}


def snapshot(basis: LegalBasis) -> dict[str, object]:
    """Return a legal basis's content as the audit event keeps it."""
    return {name: getattr(basis, name) for name in AUDITED}


@transaction.atomic
def enter_legal_basis(actor: Viewer, reference: str, terms: BasisTerms, *, today: date) -> LegalBasis:
    """Enter an instrument on which a unit stands, by hand or out of one of its State's cases.

    Raises Refused for one without kind or title, one that ends before it begins, or of another State's case.
    """
    unit = kept_unit(actor, reference, today, terms.standing)
    what = f"Legal basis of {reference}"
    instrument = visible_instrument(actor, today, terms.instrument) if terms.instrument else None
    if instrument is not None:
        _require_same_unit(what, unit, instrument)
    basis = LegalBasis(
        unit=unit,
        kind=terms.kind or (KINDS[InstrumentKind(instrument.kind)] if instrument else ""),
        title=terms.title.strip() or (instrument.title if instrument else ""),
        instrument=instrument,
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
        covers_support=terms.covers_support,
        known_from=terms.known_from or today,
        source=terms.source,
        standing=terms.standing,
    )
    if basis.valid_until is not None and basis.valid_until <= basis.valid_from:
        raise Refused(f"{what}: {basis.valid_until} is not after {basis.valid_from}; give a later end, or none.")
    require_clean_fields(basis, what)
    basis.save(force_insert=True)
    audit.record(actor, "deployments:legal-basis:entered", reference, after=snapshot(basis))
    return basis


def _require_same_unit(what: str, unit: DeployedUnit, instrument: Instrument) -> None:
    case = instrument.case
    if case.state_id != unit.state_id or case.post.requirement.mission_id != unit.post.requirement.mission_id:
        raise Refused(f"{what}: {instrument.reference} is of another State or mission; name one of this unit's cases.")


@transaction.atomic
def end_legal_basis(actor: Viewer, reference: str, number: int, until: date, *, today: date) -> LegalBasis:
    """End an instrument on a day, the first on which it no longer holds. Raises Refused for a day before it begins."""
    unit = kept_unit(actor, reference, today, "entered")
    basis = unit.legal_bases.filter(pk=number).first()
    if basis is None:
        raise NotFound(f"Unit {reference} has no legal basis {number}.")
    if until <= basis.valid_from:
        raise Refused(f"Legal basis of {reference}: {until} is not after {basis.valid_from}; give a later day.")
    before = snapshot(basis)
    keep_earlier(basis, today)
    basis.valid_until = until
    basis.save()
    audit.record(actor, "deployments:legal-basis:ended", reference, before=before, after=snapshot(basis))
    return basis
