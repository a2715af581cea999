"""Addresses of the measures: of everything, of a mission, of a State; every party sees its own part of the record."""

from tests.web.address_entries import Entry, only_read, operation, page

CONFIDENTIAL = (
    "pledge-conversion", "effective-pool", "visit-backlog", "notice-honesty", "rdl-reliability", "lead-time",
    "finding-closure", "selection-transparency", "rotation-punctuality", "currency", "inspection-timeliness",
    "serviceability", "caveat-load", "national-capacity", "recognition-coverage", "arrears-exposure",
)  # fmt: skip
"""Measures behind which records stand that are not everybody's: each is walked over as every kind of user."""
OF_A_STATE = ("effective-pool", "finding-closure", "caveat-load", "arrears-exposure")
PUBLIC = ("gap-coverage", "partnership-depth", "gender", "concentration", "token-index", "time-to-peak", "safety",
          "consultation-quality")  # fmt: skip


def _of(prefix: str, at: str) -> tuple[Entry, ...]:
    """Return the entries of the page of a subject, a part of it, and its report."""
    return (
        *only_read(prefix, at),
        *only_read(f"{prefix}parts/<slug:part>/", f"{at}parts/theatre/"),
        *only_read(f"{prefix}reports/<slug:quarter>/", f"{at}reports/2018Q3/"),
    )


MEASURE, MISSION, STATE = "<slug:measure>/", "yardsticks/missions/<str:code>/", "yardsticks/states/<str:code>/"
YARDSTICKS: tuple[Entry, ...] = (
    *_of("yardsticks/", "/yardsticks/"),
    *_of(MISSION, "/yardsticks/missions/UNIFIL/"),
    *_of(STATE, "/yardsticks/states/KAZ/"),
    *[page(f"GET yardsticks/{MEASURE}", f"/yardsticks/{code}/") for code in (*CONFIDENTIAL, *PUBLIC)],
    *[page(f"GET {STATE}{MEASURE}", f"/yardsticks/states/KAZ/{code}/") for code in OF_A_STATE],
    *[
        page(f"GET {MISSION}{MEASURE}", f"/yardsticks/missions/UNIFIL/{code}/")
        for code in ("effective-pool", "lead-time")
    ],
    page(f"POST yardsticks/{MEASURE}", "/yardsticks/lead-time/", status=405),
    page(f"POST {MISSION}{MEASURE}", "/yardsticks/missions/UNIFIL/lead-time/", status=405),
    page(f"POST {STATE}{MEASURE}", "/yardsticks/states/KAZ/lead-time/", status=405),
    page("GET yardsticks/parts/<slug:part>/", "/yardsticks/parts/nothing/", status=404),
    page(f"GET {MISSION}{MEASURE}", "/yardsticks/missions/UNIFIL/national-capacity/", status=400),
)
YARDSTICK_OPERATIONS: tuple[Entry, ...] = (
    operation("GET yardsticks", "yardsticks"),
    *[operation("GET yardsticks/<measure>", f"yardsticks/{code}?state=KAZ") for code in OF_A_STATE],
    operation("GET yardsticks/<measure>", "yardsticks/lead-time?mission=UNIFIL&state=KAZ", status=400),
)
