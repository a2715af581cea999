"""Joint and smart pledges: what the partners say makes of the whole, and what is left when one goes. Pure.

Sources: joint pledges and their contribution lines (2.8 of the dossier), withdrawal by one partner re-evaluates the
whole pledge (14.3, rule 14), smart pledges need a calendar that proves no gap between partners (2.8).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.kit.day_text import long_day
from muster.kit.intervals import DateInterval, union
from muster.pledges.levels import Level, rung
from muster.pledges.terms import ContributionTerms, EquipmentTerms, PledgeTerms, SelfSustainmentTerms, SubUnitTerms

PERCENT = 100
ROTATION = "rotation"


class WholeStanding(StrEnum):
    """Where a joint pledge stands by what its partners said."""

    SINGLE = "single"
    COMPLETE = "complete"
    WAITING = "waiting"
    BROKEN = "broken"


@dataclass(frozen=True)
class PartnerSaid:
    """A partner's note verbale: from `held_from` it agrees, or no longer does."""

    state: str
    agrees: bool
    held_from: date


@dataclass(frozen=True)
class Whole:
    """The standing of the whole, and the States (ISO alpha-3) for which it waits or by which it is broken."""

    standing: WholeStanding
    agreed: tuple[str, ...] = ()
    waiting_for: tuple[str, ...] = ()
    broken_by: tuple[str, ...] = ()

    @property
    def is_selectable(self) -> bool:
        """Return whether no partner stands in the way of a selection."""
        return self.standing in (WholeStanding.SINGLE, WholeStanding.COMPLETE)


def partners_of(state: str, contributions: Iterable[ContributionTerms]) -> tuple[str, ...]:
    """Return the contributing States besides the one that pledges, each once, in the order of the lines.

    The pledging State's own note verbale is the pledge; every other State sends one (2.2 of the dossier).
    """
    return tuple(dict.fromkeys(line.state for line in contributions if line.state != state))


def last_answers(notes: Iterable[PartnerSaid], day: date) -> dict[str, PartnerSaid]:
    """Return each partner's last note that holds on `day`; of two of one day the one that came later."""
    last: dict[str, PartnerSaid] = {}
    for note in notes:
        known = last.get(note.state)
        if note.held_from <= day and (known is None or known.held_from <= note.held_from):
            last[note.state] = note
    return last


def whole(partners: Sequence[str], answers: Mapping[str, PartnerSaid]) -> Whole:
    """Return the standing of the whole: broken by whoever withdrew, else waiting for whoever has not answered."""
    if not partners:
        return Whole(WholeStanding.SINGLE)
    agreed = tuple(one for one in partners if one in answers and answers[one].agrees)
    broken = tuple(one for one in partners if one in answers and not answers[one].agrees)
    waiting = tuple(one for one in partners if one not in answers)
    standing = WholeStanding.COMPLETE
    if broken:
        standing = WholeStanding.BROKEN
    elif waiting:
        standing = WholeStanding.WAITING
    return Whole(standing, agreed, waiting, broken)


# The calendar of a smart pledge


@dataclass(frozen=True)
class Turn:
    """The time in which one State answers for the pledge."""

    state: str
    interval: DateInterval


@dataclass(frozen=True)
class TurnCalendar:
    """The turns of the partners within the availability, in order, and the times in which nobody answers."""

    availability: DateInterval
    turns: tuple[Turn, ...]
    gaps: tuple[DateInterval, ...]

    @property
    def has_no_gap(self) -> bool:
        """Return whether somebody answers on every day of the availability."""
        return not self.gaps


def turn_calendar(terms: PledgeTerms, without: Collection[str] = ()) -> TurnCalendar | None:
    """Return the calendar of the partners that take turns, without those named; None if no line is by rotation.

    A line's open ends are those of the availability. The proof of no gap: the availability less the union of the turns.
    """
    lines = [line for line in terms.contributions if line.pattern == ROTATION]
    if not lines:
        return None
    availability = DateInterval(terms.available_from, terms.available_until)
    turns = []
    for line in lines:
        interval = _within(availability, line.contributes_from, line.contributes_until)
        if interval is not None and line.state not in without:
            turns.append(Turn(line.state, interval))
    turns.sort(key=lambda turn: (turn.interval.start, turn.interval.until or date.max, turn.state))
    gaps = availability.difference(*union(turn.interval for turn in turns))
    return TurnCalendar(availability, tuple(turns), gaps)


def _within(availability: DateInterval, start: date | None, until: date | None) -> DateInterval | None:
    """Return the days from `start` to `until` that are available; None if there is none."""
    start = start or availability.start
    if until is not None and until <= start:
        return None
    return DateInterval(start, until).intersection(availability)


# What is left without a partner


@dataclass(frozen=True)
class Loss:
    """What falls away with one State. `people`: of its contribution, or of its sub-units where they have more."""

    state: str
    people: int
    sub_units: tuple[SubUnitTerms, ...]
    equipment: tuple[EquipmentTerms, ...]
    self_sustainment: tuple[SelfSustainmentTerms, ...]
    is_lead: bool
    holds_memorandum: bool
    owns_equipment: bool
    supplies_self_sustainment: bool


