"""The API: the rooms' endpoints under one document. `api` is what the site mounts at `/api/v1/`."""

from copy import deepcopy
from functools import cache
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema

from muster import __version__
from muster.api.authentication import BySession, ByToken
from muster.api.document import Document
from muster.api.errors import answer_errors
from muster.authorisations.endpoints import routers as law
from muster.changes.endpoints import routers as changes
from muster.consultations.endpoints import routers as consultations
from muster.decisions.endpoints import routers as decisions
from muster.deployments.endpoints import router as deployments
from muster.deployments.endpoints.individual_tours import router as individual_tours
from muster.deployments.endpoints.individuals import router as individuals
from muster.documents.endpoints import router as documents
from muster.generation.endpoints.blocks import router as blocks
from muster.generation.endpoints.bridges import router as bridges
from muster.generation.endpoints.calls import router as calls
from muster.generation.endpoints.cases import router as cases
from muster.generation.endpoints.clearances import router as clearances
from muster.generation.endpoints.desk import router as desk
from muster.generation.endpoints.handover import router as handover
from muster.generation.endpoints.hindsight import router as hindsight
from muster.generation.endpoints.instruments import router as instruments
from muster.generation.endpoints.letters import router as letters
from muster.generation.endpoints.load_lists import router as load_lists
from muster.generation.endpoints.movement import router as movement
from muster.generation.endpoints.offers import router as offers
from muster.generation.endpoints.pre_deployment import router as pre_deployment
from muster.generation.endpoints.requests import router as force_requests
from muster.generation.endpoints.selections import router as selections
from muster.inspections.endpoints import router as inspections
from muster.matching.endpoints import router as fits
from muster.missions.endpoints import router as missions
from muster.missions.mandate_endpoints import routers as mandates
from muster.missions.statement_endpoints import router as statements
from muster.notices.endpoints import router as notices
from muster.outreach.endpoints import router as outreach
from muster.parties.endpoints import router as parties
from muster.parties.endpoints import token_router as tokens
from muster.people.endpoints import router as people
from muster.people.service_endpoints import router as service_of_people
from muster.plans.asked_endpoints import router as asked_of_plans
from muster.plans.endpoints import router as plans
from muster.plans.explained_endpoints import router as explained_plans
from muster.plans.force_endpoints import router as force_requirements
from muster.plans.replan_endpoints import router as replanned_gaps
from muster.pledges.endpoints import further as around_pledges
from muster.pledges.endpoints import router as pledges
from muster.pledges.endpoints.workbook import router as pledge_workbook
from muster.reference.endpoints import router as reference
from muster.reimbursement.endpoints import routers as reimbursement
from muster.statistics.endpoints import routers as statistics
from muster.statistics.endpoints import signed_in as statistics_of_parties
from muster.training.endpoints import routers as training
from muster.training.endpoints.recognition import public as public_recognition
from muster.visits.endpoints import router as visits
from muster.yardsticks.endpoints import router as papers
from muster.yardsticks.measure_endpoints import router as yardsticks

DESCRIPTION = """The same records as the site, by the same rules: what a caller may see and do follows from the
organisation that they act for. Sign in with a token (`Authorization: Bearer ...`, issued under `tokens`) or with the
session of the site. Dates are ISO dates, intervals half-open, strengths in people. Every record names its source and
standing; `illustrative` ones are made up for demonstration."""


class Api(NinjaAPI):
    """Ninja's API, with the document worked out once a process: that takes a second, and all readers get the same."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the document as the caller's own copy."""
        return deepcopy(self._document(self.get_root_path(path_params or {}) if path_prefix is None else path_prefix))

    @cache  # noqa: B019 - there is one API a process
    def _document(self, path_prefix: str) -> OpenAPISchema:
        return Document(self, path_prefix)


def _anyone(request: HttpRequest) -> bool:
    """Let everybody in: reference facts are public, and whether a course is recognised."""
    return True


def build() -> NinjaAPI:
    """Return the API with every room's endpoints."""
    api = Api(
        title="Muster",
        version=__version__,
        description=DESCRIPTION,
        urls_namespace="api",
        auth=[ByToken(), BySession()],
    )
    answer_errors(api)
    # The workbook's address comes before those of single pledges, which would take it for a reference.
    signed_in: tuple[Router, ...] = (
        parties,
        people,
        service_of_people,
        missions,
        statements,
        *mandates,
        *law,
        *changes,
        force_requirements,
        visits,
        pledge_workbook,
        pledges,
        *around_pledges,
        force_requests,
        offers,
        selections,
        cases,
        blocks,
        instruments,
        fits,
        letters,
        load_lists,
        movement,
        clearances,
        desk,
        handover,
        hindsight,
        pre_deployment,
        bridges,
        calls,
        deployments,
        individuals,
        individual_tours,
        inspections,
        plans,
        explained_plans,
        asked_of_plans,
        replanned_gaps,
        *training,
        *reimbursement,
        *consultations,
        *decisions,
        outreach,
        *statistics_of_parties,
        documents,
        notices,
        papers,
        yardsticks,
    )
    for router in signed_in:
        api.add_router("", router)
    api.add_router("", tokens, auth=BySession())
    api.add_router("", reference, auth=_anyone)
    api.add_router("", public_recognition, auth=_anyone)
    for router in statistics:
        api.add_router("", router, auth=_anyone)
    return api


api = build()
