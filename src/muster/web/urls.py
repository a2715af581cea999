"""The site's addresses: each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from muster.api.api import api
from muster.plans import force_views
from muster.plans import views as plan_views
from muster.web import audit_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.situation, name="situation"),
    path("as-of/", views.set_as_of, name="set-as-of"),
    path("acting-for/", views.set_acting_for, name="set-acting-for"),
    path("search/", views.search, name="search"),
    path("style-guide/", views.style_guide, name="style-guide"),
    path("health/", views.health, name="health"),
    path("audit/", audit_views.events, name="audit-events"),
    path("audit/<int:sequence>/", audit_views.event, name="audit-event"),
    path("people/", include("muster.people.urls")),
    path("pledges/", include("muster.pledges.urls")),
    path("requirements/fit/", include("muster.matching.urls")),
    path("requirements/", include("muster.missions.urls")),
    path("requirements/<slug:reference>/", plan_views.requirement, name="requirement"),
    path("requirements/missions/<str:acronym>/force/", force_views.force_requirement, name="force-requirement"),
    path(
        "requirements/missions/<str:acronym>/force/print/<slug:kind>/",
        force_views.print_force_requirement,
        name="print-force-requirement",
    ),
    path("mandates/", include("muster.missions.mandate_urls")),
    path("law/", include("muster.authorisations.urls")),
    path("law/", include("muster.deployments.law_urls")),
    path("changes/", include("muster.changes.urls")),
    path("consultations/", include("muster.consultations.urls")),
    path("decisions/", include("muster.decisions.urls")),
    path("plans/", include("muster.plans.urls")),
    path("visits/", include("muster.visits.urls")),
    path("generation/", include("muster.generation.urls")),
    path("deployments/", include("muster.deployments.urls")),
    path("inspections/", include("muster.inspections.urls")),
    path("training/", include("muster.training.urls")),
    path("reimbursement/", include("muster.reimbursement.urls")),
    path("documents/", include("muster.documents.urls")),
    path("notices/", include("muster.notices.urls")),
    path("outreach/", include("muster.outreach.urls")),
    path("statistics/", include("muster.statistics.urls")),
    path("papers/", include("muster.yardsticks.urls")),
    path("yardsticks/", include("muster.yardsticks.measure_urls")),
    path("reference/", include("muster.reference.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
]