class LevelConsequence(StrEnum):
    """What a partner's answer means for the level."""

    KEEPS = "keeps"
    NOT_SELECTABLE = "not-selectable"
    DOWNGRADE = "downgrade"


@dataclass(frozen=True)
class Evaluation:
    """What remains of a pledge of `strength` people without some States, and whether it still holds."""

    strength: int
    remaining: int
    losses: tuple[Loss, ...]
    calendar: TurnCalendar | None
    breaks: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Return whether the rest can stand for the whole."""
        return not self.breaks

    @property
    def remaining_percent(self) -> int:
        """Return what remains of the strength, in whole per cent, rounded down."""
        return self.remaining * PERCENT // self.strength


def contributor_of(outline: str, terms: PledgeTerms) -> str:
    """Return the State that brings a sub-unit: its own contributor, else that of the branch above, else the pledger."""
    brought_by = {branch.outline: branch.contributor for branch in terms.sub_units}
    while outline:
        if brought_by.get(outline):
            return brought_by[outline]
        outline = outline.rpartition(".")[0]
    return terms.state


def re_evaluate(terms: PledgeTerms, gone: Collection[str], minimum_percent: int) -> Evaluation:
    """Return what falls away with the States in `gone`, and whether the rest still holds.

    It holds with at least `minimum_percent` of the strength (parameter strength_fit_minimum_percent: the least with
    which a unit may fill a post), a lead, somebody for whatever one State alone held (memorandum, equipment, supplies),
    and no gap between those who take turns. Local choice; the Secretariat may waive it by accepting a changed pledge.
    """
    losses = tuple(_loss(state, terms) for state in dict.fromkeys(gone))
    remaining = max(0, terms.strength - sum(loss.people for loss in losses))
    calendar = turn_calendar(terms, without=gone)
    breaks = []
    if losses and remaining * PERCENT < terms.strength * minimum_percent:
        breaks.append(f"{remaining} of {terms.strength} people remain: less than {minimum_percent} %")
    breaks += _held_by_nobody(terms, losses)
    if calendar is not None and calendar.gaps:
        breaks += [f"nobody answers {_words(gap)}" for gap in calendar.gaps]
    return Evaluation(terms.strength, remaining, losses, calendar, tuple(breaks))


def _words(gap: DateInterval) -> str:
    """Return a time without an answer in words."""
    if gap.until is None:
        return f"from {long_day(gap.start)} on"
    return f"from {long_day(gap.start)} until {long_day(gap.until)} (excluded)"


def _loss(state: str, terms: PledgeTerms) -> Loss:
    """Return what falls away with one State. Who takes turns takes nobody away from the others' turns."""
    lines = [line for line in terms.contributions if line.state == state]
    named = sum(line.strength for line in lines if line.pattern != ROTATION)
    turns_only = bool(lines) and all(line.pattern == ROTATION for line in lines)
    own = tuple(branch for branch in terms.sub_units if contributor_of(branch.outline, terms) == state)
    outlines = {branch.outline for branch in own}
    posted = 0 if turns_only else sum(post.count for post in terms.posts if post.outline in outlines)
    return Loss(
        state=state,
        people=min(terms.strength, max(named, posted)),
        sub_units=own,
        equipment=tuple(line for line in terms.equipment if line.contributor == state),
        self_sustainment=tuple(line for line in terms.self_sustainment if line.contributor == state),
        is_lead=any(line.is_lead for line in lines),
        holds_memorandum=any(line.holds_memorandum for line in lines),
        owns_equipment=any(line.owns_equipment for line in lines),
        supplies_self_sustainment=any(line.supplies_self_sustainment for line in lines),
    )


def _held_by_nobody(terms: PledgeTerms, losses: Sequence[Loss]) -> list[str]:
    """Return in words what only those who go did."""
    gone = {loss.state for loss in losses}
    stay = [line for line in terms.contributions if line.state not in gone]
    words = []
    if any(loss.is_lead for loss in losses):
        words.append("no State leads")
    held = (
        ("holds_memorandum", "no State holds the memorandum of understanding"),
        ("owns_equipment", "no State owns the equipment"),
        ("supplies_self_sustainment", "no State supplies self-sustainment"),
    )
    for name, told in held:
        if any(getattr(loss, name) for loss in losses) and not any(getattr(line, name) for line in stay):
            words.append(told)
    return words


def level_consequence(partners: Whole, rest: Evaluation, level: str) -> LevelConsequence:
    """Return what follows for the level of a joint pledge.

    As long as a partner has not agreed or has withdrawn, the pledge is not selectable: there is no note verbale for the
    whole (2.2). If the rest does not hold, what was verified is no longer what is pledged: it is to be downgraded to
    Level 1, and verified anew (2.7: a change of what was verified). The Secretariat decides on the level itself.
    """
    if rung(level) > rung(Level.LEVEL_1) and partners.broken_by and not rest.holds:
        return LevelConsequence.DOWNGRADE
    return LevelConsequence.KEEPS if partners.is_selectable else LevelConsequence.NOT_SELECTABLE
