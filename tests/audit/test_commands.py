"""`muster audit`: exit statuses, JSON, and what is told in words."""

import json
from pathlib import Path
from typing import Any

import pytest

from muster.audit.actions import record
from muster.audit.anchors import anchors_file
from muster.audit.models import AuditEvent, Verification
from muster.cli.app import run
from muster.parties.viewer import SYSTEM

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def two(db: None) -> None:
    """Two events."""
    record(SYSTEM, "pledges:pledge:created", "kaz-1", after={"strength": 120}, reason="why")
    record(SYSTEM, "plans:plan:solved", "plan-1")


def answer(capture: Capture, *arguments: str, status: int = 0) -> Any:
    """Return what a command prints as JSON."""
    assert run(["audit", *arguments, "--json"]) == status
    return json.loads(capture.readouterr().out)


def test_a_whole_log_is_verified_with_status_0_and_the_outcome_kept(capsys: Capture) -> None:
    assert run(["audit", "verify"]) == 0
    told = capsys.readouterr().out
    assert "2 events, 0 anchors, 0 personal values erased: the log is whole" in told
    assert "no anchor is kept" in told
    assert Verification.objects.get().events == 2


def test_a_finding_gives_status_1_and_names_the_event(capsys: Capture) -> None:
    AuditEvent.objects.filter(sequence=1).update(reason="other")
    assert run(["audit", "verify"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "event 1 was altered"
    content = answer(capsys, "verify", status=1)
    assert content["findings"] == [{"kind": "altered", "first": 1, "last": 1, "words": "event 1 was altered"}]


def test_an_anchor_by_hand_shows_a_tail_cut_off_later(capsys: Capture) -> None:
    assert answer(capsys, "anchor")["sequence"] == 2
    AuditEvent.objects.filter(sequence=2).delete()
    content = answer(capsys, "verify", status=1)
    assert (content["anchors"], content["last_anchored_sequence"], content["last_sequence"]) == (1, 2, 1)
    assert [(one["kind"], one["first"], one["last"]) for one in content["findings"]] == [("cut off", 2, 2)]


def test_a_copy_of_the_anchors_is_compared_and_one_that_is_not_there_refused(capsys: Capture, tmp_path: Path) -> None:
    assert run(["audit", "anchor", "--occasion", "backup"]) == 0
    copy = tmp_path / "copy"
    anchors_file().rename(copy)
    assert run(["audit", "verify"]) == 0
    capsys.readouterr()
    assert answer(capsys, "verify", "--anchors", str(copy))["anchors"] == 1
    assert run(["audit", "verify", "--anchors", str(tmp_path / "none")]) == 2
    assert "the anchors cannot be read" in capsys.readouterr().err


def test_events_are_listed_by_subject_action_and_day(capsys: Capture) -> None:
    (event,) = answer(capsys, "list", "--subject", "kaz-1")
    assert (event["action"], event["after"], event["reason"]) == ("pledges:pledge:created", {"strength": 120}, "why")
    assert [one["sequence"] for one in answer(capsys, "list", "--action", "plans:")] == [2]
    today = AuditEvent.objects.get(sequence=1).recorded_at.date().isoformat()
    assert len(answer(capsys, "list", "--on", today)) == 2
    assert answer(capsys, "list", "--on", "2018-10-01") == []
    assert run(["audit", "list"]) == 0
    assert "kaz-1" in capsys.readouterr().out


def test_an_empty_log_has_nothing_to_anchor(capsys: Capture) -> None:
    AuditEvent.objects.all().delete()
    assert run(["audit", "anchor"]) == 2
    assert "nothing to anchor" in capsys.readouterr().err
