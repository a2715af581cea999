"""The rules of eligibility: may this pledge fill this post? Pure functions, one a rule; `RULES` is the list of them.

Each takes the pledge, the post and their surroundings and returns a finding in words. To add a rule, write a function,
put it into `RULES`, and give its numbers rows in the parameter table.
"""

from collections.abc import Callable

from muster.kit.day_text import long_day
from muster.kit.intervals import add_months
from muster.matching.act_room import most_room, window_under_acts
from muster.matching.facts import Finding, PledgeFacts, PostFacts, Surroundings
from muster.matching.window import holds_a_tour, longest_stay_months, partner_stays, ready_on, window
from muster.pledges.levels import Level, rung

PERCENT = 100
Rule = Callable[[PledgeFacts, PostFacts, Surroundings], Finding]


def unit_type_is_the_one_wanted(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """The unit is of the type that the post wants.

    Source: a statement of unit requirement names one unit type (3.2 of the dossier). The Secretariat may waive it by
    wanting another type.
    """
    fits = pledge.unit_type == post.unit_type
    words = f"{pledge.unit_type} as wanted" if fits else f"The post wants {post.unit_type}; this is {pledge.unit_type}."
    return Finding("unit type", fits, words)


def level_allows_selection(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """The pledge stands at least at the level from which units are selected.

    Source: only after a successful assessment and advisory visit can a unit be considered (capability requirements
    paper of March 2022); parameter level_min_for_selection. Nobody may waive it. The earliest date adds the parameter
    level_1_to_2_months to the planning day.
    """
    minimum = around.parameters.minimum_level
    label = Level(pledge.level).label
    if rung(pledge.level) >= rung(minimum):
        return Finding("level", True, f"{label}, at least {Level(minimum).label}")
    if pledge.level == Level.LEVEL_1 and minimum == Level.LEVEL_2:
        earliest = add_months(around.day, around.parameters.level_1_to_2_months)
        words = f"Level 1: an assessment and advisory visit comes first; earliest {earliest:%Y-%m}."
        return Finding("level", False, words, earliest)
    return Finding("level", False, f"{label}: below {Level(minimum).label}, the least for a selection.")


def strength_suffices(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """The unit has at least the share of the wanted strength that parameter strength_fit_minimum_percent sets.

    Local choice; the Secretariat may waive it by lowering the parameter.
    """
    percent = around.parameters.minimum_strength_percent
    words = f"{pledge.strength} people for {post.strength} wanted"
    if pledge.strength * PERCENT >= post.strength * percent:
        return Finding("strength", True, words)
    return Finding("strength", False, f"{words}: less than {percent} %.")


def mission_is_not_excluded(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """No caveat of the pledge excludes the mission. Source: national caveats (2.8); only the State may lift it."""
    if post.mission in pledge.excluded_missions:
        return Finding("caveat: mission", False, f"{pledge.state_name} excludes {post.mission} for this unit.")
    return Finding("caveat: mission", True, f"{post.mission} is not excluded")


def region_is_not_excluded(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """No caveat of the pledge excludes the mission's region.

    Source: geographic caveats (2.8); only the State may lift it.
    """
    if post.region and post.region in pledge.excluded_regions:
        return Finding("caveat: region", False, f"{pledge.state_name} excludes the region {post.region} for this unit.")
    return Finding("caveat: region", True, "the region is not excluded")


def tasks_are_not_excluded(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """No caveat of the pledge excludes a task of the post. Source: task caveats (2.8); only the State may lift it."""
    excluded = sorted(pledge.excluded_tasks & post.tasks)
    if excluded:
        return Finding("caveat: task", False, f"{pledge.state_name} excludes the task {', '.join(excluded)}.")
    return Finding("caveat: task", True, "no task of the post is excluded")


def languages_are_shared(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """The unit works in one of the post's languages, where both are on record.

    Source: language is a requirement of the statement of unit requirement (3.2); the mission may waive it.
    """
    if not post.languages or not pledge.languages or post.languages & pledge.languages:
        return Finding("language", True, "no conflict of working languages on record")
    wanted, spoken = ", ".join(sorted(post.languages)), ", ".join(sorted(pledge.languages))
    return Finding("language", False, f"The post works in {wanted}; the unit in {spoken}.")


def national_act_names_the_mission(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """Where acts of the State are on record, one in force names the mission.

    Source: national authorisation (7.1, step 7; Kazakhstan's act of 19 January 2024 names four missions). Only the
    State's parliament or government may change it.
    """
    named = around.authorised_missions.get(pledge.state)
    if named is None:
        return Finding("national act", True, "no act on record that limits the missions")
    if post.mission in named:
        return Finding("national act", True, f"an act in force names {post.mission}")
    return Finding("national act", False, f"No act of {pledge.state_name} in force names {post.mission}.")


def national_act_lasts(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """Where acts of the State name the mission, a shortest tour fits into the days on which they are in force.

    Source: an act has its days (7.3); who is there after its last one is there without a basis. Only the State's
    parliament or government may extend it. A tour longer than the act is cut to it.
    """
    acts = around.acts_for(pledge, post)
    room = window(pledge, post, around.day)
    if acts is None or room is None:
        return Finding("act in force", True, "no act on record that limits the days")
    if not acts:
        words = f"No act of {pledge.state_name} lets {pledge.category} people into {post.mission}."
        return Finding("act in force", False, words)
    left = window_under_acts(pledge, post, around)
    if left is not None and holds_a_tour(left, pledge.stay_minimum_months):
        until = f"to {long_day(left.until)}" if left.until else "on"
        return Finding("act in force", True, f"{acts[-1].act} is in force from {long_day(left.start)} {until}")
    ends = ", ".join(f"{one.act} {f'ends on {long_day(one.days.until)}' if one.days.until else 'begins later'}"
                     for one in acts)  # fmt: skip
    words = f"{ends}: no tour of {pledge.stay_minimum_months} months from {long_day(room.start)} on fits into it."
    return Finding("act in force", False, words)


def national_act_has_room(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """The unit fits, at some time, under the ceilings that acts of the State set for the mission or its category.

    Source: ceilings of national acts (7.1, 7.3); people in stays on record count. Only the State's parliament or
    government may raise it. The ceiling over all missions is kept by the planner.
    """
    best = most_room(pledge, post, around)
    if best is None:
        return Finding("room under the act", True, "no ceiling of an act for the mission or category")
    room, limit, act = best
    words = f"room in {post.mission} is {max(0, room)} of {limit.people}, the unit needs {pledge.strength}"
    if pledge.strength <= room:
        return Finding("room under the act", True, words)
    return Finding("room under the act", False, f"National act {act}: {words}.")


def needed_partner_stands_there(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """A partner that the unit needs has an agreed stay in the same requirement.

    Source: dependency caveats and co-deployment (2.8, 3.4). Only the State may lift it.
    """
    if not pledge.needed_partners:
        return Finding("partner", True, "needs no partner")
    names = " or ".join(sorted(pledge.needed_partners))
    if partner_stays(pledge, post):
        return Finding("partner", True, f"{names} has an agreed stay in {post.requirement}")
    return Finding(
        "partner", False, f"The unit deploys only beside {names}, which has no agreed stay in {post.requirement}."
    )


def conditions_are_met(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """No hard condition of the pledge is still unsatisfied.

    Source: a pledge may be politically conditional, such as Spain's on commanding the force (2.8); no selection with an
    unresolved hard caveat (14.3, rule 1). Only the State may say that its condition is satisfied.
    """
    if not pledge.unmet_conditions:
        return Finding("condition", True, "no hard condition is open")
    words = "; ".join(pledge.unmet_conditions)
    return Finding("condition", False, f"{pledge.state_name} gives the unit only if this holds first: {words}.")


def every_partner_agrees(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """Every partner of a joint pledge has agreed by its own note verbale, and none has withdrawn.

    Source: a joint pledge takes a note verbale from each State (2.2); withdrawal by one re-evaluates the whole (14.3,
    rule 14). Nobody may waive it; the State may change the pledge and leave the partner out.
    """
    if pledge.withdrawn_partners:
        words = ", ".join(pledge.withdrawn_partners)
        return Finding("joint pledge", False, f"{words} withdrew from the joint unit; it must be pledged anew without.")
    if pledge.unanswered_partners:
        words = ", ".join(pledge.unanswered_partners)
        return Finding("joint pledge", False, f"{words} has not agreed by note verbale to its part of the unit.")
    return Finding("joint pledge", True, "no partner stands in the way")


def unit_is_not_deployed_for_another(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """The same national unit does not stand in theatre for another register to which it is pledged as well.

    Source: a pledge whose unit deploys leaves the pool (2.7); one unit pledged twice is still one. Nobody may waive it.
    """
    if pledge.unit_deployed_for:
        words = f"The same unit is deployed for {pledge.unit_deployed_for}; it is one unit, however often pledged."
        return Finding("unit", False, words)
    return Finding("unit", True, "the unit is not deployed for another register")


def a_tour_fits_in_time(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """After notice and within both availabilities, the need leaves room for the shortest tour.

    Source: availability and notice to deploy are fields of the pledge (2.3); tours by 6.1.
    """
    shortest, longest = pledge.stay_minimum_months, longest_stay_months(pledge)
    if longest < shortest:
        return Finding("time", False, f"Its shortest tour is {shortest} months, its caveat allows {longest}.")
    room = window(pledge, post, around.day)
    ready = ready_on(pledge, around.day)
    if room is None:
        words = f"Ready on {long_day(ready)}; the post, the unit and its partner share no day from then on."
        return Finding("time", False, words, ready)
    if room.until is not None and not holds_a_tour(room, shortest):
        words = f"Between {long_day(room.start)} and {long_day(room.until)} no tour of {shortest} months fits."
        return Finding("time", False, words, ready)
    return Finding("time", True, f"from {long_day(room.start)}, tours of {shortest} to {longest} months", room.start)


RULES: tuple[Rule, ...] = (
    unit_type_is_the_one_wanted,
    level_allows_selection,
    strength_suffices,
    mission_is_not_excluded,
    region_is_not_excluded,
    tasks_are_not_excluded,
    languages_are_shared,
    national_act_names_the_mission,
    national_act_lasts,
    national_act_has_room,
    needed_partner_stands_there,
    conditions_are_met,
    every_partner_agrees,
    unit_is_not_deployed_for_another,
    a_tour_fits_in_time,
)
