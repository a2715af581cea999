"""Addresses of the explorer: States, missions, the world, and the rows behind a figure."""

from tests.web.address_entries import Entry, public

PAGES: tuple[Entry, ...] = ()
FIGURE_ADDRESSES = {
    "missions/<mission>/strength": "missions/UNIFIL/strength?on=2015-06-30",
    "states/<state>/strength": "states/KAZ/strength?mission=UNIFIL&since=2018-01-01&until=2021-01-01",
    "contributors": "contributors?on=2014-03-31&top=10",
    "concentration": "concentration?on=2014-03-31",
    "under-way": "under-way?on=2015-06-30&region=Africa",
    "women": "women?on=2014-02-28&type=troops",
    "fatalities": "fatalities?since=2010-01-01&until=2017-01-01",
    "missions/<mission>/build-up": "missions/MINUSCA/build-up",
    "crossings": "crossings?mission=UNIFIL",
    "overlaps": "overlaps?on=2014-03-31&mission=UNIFIL",
    "burden": "burden?year=2014",
}
"""Addresses of figures under `statistics/` of the API, with an example. Nothing is imported, so each is refused."""
OPERATIONS: tuple[Entry, ...] = tuple(
    entry
    for address, example in FIGURE_ADDRESSES.items()
    for entry in public(f"api/v1/statistics/{address}", f"/api/v1/statistics/{example}", 400, ("GET",))
)
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = ()
