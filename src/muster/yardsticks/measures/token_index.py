"""Token index: States whose people in a mission are fewer than a handful. Pure.

Formula of section 9.2 of the dossier: States with fewer than 20 people per mission / all.
"""

from collections.abc import Sequence

from muster.yardsticks.measures.contributors import OWN_RECORD, PUBLIC_RECORD, PresenceFact, last_counted, sources_of
from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Verdict, share_of
from muster.yardsticks.measures.window import Window


def token_index(facts: Sequence[PresenceFact], threshold: int, window: Window) -> Measured:
    """Return the share of contributions (a State in a mission) below the threshold, by each record.

    The public record knows observers and staff officers too; Muster's own counts the units that it knows.
    """
    figures: list[Figure] = []
    behind: list[Behind] = []
    used: list[PresenceFact] = []
    for record in (OWN_RECORD, PUBLIC_RECORD):
        counted = last_counted(facts, record, window)
        used += counted
        rows = [_row(one, threshold) for one in counted]
        figures.append(share_of(f"Contributions of fewer than {threshold} people, {record}", rows))
        behind += rows
    return Measured(tuple(figures), tuple(behind), "Nobody is on record in theatre.", sources_of(used))


def _row(one: PresenceFact, threshold: int) -> Behind:
    is_token = one.people < threshold
    return Behind(
        Sort.STATE,
        (one.state,),
        one.state,
        Verdict.COUNTS if is_token else Verdict.FAILS,
        f"{one.record}: {one.people} people" + (", a token" if is_token else ""),
        state=one.state,
        mission=one.mission,
        on=one.counted_on,
        number=float(one.people),
        illustrative=one.illustrative,
    )
