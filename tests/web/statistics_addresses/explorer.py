"""Addresses of the explorer: States, missions, the world, and the rows behind a figure."""

from tests.web.address_entries import Entry, public

LISTS = ("", "states/", "missions/", "payers/", "rows/", "sources/")
ABOUT_ONE = {
    "states/<str:code>/": "states/KAZ/",
    "states/<str:code>/charts/<str:name>": "states/KAZ/charts/strength.svg",
    "missions/<str:acronym>/": "missions/UNIFIL/",
    "missions/<str:acronym>/charts/<str:name>": "missions/UNIFIL/charts/strength.svg",
    "charts/<str:name>": "charts/strength.svg",
}
"""Pages of one State or mission, and charts: nothing is imported, so none is there (see tests/statistics/explorer)."""


PAGES: tuple[Entry, ...] = (
    *(entry for one in LISTS for entry in public(f"statistics/{one}", f"/statistics/{one}")),
    *(
        entry
        for route, example in ABOUT_ONE.items()
        for entry in public(f"statistics/{route}", f"/statistics/{example}", 404)
    ),
)
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
    for entry in public(f"api/v1/statistics/{address}", f"/api/v1/statistics/{example}", 400)
)
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = ()
