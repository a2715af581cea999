"""Gap coverage: how much of what missions still want the pool could give. Pure.

Formula of section 9.2 of the dossier: eligible pledges over posts required, by unit type, mission and horizon. A pledge
is counted once; several missions that want the same type share what there is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from muster.kit.intervals import add_months
from muster.yardsticks.measures.effective_pool import PoolRule, effective
from muster.yardsticks.measures.record_facts import PledgeFact, PostFact
from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Verdict, share, share_of
from muster.yardsticks.measures.window import Window


def open_posts(posts: Iterable[PostFact], day: date, known_on: date) -> list[PostFact]:
    """Return the posts wanted on a day in which nobody stands, as known on another."""
    return [one for one in posts if one.known_from <= known_on and one.needed.contains(day) and not one.is_held(day)]


def gap_coverage(
    posts: Sequence[PostFact],
    pledges: Sequence[PledgeFact],
    rule: PoolRule,
    months_ahead: Sequence[int],
    window: Window,
) -> Measured:
    """Return the share of open posts that pledges of the type would fill, on the day and so many months ahead.

    What the pool holds is that of the day: nobody knows the pool of next year.
    """
    pool: Counter[str] = Counter()
    for one in effective(pledges, rule, window.day):
        pool[one.unit_type] += one.units
    wanted = open_posts(posts, window.day, window.day)
    behind = tuple(_rows(wanted, pool))
    figures = [share_of("Open posts that a pledge could fill", behind)]
    for months in months_ahead:
        ahead = open_posts(posts, add_months(window.day, months), window.day)
        figures.append(_at(f"Posts open in {months} months that a pledge could fill", ahead, pool))
    standing = [one for one in posts if one.known_from <= window.day and one.needed.contains(window.day)]
    held = sum(one.is_held(window.day) for one in standing)
    figures.append(share("Posts in which a unit stands", held, len(standing)))
    return Measured(tuple(figures), behind, "No mission wants a unit that does not stand in theatre.")


def _at(label: str, wanted: Sequence[PostFact], pool: Counter[str]) -> Figure:
    types = Counter(one.unit_type for one in wanted)
    return share(label, sum(min(number, pool[kind]) for kind, number in types.items()), len(wanted))


def _rows(wanted: Iterable[PostFact], pool: Counter[str]) -> Iterable[Behind]:
    left = Counter(pool)
    for one in sorted(wanted, key=lambda one: (one.needed.start, one.reference)):
        fills = left[one.unit_type] > 0
        left[one.unit_type] -= fills
        yield Behind(
            Sort.POST,
            (one.requirement,),
            one.reference,
            Verdict.COUNTS if fills else Verdict.FAILS,
            f"{one.unit_type}: " + ("a pledge of the pool could fill it" if fills else "no pledge of the pool is left"),
            mission=one.mission,
            on=one.needed.start,
            number=float(one.strength),
            illustrative=one.illustrative,
        )
