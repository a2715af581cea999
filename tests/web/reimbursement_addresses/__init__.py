"""Addresses of reimbursement, by what they are about, with the texts that only some kinds of user may read."""

from tests.web.reimbursement_addresses import claims, editions, losses, memoranda, statement

PARTS = (claims, editions, losses, memoranda, statement)
REIMBURSEMENT = tuple(entry for part in PARTS for entry in part.PAGES)
REIMBURSEMENT_OPERATIONS = tuple(entry for part in PARTS for entry in part.OPERATIONS)
REIMBURSEMENT_MARKERS = tuple(marker for part in PARTS for marker in part.MARKERS)
