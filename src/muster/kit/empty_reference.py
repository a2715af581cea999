"""An empty reference as a value of its own in a constraint: for a database, two empty references are not the same.

PostgreSQL can be told that they are; SQLite cannot, and then keeps no constraint at all.
"""

from django.db.models import Value
from django.db.models.functions import Coalesce

NO_RECORD = 0
"""No record has this key: those of the databases begin at 1."""


def or_none(reference: str) -> Coalesce:
    """Return a reference for `UniqueConstraint`, where *none* may stand as often as any one record: once."""
    return Coalesce(reference, Value(NO_RECORD))
