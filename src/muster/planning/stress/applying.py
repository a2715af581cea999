"""A problem as it would be after a scenario: pure, and always consistent.

Withdrawals and delays come first, then closures, surges and blocks, whatever their order in the scenario: a surge in a
mission whose rotations are blocked is blocked as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count

from muster.planning.problem import CommittedStay, Option, Pledge, Post, Problem, Requirement
from muster.planning.stress.blocking import blocked
from muster.planning.stress.leads import Left, lead_of_posts, left_under_leads
from muster.planning.stress.scenario import (
    MissionClosed,
    PledgeDelayed,
    PledgeWithdrawn,
    RotationsBlocked,
    Scenario,
    ScenarioRefused,
    StateWithdrawn,
    Surge,
    refuse_unless_of,
)


def apply(problem: Problem, scenario: Scenario) -> Problem:
    """The problem after the scenario; raises `ScenarioRefused` when it names what the problem does not have.

    Committed stays that would stand without their lead are cut short to the time in which it stands.
    """
    refuse_unless_of(problem, scenario)
    draft = _Draft.of(problem)
    gone = {change.pledge for change in scenario.changes if isinstance(change, PledgeWithdrawn)}
    states = {change.state for change in scenario.changes if isinstance(change, StateWithdrawn)}
    _withdraw(draft, gone | {pledge.id for pledge in problem.pledges if pledge.state in states})
    _delay(draft, [change for change in scenario.changes if isinstance(change, PledgeDelayed)])
    for change in scenario.changes:
        if isinstance(change, MissionClosed):
            _close(draft, change)
    for change in scenario.changes:
        if isinstance(change, Surge):
            _surge(draft, change)
    _settle(draft)
    after = draft.problem()
    for change in scenario.changes:
        if isinstance(change, RotationsBlocked):
            after = blocked(after, change)
    return after


@dataclass
class _Draft:
    """The lists of a problem while they are changed."""

    origin: Problem
    requirements: list[Requirement]
    posts: list[Post]
    pledges: list[Pledge]
    options: list[Option]
    committed: list[CommittedStay]

    @classmethod
    def of(cls, problem: Problem) -> "_Draft":
        lists = (problem.requirements, problem.posts, problem.pledges, problem.options, problem.committed)
        return cls(problem, *map(list, lists))  # type: ignore[arg-type]

    def problem(self) -> Problem:
        """The problem as it stands; one that a file gave has the file's digest no longer."""
        return replace(
            self.origin,
            requirements=tuple(self.requirements),
            posts=tuple(self.posts),
            pledges=tuple(self.pledges),
            options=tuple(self.options),
            committed=tuple(self.committed),
            file_sha256=None,
        )

    def mission_posts(self, mission: str) -> set[str]:
        """The posts of the mission."""
        here = {row.id for row in self.requirements if row.mission == mission}
        return {post.id for post in self.posts if post.requirement in here}


def _withdraw(draft: _Draft, gone: set[str]) -> None:
    """Remove pledges with all that is theirs."""
    if not gone:
        return
    draft.pledges = [pledge for pledge in draft.pledges if pledge.id not in gone]
    draft.options = [option for option in draft.options if option.pledge not in gone]
    draft.committed = [stay for stay in draft.committed if stay.pledge not in gone]


def _delay(draft: _Draft, changes: Iterable[PledgeDelayed]) -> None:
    """Make pledges ready later, and with them the earliest periods of their options. Delays of one pledge add up."""
    later: dict[str, int] = {}
    for change in changes:
        later[change.pledge] = later.get(change.pledge, 0) + change.periods
    ready_from = {pledge.id: pledge.ready_from for pledge in draft.pledges}
    _ready_from(draft, {name: ready_from[name] + periods for name, periods in later.items() if name in ready_from})


def _ready_from(draft: _Draft, periods: dict[str, int]) -> None:
    """Let pledges deploy anew from these periods on and no sooner."""
    if not periods:
        return
    draft.pledges = [
        replace(pledge, ready_from=max(pledge.ready_from, periods[pledge.id])) if pledge.id in periods else pledge
        for pledge in draft.pledges
    ]
    draft.options = [
        replace(option, earliest=max(option.earliest, periods[option.pledge])) if option.pledge in periods else option
        for option in draft.options
    ]


def _settle(draft: _Draft) -> None:
    """Cut short the committed stays that no longer stand under their lead."""
    left = left_under_leads(lead_of_posts(draft.requirements, draft.posts), draft.committed, draft.origin.count)
    draft.committed = list(left.committed)
    _come_home(draft, left)


def _come_home(draft: _Draft, left: Left) -> None:
    """Pledges that were out there before the horizon and come home at its beginning keep their dwell."""
    dwell = {pledge.id: pledge.dwell for pledge in draft.pledges}
    _ready_from(draft, {name: period + dwell[name] for name, period in left.home.items() if name in dwell})


def _close(draft: _Draft, change: MissionClosed) -> None:
    """End everything of the mission at the period.

    A post that was wanted from then on only is gone, unless its requirement leads or an earlier stay on it needs it:
    then it stays for the last period before the end, without options.
    """
    here, end = draft.mission_posts(change.mission), change.start
    begun = {post.id for post in draft.posts if post.id in here and post.start < end}
    held = {stay.post for stay in draft.committed if stay.start < end}
    needed = {post.requirement for post in draft.posts if post.id in begun | held}
    leading = {row.lead for row in draft.requirements if row.id in needed}
    kept = {name for name in here - begun if end >= 1 and (name in held or name in leading)}
    posts = []
    for post in draft.posts:
        if post.id in begun:
            posts.append(replace(post, end=min(post.end, end)))
        elif post.id in kept:
            posts.append(replace(post, start=end - 1, end=end))
        elif post.id not in here:
            posts.append(post)
    draft.posts = posts
    draft.options = [option for option in draft.options if option.post not in here or option.post in begun]
    home: dict[str, int] = {}
    committed = []
    for stay in draft.committed:
        if stay.post not in here:
            committed.append(stay)
        elif stay.start < end and stay.post in begun | kept:
            committed.append(replace(stay, end=min(stay.end, end)))
        elif stay.start < end:
            home[stay.pledge] = max(home.get(stay.pledge, 0), min(stay.end, end))
    draft.committed = committed
    _come_home(draft, Left((), home))
    with_posts = {post.requirement for post in draft.posts}
    draft.requirements = [row for row in draft.requirements if row.mission != change.mission or row.id in with_posts]


def _surge(draft: _Draft, change: Surge) -> None:
    """Add posts like those that are there, each in a requirement of its own, with the options of its pattern."""
    mission_of = {row.id: row.mission for row in draft.requirements}
    patterns = [
        post
        for post in draft.posts
        if change.mission in (None, mission_of[post.requirement])
        and change.unit_type in (None, post.unit_type)
        and post.end > change.start
    ]
    if not patterns:
        raise ScenarioRefused(f"surge: no post of this mission and unit type is wanted after period {change.start}")
    taken = {post.id for post in draft.posts} | set(mission_of)
    options_of: dict[str, list[Option]] = {}
    for option in draft.options:
        options_of.setdefault(option.post, []).append(option)
    for number in range(change.posts):
        pattern = patterns[number % len(patterns)]
        name = next(name for i in count(1) if (name := f"{pattern.id}+{i}") not in taken)
        taken.add(name)
        draft.requirements.append(Requirement(name, mission_of[pattern.requirement]))
        draft.posts.append(replace(pattern, id=name, requirement=name, start=max(pattern.start, change.start)))
        draft.options.extend(replace(option, post=name) for option in options_of.get(pattern.id, ()))
