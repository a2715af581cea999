"""Years of which the yearly file lacks contributors: their totals are no totals, and are not shown as such."""

from datetime import date

from muster.statistics.explorer.series import Scope, Year, whole_years, years
from muster.statistics.names import YearlyGap, yearly_gaps
from muster.statistics.store import Store


def gaps_of(scope: Scope) -> tuple[YearlyGap, ...]:
    """What the yearly file lacks of a State, a mission or the world.

    A gap of all States says nothing of a State that the file names: it lacks the others.
    """
    return tuple(
        one
        for one in yearly_gaps()
        if (not scope.state or one.state == scope.state) and (not scope.mission or one.mission in ("", scope.mission))
    )


def year_totals(store: Store, scope: Scope, as_of: date) -> tuple[Year, ...]:
    """The means of years, all missions together, without the years of which the file lacks contributors."""
    lacking = {one.year for one in gaps_of(scope)}
    return tuple(one for one in whole_years(years(store, scope, as_of)) if one.year not in lacking)


def gap_notes(scope: Scope, as_of: date) -> list[str]:
    """A sentence for each year of which the file lacks contributors, among the years that were over on a day."""
    told = {(one.year, one.note): None for one in gaps_of(scope) if date(one.year, 12, 31) <= as_of}
    return [f"{year}: {note}" for year, note in told]
