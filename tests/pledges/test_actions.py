"""Writes to the register: who may, all or nothing, one event each, and nobody overwritten."""

from datetime import date

import pytest

from muster.audit.models import AuditEvent
from muster.audit.queries import chained_events
from muster.audit.rules import broken_links
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import LevelEvent, Pledge, PledgeStage
from muster.pledges.queries import visible_pledges
from muster.pledges.terms import CaveatTerms, PledgeTerms
from tests.pledges.proof import acknowledged
from tests.record import DAY, KNOWN, Parties, pledge_terms, submitted_pledge

STRANGERS = (
    "secretariat approver",
    "other State",
    "mission",
    "training institution",
    "analyst",
    "owning State's reader",
)


def create(parties: Parties, terms: PledgeTerms, by: str = "owning State") -> Pledge:
    """Make a pledge in the register of the United Nations."""
    return actions.create_pledge(parties[by], terms, register=parties.organisations["UN"], today=DAY)


def last_event() -> AuditEvent:
    """Return the newest event, after looking that the chain is whole."""
    assert broken_links(chained_events()) == []
    event = AuditEvent.objects.order_by("-sequence").first()
    assert event is not None
    return event


def test_a_state_makes_a_draft_and_its_event_says_what(parties: Parties) -> None:
    pledge = create(parties, pledge_terms("kaz-1", "KAZ"))
    assert (pledge.stage, pledge.version, pledge.known_from) == (PledgeStage.DRAFT, 1, DAY)
    assert pledge.latest.standing == "entered"
    event = last_event()
    assert (event.action, event.subject) == ("pledges:pledge:created", "kaz-1")
    assert (event.actor_id, event.on_behalf_of) == (parties["owning State"].user_id, "KAZ")
    assert event.after["strength"] == 120


@pytest.mark.parametrize("stranger", STRANGERS)
def test_nobody_else_pledges_for_a_state(parties: Parties, stranger: str) -> None:
    with pytest.raises(NotAllowed, match="only its owner"):
        create(parties, pledge_terms("kaz-1", "KAZ"), by=stranger)
    assert not Pledge.objects.exists()


def test_a_state_may_not_call_its_pledge_a_seen_fact(parties: Parties) -> None:
    with pytest.raises(Refused, match="'entered'"):
        create(parties, pledge_terms("kaz-1", "KAZ", standing="seen"))


def test_a_register_is_kept_by_a_secretariat(parties: Parties) -> None:
    with pytest.raises(Refused, match="keeps no register"):
        actions.create_pledge(
            parties["owning State"], pledge_terms("kaz-1", "KAZ"), register=parties.organisations["IND"], today=DAY
        )


def test_a_reference_is_taken_once(parties: Parties) -> None:
    create(parties, pledge_terms("kaz-1", "KAZ"))
    with pytest.raises(Refused, match="taken"):
        create(parties, pledge_terms("kaz-1", "KAZ"))


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "x" * 201},
        {"notice_days": 731},
        {"notice_days": -1},
        {"dwell_months": 121},
        {"reference": "two words"},
        {"unit_type": "no such type"},
        {"caveats": (CaveatTerms("excluded-mission", "x" * 81),)},
        {"caveats": (CaveatTerms("no such kind", "UNDOF"),)},
    ],
)
def test_what_a_field_cannot_hold_is_refused_with_nothing_written(parties: Parties, changes: dict[str, object]) -> None:
    """SQLite keeps neither lengths nor bounds: every door relies on the action."""
    before = AuditEvent.objects.count()
    with pytest.raises(Refused, match="cannot be recorded") as refusal:
        create(parties, pledge_terms(**({"reference": "kaz-1", "state": "KAZ"} | changes)))  # type: ignore[arg-type]
    assert refusal.value.problems
    assert (Pledge.objects.count(), AuditEvent.objects.count()) == (0, before)


