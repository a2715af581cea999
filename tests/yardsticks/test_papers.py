"""Papers: reckoned for the Secretariat, kept, issued once, and then every party's."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.pledges import actions as pledges
from muster.pledges.levels import Level
from muster.yardsticks import actions, queries
from muster.yardsticks.files import FILES, paper_file
from muster.yardsticks.models import CapabilityPaper
from muster.yardsticks.paper import Paper, paper_from_json
from tests.record import DAY, Record

pytestmark = pytest.mark.django_db
TODAY = date(2018, 10, 5)
KEPT = {"un-2018-q3", "un-2018-q4"}
"""The papers of the small record: one issued, one drafted."""


def reckoned(record: Record, who: str = "secretariat officer") -> Paper:
    return queries.reckoned_paper(record.parties[who], record.parties.organisations["UN"], DAY)


def line(paper: Paper, code: str) -> Any:
    return next(one for one in paper.unit_types if one.code == code)


def drafted(record: Record, day: date = DAY) -> CapabilityPaper:
    register = record.parties.organisations["UN"]
    return actions.draft_paper(record.parties["secretariat officer"], register, day=day, today=TODAY)


def test_the_record_of_the_day_is_counted_by_unit_type_and_mission(record: Record) -> None:
    """Two requirements want a battalion and a company each; India's battalion stands in one."""
    paper = reckoned(record)
    battalions, companies = line(paper, "INF-BN"), line(paper, "INF-COY")
    assert (battalions.now, battalions.deployed, sum(battalions.by_level)) == (2, 1, 0)
    assert (companies.now, companies.deployed, companies.by_level) == (2, 0, (0, 3, 0, 0))
    assert (companies.gap, companies.states) == (2 - 3, 2)
    assert [(one.acronym, one.now, one.deployed) for one in paper.missions] == [("UNIFIL", 4, 1)]


def test_another_secretariat_s_missions_and_pledges_are_not_counted(record: Record) -> None:
    paper = queries.reckoned_paper(record.parties["other secretariat"], record.parties.organisations["AU"], DAY)
    assert [one.acronym for one in paper.missions] == ["AMISOM"]
    assert {one.by_level for one in paper.unit_types} == {(0, 0, 0, 0)}


def test_a_pledge_that_lapsed_is_in_no_pool(record: Record) -> None:
    pledges.change_level(SYSTEM, "kaz-submitted", Level.LAPSED, held_from=DAY, known_from=DAY, evidence="not confirmed")
    assert line(reckoned(record), "INF-COY").by_level == (0, 2, 0, 0)


def test_the_paper_shows_the_parameters_that_it_used(record: Record) -> None:
    assert {row["key"] for row in reckoned(record).parameters} == {*queries.AHEAD_KEYS, queries.LEVEL_KEY}


def test_a_draft_is_the_secretariat_s_own_and_an_issued_paper_is_everybody_s(record: Record) -> None:
    paper = drafted(record)
    assert paper.reference == "un-2018-q4"
    for other in ("owning State", "mission", "analyst", "other secretariat"):
        with pytest.raises(NotFound):
            queries.visible_paper(record.parties[other], paper.reference)
    actions.issue_paper(record.parties["secretariat approver"], paper.reference, today=TODAY)
    for other in ("owning State", "mission", "analyst", "other secretariat"):
        assert queries.visible_paper(record.parties[other], paper.reference).issued_on == TODAY


def test_only_an_approver_issues_and_only_once(record: Record) -> None:
    paper = drafted(record)
    with pytest.raises(NotAllowed):
        actions.issue_paper(record.parties["secretariat officer"], paper.reference, today=TODAY)
    with pytest.raises(NotFound):
        actions.issue_paper(record.parties["owning State"], paper.reference, today=TODAY)
    actions.issue_paper(record.parties["secretariat approver"], paper.reference, today=TODAY)
    with pytest.raises(Refused, match="issued already"):
        actions.issue_paper(record.parties["secretariat approver"], paper.reference, today=TODAY)


@pytest.mark.parametrize("who", ["owning State", "secretariat reader", "other secretariat", "analyst"])
def test_nobody_else_drafts_the_register_s_paper(record: Record, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.draft_paper(record.parties[who], record.parties.organisations["UN"], day=DAY, today=TODAY)
    assert set(CapabilityPaper.objects.values_list("reference", flat=True)) == KEPT


def test_a_draft_of_the_quarter_is_replaced_and_an_issued_paper_stays_as_it_was(record: Record) -> None:
    paper = drafted(record)
    assert set(CapabilityPaper.objects.values_list("reference", flat=True)) == KEPT
    actions.issue_paper(record.parties["secretariat approver"], paper.reference, today=TODAY)
    pledges.change_level(SYSTEM, "kaz-submitted", Level.LAPSED, held_from=DAY, known_from=DAY, evidence="lapsed")
    later = drafted(record)
    assert later.reference == "un-2018-q4-2"
    first = paper_from_json(CapabilityPaper.objects.get(reference="un-2018-q4").content)
    assert line(first, "INF-COY").by_level == (0, 3, 0, 0)
    assert line(paper_from_json(later.content), "INF-COY").by_level == (0, 2, 0, 0)


def test_drafting_and_issuing_are_events(record: Record) -> None:
    actions.issue_paper(record.parties["secretariat approver"], drafted(record).reference, today=TODAY)
    events = AuditEvent.objects.filter(action__startswith="yardsticks:").order_by("-sequence")[:2]
    assert [event.action for event in reversed(events)] == ["yardsticks:paper:drafted", "yardsticks:paper:issued"]


def test_the_workbook_says_what_the_paper_says(record: Record) -> None:
    paper = reckoned(record)
    book = openpyxl.load_workbook(io.BytesIO(paper_file(paper, "paper.xlsx")))
    assert book.sheetnames == ["By unit type", "By mission", "Parameters"]
    rows = list(book["By unit type"].values)
    column = rows[0].index("Net gap")
    assert {row[0]: row[column] for row in rows[1:]} == {one.code: one.gap for one in paper.unit_types}


def test_the_paper_is_printed_and_whatever_a_name_holds_is_no_markup(record: Record) -> None:
    from dataclasses import replace

    paper = reckoned(record)
    hostile = replace(paper.unit_types[0], name='#panic("x") *bold* $x$ @ref "quoted" \\ <label>')
    data = paper_file(replace(paper, unit_types=(hostile, *paper.unit_types[1:])), "paper.pdf")
    assert data.startswith(b"%PDF-")


def test_a_paper_has_no_other_file(record: Record) -> None:
    with pytest.raises(NotFound, match=r"paper\.pdf, paper\.xlsx"):
        paper_file(reckoned(record), "paper.docx")
    assert set(FILES) == {"paper.pdf", "paper.xlsx"}
