"""Addresses of statistics, by what they are about."""

from tests.web.statistics_addresses import explorer, history, watch

PARTS = (explorer, history, watch)
STATISTICS = (*(entry for part in PARTS for entry in part.PAGES), *watch.OF_ONESELF)
STATISTICS_OPERATIONS = tuple(entry for part in PARTS for entry in part.OPERATIONS)
STATISTICS_MARKERS = tuple(marker for part in PARTS for marker in part.MARKERS)
