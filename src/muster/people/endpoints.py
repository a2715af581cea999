"""The API of people: the same queries and actions as the pages."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import WITHOUT_NUL, Code, Day, Line, RecordId, Version
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer
from muster.people import actions, purpose_actions, queries
from muster.people.models import Person, Purpose, Sex
from muster.people.purposes import purposes_of
from muster.people.queries import holds
from muster.people.rules import PERSONAL_FIELDS
from muster.people.terms import PersonTerms

router = Router(tags=["people"])

Name = Annotated[Line, Field(max_length=120)]


class ShareAnswer(Answer):
    """Whose hands the data are in besides the holder's, in `[shared_on, until)`."""

    organisation: str
    purpose: Purpose
    shared_on: date
    until: date


class PersonAnswer(Answer):
    """A person as far as the caller may see them: a field that is not theirs to see is empty."""

    number: int
    held_by: str
    purpose: Purpose | None = Field(description="what the holder keeps the data for; null where they were handed on")
    purposes: list[Purpose] = Field(description="all purposes of the holder; none where they were handed on")
    family_name: str
    given_names: str
    rank: str
    sex: str
    post: str
    email: str
    telephone: str
    keep_until: date = Field(description="the first day on which the data are no longer kept")
    erased_on: date | None
    version: int
    handed_to: list[ShareAnswer]


class PersonBody(Body):
    """A person's data. The purpose says which fields may be filled."""

    purpose: Purpose
    family_name: Annotated[Name, Field(min_length=1)]
    given_names: Name = ""
    rank: Annotated[Line, Field(max_length=60)] = ""
    sex: Sex | None = None
    post: Name = ""
    email: Line = ""
    telephone: Annotated[Line, Field(max_length=40)] = ""
    keep_until: Day | None = None


class ChangedPerson(PersonBody):
    """A person's new data. `version` is the one that was read: if it has moved on, the change is refused."""

    version: Version


class NewPersonBody(PersonBody):
    """A person who is entered. `is_another` says that they are not one on record who looks the same."""

    is_another: bool = False


class PurposeBody(Body):
    """What else the data are kept for, until a day; without one the longest time allowed."""

    purpose: Purpose
    until: Day | None = None
    version: Version


class EndedPurpose(Body):
    """Which of several purposes ends today."""

    purpose: Purpose
    version: Version


class PurposeExport(Answer):
    """A purpose of the data, with its end."""

    purpose: Purpose
    until: date


class ShareBody(Body):
    """To whom the data are handed, for what and until when."""

    organisation: Code
    purpose: Purpose
    until: Day


class ErasureBody(Body):
    """Why the data are erased. It stays in the audit log for good: name nobody in it."""

    reason: Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=500)]


class EventOfPerson(Answer):
    """An event of the audit log about the person."""

    sequence: int
    recorded_at: datetime
    action: str
    on_behalf_of: str
    reason: str


class DetailsExport(Answer):
    """When an individual was born and entered service, as dates; empty where it is not known."""

    born_on: str
    service_from: str


class CredentialExport(Answer):
    """A proof of an individual, as it is kept."""

    kind: str
    subject: str
    valid_from: str
    valid_until: str
    evidence: str
    number: str
    test: str
    score: str
    course: str
    standard_version: str
    file: str = Field(description="name of the file that is its evidence; empty: there is none")
    course_recognised: str = Field(description="of a certificate of training: recognised, not-recognised, unknown")
    recognition: str = Field(description="number of the certificate of recognition that held on its day")
    recognised_until: str = Field(description="the first day on which that one holds no more; empty: none is known")


class BarExport(Answer):
    """A bar from service, as it is kept."""

    barred_from: str
    barred_until: str
    reason: str
    due_process: str
    case: str


class PersonExport(Answer):
    """Everything held on a person, for the person who asks for it."""

    number: int
    held_by: str
    purpose: Purpose
    purposes: list[PurposeExport]
    family_name: str
    given_names: str
    rank: str
    sex: str
    post: str
    email: str
    telephone: str
    counted_sex: str = Field(description="after an erasure, what counts by sex still use")
    service: DetailsExport
    credentials: list[CredentialExport]
    bars: list[BarExport]
    elsewhere: dict[str, list[dict[str, Any]]] = Field(description="what other rooms hold on the person, by name")
    earlier_values: list[str] = Field(description="what stood in the fields before, until it is erased")
    known_from: date
    keep_until: date
    erased_on: date | None
    handed_to: list[ShareAnswer]
    events: list[EventOfPerson]


