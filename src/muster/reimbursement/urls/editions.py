"""Addresses of editions of rates."""

from django.urls import URLPattern, path

from muster.reimbursement.views import editions

EDITION = "editions/<slug:reference>/"

EDITIONS: list[URLPattern] = [
    path("editions/", editions.editions, name="rate-editions"),
    path("editions/load/", editions.load_edition, name="load-rate-edition"),
    path("editions/compare/", editions.compare_editions, name="compare-rate-editions"),
    path("editions/load/template/<slug:form>/", editions.template, name="rate-template"),
    path(EDITION, editions.edition, name="rate-edition"),
    path(f"{EDITION}rows/", editions.replace_rates, name="replace-rates"),
    path(f"{EDITION}end/", editions.end_edition, name="end-rate-edition"),
    path(f"{EDITION}revise/", editions.revise_edition, name="revise-rate-edition"),
    path(f"{EDITION}file/<slug:form>/", editions.edition_file, name="rate-edition-file"),
]
