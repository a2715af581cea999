"""Rows of the pool's workbook out of the record, and what names them."""

from collections.abc import Collection
from datetime import date
from typing import Any

from muster.deployments.models import Nomination
from muster.deployments.queries.individuals import visible_nominations
from muster.deployments.rules.nominations import OVER
from muster.kit.facts import known_on
from muster.parties.viewer import Viewer
from muster.people.models import Person, PersonCredential, ServiceBar, ServiceDetails
from muster.people.queries import visible_persons
from muster.people.service_queries import seen_individuals, visible_bars, visible_credentials, visible_details

NAMES = ("family_name", "given_names", "rank", "sex")


def pool_persons(viewer: Viewer, today: date) -> dict[int, Person]:
    """Return the individuals whose service the viewer may see, by number."""
    seen = seen_individuals(viewer, today).filter(erased_on__isnull=True)
    return {one.pk: one for one in visible_persons(viewer, today).filter(pk__in=seen.values("pk")).order_by("pk")}


def details_by_person(viewer: Viewer, persons: Collection[int], today: date) -> dict[int, ServiceDetails]:
    """Return the details of service by the person's number."""
    return {one.person_id: one for one in visible_details(viewer, today).filter(person_id__in=persons)}


def proofs_on_record(viewer: Viewer, persons: Collection[int], today: date) -> list[PersonCredential]:
    """Return the proofs of the persons in order; of several alike in kind, subject and first day the last entered."""
    found = visible_credentials(viewer, today).filter(person_id__in=persons).order_by("pk")
    return list({proof_key(one): one for one in found}.values())


def proof_key(one: PersonCredential) -> tuple[int, str, str, date]:
    """Return what names a proof of a person in the workbook."""
    return one.person_id, one.kind, one.subject, one.valid_from


def open_nominations(viewer: Viewer, persons: Collection[int], today: date) -> list[Nomination]:
    """Return the nominations of the persons that are under way."""
    return list(visible_nominations(viewer, today).filter(person_id__in=persons).exclude(stage__in=OVER))


def person_row(person: Person, details: ServiceDetails | None) -> dict[str, Any]:
    """Return a person as a row, as the reader gives one: an empty text is a text, no choice is nothing."""
    return {
        "person": str(person.pk),
        **{name: getattr(person, name) for name in NAMES},
        "sex": person.sex or None,
        "born_on": details.born_on if details else None,
        "service_from": details.service_from if details else None,
    }


def proof_row(one: PersonCredential) -> dict[str, Any]:
    """Return a proof as a row."""
    return {
        "person": str(one.person_id),
        "kind": one.kind,
        "subject": one.subject,
        "valid_from": one.valid_from,
        "valid_until": one.valid_until,
        "evidence": one.evidence,
    }


def bars_on_record(viewer: Viewer, persons: Collection[int], today: date) -> list[ServiceBar]:
    """Return the bars of the persons known on a day that the viewer may see; of several of one first day the last."""
    found = known_on(visible_bars(viewer), today).filter(person_id__in=persons).order_by("pk")
    return list({(one.person_id, one.barred_from): one for one in found}.values())


def bar_row(one: ServiceBar) -> dict[str, Any]:
    """Return a bar as a row."""
    return {
        "person": str(one.person_id),
        "barred_from": one.barred_from,
        "barred_until": one.barred_until,
        "reason": one.reason,
        "due_process": one.due_process,
        "case": one.case,
    }


def nomination_row(one: Nomination) -> dict[str, Any]:
    """Return a nomination as a row."""
    requested = one.requested
    return {"request": requested.request.reference, "post": requested.post.reference, "person": str(one.person_id)}
