"""Writes to incompatible pairs."""

from django.db import transaction

from muster.audit import actions as audit
from muster.matching.models import IncompatiblePair
from muster.parties import visibility
from muster.parties.viewer import Viewer


@transaction.atomic
def record_pair(actor: Viewer, pair: IncompatiblePair) -> IncompatiblePair:
    """Enter two States (unsaved pair) that may not stand in one requirement."""
    visibility.require_secretariat(actor, "Incompatible pair")
    pair.save(force_insert=True)
    codes = [pair.first_state.code, pair.second_state.code]
    audit.record(actor, "matching:incompatible-pair:recorded", " ".join(codes), after={"states": codes})
    return pair
