"""Two States that may not stand together: entered and seen by a secretariat alone."""

import pytest
from django.db import IntegrityError, transaction

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed
from muster.matching.actions import record_pair
from muster.matching.models import IncompatiblePair
from muster.matching.queries import visible_pairs
from muster.parties.viewer import ANONYMOUS, SYSTEM
from tests.record import DAY, KNOWN, Parties


def pair(parties: Parties, first: str = "KAZ", second: str = "IND") -> IncompatiblePair:
    """Return a pair that is not saved yet."""
    states = parties.organisations
    return IncompatiblePair(first_state=states[first], second_state=states[second], known_from=KNOWN)


def test_a_secretariat_s_officer_enters_a_pair_and_the_log_knows(parties: Parties) -> None:
    record_pair(parties["secretariat officer"], pair(parties))
    event = AuditEvent.objects.order_by("-sequence")[0]
    assert (event.action, event.subject) == ("matching:incompatible-pair:recorded", "KAZ IND")


@pytest.mark.parametrize("who", ["secretariat reader", "owning State", "mission", "analyst"])
def test_nobody_else_does(parties: Parties, who: str) -> None:
    with pytest.raises(NotAllowed):
        record_pair(parties[who], pair(parties))
    assert not IncompatiblePair.objects.exists()


def test_a_pair_is_sensitive_and_seen_by_secretariats_alone(parties: Parties) -> None:
    record_pair(SYSTEM, pair(parties))
    for who in ("secretariat reader", "other secretariat"):
        assert visible_pairs(parties[who], DAY).exists()
    for who in ("owning State", "other State", "mission", "analyst"):
        assert not visible_pairs(parties[who], DAY).exists()
    assert not visible_pairs(ANONYMOUS, DAY).exists()
    assert not visible_pairs(SYSTEM, KNOWN.replace(year=2017)).exists()


@pytest.mark.parametrize(("first", "second"), [("KAZ", "KAZ"), ("KAZ", "IND")])
def test_a_pair_has_two_states_and_is_said_once(parties: Parties, first: str, second: str) -> None:
    record_pair(SYSTEM, pair(parties))
    with pytest.raises(IntegrityError), transaction.atomic():
        record_pair(SYSTEM, pair(parties, first, second))
