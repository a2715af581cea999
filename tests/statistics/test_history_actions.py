"""Records of history are entered, changed, published and taken back by officers of the State alone."""

from dataclasses import replace
from datetime import date

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.queries import organisation
from muster.statistics.actions.history import change_history, record_history, step_history
from muster.statistics.models import HistoryEntry, HistoryPoint
from muster.statistics.queries.history import visible_entries, visible_entry
from muster.statistics.rules.history_terms import HistoryStage, PointTerms
from tests.record import DAY, KNOWN, Parties
from tests.statistics.history_record import IRAQ, history_of_kazakhstan


def test_a_record_begins_as_a_draft_and_leaves_its_event(parties: Parties) -> None:
    made = record_history(parties["owning State"], "history-new", organisation("KAZ"), IRAQ, today=DAY)
    assert (made.stage, made.version, made.known_from) == ("draft", 1, DAY)
    assert [one.kind for one in made.points.all()] == ["figure", "lesson"]
    assert AuditEvent.objects.filter(action="statistics:history:recorded", subject="history-new").exists()


@pytest.mark.parametrize("kind", ["other State", "owning State's reader", "secretariat administrator", "analyst"])
def test_nobody_else_enters_or_changes_a_record(parties: Parties, kind: str) -> None:
    history_of_kazakhstan()
    with pytest.raises(NotAllowed):
        record_history(parties[kind], "history-new", organisation("KAZ"), IRAQ, today=DAY)
    with pytest.raises(NotAllowed):
        change_history(parties[kind], "history-kaz", IRAQ, today=DAY)
    with pytest.raises(NotAllowed):
        step_history(parties[kind], "history-kaz", HistoryStage.DRAFT, today=DAY)


def test_a_draft_is_seen_by_its_state_alone_until_it_is_published(parties: Parties) -> None:
    history_of_kazakhstan()
    assert visible_entry(parties["owning State's reader"], DAY, "history-kaz-draft")
    for kind in ("other State", "secretariat administrator", "analyst"):
        assert [one.reference for one in visible_entries(parties[kind], DAY)] == ["history-kaz"]
        with pytest.raises(NotFound):
            visible_entry(parties[kind], DAY, "history-kaz-draft")


def test_a_record_is_not_there_on_a_day_before_it_was_known(parties: Parties) -> None:
    history_of_kazakhstan()
    assert not visible_entries(parties["owning State"], date(2017, 12, 31)).exists()
    assert visible_entries(parties["owning State"], KNOWN).count() == 2


def test_words_are_found_in_titles_texts_and_points(parties: Parties) -> None:
    history_of_kazakhstan()
    viewer = parties["other State"]
    for words in ("engineers", "ordnance cleared", "language", "iraq"):
        assert [one.reference for one in visible_entries(viewer, DAY, words)] == ["history-kaz"], words
    assert not visible_entries(viewer, DAY, "draft exercise").exists()


def test_a_change_writes_the_points_anew_and_counts_the_version(parties: Parties) -> None:
    history_of_kazakhstan()
    terms = replace(IRAQ, title="Changed", points=(PointTerms("lesson", "Only this"),))
    changed = change_history(parties["owning State"], "history-kaz", terms, today=DAY, expected_version=2)
    assert (changed.title, changed.version) == ("Changed", 3)
    assert [one.words for one in HistoryPoint.objects.filter(entry=changed)] == ["Only this"]


def test_nobody_writes_over_what_another_has_written(parties: Parties) -> None:
    history_of_kazakhstan()
    with pytest.raises(Refused, match="changed by somebody else"):
        change_history(parties["owning State"], "history-kaz", IRAQ, today=DAY, expected_version=1)
    assert HistoryEntry.objects.get(reference="history-kaz").version == 2


def test_what_is_published_keeps_a_source(parties: Parties) -> None:
    history_of_kazakhstan()
    with pytest.raises(Refused, match="no source"):
        change_history(parties["owning State"], "history-kaz", replace(IRAQ, source=""), today=DAY)
    with pytest.raises(Refused) as refused:
        step_history(parties["owning State"], "history-kaz-draft", HistoryStage.PUBLISHED, today=DAY)
    assert [one.place for one in refused.value.problems] == ["source"]


def test_an_operation_that_is_not_in_the_register_is_refused_and_nothing_is_kept(parties: Parties) -> None:
    terms = replace(IRAQ, operation="NOWHERE")
    with pytest.raises(Refused) as refused:
        record_history(parties["owning State"], "history-new", organisation("KAZ"), terms, today=DAY)
    assert [one.message for one in refused.value.problems] == ["'NOWHERE' is not in the register"]
    assert not HistoryEntry.objects.exists()


def test_a_reference_is_taken_once_and_only_a_state_has_a_history(parties: Parties) -> None:
    history_of_kazakhstan()
    with pytest.raises(Refused, match="taken"):
        record_history(parties["owning State"], "history-kaz", organisation("KAZ"), IRAQ, today=DAY)
    with pytest.raises(Refused, match="no Member State"):
        record_history(parties["mission"], "history-new", organisation("UNIFIL"), IRAQ, today=DAY)
