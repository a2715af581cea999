"""Addresses of deployments."""

from django.urls import path

from muster.deployments.views import expected, stays, units

urlpatterns = [
    path("", stays.stays, name="deployments"),
    path("new/", stays.new_stay, name="new-stay"),
    path("<int:number>/", stays.stay, name="stay"),
    path("<int:number>/change/", stays.change_stay, name="change-stay"),
    path("expected/<str:mission>/", expected.expected_strength, name="expected-strength"),
    path("expected/<str:mission>/files/<str:name>", expected.expected_strength_file, name="expected-file"),
    path("units/", units.units, name="deployed-units"),
    path("units/new/", units.new_unit, name="new-unit"),
    path("units/<slug:reference>/", units.unit, name="deployed-unit"),
    path("units/<slug:reference>/plan/", units.plan_tours, name="plan-tours"),
    path("units/<slug:reference>/tours/<slug:rotation>/", units.tour, name="tour"),
    path("units/<slug:reference>/tours/<slug:rotation>/change/", units.change_tour, name="change-tour"),
    path("units/<slug:reference>/tours/<slug:rotation>/<slug:stage>/", units.step_tour, name="step-tour"),
    path("rotations/", units.rotation_board, name="rotation-board"),
    path("arrivals/", stays.arrivals, name="arrivals"),
    path("arrivals/new/", stays.new_arrival, name="new-arrival"),
]
