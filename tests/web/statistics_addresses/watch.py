"""Addresses of the crisis watch. Nothing is imported where they are walked, so no State has a page of its own there."""

from tests.web.address_entries import KAZ_OFFICER, KINDS, Entry, deed, form, only_read, operation, public

ALERTS = "statistics/watch/alerts/"
OWN = {"scope": "states", "states": ["LBN"], "measure": "deaths", "threshold": 25}


def open_operation(address: str, example: str, status: int = 200) -> Entry:
    """Return an entry of the API that answers everybody alike."""
    method, route = address.split(" ", 1)
    return Entry(f"{method} api/v1/{route}", f"/api/v1/{example}", dict.fromkeys(KINDS, status))


PAGES: tuple[Entry, ...] = (
    *public("statistics/watch/", "/statistics/watch/"),
    *public("statistics/watch/bases/", "/statistics/watch/bases/"),
    *public("statistics/watch/bases/", "/statistics/watch/bases/?radius=far", status=400),
    *public("statistics/watch/<slug:iso3>/", "/statistics/watch/LBN/", status=404),
    *only_read(ALERTS, f"/{ALERTS}"),
    *form(f"{ALERTS}new/", f"/{ALERTS}new/"),
    *form(f"{ALERTS}<int:number>/change/", f"/{ALERTS}{{watch_subscription}}/change/", *KAZ_OFFICER, others=404),
    *deed(
        f"{ALERTS}<int:number>/remove/",
        f"/{ALERTS}{{watch_subscription}}/remove/",
        *KAZ_OFFICER,
        status=302,
        others=404,
    ),
)
OPERATIONS: tuple[Entry, ...] = (
    open_operation("GET watch/forecasts", "watch/forecasts"),
    open_operation("GET watch/months/<state>", "watch/months/LBN", status=404),
    open_operation("GET watch/exposure", "watch/exposure?radius=50"),
    operation("GET watch/alerts", "watch/alerts"),
)
OF_ONESELF: tuple[Entry, ...] = (
    operation("GET watch/subscriptions", "watch/subscriptions"),
    operation("POST watch/subscriptions", "watch/subscriptions", status=201, body=OWN | {"name": "A new watch"}),
    operation("GET watch/subscriptions/<number>", "watch/subscriptions/{watch_subscription}", *KAZ_OFFICER),
    operation(
        "PUT watch/subscriptions/<number>",
        "watch/subscriptions/{watch_subscription}",
        *KAZ_OFFICER,
        body=OWN | {"name": "A new name"},
    ),
    operation(
        "DELETE watch/subscriptions/<number>", "watch/subscriptions/{watch_subscription}", *KAZ_OFFICER, status=204
    ),
)
"""What a member asks to be told: a reader may too, and nobody else changes it, as with subscriptions to notices."""
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (("Watch of Kazakhstan", KAZ_OFFICER),)
