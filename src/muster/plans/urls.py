"""Addresses of plans."""

from django.urls import path

from muster.plans import (
    comparison_views,
    demand_views,
    happened_views,
    limits,
    prices_views,
    slot_views,
    stress_views,
    views,
    work_list_views,
)

urlpatterns = [
    path("", views.plans, name="plans"),
    path("new/", views.new_plan, name="new-plan"),
    path("compare/", comparison_views.compare_plans, name="compare-plans"),
    path("demand/", demand_views.plan_demand, name="plan-demand"),
    path("limits/", limits.limits, name="limits"),
    path("<slug:reference>/", views.plan, name="plan"),
    path("<slug:reference>/publish/", views.publish_plan, name="publish-plan"),
    path("<slug:reference>/stress/", stress_views.plan_stress, name="plan-stress"),
    path("<slug:reference>/work-list/", work_list_views.plan_work_list, name="plan-work-list"),
    path("<slug:reference>/happened/", happened_views.plan_happened, name="plan-happened"),
    path("<slug:reference>/prices/", prices_views.plan_prices, name="plan-prices"),
    path("<slug:reference>/posts/<str:post>/", slot_views.plan_post, name="plan-post"),
    path("<slug:reference>/gantt/", views.plan_gantt, name="plan-gantt"),
    path("<slug:reference>/files/<str:name>", views.plan_file, name="plan-file"),
]
