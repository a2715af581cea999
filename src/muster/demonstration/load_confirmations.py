"""Confirms the pledges of the record by a rule, so that the register is alive on the demonstration's day.

No confirmation of any State is published: each is illustrative. A State confirms all its pledges by one note verbale on
the days of its cycle, twice a year, as the rules of validity ask (2.7 of the dossier).
"""

from collections.abc import Iterator, Sequence
from datetime import date

from muster.demonstration.rows import Row, read_rows
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.levels import FINAL_LEVELS, Level
from muster.pledges.models import Confirmation, LevelEvent, Pledge
from muster.pledges.terms import split_list

ALL_OTHERS = "*"
OUT = {Level.LAPSED, *FINAL_LEVELS}


def load_cycle(row: Row, rows: Sequence[Row]) -> bool:
    """Confirm what a cycle confirms; False where every confirmation of it is there, or a later one."""
    entered = False
    last = _last_confirmations()
    pledges = _pledges(row, rows)
    out_from = _out_from()
    for day in _days(row):
        due = [
            reference
            for reference, submitted_on in pledges.items()
            if submitted_on < day and last[reference] < day and out_from.get(reference, date.max) > day
        ]
        if due:
            actions.confirm_pledges(SYSTEM, due, today=day, source=row["source"], standing=row.standing)
            last.update(dict.fromkeys(due, day))
            entered = True
    return entered


def _pledges(row: Row, rows: Sequence[Row]) -> dict[str, date]:
    """Return the submitted pledges of the record that a cycle confirms, each with the day of its submission."""
    named = {state for one in rows for state in split_list(one["states"])}
    own = set(split_list(row["states"]))
    of_record = [one["reference"] for one in read_rows("pledges")]
    found = Pledge.objects.filter(reference__in=of_record, submitted_on__isnull=False, ended_on__isnull=True)
    is_for_others = own == {ALL_OTHERS}
    found = found.exclude(state__code__in=named) if is_for_others else found.filter(state__code__in=own)
    days = found.order_by("reference").values_list("reference", "submitted_on")
    return {reference: day for reference, day in days if day is not None}


def _last_confirmations() -> dict[str, date]:
    """Return the last day on which each pledge was confirmed."""
    days = Confirmation.objects.order_by("confirmed_on").values_list("pledge__reference", "confirmed_on")
    return dict(days)


def _out_from() -> dict[str, date]:
    """Return since when pledges have lapsed or ended, by the levels on record."""
    events = LevelEvent.objects.filter(level__in=OUT).values_list("pledge__reference", "held_from")
    return dict(events)


def _days(row: Row) -> Iterator[date]:
    """Return the days of a cycle in order."""
    first, last = row.day("first"), row.day("last")
    for year in range(first.year, last.year + 1):
        for month_day in sorted(split_list(row["days"])):
            day = date.fromisoformat(f"{year}-{month_day}")
            if first <= day <= last:
                yield day
