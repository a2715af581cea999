"""The statement of force requirement of a mission: what is held comes from the stays under way."""

from datetime import date

from muster.missions.rules.force import LineStatus
from muster.plans.force import force_requirement
from muster.plans.force_pages import force_paper
from tests.record import DAY, Record


def test_a_line_is_filled_by_a_stay_under_way_and_not_by_one_agreed_for_later(record: Record) -> None:
    found = force_requirement(record.parties["secretariat officer"], DAY, "UNIFIL")
    lines = {line.unit_type: line for line in found.lines}
    published = {post.reference for line in found.lines for post in line.posts if post.requirement == "req-published"}
    assert published == {"req-published-bn", "req-published-coy"}
    assert found.held == {"req-published-bn"}
    assert lines["INF-COY"].status == LineStatus.OPEN
    assert (lines["INF-BN"].units, lines["INF-BN"].held) == (2, 1)  # one is wanted by a draft


def test_a_state_sees_the_published_lines_alone(record: Record) -> None:
    found = force_requirement(record.parties["owning State"], DAY, "UNIFIL")
    assert {post.requirement for line in found.lines for post in line.posts} == {"req-published"}
    (battalion,) = [line for line in found.lines if line.unit_type == "INF-BN"]
    assert battalion.status == LineStatus.FILLED


def test_the_paper_names_mission_and_day(record: Record) -> None:
    paper = force_paper(force_requirement(record.parties["analyst"], DAY, "UNIFIL"))
    assert (paper.reference, paper.made_on, paper.is_landscape) == ("UNIFIL", date(2018, 10, 1), True)
    assert paper.issuer == "United Nations Secretariat"
