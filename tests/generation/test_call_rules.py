"""Units of a package are paired with posts of their type, the largest with the largest."""

from hypothesis import given
from hypothesis import strategies as st

from muster.generation.rules.calls import Place, Vacancy, paired

TYPES = st.sampled_from(["INF-BN", "INF-COY", "ENG-COY"])
PLACES = st.lists(st.builds(Place, st.sampled_from("abcdef"), TYPES, st.integers(1, 900)), max_size=8)
POSTS = st.lists(st.tuples(TYPES, st.integers(1, 900)), max_size=8)


@given(places=PLACES, posts=POSTS)
def test_nobody_is_called_twice_and_no_post_is_filled_twice(places: list[Place], posts: list[tuple[str, int]]) -> None:
    vacancies = [Vacancy(f"post-{at}", kind, people) for at, (kind, people) in enumerate(posts)]
    units = {one.pledge: one for one in places}
    wanted = {one.post: one.unit_type for one in vacancies}
    pairs = paired(places, vacancies)
    assert len({pledge for pledge, _ in pairs}) == len({post for _, post in pairs}) == len(pairs)
    assert all(units[pledge].unit_type == wanted[post] for pledge, post in pairs)
    for kind in ("INF-BN", "INF-COY", "ENG-COY"):
        of_kind = sum(one.unit_type == kind for one in units.values())
        filled = sum(units[pledge].unit_type == kind for pledge, _ in pairs)
        assert filled == min(of_kind, sum(one.unit_type == kind for one in vacancies))


def test_the_largest_unit_goes_to_the_largest_post() -> None:
    places = [Place("small", "INF-COY", 100), Place("large", "INF-COY", 150)]
    posts = [Vacancy("one", "INF-COY", 120), Vacancy("two", "INF-COY", 160)]
    assert paired(places, posts) == (("large", "two"), ("small", "one"))
