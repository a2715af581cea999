"""What a State, its partners or a visit could change so that a pledge may stand where a rule keeps it out. Pure.

Each of the rules that somebody may waive or satisfy has its change here. No action answers the rules on unit type,
strength and language, nor the one on a unit deployed for another register: those speak of what the unit is. A caveat on
the length of tours, an unknown time to a level, and a partner who has withdrawn give none either: what would come of
them is not on record.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from muster.kit.day_text import long_day
from muster.kit.intervals import DateInterval, add_months
from muster.matching.facts import PledgeFacts
from muster.planning.work_actions import Action
from muster.plans.desk_ground import DeskAction, Ground, brings_options
from muster.plans.desk_kinds import ActionKind
from muster.plans.explained_names import state_name
from muster.pledges.levels import Level


@dataclass(frozen=True)
class _Change:
    """A pledge as it would be on record, and how to come there. `since`: the first day on which it can be so."""

    kind: ActionKind
    value: str
    words: str
    facts: PledgeFacts
    since: date | None = None
    needs_visit: bool = False


def pledge_actions(ground: Ground) -> Iterator[DeskAction]:
    """Every action about one pledge that brings it options, in the order of the record."""
    for pledge in ground.pledges:
        for change in _changes(ground, pledge):
            month = 0 if change.since is None else max(0, ground.built.calendar.first_whole(change.since))
            effects = ground.effects([change.facts])
            if month < ground.problem.count and brings_options(effects):
                name = ":".join(part for part in (change.kind.value, pledge.reference, change.value) if part)
                cost = ground.terms.costs[change.kind]
                action = Action(name, change.kind, change.words, cost, month, change.needs_visit, effects)
                yield DeskAction(action, change.kind, pledge.reference, pledge.state)


def _changes(ground: Ground, pledge: PledgeFacts) -> Iterator[_Change]:
    """What could be changed of a pledge, whether it helps or not."""
    yield from _level(ground, pledge)
    yield from _caveats(ground, pledge)
    yield from _promises(pledge)
    yield from _times(ground, pledge)


def _level(ground: Ground, pledge: PledgeFacts) -> Iterator[_Change]:
    """A visit raises a pledge to Level 2, after the months that the rule on levels counts.

    A draft, and a lapsed pledge once its State has confirmed it, is first registered at Level 1 by the register's
    decision (parameter pledge_acceptance_days). Other levels have no time on record that a plan could count on.
    """
    numbers, day = ground.built.record.surroundings.parameters, ground.built.record.day
    minimum = numbers.minimum_level
    if minimum != Level.LEVEL_2 or pledge.level not in (Level.LEVEL_1, Level.DRAFT, Level.LAPSED):
        return
    registered = day if pledge.level == Level.LEVEL_1 else day + timedelta(days=ground.terms.acceptance_days)
    since = add_months(registered, numbers.level_1_to_2_months)
    raised = replace(pledge, level=minimum)
    here, there = Level(pledge.level).label, Level(minimum).label
    if pledge.level == Level.LAPSED:
        words = (
            f"{pledge.state_name} confirms {pledge.reference}, which has lapsed; registered anew, an assessment and "
            f"advisory visit raises it to {there}"
        )
        yield _Change(ActionKind.RENEWAL, "", words, raised, since, needs_visit=True)
    else:
        words = (
            f"An assessment and advisory visit to {pledge.state_name} raises {pledge.reference} from {here} to {there}"
        )
        yield _Change(ActionKind.LEVEL, "", words, raised, since, needs_visit=True)


def _caveats(ground: Ground, pledge: PledgeFacts) -> Iterator[_Change]:
    """The State lifts one caveat of the pledge."""
    who, which = pledge.state_name, pledge.reference
    for mission in sorted(pledge.excluded_missions):
        lifted = replace(pledge, excluded_missions=pledge.excluded_missions - {mission})
        words = f"{who} lifts the caveat by which {which} is not for {mission}"
        yield _Change(ActionKind.CAVEAT, mission, words, lifted)
    for region in sorted(pledge.excluded_regions):
        lifted = replace(pledge, excluded_regions=pledge.excluded_regions - {region})
        words = f"{who} lifts the caveat by which {which} is not for the region {region}"
        yield _Change(ActionKind.CAVEAT, region, words, lifted)
    standing = {pledge.excluded_tasks & post.tasks for post in ground.posts_of.get(which, ())}
    for tasks in sorted(sorted(one) for one in standing if one):
        lifted, named = replace(pledge, excluded_tasks=pledge.excluded_tasks - set(tasks)), " and ".join(tasks)
        words = f"{who} lifts the caveat by which {which} does not do: {named}"
        yield _Change(ActionKind.CAVEAT, "+".join(tasks), words, lifted)
    if pledge.needed_partners:
        partners = " or ".join(state_name(code) for code in sorted(pledge.needed_partners))
        words = f"{who} lifts the caveat by which {which} deploys only beside {partners}"
        yield _Change(ActionKind.CAVEAT, "partner", words, replace(pledge, needed_partners=frozenset()))


def _promises(pledge: PledgeFacts) -> Iterator[_Change]:
    """The hard conditions of the pledge are met, or its partners agree to their part."""
    if pledge.unmet_conditions:
        words = f"{pledge.state_name}'s condition for {pledge.reference} is met: {'; '.join(pledge.unmet_conditions)}"
        yield _Change(ActionKind.CONDITION, "", words, replace(pledge, unmet_conditions=()))
    if pledge.unanswered_partners and not pledge.withdrawn_partners:
        partners = " and ".join(pledge.unanswered_partners)
        words = f"By note verbale {partners} agrees to the part that is wanted of it in {pledge.reference}"
        yield _Change(ActionKind.NOTE_VERBALE, "", words, replace(pledge, unanswered_partners=()))


def _times(ground: Ground, pledge: PledgeFacts) -> Iterator[_Change]:
    """The State makes the unit ready sooner, or offers it for longer."""
    most = ground.terms.notice_days
    if pledge.notice_days > most:
        words = f"{pledge.state_name} makes {pledge.reference} ready within {most} days instead of {pledge.notice_days}"
        yield _Change(ActionKind.NOTICE, "", words, replace(pledge, notice_days=most))
    until = pledge.available.until
    if until is not None and until < ground.built.calendar.day(ground.problem.count):
        later = add_months(until, ground.terms.extension_months)
        words = f"{pledge.state_name} offers {pledge.reference} until {long_day(later)} instead of {long_day(until)}"
        longer = replace(pledge, available=DateInterval(pledge.available.start, later))
        yield _Change(ActionKind.EXTENSION, "", words, longer)
