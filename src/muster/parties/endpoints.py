"""The API of parties: who am I, the organisations, my tokens."""

from datetime import datetime
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, ListFilters, Page, page_of
from muster.kit.openapi.fields import WITHOUT_NUL, RecordId
from muster.parties import actions, queries
from muster.parties.models import ApiToken, Organisation, OrganisationKind, Role
from muster.parties.request import MusterRequest

router = Router(tags=["parties"])
token_router = Router(tags=["parties"])


class OrganisationAnswer(Answer):
    """A party to the record."""

    code: str = Field(description="ISO alpha-3 code of a State, acronym of a mission, else a short name")
    name: str
    kind: OrganisationKind
    state: str | None = Field(description="the State of an institution")


class MeAnswer(Answer):
    """Who is asking, and for which organisation."""

    username: str
    organisation: str
    organisation_name: str
    kind: OrganisationKind
    role: Role


class TokenAnswer(Answer):
    """A token, without its secret."""

    id: int
    label: str
    created_at: datetime
    revoked_at: datetime | None


class IssuedToken(TokenAnswer):
    """A new token. The secret is shown once and never stored."""

    token: str


class TokenBody(Body):
    """What a new token is to be called."""

    label: Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=80)]


class OrganisationFilters(ListFilters):
    """Which organisations."""

    kind: OrganisationKind | None = None


def organisation_answer(organisation: Organisation) -> OrganisationAnswer:
    """Return an organisation, its State loaded, as the API gives it."""
    return OrganisationAnswer(
        code=organisation.code,
        name=organisation.name,
        kind=OrganisationKind(organisation.kind),
        state=organisation.state.code if organisation.state else None,
    )


def token_answer(token: ApiToken) -> TokenAnswer:
    """Return a token as the API gives it."""
    return TokenAnswer(id=token.pk, label=token.label, created_at=token.created_at, revoked_at=token.revoked_at)


@router.get("/me", response={200: MeAnswer, **READ_ERRORS}, summary="Who am I")
def who_am_i(request: MusterRequest) -> MeAnswer:
    """The user, the organisation that the request acts for, and the role in it."""
    viewer = request.viewer
    return MeAnswer(
        username=viewer.username,
        organisation=viewer.organisation_code,
        organisation_name=viewer.organisation_name,
        kind=OrganisationKind(viewer.kind),
        role=Role(viewer.role),
    )


@router.get("/organisations", response={200: Page[OrganisationAnswer], **READ_ERRORS}, summary="Organisations")
def organisations(request: MusterRequest, filters: Query[OrganisationFilters]) -> Page[OrganisationAnswer]:
    """The parties to the record, by name."""
    return page_of(queries.organisations(filters.kind).select_related("state"), filters, organisation_answer)


@token_router.get("/tokens", response={200: Page[TokenAnswer], **READ_ERRORS}, summary="My tokens")
def my_tokens(request: MusterRequest, filters: Query[ListFilters]) -> Page[TokenAnswer]:
    """The caller's own API tokens for the organisation that they act for, revoked ones included."""
    return page_of(queries.own_tokens(request.viewer), filters, token_answer)


@token_router.post("/tokens", response={201: IssuedToken, **WRITE_ERRORS}, summary="Issue a token")
def issue_token(request: MusterRequest, body: TokenBody) -> Status[IssuedToken]:
    """Make a token for a program of the caller. Only by session: a token makes no further tokens."""
    token, secret = actions.issue_token(request.viewer, body.label)
    return Status(201, IssuedToken(**token_answer(token).model_dump(), token=secret))


@token_router.delete("/tokens/{token_id}", response={204: None, **WRITE_ERRORS}, summary="Revoke a token")
def revoke_token(request: MusterRequest, token_id: RecordId) -> Status[None]:
    """Revoke one of the caller's own tokens, at once. Only by session."""
    actions.revoke_token(request.viewer, token_id)
    return Status(204, None)
