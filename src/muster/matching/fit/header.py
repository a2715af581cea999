"""The lines of a statement's header: strength, women, languages, notice, environment. Pure.

Strength, languages and notice are mandatory. The share of women and the environment are not: the first is a target of a
strategy (S42 of the dossier), the second is words that no list can prove.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from muster.matching.fit.facts import Brought, FitLine, LineKind, LineStanding, Pledged, Wanted

PERCENT = 100
WHOLE = Fraction(1)


def header_lines(wanted: Wanted, pledged: Sequence[Pledged]) -> Iterator[FitLine]:
    """Return the lines of the header that the statement has, in its order."""
    yield strength_line(wanted, pledged)
    if wanted.women_minimum_percent:
        yield women_line(wanted, pledged)
    if wanted.languages:
        yield languages_line(wanted, pledged)
    if wanted.notice_days is not None:
        yield notice_line(wanted.notice_days, pledged)
    if wanted.environment:
        yield environment_line(wanted, pledged)


def part_of(have: int, wanted: int) -> Fraction:
    """Return the share of what is wanted that is there, at most the whole; nothing wanted is met."""
    return min(WHOLE, Fraction(have, wanted)) if wanted > 0 else WHOLE


def standing_of(have: int, wanted: int) -> LineStanding:
    """Return met, short or missing by how much of what is wanted is there."""
    if have >= wanted:
        return LineStanding.MET
    return LineStanding.SHORT if have else LineStanding.MISSING


def strength_line(wanted: Wanted, pledged: Sequence[Pledged]) -> FitLine:
    """All people of the pledges against the least strength; more than the greatest is told, and to be agreed."""
    people, least = sum(one.strength for one in pledged), wanted.strength_minimum
    words = f"{people} people for {least} to {wanted.strength_maximum}"
    if people > wanted.strength_maximum:
        words += f"; {people - wanted.strength_maximum} more than the greatest strength, to be agreed"
    return FitLine(
        LineKind.STRENGTH,
        "strength",
        "strength",
        is_mandatory=True,
        standing=standing_of(people, least),
        wanted=least,
        have=people,
        short=max(0, least - people),
        share=part_of(people, least),
        brought=tuple(Brought(one.pledge, one.state, "people", one.strength, one.strength) for one in pledged),
        words=words,
    )


def women_line(wanted: Wanted, pledged: Sequence[Pledged]) -> FitLine:
    """The women among all people of the pledges, against the least share of their strength (rounded up to a person)."""
    people, women = sum(one.strength for one in pledged), sum(one.women for one in pledged)
    least = -(-people * wanted.women_minimum_percent // PERCENT)
    return FitLine(
        LineKind.WOMEN,
        "women",
        "women",
        is_mandatory=False,
        standing=standing_of(women, least),
        wanted=least,
        have=women,
        short=max(0, least - women),
        share=part_of(women, least),
        brought=tuple(Brought(one.pledge, one.state, "women", one.women, one.women) for one in pledged if one.women),
        words=f"{women} women among {people} people, for {wanted.women_minimum_percent} %",
    )


def languages_line(wanted: Wanted, pledged: Sequence[Pledged]) -> FitLine:
    """One of the statement's languages in each pledge, as the rule of eligibility has it; unsaid is to be shown."""
    silent = [one.pledge for one in pledged if not one.languages]
    foreign = [one.pledge for one in pledged if one.languages and not one.languages & wanted.languages]
    named = ", ".join(sorted(wanted.languages))
    standing, share, words = LineStanding.MET, WHOLE, f"works in one of {named}"
    if foreign:
        standing, words = LineStanding.MISSING, f"{', '.join(foreign)} works in none of {named}"
        share = Fraction(len(pledged) - len(foreign), len(pledged))
    elif silent:
        standing, words = LineStanding.TO_BE_SHOWN, f"{', '.join(silent)} does not say its working languages ({named})"
    return FitLine(
        LineKind.LANGUAGES,
        "languages",
        f"languages: {named}",
        is_mandatory=True,
        standing=standing,
        wanted=len(pledged),
        have=len(pledged) - len(silent) - len(foreign),
        short=len(foreign),
        share=None if standing == LineStanding.TO_BE_SHOWN else share,
        words=words,
    )


def notice_line(most_days: int, pledged: Sequence[Pledged]) -> FitLine:
    """The longest notice of the pledges against the days that the statement gives; `short` counts days too many."""
    days = max(one.notice_days for one in pledged)
    late = max(0, days - most_days)
    return FitLine(
        LineKind.NOTICE,
        "notice",
        "notice",
        is_mandatory=True,
        standing=LineStanding.SHORT if late else LineStanding.MET,
        wanted=most_days,
        have=days,
        short=late,
        share=part_of(most_days, days),
        words=f"ready within {days} days, for {most_days}",
    )


def environment_line(wanted: Wanted, pledged: Sequence[Pledged]) -> FitLine:
    """The environment in words, with what the pledges say of their limits: to be shown, for no list proves it."""
    limits = [f"{one.pledge}: {one.environment_limits}" for one in pledged if one.environment_limits]
    words = f"the pledge's limits: {'; '.join(limits)}" if limits else "no limits of environment pledged"
    return FitLine(
        LineKind.ENVIRONMENT,
        "environment",
        wanted.environment,
        is_mandatory=False,
        standing=LineStanding.TO_BE_SHOWN,
        words=words,
    )
