"""Two officers at the same time, each with a connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connections

from muster.audit.models import AuditEvent
from muster.audit.queries import chained_events
from muster.audit.rules import broken_links
from muster.kit.errors import Refused
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import LevelEvent, Pledge
from tests.record import DAY, make_parties, pledge_terms, submitted_pledge

pytestmark = pytest.mark.django_db(transaction=True)


def both_at_once(deeds: Sequence[Callable[[], object]]) -> list[str]:
    """Do all at the same time, and return what each was told: an empty text where it went through."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> str:
        try:
            start.wait(timeout=10)
            deed()
        except Refused as refusal:
            return str(refusal)
        else:
            return ""
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def change(officer: Viewer, strength: int) -> Callable[[], object]:
    """Return the change that an officer made on the page as it was at version 1."""
    terms = pledge_terms("kaz-1", "KAZ", strength=strength)
    return lambda: actions.change_pledge(officer, terms, today=DAY, expected_version=1)


def test_two_officers_change_a_pledge_at_once_and_one_of_them_is_told() -> None:
    parties = make_parties()
    submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"), levels=())
    told = both_at_once([change(parties["owning State"], 130), change(parties["owning State"], 140)])
    assert sorted(bool(words) for words in told) == [False, True]
    assert "changed by somebody else meanwhile" in "".join(told)
    winner = 130 if told[0] == "" else 140
    pledge = Pledge.objects.get()
    assert (pledge.latest.strength, pledge.version) == (winner, 2)
    assert AuditEvent.objects.filter(action="pledges:pledge:changed").count() == 1
    assert broken_links(chained_events()) == []


def test_a_rung_is_climbed_once_when_two_decide_at_once() -> None:
    parties = make_parties()
    submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"), levels=())
    deeds = [
        lambda: actions.change_level(
            parties["secretariat officer"], "kaz-1", Level.LEVEL_1, held_from=DAY, known_from=DAY, evidence="report"
        )
    ] * 2
    told = both_at_once(deeds)
    assert sorted(bool(words) for words in told) == [False, True]
    assert LevelEvent.objects.count() == 1


def test_events_written_at_once_make_one_chain() -> None:
    parties = make_parties()
    register = parties.organisations["UN"]
    before = AuditEvent.objects.count()
    deeds = [
        partial(actions.create_pledge, SYSTEM, pledge_terms(f"kaz-{number}", "KAZ"), register=register, today=DAY)
        for number in range(4)
    ]
    assert both_at_once(deeds) == [""] * 4
    assert AuditEvent.objects.count() == before + 4
    assert broken_links(chained_events()) == []
