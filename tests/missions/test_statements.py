"""Statements on record: written by planners, approved by somebody else, in versions that never change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.missions import actions, queries
from muster.missions.models import Post, Statement, StatementStage, StatementVersion
from muster.missions.statement_terms import LISTS, TaskTerms
from muster.missions.statement_versions import terms_of, with_lines
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from tests.record import DAY, KNOWN, Parties, make_mission, requirement_terms, statement_terms

LATER, LATEST = date(2018, 10, 5), date(2018, 10, 9)
OFFICER, APPROVER = "secretariat officer", "secretariat approver"
STRANGERS = ("secretariat reader", "other secretariat", "mission", "owning State", "training institution", "analyst")


def said(reference: str, number: int | None = None) -> object:
    """Return what a version of a statement says, the latest without a number."""
    versions = StatementVersion.objects.filter(statement__reference=reference)
    chosen = versions.filter(known_until__isnull=True) if number is None else versions.filter(number=number)
    return terms_of(with_lines(chosen).get())


def written(parties: Parties, reference: str = "one", **changes: object) -> Statement:
    """Let the officer write a statement."""
    return actions.create_statement(parties[OFFICER], statement_terms(reference, **changes), today=DAY)


def approved(parties: Parties, reference: str = "one", **changes: object) -> Statement:
    """Let the officer write a statement, and the approver approve it."""
    written(parties, reference, **changes)
    return actions.approve_statement(parties[APPROVER], reference, today=DAY)


def with_posts(parties: Parties, statement: str = "") -> None:
    """Enter UNIFIL and a requirement whose company means a statement."""
    make_mission(parties, "UNIFIL", "UN")
    terms = requirement_terms("req")
    bn, coy = terms.posts
    posts = (bn, replace(coy, statement=statement, sector="East"))
    actions.create_requirement(parties[OFFICER], replace(terms, posts=posts, source=None), today=DAY)


def test_an_officer_writes_a_draft_whole(parties: Parties) -> None:
    statement = written(parties)
    assert (statement.stage, statement.version, statement.known_from) == (StatementStage.DRAFT, 1, DAY)
    assert said("one") == replace(statement_terms("one"), standing="entered")
    event = AuditEvent.objects.order_by("-sequence")[0]
    assert (event.action, event.subject, event.on_behalf_of) == ("missions:statement:created", "one", "UN")
    assert event.after["equipment"]["lines"] == 2


@pytest.mark.parametrize("stranger", STRANGERS)
def test_nobody_else_writes_approves_or_withdraws(parties: Parties, stranger: str) -> None:
    approved(parties)
    events = AuditEvent.objects.count()
    deeds: tuple[Callable[[], object], ...] = (
        lambda: actions.create_statement(parties[stranger], statement_terms("two"), today=DAY),
        lambda: actions.change_statement(parties[stranger], statement_terms("one", title="New"), today=DAY),
        lambda: actions.approve_statement(parties[stranger], "one", today=DAY),
        lambda: actions.withdraw_statement(parties[stranger], "one", today=DAY),
    )
    for deed in deeds:
        with pytest.raises((NotAllowed, NotFound)):
            deed()
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"mission": "UNEF"}, "there is no mission 'UNEF'"),
        ({"standing": "seen"}, "'entered'"),
        ({"strength_minimum": 500}, "cannot be recorded"),
        ({"title": "x" * 201}, "cannot be recorded"),
        ({"tasks": (TaskTerms("x" * 81),)}, "cannot be recorded"),
        ({"stated_by": "KAZ"}, "made by a secretariat"),
    ],
)
def test_a_wrong_statement_is_refused_with_nothing_written(
    parties: Parties, changes: dict[str, Any], words: str
) -> None:
    events = AuditEvent.objects.count()
    with pytest.raises(Refused, match=words):
        written(parties, **changes)
    assert (Statement.objects.count(), AuditEvent.objects.count()) == (0, events)


def test_a_reference_is_taken_once(parties: Parties) -> None:
    written(parties)
    with pytest.raises(Refused, match="the reference is taken"):
        written(parties)


def test_who_wrote_a_part_does_not_approve_it(parties: Parties) -> None:
    actions.create_statement(parties[APPROVER], statement_terms("one"), today=DAY)
    actions.change_statement(parties[OFFICER], statement_terms("one", title="New"), today=LATER)
    with pytest.raises(NotAllowed, match="you have written a part of it"):
        actions.approve_statement(parties[APPROVER], "one", today=LATER)
    statement = actions.approve_statement(parties["secretariat administrator"], "one", today=LATER)
    assert (statement.stage, statement.approved_on) == (StatementStage.APPROVED, LATER)


def test_who_wrote_what_is_in_force_may_approve_what_others_changed(parties: Parties) -> None:
    actions.create_statement(parties[APPROVER], statement_terms("one"), today=DAY)
    actions.approve_statement(parties["secretariat administrator"], "one", today=DAY)
    actions.change_statement(parties[OFFICER], statement_terms("one", title="New"), today=LATER)
    assert actions.approve_statement(parties[APPROVER], "one", today=LATER).stage == StatementStage.APPROVED


def test_a_change_is_a_new_version_and_the_approved_one_stays_in_force(parties: Parties) -> None:
    approved(parties)
    first = said("one", 1)
    actions.change_statement(
        parties[OFFICER], statement_terms("one", title="New", tasks=()), today=LATER, expected_version=1
    )
    statement = Statement.objects.get()
    assert (statement.stage, statement.version) == (StatementStage.DRAFT, 2)
    assert statement.latest.changed == ["title", "tasks"]
    assert said("one", 1) == first
    seen = {who: queries.visible_statement(parties[who], LATER, "one") for who in (OFFICER, "owning State")}
    assert {who: version.title for who, version in seen.items()} == {OFFICER: "New", "owning State": "Title of one"}
    assert queries.statement_in_force(parties[OFFICER], LATER, "one").number == 1
    actions.approve_statement(parties[APPROVER], "one", today=LATEST)
    assert queries.visible_statement(parties["owning State"], LATEST, "one").title == "New"
    assert queries.visible_statement(parties["owning State"], LATER, "one").title == "Title of one"


def test_a_draft_is_seen_by_its_organisation_alone(parties: Parties) -> None:
    written(parties)
    seen = {who for who in parties.viewers if queries.visible_statements(parties[who], DAY)}
    assert seen == {who for who, viewer in parties.viewers.items() if viewer.organisation_code == "UN"}
    assert queries.visible_statements(SYSTEM, DAY).count() == 1
    with pytest.raises(NotFound):
        queries.visible_statement(parties["owning State"], DAY, "one")


def test_the_same_words_again_write_nothing(parties: Parties) -> None:
    approved(parties)
    events = AuditEvent.objects.count()
    statement = actions.change_statement(parties[OFFICER], statement_terms("one", source=None), today=LATER)
    assert (statement.version, statement.stage, AuditEvent.objects.count()) == (1, StatementStage.APPROVED, events)


def test_who_was_slower_is_refused(parties: Parties) -> None:
    approved(parties)
    actions.change_statement(parties[OFFICER], statement_terms("one", title="New"), today=LATER)
    with pytest.raises(Refused, match="by somebody else meanwhile"):
        actions.change_statement(
            parties[OFFICER], statement_terms("one", title="Newer"), today=LATER, expected_version=1
        )
    with pytest.raises(Refused, match="was changed meanwhile"):
        actions.approve_statement(parties[APPROVER], "one", today=LATER, expected_version=1)


def test_what_is_given_once_stays(parties: Parties) -> None:
    make_mission(parties, "UNIFIL", "UN")
    written(parties)
    with pytest.raises(Refused) as refusal:
        actions.change_statement(parties[OFFICER], statement_terms("one", mission="UNIFIL"), today=LATER)
    assert [problem.place for problem in refusal.value.problems] == ["mission"]


def test_a_missions_statement_is_made_from_a_generic_one_with_all_lines(parties: Parties) -> None:
    make_mission(parties, "UNIFIL", "UN")
    approved(parties)
    made = actions.create_statement_from(parties[OFFICER], "one", "made", mission="UNIFIL", today=LATER)
    generic, own = statement_terms("one"), terms_of(with_lines(made.versions.all()).get())
    assert (own.made_from, own.mission, made.is_generic) == ("one", "UNIFIL", False)
    assert own.source == "made from one, version 1"
    assert {name: getattr(own, name) for name in LISTS} == {name: getattr(generic, name) for name in LISTS}
    actions.approve_statement(parties[APPROVER], "made", today=LATER)
    with pytest.raises(Refused, match="is one of UNIFIL; make it from a generic"):
        actions.create_statement_from(parties[OFFICER], "made", "third", mission="UNIFIL", today=LATER)


def test_a_draft_is_no_template(parties: Parties) -> None:
    make_mission(parties, "UNIFIL", "UN")
    written(parties)
    with pytest.raises(NotFound, match="in force"):
        actions.create_statement_from(parties[OFFICER], "one", "made", mission="UNIFIL", today=LATER)


def test_a_post_means_a_statement_in_force_of_its_type(parties: Parties) -> None:
    approved(parties)
    written(parties, "draft")
    with_posts(parties, "one")
    assert Post.objects.get(reference="req-coy").statement == Statement.objects.get(reference="one")
    for reference, post, words in (("draft", "req-coy", "is not in force"), ("one", "req-bn", "is of type INF-BN")):
        with pytest.raises(Refused) as refusal:
            actions.attach_statement(parties[OFFICER], reference, [post])
        assert words in str(refusal.value.problems[0])


def test_posts_take_up_and_leave_a_statement_with_an_event_each(parties: Parties) -> None:
    approved(parties)
    with_posts(parties)
    version = Post.objects.get(reference="req-coy").requirement.version
    assert actions.set_posts_of_statement(parties[OFFICER], "one", ["req-coy"]) == 1
    assert actions.set_posts_of_statement(parties[OFFICER], "one", ["req-coy"]) == 0
    assert actions.set_posts_of_statement(parties[OFFICER], "one", []) == 1
    post = Post.objects.get(reference="req-coy")
    assert (post.statement, post.requirement.version) == (None, version + 2)
    attached, detached = AuditEvent.objects.filter(action="missions:post:statement-attached").order_by("sequence")
    assert attached.after == {"post": "req-coy", "statement": "one"}
    assert detached.after == {"post": "req-coy", "statement": ""}
    with pytest.raises(NotFound):  # the requirement is a draft of the United Nations
        actions.attach_statement(parties["other secretariat"], "one", ["req-coy"])


def test_a_statement_in_use_keeps_its_type_and_is_not_withdrawn(parties: Parties) -> None:
    approved(parties)
    with_posts(parties, "one")
    with pytest.raises(Refused) as refusal:
        actions.change_statement(parties[OFFICER], statement_terms("one", unit_type="QRF-COY"), today=LATER)
    assert "req-coy means the statement" in str(refusal.value.problems[0])
    with pytest.raises(Refused, match="cannot be withdrawn"):
        actions.withdraw_statement(parties[APPROVER], "one", today=LATER)
    actions.attach_statement(parties[OFFICER], "", ["req-coy"])
    statement = actions.withdraw_statement(parties[APPROVER], "one", today=LATER, reason="no longer needed")
    assert (statement.stage, statement.withdrawn_on) == (StatementStage.WITHDRAWN, LATER)
    assert AuditEvent.objects.order_by("-sequence")[0].reason == "no longer needed"
    for deed in (
        lambda: actions.change_statement(parties[OFFICER], statement_terms("one", title="New"), today=LATEST),
        lambda: actions.approve_statement(parties["secretariat administrator"], "one", today=LATEST),
        lambda: actions.withdraw_statement(parties[APPROVER], "one", today=LATEST),
        lambda: actions.attach_statement(parties[OFFICER], "one", ["req-coy"]),
    ):
        with pytest.raises(Refused):
            deed()
    assert not queries.statements_in_force(parties[OFFICER], LATER).exists()
    assert queries.statements_in_force(parties[OFFICER], DAY).count() == 1


def test_a_post_changed_by_its_requirement_keeps_what_it_means(parties: Parties) -> None:
    approved(parties)
    with_posts(parties, "one")
    actions.change_statement(parties[OFFICER], statement_terms("one", title="New"), today=LATER)
    terms = requirement_terms("req")
    bn, coy = terms.posts
    changed = replace(terms, title="New", posts=(bn, replace(coy, statement="one", sector="East")), source=None)
    assert actions.change_requirement(parties[OFFICER], changed).version == 2
    assert Post.objects.get(reference="req-coy").statement is not None


def test_nothing_is_known_before_it_was_written(parties: Parties) -> None:
    approved(parties)
    assert not queries.visible_statements(SYSTEM, KNOWN).exists()
    with pytest.raises(Refused, match="is known since"):
        actions.change_statement(parties[OFFICER], statement_terms("one", title="New"), today=KNOWN)


def test_the_drafters_are_told_of_an_approval_once_for_each_version(parties: Parties) -> None:
    approved(parties)
    told = Notice.objects.filter(topic="statement-approved")
    assert [(one.organisation.code, one.href) for one in told] == [("UN", "/requirements/statements/one/")]
    actions.change_statement(parties[OFFICER], statement_terms("one", title="Another title"), today=LATER)
    actions.approve_statement(parties[APPROVER], "one", today=LATER)
    assert sorted(one.title for one in told.all()) == [
        "Statement one, version 1, is approved",
        "Statement one, version 2, is approved",
    ]