def person_answer(viewer: Viewer, person: Person) -> PersonAnswer:
    """Return a person, read by `visible_persons`, as the API gives them to the viewer."""
    seen = queries.seen_fields(viewer, person)
    is_held = holds(viewer, person)
    shares = person.seen_shares  # type: ignore[attr-defined]  # prefetched
    return PersonAnswer(
        number=person.number,
        held_by=person.organisation.code,
        purpose=Purpose(person.purpose) if is_held else None,
        purposes=[Purpose(one) for one in purposes_of(person)] if is_held else [],
        **{name: getattr(person, name) if name in seen else "" for name in PERSONAL_FIELDS},
        keep_until=person.keep_until,
        erased_on=person.erased_on,
        version=person.version,
        handed_to=[
            ShareAnswer(
                organisation=one.organisation.code,
                purpose=Purpose(one.purpose),
                shared_on=one.shared_on,
                until=one.until,
            )
            for one in shares
            if is_held or one.organisation_id == viewer.organisation_id
        ],
    )


def _terms(body: PersonBody) -> PersonTerms:
    """Return the terms that the body says."""
    values = body.model_dump(exclude={"version", "is_another", "sex", "purpose"})
    return PersonTerms(**values, purpose=body.purpose.value, sex=body.sex.value if body.sex else "")


def _seen(request: MusterRequest, number: int) -> PersonAnswer:
    """Return a person as the caller sees them today."""
    return person_answer(request.viewer, queries.visible_person(request.viewer, request.today, number))


@router.get("/people", response={200: Page[PersonAnswer], **READ_ERRORS}, summary="Persons")
def people(request: MusterRequest, filters: Query[ListFilters]) -> Page[PersonAnswer]:
    """The persons that the caller's organisation holds or was handed, as they are today whatever `as_of` says."""
    found = queries.visible_persons(request.viewer, request.today).filter(erased_on__isnull=True)
    return page_of(found, filters, lambda person: person_answer(request.viewer, person))


@router.get("/people/{number}", response={200: PersonAnswer, **READ_ERRORS}, summary="One person")
def person(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> PersonAnswer:
    """One person as they are today, whatever `as_of` says; an erased one is a number to the holder."""
    return _seen(request, number)


@router.post("/people", response={201: PersonAnswer, **WRITE_ERRORS}, summary="Enter a person")
def register_person(request: MusterRequest, body: NewPersonBody) -> Status[PersonAnswer]:
    """Enter a person whose data the caller's organisation is to hold."""
    holder = organisation(request.viewer.organisation_code)
    saved = actions.register_person(
        request.viewer, _terms(body), organisation=holder, today=request.today, is_another=body.is_another
    )
    return Status(201, _seen(request, saved.number))


@router.put("/people/{number}", response={200: PersonAnswer, **WRITE_ERRORS}, summary="Change a person")
def change_person(request: MusterRequest, number: RecordId, body: ChangedPerson) -> PersonAnswer:
    """Replace a person's data; without `keep_until` the end stays."""
    actions.change_person(request.viewer, number, _terms(body), today=request.today, expected_version=body.version)
    return _seen(request, number)


@router.post("/people/{number}/shares", response={201: PersonAnswer, **WRITE_ERRORS}, summary="Hand a person's data on")
def share_person(request: MusterRequest, number: RecordId, body: ShareBody) -> Status[PersonAnswer]:
    """Hand the data to an organisation for a purpose until a day."""
    actions.share_person(
        request.viewer,
        number,
        organisation=organisation(body.organisation),
        purpose=body.purpose.value,
        until=body.until,
        today=request.today,
    )
    return Status(201, _seen(request, number))


@router.post(
    "/people/{number}/purposes", response={201: PersonAnswer, **WRITE_ERRORS}, summary="Keep a person for a purpose too"
)
def add_purpose(request: MusterRequest, number: RecordId, body: PurposeBody) -> Status[PersonAnswer]:
    """Keep a person for a further purpose, or renew it: one identity, each purpose with its own end."""
    purpose_actions.add_purpose(
        request.viewer,
        number,
        body.purpose.value,
        until=body.until,
        today=request.today,
        expected_version=body.version,
    )
    return Status(201, _seen(request, number))


@router.post(
    "/people/{number}/purposes/end", response={200: PersonAnswer, **WRITE_ERRORS}, summary="End one of the purposes"
)
def end_purpose(request: MusterRequest, number: RecordId, body: EndedPurpose) -> PersonAnswer:
    """End one of several purposes today; what it alone needed is erased."""
    purpose_actions.end_purpose(
        request.viewer, number, body.purpose.value, today=request.today, expected_version=body.version
    )
    return _seen(request, number)


@router.post("/people/{number}/erasure", response={200: PersonAnswer, **WRITE_ERRORS}, summary="Erase a person's data")
def erase_person(request: MusterRequest, number: RecordId, body: ErasureBody) -> PersonAnswer:
    """Forget a person for good; the number stays."""
    actions.erase_person(request.viewer, number, today=request.today, reason=body.reason)
    return _seen(request, number)


@router.get("/people/{number}/export", response={200: PersonExport, **READ_ERRORS}, summary="Everything on a person")
def export_person(request: MusterRequest, number: RecordId) -> PersonExport:
    """Everything held on a person, for the person who asks for it; the export is an event of the audit log."""
    return PersonExport.model_validate(actions.export_of_person(request.viewer, number, today=request.today))
