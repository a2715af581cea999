"""Addresses of inspections and evaluations."""

from django.urls import path

from muster.inspections.views import evaluations, performance_plans

urlpatterns = [
    path("evaluations/", evaluations.evaluations, name="evaluations"),
    path("evaluations/new/", evaluations.new_evaluation, name="new-evaluation"),
    path("evaluations/<slug:reference>/", evaluations.evaluation, name="evaluation"),
    path("evaluations/<slug:reference>/write/", evaluations.write_evaluation, name="write-evaluation"),
    path("evaluations/<slug:reference>/<slug:stage>/", evaluations.step_evaluation, name="step-evaluation"),
    path("plans/", performance_plans.plans, name="performance-plans"),
    path("plans/new/", performance_plans.new_plan, name="new-performance-plan"),
    path("plans/<slug:reference>/", performance_plans.plan, name="performance-plan"),
    path("plans/<slug:reference>/write/", performance_plans.write_plan, name="write-performance-plan"),
    path("plans/<slug:reference>/move/", performance_plans.move_plan, name="move-performance-plan"),
    path("plans/<slug:reference>/measures/<int:number>/", performance_plans.measure_done, name="measure-done"),
    path("plans/<slug:reference>/<slug:stage>/", performance_plans.step_plan, name="step-performance-plan"),
]
