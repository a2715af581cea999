"""Writes to missions, mandates and requirements: by the organisation that mandates, all or nothing, one event each."""

from dataclasses import replace
from datetime import date

import pytest

from muster.audit.models import AuditEvent
from muster.audit.queries import chained_events
from muster.audit.rules import broken_links
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.missions import actions
from muster.missions.models import ArrivalLimit, MandatePeriod, Mission, Post, Requirement, RequirementStage
from muster.missions.terms import PostTerms
from tests.record import DAY, KNOWN, Parties, Record, make_mission, requirement_terms

STRANGERS = ("secretariat reader", "other secretariat", "mission", "owning State", "training institution", "analyst")


@pytest.fixture
def unifil(parties: Parties) -> Mission:
    """A mission of the United Nations."""
    return make_mission(parties, "UNIFIL", "UN")


def last_event() -> AuditEvent:
    """Return the newest event, after looking that the chain is whole."""
    assert broken_links(chained_events()) == []
    event = AuditEvent.objects.order_by("-sequence").first()
    assert event is not None
    return event


def test_an_officer_makes_a_draft_with_its_posts(parties: Parties, unifil: Mission) -> None:
    requirement = actions.create_requirement(parties["secretariat officer"], requirement_terms("req-1"), today=DAY)
    assert (requirement.stage, requirement.version, requirement.known_from) == (RequirementStage.DRAFT, 1, DAY)
    assert [(post.reference, post.is_lead) for post in requirement.posts.all()] == [
        ("req-1-bn", True),
        ("req-1-coy", False),
    ]
    event = last_event()
    assert (event.action, event.subject, event.on_behalf_of) == ("missions:requirement:created", "req-1", "UN")
    assert len(event.after["posts"]) == 2


@pytest.mark.parametrize("stranger", STRANGERS)
def test_nobody_else_requires_units_for_the_mission(parties: Parties, unifil: Mission, stranger: str) -> None:
    with pytest.raises(NotAllowed):
        actions.create_requirement(parties[stranger], requirement_terms("req-1"), today=DAY)
    assert not Requirement.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"mission": "UNEF"}, "there is no mission 'UNEF'"),
        ({"standing": "seen"}, "'entered'"),
        ({"priority": 9}, "cannot be recorded"),
        ({"title": "x" * 201}, "cannot be recorded"),
        ({"title": ""}, "cannot be recorded"),
        ({"posts": (PostTerms("two words", "INF-COY", 120, DAY),)}, "cannot be recorded"),
        ({"posts": (PostTerms("coy", "INF-COY", 120, DAY, tasks="x" * 301),)}, "cannot be recorded"),
    ],
)
def test_a_wrong_requirement_is_refused_with_nothing_written(
    parties: Parties, unifil: Mission, changes: dict[str, object], words: str
) -> None:
    events = AuditEvent.objects.count()
    with pytest.raises(Refused, match=words):
        actions.create_requirement(parties["secretariat officer"], requirement_terms("req-1", **changes), today=DAY)  # type: ignore[arg-type]
    assert (Requirement.objects.count(), Post.objects.count(), AuditEvent.objects.count()) == (0, 0, events)


def test_references_of_requirements_and_posts_are_taken_once(parties: Parties, unifil: Mission) -> None:
    officer = parties["secretariat officer"]
    actions.create_requirement(officer, requirement_terms("req-1"), today=DAY)
    with pytest.raises(Refused, match="the reference is taken"):
        actions.create_requirement(officer, requirement_terms("req-1"), today=DAY)
    with pytest.raises(Refused, match="another requirement's"):
        actions.create_requirement(officer, replace(requirement_terms("req-1"), reference="req-2"), today=DAY)


def test_a_change_brings_the_posts_to_what_is_said(parties: Parties, unifil: Mission) -> None:
    officer = parties["secretariat officer"]
    actions.create_requirement(officer, requirement_terms("req-1"), today=DAY)
    posts = (PostTerms("req-1-coy", "INF-COY", 139, DAY, is_lead=True), PostTerms("req-1-eng", "INF-COY", 100, DAY))
    actions.change_requirement(officer, requirement_terms("req-1", posts=posts), expected_version=1)
    kept = {post.reference: (post.strength, post.is_lead) for post in Post.objects.all()}
    assert kept == {"req-1-coy": (139, True), "req-1-eng": (100, False)}
    assert Requirement.objects.get().version == 2
    event = last_event()
    assert (len(event.before["posts"]), event.after["posts"][0][2]) == (2, 139)


def test_a_post_in_use_cannot_be_taken_away(record: Record) -> None:
    lead_alone = requirement_terms("req-published").posts[:1]
    with pytest.raises(Refused, match="end it by its date instead"):
        actions.change_requirement(
            record.parties["secretariat officer"], requirement_terms("req-published", posts=lead_alone)
        )
    assert Post.objects.filter(requirement__reference="req-published").count() == 2