def test_a_draft_is_seen_by_its_state_only_until_it_is_submitted(parties: Parties) -> None:
    create(parties, pledge_terms("kaz-1", "KAZ"))
    assert visible_pledges(parties["owning State"], DAY).count() == 1
    assert not visible_pledges(parties["secretariat approver"], DAY).exists()
    actions.submit_pledge(parties["owning State"], "kaz-1", today=DAY)
    assert visible_pledges(parties["secretariat reader"], DAY).count() == 1
    assert not visible_pledges(parties["other secretariat"], DAY).exists()
    assert last_event().action == "pledges:pledge:submitted"


def test_a_pledge_is_submitted_once(parties: Parties) -> None:
    submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"), levels=())
    with pytest.raises(Refused, match="only a draft"):
        actions.submit_pledge(parties["owning State"], "kaz-1", today=DAY)


@pytest.mark.parametrize("stranger", ["other State", "secretariat officer", "mission"])
def test_a_foreign_draft_and_one_that_is_not_there_are_answered_alike(parties: Parties, stranger: str) -> None:
    """Else the answers would tell which references another State uses."""
    create(parties, pledge_terms("kaz-1", "KAZ"))
    words = []
    for reference in ("kaz-1", "kaz-2"):
        with pytest.raises(NotFound) as answer:
            actions.submit_pledge(parties[stranger], reference, today=DAY)
        words.append(str(answer.value).replace(reference, ""))
    assert words[0] == words[1]


def test_a_change_keeps_what_was_before_in_its_event(parties: Parties) -> None:
    create(parties, pledge_terms("kaz-1", "KAZ"))
    changed = actions.change_pledge(
        parties["owning State"], pledge_terms("kaz-1", "KAZ", strength=139, caveats=()), today=DAY, expected_version=1
    ).pledge
    assert (changed.latest.strength, changed.version) == (139, 2)
    assert not changed.caveats.filter(known_until__isnull=True).exists()
    event = last_event()
    assert (event.before["strength"], event.after["strength"]) == (120, 139)
    assert (len(event.before["caveats"]), event.after["caveats"]) == (1, [])


def test_a_change_that_changes_nothing_leaves_no_event(parties: Parties) -> None:
    create(parties, pledge_terms("kaz-1", "KAZ"))
    before = AuditEvent.objects.count()
    actions.change_pledge(parties["owning State"], pledge_terms("kaz-1", "KAZ"), today=DAY, expected_version=1)
    assert AuditEvent.objects.count() == before


def test_who_was_slower_is_told(parties: Parties) -> None:
    create(parties, pledge_terms("kaz-1", "KAZ"))
    actions.change_pledge(
        parties["owning State"], pledge_terms("kaz-1", "KAZ", strength=139), today=DAY, expected_version=1
    )
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        actions.change_pledge(
            parties["owning State"], pledge_terms("kaz-1", "KAZ", strength=100), today=DAY, expected_version=1
        )
    assert Pledge.objects.get().latest.strength == 139


def test_a_foreign_pledge_cannot_be_changed_under_ones_own_name(parties: Parties) -> None:
    create(parties, pledge_terms("kaz-1", "KAZ"))
    with pytest.raises(NotFound):
        actions.change_pledge(parties["other State"], pledge_terms("kaz-1", "IND"), today=DAY)
    with pytest.raises(NotAllowed):
        actions.change_pledge(parties["other State"], pledge_terms("kaz-1", "KAZ"), today=DAY)
    assert Pledge.objects.get().state.code == "KAZ"


def test_many_are_saved_or_none(parties: Parties) -> None:
    create(parties, pledge_terms("kaz-1", "KAZ"))
    events = AuditEvent.objects.count()
    good = [pledge_terms("kaz-1", "KAZ", strength=139), pledge_terms("kaz-2", "KAZ")]
    register = parties.organisations["UN"]
    with pytest.raises(Refused):
        actions.save_pledges(
            parties["owning State"], [*good, pledge_terms("kaz-3", "KAZ", strength=0)], register=register, today=DAY
        )
    assert (Pledge.objects.get().latest.strength, AuditEvent.objects.count()) == (120, events)
    assert actions.save_pledges(parties["owning State"], good, register=register, today=DAY) == (1, 1)
    assert AuditEvent.objects.count() == events + 2


