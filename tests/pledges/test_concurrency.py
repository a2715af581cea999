"""Two officers at the same time, each with a connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
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
from muster.pledges.models import ChangeRequest, Evidence, LevelEvent, Pledge
from muster.pledges.rules.evidence import Verdict
from muster.pledges.terms import UnitPostTerms
from tests.pledges.proof import acknowledged, complete_terms, hand_in, raised_to
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
    acknowledged(parties)
    deeds = [
        lambda: actions.change_level(
            parties["secretariat officer"], "kaz-1", Level.LEVEL_1, held_from=DAY, known_from=DAY, evidence="report"
        )
    ] * 2
    told = both_at_once(deeds)
    assert sorted(bool(words) for words in told) == [False, True]
    assert LevelEvent.objects.count() == 1


def test_a_change_request_is_decided_once_when_two_decide_at_once() -> None:
    parties = make_parties()
    raised_to(parties, Level.LEVEL_2)
    terms = replace(complete_terms(), posts=(UnitPostTerms("1", "Rifleman", 118),))
    asked = actions.request_change(parties["owning State"], terms, reason="Fewer orderlies", today=DAY)

    def decide(by: str, accept: bool) -> Callable[[], object]:
        answer = "Agreed" if accept else "Not now"
        return lambda: actions.decide_change(parties[by], asked.pk, accept=accept, answer=answer, today=DAY)

    told = both_at_once([decide("secretariat officer", True), decide("secretariat approver", False)])
    assert sorted(bool(words) for words in told) == [False, True]
    assert "meanwhile by somebody else" in "".join(told)
    is_accepted = told[0] == ""
    assert ChangeRequest.objects.get().verdict == ("accepted" if is_accepted else "refused")
    assert Pledge.objects.get().version == (2 if is_accepted else 1)
    assert broken_links(chained_events()) == []


def test_evidence_is_decided_once_when_two_decide_at_once() -> None:
    parties = make_parties()
    raised_to(parties, Level.LEVEL_1)
    number = hand_in(parties, Level.LEVEL_2, "commitment").pk

    def decide(by: str, verdict: Verdict) -> Callable[[], object]:
        return lambda: actions.review_evidence(parties[by], number, verdict, today=DAY, remarks="Seen")

    told = both_at_once(
        [decide("secretariat officer", Verdict.APPROVED), decide("secretariat approver", Verdict.REFUSED)]
    )
    assert sorted(bool(words) for words in told) == [False, True]
    assert Evidence.objects.get().verdict == ("approved" if told[0] == "" else "refused")


def test_two_requests_at_once_leave_one_open() -> None:
    parties = make_parties()
    raised_to(parties, Level.LEVEL_2)

    def ask(strength: int) -> Callable[[], object]:
        terms = complete_terms(strength=strength)
        return lambda: actions.request_change(parties["owning State"], terms, reason="More people", today=DAY)

    told = both_at_once([ask(121), ask(122)])
    assert sorted(bool(words) for words in told) == [False, True]
    assert "asked for already" in "".join(told)
    assert ChangeRequest.objects.filter(verdict="open").count() == 1


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
