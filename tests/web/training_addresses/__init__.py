"""Addresses of training, by what they are about, with the texts that only some kinds of user may read."""

from tests.web.training_addresses import catalogue, cooperation, pool, readiness, recognition

PARTS = (catalogue, recognition, pool, readiness, cooperation)
TRAINING = tuple(entry for part in PARTS for entry in part.PAGES)
TRAINING_OPERATIONS = tuple(entry for part in PARTS for entry in part.OPERATIONS)
TRAINING_MARKERS = tuple(marker for part in PARTS for marker in part.MARKERS)
