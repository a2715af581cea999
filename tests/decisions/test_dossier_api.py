"""The API of dossiers: a State's own, gone through by programs alone."""

import pytest

from tests.api.caller import Caller, by_token
from tests.decisions.dossier_record import approver_of, bodies_of_kazakhstan
from tests.record import Record

pytestmark = pytest.mark.once

NEW = {"reference": "dossier-new", "title": "A company", "mission": "UNIFIL", "people": 120, "tour_months": 12}
OUTSIDE = ("other State", "mission", "secretariat administrator", "analyst")


def program(record: Record, kind: str) -> Caller:
    return by_token(record.parties[kind])


def test_a_dossier_goes_its_whole_way_by_programs_alone(record: Record) -> None:
    bodies_of_kazakhstan()
    state, approver = program(record, "owning State"), by_token(approver_of(record))
    made = state.post("dossiers", NEW)
    assert (made["stage"], len(made["gates"]), made["version"]) == ("open", 5, 1)
    for version, gate in enumerate(made["gates"], start=1):
        body = {
            "criterion": gate["criterion"], "verdict": "met", "words": "Words", "why_better": "Known at home.",
            "evidence": [{"title": "A piece"}],
            "version": version,
        }  # fmt: skip
        assert state.post("dossiers/dossier-new/assessments", body)["evidence"][0]["title"] == "A piece"
    seen = state.get("dossiers/dossier-new")
    assert seen["next_to_sign"] == ["mfa", "mod"]
    for version, body_code in enumerate(("mfa", "mod", "parliament"), start=6):
        signed = approver.post("dossiers/dossier-new/signatures", {"body": body_code, "version": version}, status=200)
    assert signed["missing"] == []
    step = {"step": "approve", "words": "We take part", "version": 9}
    assert approver.post("dossiers/dossier-new/steps", step, status=200)["stage"] == "approved"
    assert state.get("dossiers?stage=approved&mission=UNIFIL")["count"] == 1
    assert state.get("dossiers?stage=open")["count"] == 0
    told = {one["key"] for one in state.get("dossiers/dossier-new/data?criterion=risk")}
    assert {"fatality-rate", "threat-trend"} <= told
    for who in OUTSIDE:
        assert program(record, who).get("dossiers")["items"] == []
        program(record, who).get("dossiers/dossier-new", status=404)


def test_content_act_and_case_are_written_with_the_version_that_was_read(record: Record) -> None:
    state = program(record, "owning State")
    state.post("dossiers", NEW)
    content = {name: value for name, value in NEW.items() if name != "reference"}
    changed = state.put("dossiers/dossier-new", {**content, "people": 130, "version": 1})
    assert (changed["people"], changed["version"]) == (130, 2)
    state.put("dossiers/dossier-new", {**content, "version": 1}, status=400)
    assert state.put("dossiers/dossier-new/act", {"act": "", "version": 2})["act"] == ""
    assert state.put("dossiers/dossier-new/case", {"case": "", "version": 3})["version"] == 4
    state.put("dossiers/dossier-new/act", {"act": "none", "version": 4}, status=400)
