"""Addresses of deployments."""

from django.urls import path

from muster.deployments.views import expected, individual_steps, individuals, stays, units

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
    path("individuals/", individuals.individual_posts, name="individual-posts"),
    path("individuals/due/", individuals.individuals_due, name="individuals-due"),
    path("individuals/headquarters/", individuals.shares, name="headquarters-shares"),
    path("individuals/posts/new/", individual_steps.new_individual_post, name="new-individual-post"),
    path("individuals/posts/<slug:reference>/", individuals.individual_post, name="individual-post"),
    path("individuals/requests/", individuals.personnel_requests, name="personnel-requests"),
    path("individuals/requests/new/", individual_steps.new_personnel_request, name="new-personnel-request"),
    path("individuals/requests/<slug:reference>/", individuals.personnel_request, name="personnel-request"),
    path(
        "individuals/requests/<slug:reference>/step/",
        individual_steps.move_personnel_request,
        name="move-personnel-request",
    ),
    path("individuals/requests/<slug:reference>/nominate/", individual_steps.nominate, name="nominate"),
    path("individuals/nominees/<int:number>/", individuals.nomination, name="nomination"),
    path("individuals/nominees/<int:number>/step/", individual_steps.step_nomination, name="step-nomination"),
    path("individuals/nominees/<int:number>/waive/", individual_steps.waive_rule, name="waive-rule"),
    path("individuals/assignments/<int:number>/", individuals.assignment, name="assignment"),
    path("individuals/assignments/<int:number>/extend/", individual_steps.extend, name="extend"),
    path("individuals/assignments/<int:number>/extension/", individual_steps.step_extension, name="step-extension"),
    path("individuals/assignments/<int:number>/end/", individual_steps.end_assignment, name="end-assignment"),
]
