"""Addresses of the national pool and selection camps."""

from django.urls import URLPattern, path

from muster.training.views import camps, pool

POOL: list[URLPattern] = [
    path("pool/", pool.national_pool, name="national-pool"),
    path("pool/new/", pool.enter_pool, name="enter-pool"),
    path("pool/<int:number>/", pool.pool_place, name="pool-place"),
    path("pool/<int:number>/step/", pool.pool_step, name="pool-step"),
    path("pool/<int:number>/willing/", pool.pool_willing, name="pool-willing"),
    path("pool/requirements/", pool.requirements, name="national-requirements"),
    path("pool/requirements/new/", pool.new_requirement, name="new-national-requirement"),
    path("pool/requirements/<int:number>/end/", pool.end_requirement, name="end-national-requirement"),
    path("pool/certificates/", pool.certificates, name="lapsing-certificates"),
    path("camps/", camps.selection_camps, name="selection-camps"),
    path("camps/new/", camps.new_camp, name="new-selection-camp"),
    path("camps/<slug:reference>/", camps.selection_camp, name="selection-camp"),
    path("camps/<slug:reference>/change/", camps.change_camp, name="change-selection-camp"),
    path("camps/<slug:reference>/call/", camps.call_to_camp, name="call-to-camp"),
    path("camps/<slug:reference>/results/new/", camps.camp_result, name="camp-result"),
    path("camps/<slug:reference>/take-in/", camps.camp_take_in, name="camp-take-in"),
    path("camps/<slug:reference>/workbook/", camps.camp_workbook, name="camp-workbook"),
    path("camps/<slug:reference>/import/", camps.import_camp, name="import-camp"),
]
