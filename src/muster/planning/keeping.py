"""A price on change: what of an earlier plan stands in a period counts a little more than what does not."""

from collections.abc import Mapping, Sequence

import numpy as np

from muster.planning.plan import Stay
from muster.planning.tables import Tables


def keep(tables: Tables, row_of_pair: Mapping[tuple[str, str], int], stays: Sequence[Stay], points: int) -> Tables:
    """The tables with so many points for every period in which a pledge stands where the earlier plan has it.

    What a changed period costs is thus the points of the period that is no longer kept. Stays that are no longer an
    option are left out.
    """
    rows = sorted({row_of_pair[stay.pledge, stay.post] for stay in stays if (stay.pledge, stay.post) in row_of_pair})
    number = {row: index for index, row in enumerate(rows)}
    kept_row = np.full(len(tables.pledge), -1, np.int64)
    kept_row[rows] = np.arange(len(rows))
    kept = np.zeros((len(rows), tables.periods), np.int64)
    for stay in stays:
        row = row_of_pair.get((stay.pledge, stay.post))
        if row is not None:
            kept[number[row], max(0, stay.start) : max(0, stay.end)] = points
    return tables._replace(kept_row=kept_row, kept=kept)


def without_keeping(tables: Tables) -> Tables:
    """The tables with no points for what is kept: in their terms a bound is one on the plan's own worth."""
    return tables._replace(kept_row=np.full(len(tables.pledge), -1, np.int64))