def test_who_was_slower_is_told(parties: Parties, unifil: Mission) -> None:
    officer = parties["secretariat officer"]
    actions.create_requirement(officer, requirement_terms("req-1"), today=DAY)
    actions.change_requirement(officer, requirement_terms("req-1", priority=5), expected_version=1)
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        actions.change_requirement(officer, requirement_terms("req-1", priority=7), expected_version=1)
    assert Requirement.objects.get().priority == 5


def test_a_requirement_does_not_move_to_another_mission(parties: Parties, unifil: Mission) -> None:
    make_mission(parties, "UNDOF", "UN")
    officer = parties["secretariat officer"]
    actions.create_requirement(officer, requirement_terms("req-1"), today=DAY)
    with pytest.raises(NotFound, match="in UNDOF"):
        actions.change_requirement(officer, requirement_terms("req-1", "UNDOF"))


def test_many_are_saved_or_none(parties: Parties, unifil: Mission) -> None:
    officer = parties["secretariat officer"]
    actions.create_requirement(officer, requirement_terms("req-1"), today=DAY)
    good = [requirement_terms("req-1", priority=5), requirement_terms("req-2")]
    with pytest.raises(Refused):
        actions.save_requirements(officer, [*good, requirement_terms("req-3", posts=())], today=DAY)
    assert Requirement.objects.get().priority == 2
    assert actions.save_requirements(officer, good, today=DAY) == (1, 1)
    assert last_event().subject == "req-2"


def test_a_requirement_is_published_then_closed_and_then_stands(parties: Parties, unifil: Mission) -> None:
    officer = parties["secretariat officer"]
    actions.create_requirement(officer, requirement_terms("req-1"), today=DAY)
    actions.change_stage(officer, "req-1", RequirementStage.PUBLISHED)
    with pytest.raises(Refused, match="is published and cannot become draft"):
        actions.change_stage(officer, "req-1", RequirementStage.DRAFT)
    actions.change_stage(officer, "req-1", RequirementStage.CLOSED)
    assert last_event().before == {"stage": "published"}
    with pytest.raises(Refused, match="closed"):
        actions.change_requirement(officer, requirement_terms("req-1"))


@pytest.mark.parametrize("stranger", ["other secretariat", "mission", "owning State"])
def test_a_foreign_draft_and_one_that_is_not_there_are_answered_alike(
    parties: Parties, unifil: Mission, stranger: str
) -> None:
    actions.create_requirement(parties["secretariat officer"], requirement_terms("req-1"), today=DAY)
    words = []
    for reference in ("req-1", "req-2"):
        with pytest.raises(NotFound) as answer:
            actions.change_stage(parties[stranger], reference, RequirementStage.PUBLISHED)
        words.append(str(answer.value).replace(reference, ""))
    assert words[0] == words[1]


def test_only_the_organisation_that_mandates_changes_a_mission(parties: Parties, unifil: Mission) -> None:
    unifil.name = "Renamed"
    with pytest.raises(NotAllowed):
        actions.register_mission(parties["other secretariat"], unifil)
    actions.register_mission(parties["secretariat officer"], unifil)
    assert Mission.objects.get().name == "Renamed"
    assert last_event().action == "missions:mission:changed"


@pytest.mark.parametrize(
    ("start", "until", "words"),
    [
        (date(2018, 6, 1), None, "overlaps"),
        (date(2017, 1, 1), date(2018, 1, 2), "overlaps"),
        (date(2017, 1, 1), date(2017, 1, 1), "before it begins"),
    ],
)
def test_mandates_of_a_mission_do_not_overlap(
    parties: Parties, unifil: Mission, start: date, until: date | None, words: str
) -> None:
    """The mission has one mandate, from 1 January 2018 without an end."""
    mandate = MandatePeriod(mission=unifil, valid_from=start, valid_until=until, known_from=KNOWN)
    with pytest.raises(Refused, match=words):
        actions.record_mandate(parties["secretariat officer"], mandate)


def test_a_mandate_may_end_on_the_day_on_which_the_next_begins(parties: Parties, unifil: Mission) -> None:
    mandate = MandatePeriod(mission=unifil, valid_from=date(2017, 1, 1), valid_until=KNOWN, known_from=KNOWN)
    actions.record_mandate(parties["secretariat officer"], mandate)
    assert unifil.mandates.count() == 2
    with pytest.raises(NotAllowed):
        actions.record_mandate(parties["other secretariat"], mandate)


def test_an_arrival_limit_is_set_once_for_a_mission(parties: Parties, unifil: Mission) -> None:
    for people in (300, 400):
        limit = ArrivalLimit(mission=unifil, personnel_per_month=people, known_from=KNOWN)
        actions.set_arrival_limit(parties["secretariat officer"], limit)
    assert ArrivalLimit.objects.get().personnel_per_month == 400
    with pytest.raises(NotAllowed):
        actions.set_arrival_limit(parties["owning State"], limit)
