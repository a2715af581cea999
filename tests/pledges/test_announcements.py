"""Announcements are apart from pledges, and what came of them is measured for those who may know."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import Announcement, PoolEvent, PoolStanding
from muster.pledges.queries.announcements import announced, measured_announcements, visible_announcements
from muster.pledges.rules.conversion import (
    DEPLOYED,
    REGISTERED,
    STEPS,
    Announced,
    CameOfIt,
    conversion,
    conversions_by,
    days_until_pledge,
    first_days,
)
from tests.record import DAY, KNOWN, Parties, pledge_terms, submitted_pledge

SAID_ON = date(2017, 9, 28)
days = st.dates(SAID_ON, SAID_ON + timedelta(days=400))


def said(reference: str = "said", **changes: object) -> Announced:
    """Return an announcement of one unit of 120 people by Kazakhstan."""
    values: dict[str, object] = {
        "reference": reference,
        "state": "Kazakhstan",
        "occasion": "Summit",
        "announced_on": SAID_ON,
        "units": 1,
        "strength": 120,
    }
    return Announced(**(values | changes))  # type: ignore[arg-type]


def pledged(**steps: date) -> CameOfIt:
    """Return a pledge of 100 people that took steps."""
    return CameOfIt("pledge", 100, 1, steps)


steps = st.dictionaries(st.sampled_from(STEPS), days)
announcements = st.lists(
    st.builds(
        said,
        reference=st.text("abc", min_size=1, max_size=3),
        state=st.sampled_from(["Brazil", "China"]),
        announced_on=days,
        pledges=st.lists(st.builds(CameOfIt, st.just("p"), st.integers(1, 900), st.just(1), steps), max_size=3).map(
            tuple
        ),
    ),
    max_size=6,
)


@given(announcements, days)
def test_each_step_counts_what_took_it_by_the_day_and_the_parts_add_up(made: list[Announced], day: date) -> None:
    total, parts = conversion(made, day), conversions_by(made, day, lambda one: one.state)
    assert total.announcements == sum(1 for one in made if one.announced_on <= day)
    for at, code in enumerate(STEPS):
        taken = [
            one
            for one in made
            if one.announced_on <= day and any(each.steps.get(code, date.max) <= day for each in one.pledges)
        ]
        assert total.steps[at].announcements == len(taken) == sum(part.steps[at].announcements for part in parts)
        assert (total.steps[at].days is None) == (not taken)
        assert 0.0 <= total.share_of_announcements(code) <= 1.0


def test_the_wait_runs_to_the_first_pledge_and_is_the_median_over_announcements() -> None:
    early, late = SAID_ON + timedelta(days=10), SAID_ON + timedelta(days=30)
    made = [
        said("a", pledges=(pledged(registered=late), pledged(registered=early))),
        said("b", pledges=(pledged(registered=late),)),
        said("c", pledges=(pledged(registered=SAID_ON - timedelta(days=99)),)),
    ]
    assert [days_until_pledge(one, DAY) for one in made] == [10, 30, 0]
    assert conversion(made, DAY).steps[0].days == 10


def test_what_was_taken_back_by_the_day_is_counted_as_such() -> None:
    made = [said(ended_on=DAY)]
    assert [conversion(made, day).taken_back for day in (DAY - timedelta(days=1), DAY)] == [0, 1]


def test_nothing_announced_is_no_share() -> None:
    assert conversion([], DAY).share_of_announcements(REGISTERED) == 0.0


def test_the_first_day_of_each_level_counts_and_what_is_no_step_does_not() -> None:
    events = [("L1", DAY), ("L2", DAY + timedelta(days=9)), ("L1", DAY + timedelta(days=20)), ("lapsed", DAY)]
    assert first_days([*events, ("L0", KNOWN)]) == {"L1": DAY, "L2": DAY + timedelta(days=9)}


def unsaved(parties: Parties, **changes: object) -> Announcement:
    """Return an unsaved announcement of Kazakhstan."""
    values: dict[str, object] = {
        "reference": "summit-kaz",
        "register": parties.organisations["UN"],
        "state": parties.organisations["KAZ"],
        "occasion": "Leaders' summit",
        "announced_on": SAID_ON,
        "text": "A company",
        "units": 1,
        "strength": 120,
    }
    return Announcement(**(values | changes))


@pytest.fixture
def announced_company(parties: Parties) -> Parties:
    """Kazakhstan's announcement, of which a pledge came that is deployed."""
    actions.record_announcement(SYSTEM, unsaved(parties), today=SAID_ON)
    pledge = submitted_pledge(parties, pledge_terms("kaz-company", "KAZ"))
    actions.link_pledge(SYSTEM, "summit-kaz", "kaz-company", today=KNOWN)
    PoolEvent.objects.create(
        pledge=pledge, standing_in_pool=PoolStanding.DEPLOYED, held_from=DAY, known_from=DAY, mission="UNIFIL"
    )
    return parties


@pytest.mark.parametrize("who", ["owning State", "secretariat officer"])
def test_the_state_and_the_register_enter_one(parties: Parties, who: str) -> None:
    made = actions.record_announcement(parties[who], unsaved(parties), today=DAY)
    assert made.known_from == DAY