def raise_level(parties: Parties, by: str, level: Level, **changes: object) -> LevelEvent:
    """Let somebody decide on the level of kaz-1."""
    values: dict[str, object] = {"held_from": DAY, "known_from": DAY, "evidence": "report"}
    return actions.change_level(parties[by], "kaz-1", level, **(values | changes))  # type: ignore[arg-type]


def test_the_secretariat_of_the_register_decides_on_the_level(parties: Parties) -> None:
    acknowledged(parties)
    event = raise_level(parties, "secretariat officer", Level.LEVEL_1)
    assert (event.level, event.held_from) == ("L1", DAY)
    assert last_event().after == {"level": "L1", "held_from": "2018-10-01", "evidence": "report"}


@pytest.mark.parametrize("wrong", ["owning State", "secretariat reader"])
def test_the_state_does_not_raise_its_own_level_nor_does_a_reader(parties: Parties, wrong: str) -> None:
    submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"), levels=())
    with pytest.raises(NotAllowed, match="only its owner"):
        raise_level(parties, wrong, Level.LEVEL_1)
    assert not LevelEvent.objects.exists()


def test_another_registers_secretariat_does_not_even_find_it(parties: Parties) -> None:
    submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"), levels=())
    with pytest.raises(NotFound):
        raise_level(parties, "other secretariat", Level.LEVEL_1)


def test_only_the_state_withdraws_and_then_it_is_final(parties: Parties) -> None:
    submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"))
    with pytest.raises(NotAllowed):
        raise_level(parties, "secretariat approver", Level.WITHDRAWN)
    with pytest.raises(Refused, match="name the evidence, the note verbale"):
        raise_level(parties, "owning State", Level.WITHDRAWN, evidence=" ")
    raise_level(parties, "owning State", Level.WITHDRAWN)
    assert Pledge.objects.get().stage == PledgeStage.WITHDRAWN
    with pytest.raises(Refused, match="final"):
        raise_level(parties, "secretariat officer", Level.LEVEL_1)
    with pytest.raises(Refused, match="withdrawn"):
        actions.change_pledge(parties["owning State"], pledge_terms("kaz-1", "KAZ"), today=DAY)


@pytest.mark.parametrize(
    ("level", "changes", "words"),
    [
        (Level.RAPID_DEPLOYMENT, {}, "cannot go to Rapid Deployment Level; possible: Level 3, Level 1, Lapsed"),
        (Level.LEVEL_3, {}, "cannot rise to Level 3 yet"),
        (Level.LEVEL_1, {}, "say why the level is taken away"),
        (Level.LEVEL_1, {"held_from": date(2017, 12, 31), "reason": "Sold"}, "holds from 2018-01-01"),
        (Level.LEVEL_1, {"evidence": "x" * 301, "reason": "Sold"}, "cannot be recorded"),
    ],
)
def test_a_wrong_decision_leaves_the_level(
    parties: Parties, level: Level, changes: dict[str, object], words: str
) -> None:
    submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"))
    with pytest.raises(Refused, match=words):
        raise_level(parties, "secretariat officer", level, **changes)
    assert actions.level_of(Pledge.objects.get()) == Level.LEVEL_2


def test_a_draft_has_no_level_to_decide_on(parties: Parties) -> None:
    actions.create_pledge(SYSTEM, pledge_terms("kaz-1", "KAZ"), register=parties.organisations["UN"], today=KNOWN)
    with pytest.raises(Refused, match="must be submitted first"):
        actions.change_level(SYSTEM, "kaz-1", Level.LEVEL_1, held_from=DAY, known_from=DAY, evidence="report")
