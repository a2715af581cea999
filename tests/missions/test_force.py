"""The lines of a statement of force requirement, and how each stands."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.missions.rules.force import ForcePost, LineStatus, force_lines, line_status

DAY = date(2018, 10, 1)
POST = ForcePost("a", "req", "East", "INF-COY", 120, date(2018, 1, 1), None, 3, "S/RES/1")
ENDED = replace(POST, reference="b", needed_until=date(2018, 9, 1))
ENDING = replace(POST, reference="c", needed_until=date(2018, 12, 1))
LATER = replace(POST, reference="d", needed_from=date(2019, 6, 1), strength=150, priority=5, statement="one")


def status(posts: list[ForcePost], held: set[str]) -> LineStatus:
    return line_status(posts, held, day=DAY, closing_days=180)


def test_a_line_is_open_until_every_post_is_held() -> None:
    assert status([POST, LATER], {"a"}) == LineStatus.OPEN
    assert status([POST, LATER], {"a", "d"}) == LineStatus.FILLED


def test_a_line_whose_posts_all_end_soon_is_closing_held_or_not() -> None:
    assert {status([ENDING], held) for held in (set(), {"c"})} == {LineStatus.CLOSING}
    assert status([ENDING, POST], {"a", "c"}) == LineStatus.FILLED
    assert line_status([ENDING], {"c"}, day=DAY, closing_days=60) == LineStatus.FILLED


def test_a_unit_that_stays_on_when_nobody_is_wanted_is_surplus() -> None:
    assert status([POST, ENDED], {"a", "b"}) == LineStatus.SURPLUS


def test_a_post_ends_on_the_first_day_on_which_it_is_not_wanted() -> None:
    last = replace(POST, needed_until=DAY + timedelta(days=1))
    assert last.is_wanted_on(DAY)
    assert not last.has_ended(DAY)
    assert replace(POST, needed_until=DAY).has_ended(DAY)
    assert not LATER.is_wanted_on(DAY)


def test_a_line_tells_units_strengths_day_priority_authority_and_statement() -> None:
    other = replace(POST, reference="e", sector="West")
    east, west = force_lines([LATER, POST, ENDED, other], {"a"}, day=DAY, closing_days=180)
    assert (east.sector, west.sector) == ("East", "West")
    assert [post.reference for post in east.posts] == ["a", "d"]
    assert (east.units, east.held, east.strength, east.strength_least, east.strength_most) == (2, 1, 270, 120, 150)
    assert (east.needed_by, east.priority) == (date(2018, 1, 1), 5)
    assert (east.authorities, east.statements) == (("S/RES/1",), ("one",))


POSTS = st.lists(
    st.builds(
        ForcePost,
        reference=st.uuids().map(str),
        requirement=st.just("req"),
        sector=st.sampled_from(["", "East", "West"]),
        unit_type=st.sampled_from(["INF-COY", "MED-L2"]),
        strength=st.integers(1, 900),
        needed_from=st.dates(date(2018, 1, 1), date(2019, 12, 31)),
        needed_until=st.none() | st.dates(date(2018, 1, 1), date(2021, 1, 1)),
        priority=st.integers(1, 8),
    ),
    max_size=8,
)


@given(POSTS, st.data())
def test_every_post_that_is_wanted_or_held_stands_in_exactly_one_line(
    posts: list[ForcePost], data: st.DataObject
) -> None:
    held = {post.reference for post in posts if data.draw(st.booleans())}
    lines = force_lines(posts, held, day=DAY, closing_days=180)
    stand = [post for line in lines for post in line.posts]
    assert sorted(stand, key=lambda post: post.reference) == sorted(
        (post for post in posts if not post.has_ended(DAY) or post.reference in held), key=lambda post: post.reference
    )
    assert sum(line.strength for line in lines) == sum(post.strength for post in stand)
    assert sum(line.held for line in lines) == len(held)
