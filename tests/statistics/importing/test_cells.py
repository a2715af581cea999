"""What a cell's text means, and what it does not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.statistics.importing import cells


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("7.0", 7), (" 7 ", 7), ("2e+05", 200_000), ("", None), ("NA", None), ("NaN", None), (None, None)],
)
def test_whole_numbers(text: str | None, number: int | None) -> None:
    assert cells.whole(text, "count") == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1_000", "is no number"),
        ("1,000", "is no number"),
        ("٣", "is no number"),
        ("seven", "is no number"),
        ("inf", "is no number"),
        ("0x10", "is no number"),
        ("-1", "is no whole number of 0 or more"),
        ("7.5", "is no whole number of 0 or more"),
        ("3000000000", "is too large"),
        ("1e999", "is too large"),
    ],
)
def test_what_is_no_whole_number_is_told(text: str, reason: str) -> None:
    with pytest.raises(cells.BadCell, match=reason):
        cells.whole(text, "count")


@pytest.mark.parametrize("text", ["2015-06-30", " 2015-06-30", "2015-06-30T00:00:00", "2015-06-30 12:00"])
def test_days(text: str) -> None:
    assert cells.day(text, "Date") == date(2015, 6, 30)


@pytest.mark.parametrize(
    "text", ["", "2015-06", "20150630", "2015-06-301", "2015-02-30", "30.06.2015", "2015-W26-2", None]
)
def test_what_is_no_day_is_told(text: str | None) -> None:
    with pytest.raises(cells.BadCell, match="is no date"):
        cells.day(text, "Date")


@given(text=st.text(max_size=12))
def test_any_text_is_a_number_nothing_or_a_reason(text: str) -> None:
    for meaning in (cells.whole, cells.decimal):
        try:
            number = meaning(text, "count")
        except cells.BadCell:
            continue
        assert number is None or abs(number) < float("inf")


@pytest.mark.parametrize(
    ("latitude", "longitude", "place"),
    [("33.1", "35.1", (33.1, 35.1)), ("NA", "35.1", (None, None)), ("-90", "180", (-90.0, 180.0))],
)
def test_places(latitude: str, longitude: str, place: tuple[float | None, float | None]) -> None:
    assert cells.degrees(latitude, longitude) == place


@pytest.mark.parametrize(("text", "meaning"), [("1", True), ("0", False), ("", False), ("NA", False)])
def test_marks(text: str, meaning: bool) -> None:
    assert cells.yes(text, "eng") is meaning
