"""Writes to editions of rates: loaded, their rows replaced, ended, and made anew by a revision of the Assembly.

An edition that a memorandum's version took its rates from keeps its rows for good: what was agreed must stay readable.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import FieldCleaner, require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reimbursement.models import EquipmentRate, RateEdition, SelfSustainmentRate
from muster.reimbursement.queries.editions import (
    LOADING_KINDS,
    is_in_use,
    may_load,
    rows_of,
    visible_edition,
)
from muster.reimbursement.rules.edition_revision import revised, revision_problems
from muster.reimbursement.rules.edition_rows import (
    OtherEdition,
    edition_problems,
    row_problems,
    validity_problems,
)
from muster.reimbursement.rules.edition_terms import EditionTerms, RateRows, RateTable, Revision, row_place

BY_WHOM = "Editions of rates are loaded by officers of a secretariat, for all, or of a State, for itself."
WHAT = "An edition of rates"


@transaction.atomic
def load_edition(
    actor: Viewer,
    terms: EditionTerms,
    rows: RateRows,
    *,
    today: date,
    known_from: date | None = None,
    owner: Organisation | None = None,
) -> RateEdition:
    """Enter an edition with its rows. The installation names the `owner`; everybody else loads for themselves.

    Rows that deviate from the formula are kept. Raises Refused, a problem a line, and then nothing is kept.
    """
    whose = _owner(actor, owner)
    others = _others(whose)
    taken = RateEdition.objects.filter(reference=terms.reference).exists()
    if problems := [*edition_problems(terms, others, taken), *row_problems(rows)]:
        raise Refused("The edition cannot be loaded.", problems)
    made = RateEdition(**_head(terms), owner=whose, known_from=known_from or today)
    require_clean_fields(made, "The edition")
    made.save(force_insert=True)
    _write(made, rows)
    audit.record(actor, "reimbursement:edition:loaded", made.reference, after={**_head(terms), **_content(rows)})
    return made


@transaction.atomic
def replace_rates(
    actor: Viewer, reference: str, rows: RateRows, *, today: date, expected_version: int | None = None
) -> RateEdition:
    """Write all rows of an edition anew. Raises Refused where a memorandum took its rates from it."""
    found = _locked(actor, reference, today)
    require_version(found.reference, found.version, expected_version)
    if is_in_use(found):
        remedy = "end it, and load an amended edition from that day"
        raise Refused(problems=[Problem(found.reference, "memoranda took their rates from this edition", remedy)])
    if problems := row_problems(rows):
        raise Refused(f"The rows of {found.reference} cannot be replaced.", problems)
    before = _content(rows_of(found))
    found.equipment.all().delete()
    found.self_sustainment.all().delete()
    _write(found, rows)
    if (after := _content(rows)) != before:
        _raise_version(found)
        gone, new = _changed(before, after), _changed(after, before)
        audit.record(actor, "reimbursement:edition:rows-replaced", found.reference, before=gone, after=new)
    return found


@transaction.atomic
def end_edition(
    actor: Viewer, reference: str, valid_until: date, *, today: date, expected_version: int | None = None
) -> RateEdition:
    """End the validity of an edition, the day excluded; its rates stay. Raises Refused."""
    found = _locked(actor, reference, today)
    require_version(found.reference, found.version, expected_version)
    if problems := validity_problems(found.valid_from, valid_until, _others(found.owner, found)):
        raise Refused(f"The edition {found.reference} cannot be ended.", problems)
    _end(actor, found, valid_until)
    return found


@transaction.atomic
def revise_edition(
    actor: Viewer,
    reference: str,
    terms: EditionTerms,
    revision: Revision,
    *,
    today: date,
    expected_version: int | None = None,
    owner: Organisation | None = None,
) -> RateEdition:
    """Make a new edition from one that the actor sees, by the approved percentages. Raises Refused.

    The new one is rounded as the old one. Where the old one is the actor's own and has no end, it ends on the first day
    of the new one.
    """
    whose = _owner(actor, owner)
    old = visible_edition(actor, today, reference)
    require_version(old.reference, old.version, expected_version)
    rows = rows_of(old)
    if problems := revision_problems(revision, rows):
        raise Refused(f"The edition {old.reference} cannot be revised.", problems)
    new = revised(rows, revision, old.equipment_decimals, old.service_decimals)
    if old.owner_id == whose.pk and old.valid_until is None and old.valid_from < terms.valid_from:
        _end(actor, old, terms.valid_from)
    head = replace(terms, equipment_decimals=old.equipment_decimals, service_decimals=old.service_decimals)
    made = load_edition(actor, head, new, today=today, owner=owner)
    after = {"from": old.reference, "revision": asdict(revision)}
    audit.record(actor, "reimbursement:edition:revised", made.reference, after=after)
    return made


def _owner(actor: Viewer, owner: Organisation | None) -> Organisation:
    """Return whose edition it will be, locked, so that no two editions of one owner are loaded at a time."""
    if not may_load(actor):
        raise NotAllowed(BY_WHOM)
    key = owner.pk if actor.is_system and owner is not None else actor.organisation_id
    whose = Organisation.objects.select_for_update().filter(pk__in=[key] if key else []).first()
    if whose is None or whose.kind not in LOADING_KINDS:
        raise Refused(problems=[Problem("owner", "is no secretariat and no State", "name who loads the edition")])
    return whose


def _others(owner: Organisation, but: RateEdition | None = None) -> list[OtherEdition]:
    found = RateEdition.objects.filter(owner=owner)
    if but is not None:
        found = found.exclude(pk=but.pk)
    return [OtherEdition(*row) for row in found.values_list("reference", "valid_from", "valid_until")]


def _locked(actor: Viewer, reference: str, today: date) -> RateEdition:
    """Return an edition that the actor sees and may change, locked."""
    visible_edition(actor, today, reference)
    found = RateEdition.objects.select_for_update(of=("self",)).select_related("owner").filter(reference=reference)
    edition = found.first()
    if edition is None:
        raise NotFound(f"There is no edition of rates {reference!r}.")
    visibility.require_owner(actor, edition.owner_id, WHAT)
    return edition


def _end(actor: Viewer, edition: RateEdition, valid_until: date) -> None:
    before = edition.valid_until
    if before == valid_until:
        return
    edition.valid_until = valid_until
    edition.version += 1
    edition.save(update_fields=["valid_until", "version"])
    audit.record(
        actor,
        "reimbursement:edition:ended",
        edition.reference,
        before={"valid_until": before},
        after={"valid_until": valid_until},
    )


def _raise_version(edition: RateEdition) -> None:
    edition.version += 1
    edition.save(update_fields=["version"])


def _write(edition: RateEdition, rows: RateRows) -> None:
    """Write the rows of an edition that has none."""
    clean = FieldCleaner()
    equipment = [
        EquipmentRate(edition=edition, number=number, **asdict(row)) for number, row in enumerate(rows.equipment, 1)
    ]
    services = [
        SelfSustainmentRate(edition=edition, number=number, **asdict(row))
        for number, row in enumerate(rows.services, 1)
    ]
    for rate in equipment:
        clean.require(rate, lambda rate=rate: row_place(RateTable.EQUIPMENT, rate.number))  # type: ignore[misc]
    for service in services:
        clean.require(service, lambda service=service: row_place(RateTable.SERVICES, service.number))  # type: ignore[misc]
    EquipmentRate.objects.bulk_create(equipment)
    SelfSustainmentRate.objects.bulk_create(services)


def _head(terms: EditionTerms) -> dict[str, Any]:
    return {**asdict(terms), "title": terms.title.strip(), "standing": terms.standing.value}


def _content(rows: RateRows) -> dict[str, Any]:
    """Return rows by their names, as audit events tell them."""
    equipment = {f"{one.category}: {one.item}": _told(asdict(one), "category", "item") for one in rows.equipment}
    return {"equipment": equipment, "self_sustainment": {one.category: _plain(one.rate_usd) for one in rows.services}}


def _told(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: _plain(value) for key, value in row.items() if key not in names}


def _plain(value: Any) -> Any:
    """Return a number as it is compared: 1.50 and 1.5 are the same."""
    return value if value is None or isinstance(value, int) else format(value.normalize(), "f")


def _changed(content: Mapping[str, Mapping[str, Any]], other: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what of the content the other one has not."""
    return {
        table: {name: row for name, row in rows.items() if other[table].get(name) != row}
        for table, rows in content.items()
    }
