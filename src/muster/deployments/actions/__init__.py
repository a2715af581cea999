"""All writes to deployments. One file an idea; this is the list of all."""

from muster.deployments.actions.arrivals import record_arrival
from muster.deployments.actions.arrived_cases import enter_unit_of_case
from muster.deployments.actions.assignments import record_assignment
from muster.deployments.actions.companies import name_company
from muster.deployments.actions.drawdown import Departure, accept_drawdown, departures_of
from muster.deployments.actions.endings import repatriate, transfer
from muster.deployments.actions.extensions import decide_extension, propose_extension
from muster.deployments.actions.individual_notices import tell_individuals
from muster.deployments.actions.individual_posts import change_individual_post, record_individual_post
from muster.deployments.actions.legal_bases import end_legal_basis, enter_legal_basis
from muster.deployments.actions.locations import move_unit
from muster.deployments.actions.nominations import advance_nomination, nominate, waive_rule
from muster.deployments.actions.personnel_requests import draft_personnel_request, move_personnel_request
from muster.deployments.actions.replanning import replan_mission_around_blocks, replan_unit_around_blocks
from muster.deployments.actions.rotation_plans import accept_company_plan, accept_lift_plan
from muster.deployments.actions.stays import agree_stay, change_stay
from muster.deployments.actions.strength import record_strength, record_strengths
from muster.deployments.actions.tour_entry import enter_tour
from muster.deployments.actions.tour_lifts import plan_lifts
from muster.deployments.actions.tours import accept_tours, change_tour, require_planner, step_tour
from muster.deployments.actions.unit_changes import change_unit
from muster.deployments.actions.unit_notices import tell_of_units
from muster.deployments.actions.units import enter_unit

__all__ = [
    "Departure",
    "accept_company_plan",
    "accept_drawdown",
    "accept_lift_plan",
    "accept_tours",
    "advance_nomination",
    "agree_stay",
    "change_individual_post",
    "change_stay",
    "change_tour",
    "change_unit",
    "decide_extension",
    "departures_of",
    "draft_personnel_request",
    "end_legal_basis",
    "enter_legal_basis",
    "enter_tour",
    "enter_unit",
    "enter_unit_of_case",
    "move_personnel_request",
    "move_unit",
    "name_company",
    "nominate",
    "plan_lifts",
    "propose_extension",
    "record_arrival",
    "record_assignment",
    "record_individual_post",
    "record_strength",
    "record_strengths",
    "repatriate",
    "replan_mission_around_blocks",
    "replan_unit_around_blocks",
    "require_planner",
    "step_tour",
    "tell_individuals",
    "tell_of_units",
    "transfer",
    "waive_rule",
]