@pytest.mark.parametrize("who", ["other State", "owning State's reader", "other secretariat", "mission"])
def test_nobody_else_enters_one(parties: Parties, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.record_announcement(parties[who], unsaved(parties), today=DAY)


@pytest.mark.parametrize(
    "changes",
    [{"announced_on": DAY + timedelta(days=1)}, {"unit_type": "NO-SUCH"}, {"text": ""}],
    ids=["not yet", "no unit type", "no words"],
)
def test_a_malformed_one_is_refused(parties: Parties, changes: dict[str, object]) -> None:
    with pytest.raises(Refused):
        actions.record_announcement(SYSTEM, unsaved(parties, **changes), today=DAY)


def test_a_register_and_a_state_are_what_they_are(parties: Parties) -> None:
    india, unifil = parties.organisations["IND"], parties.organisations["UNIFIL"]
    with pytest.raises(Refused, match="keeps no register"):
        actions.record_announcement(SYSTEM, unsaved(parties, register=india), today=DAY)
    with pytest.raises(Refused, match="no Member State"):
        actions.record_announcement(SYSTEM, unsaved(parties, state=unifil), today=DAY)


def test_a_pledge_comes_of_one_announcement_of_its_own_state(announced_company: Parties) -> None:
    parties = announced_company
    actions.record_announcement(SYSTEM, unsaved(parties, reference="second"), today=DAY)
    with pytest.raises(Refused, match="tied to an announcement already"):
        actions.link_pledge(parties["owning State"], "second", "kaz-company", today=DAY)
    submitted_pledge(parties, pledge_terms("ind-company", "IND"))
    with pytest.raises(Refused, match="another State or register"):
        actions.link_pledge(parties["secretariat officer"], "second", "ind-company", today=DAY)
    with pytest.raises(NotFound):
        actions.link_pledge(parties["owning State"], "second", "ind-company", today=DAY)


def test_it_is_taken_back_once_between_its_day_and_today_with_a_reason(announced_company: Parties) -> None:
    state = announced_company["owning State"]
    for ended_on, reason in ((SAID_ON - timedelta(days=1), "no"), (DAY + timedelta(days=1), "no"), (DAY, " ")):
        with pytest.raises(Refused):
            actions.take_back(state, "summit-kaz", ended_on=ended_on, reason=reason, today=DAY)
    actions.take_back(state, "summit-kaz", ended_on=DAY, reason="no money", today=DAY)
    with pytest.raises(Refused, match="already"):
        actions.take_back(state, "summit-kaz", ended_on=DAY, reason="no money", today=DAY)


def came_of(viewer: Viewer, day: date) -> list[Announced]:
    """Return the announcements with what came of them, as the viewer may see it."""
    return announced(viewer, list(visible_announcements(viewer, day)), day)


def test_the_speech_is_every_party_s_and_the_pledge_of_those_who_see_it(announced_company: Parties) -> None:
    for who, pledges in (("owning State", 1), ("secretariat reader", 1), ("other State", 0), ("analyst", 0)):
        (one,) = came_of(announced_company[who], DAY)
        assert len(one.pledges) == pledges, who
    measured = {who: measured_announcements(announced_company[who], DAY).count() for who in announced_company.viewers}
    assert {who for who, count in measured.items() if count} == {
        "secretariat reader", "secretariat officer", "secretariat approver", "secretariat administrator",
        "owning State", "owning State's reader",
    }  # fmt: skip


def test_steps_are_those_known_on_the_day(announced_company: Parties) -> None:
    (before,), (on_the_day,) = (came_of(SYSTEM, day) for day in (DAY - timedelta(days=1), DAY))
    assert set(on_the_day.pledges[0].steps) == {REGISTERED, "L1", "L2", DEPLOYED}
    assert set(before.pledges[0].steps) == {REGISTERED, "L1", "L2"}
    found = conversion([on_the_day], DAY)
    assert [step.announcements for step in found.steps] == [1, 1, 1, 0, 0, 1]
    assert found.steps[0].days == (KNOWN - SAID_ON).days


def test_a_pledge_that_falls_back_stays_converted(announced_company: Parties) -> None:
    (before,) = came_of(SYSTEM, DAY)
    actions.change_level(SYSTEM, "kaz-company", Level.LEVEL_1, held_from=DAY, known_from=DAY, evidence="downgrade")
    (after,) = came_of(SYSTEM, DAY)
    assert replace(after, pledges=()) == replace(before, pledges=())
    assert after.pledges[0].steps == before.pledges[0].steps


def test_pages_tell_what_came_of_it_to_those_who_may_know(announced_company: Parties) -> None:
    def page(who: str, address: str) -> str:
        client = Client()
        user = announced_company.users[who]
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(f"{address}?as_of={DAY}").content.decode()

    assert "1 pledged" in page("owning State", "/pledges/announcements/")
    other = page("other State", "/pledges/announcements/")
    assert "A company" in other
    assert "not shown to you" in other
    assert "kaz-company" in page("secretariat reader", "/pledges/announcements/summit-kaz/")
    assert "kaz-company" not in page("other State", "/pledges/announcements/summit-kaz/")
    assert "1 (100 %), 120 people, median 95 days" in page(
        "secretariat reader", "/pledges/announcements/conversion/"
    ).replace("\u00a0", " ")


def test_it_is_entered_by_form(parties: Parties) -> None:
    client = Client()
    client.force_login(parties.users["owning State"], backend="django.contrib.auth.backends.ModelBackend")
    form = {
        "reference": "by-form",
        "state": str(parties.organisations["KAZ"].pk),
        "register": str(parties.organisations["UN"].pk),
        "occasion": "Summit",
        "announced_on": str(SAID_ON),
        "text": "A hospital",
        "unit_type": "MED-L2",
    }
    assert client.post("/pledges/announcements/new/", form).status_code == 302
    assert Announcement.objects.get(reference="by-form").units is None
    other = client.post("/pledges/announcements/new/", form | {"state": str(parties.organisations["IND"].pk)})
    assert other.status_code == 400
    ended = {"ended_on": str(SAID_ON), "reason": "no doctors"}
    assert client.post("/pledges/announcements/by-form/take-back/", ended).status_code == 302
    assert Announcement.objects.get(reference="by-form").ended_reason == "no doctors"
