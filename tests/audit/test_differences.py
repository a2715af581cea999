"""Before and after, place by place."""

from muster.audit.differences import Change, differences


def test_what_changed_comes_first_and_nested_places_have_paths() -> None:
    before = {"title": "One", "place": {"town": "Almaty", "zip": 1}, "tasks": ["a"]}
    after = {"title": "One", "place": {"town": "Astana", "zip": 1}, "tasks": ["a", "b"], "new": None}
    assert differences(before, after) == [
        Change("place.town", "Almaty", "Astana"),
        Change("tasks", '["a"]', '["a", "b"]'),
        Change("new", "", "null"),
        Change("title", "One", "One"),
        Change("place.zip", "1", "1"),
    ]


def test_a_personal_value_is_told_by_the_start_of_its_digest() -> None:
    assert differences({}, {"rank": {"personal": "abcdef0123456789"}}) == [
        Change("rank", "", "personal value abcdef012345")
    ]


def test_an_event_without_content_has_no_places() -> None:
    assert differences({}, {}) == []
