"""Charts: what they say about needs, cover and missions, and that every renderer can draw them."""

import copy
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.charts import (
    Chart,
    Cover,
    Coverage,
    MissionDot,
    Moment,
    MonthCoverage,
    Need,
    Span,
    coverage_bars,
    coverage_by_month,
    gantt,
    gaps_in,
    history,
    mission_map,
    to_altair,
    to_pdf,
    to_png,
    to_svg,
    years_shown,
)
from muster.kit.charts.bundle import write_bundle
from muster.kit.charts.chart import Linked
from muster.kit.charts.dodge import Circle, step_aside
from muster.kit.charts.equal_earth import frame_for, project
from muster.kit.charts.labels import Dot, place_labels
from muster.kit.charts.theme import TOKENS

START, END = date(2018, 10, 1), date(2020, 10, 1)
NEEDS = (
    Need("UNIFIL", "Lead battalion", START, END),
    Need("UNIFIL", "Company, co-deployed", date(2018, 10, 31), END),
    Need("UNDOF", "Reserve company", START, END),
)
COVERS = (
    Cover("UNIFIL", "Lead battalion", START, END, "IND", "committed", rotations=(date(2019, 10, 1),)),
    Cover(
        "UNIFIL",
        "Company, co-deployed",
        date(2018, 10, 31),
        date(2019, 10, 31),
        "KAZ",
        title="Kazakhstan",
        href="/p/1/",
    ),
)
SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [[[0, 15], [0, 25], [15, 25], [15, 15], [0, 15]]]},
        }
    ],
}
MISSIONS = (
    MissionDot("NORTH", 35.1, 33.1, 15_000, 10_500, href="/missions/north/"),
    MissionDot("HILL", 35.2, 33.2, 150, 140),
    MissionDot("WEST", -8.0, 12.6, 13_000, 13_000),
)


def sample(kind: str) -> Chart:
    """One chart of each kind."""
    bars = [Coverage("Infantry battalion", 10, 7), Coverage("Hospital", 0, 0)]
    months = [MonthCoverage("UNIFIL", date(2018, month, 1), 15, month) for month in range(1, 13)]
    return {
        "gantt": lambda: gantt(NEEDS, COVERS, date(2019, 1, 1), title="One gap"),
        "bars": lambda: coverage_bars(bars, title="Seven of ten", unit="posts"),
        "months": lambda: coverage_by_month(months, title="It grows", unit="posts"),
        "map": lambda: mission_map(SQUARE, MISSIONS, title="Three missions"),
    }[kind]()


KINDS = ("gantt", "bars", "months", "map")


def test_a_gap_is_what_no_cover_of_the_same_post_fills() -> None:
    assert [(gap.row, gap.start, gap.end) for gap in gaps_in(NEEDS, COVERS)] == [
        ("Company, co-deployed", date(2019, 10, 31), END),
        ("Reserve company", START, END),
    ]


@given(st.lists(st.tuples(st.integers(-20, 120), st.integers(1, 60)), max_size=6))
def test_gaps_and_cover_together_fill_the_need_exactly(spans: list[tuple[int, int]]) -> None:
    need = Need("M", "P", START, START + timedelta(days=100))
    covers = [Cover("M", "P", START + timedelta(days=a), START + timedelta(days=a + n), "X") for a, n in spans]
    gaps = gaps_in([need], covers)
    for at in range(100):
        day = START + timedelta(days=at)
        covered = any(cover.start <= day < cover.end for cover in covers)
        in_gaps = sum(gap.start <= day < gap.end for gap in gaps)
        assert in_gaps == (0 if covered else 1)


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_keeps_to_the_schema_of_vega_lite(kind: str) -> None:
    chart = sample(kind)
    before = copy.deepcopy(chart.spec)
    to_altair(chart)
    assert chart.spec == before


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_can_be_drawn_without_a_browser(kind: str) -> None:
    svg = to_svg(sample(kind))
    assert svg.startswith("<svg")
    assert "NaN" not in svg
    assert len(re.findall("<path", svg)) > 3


def test_a_drawing_for_print_is_a_pdf() -> None:
    assert to_pdf(sample("bars"), width_px=300).startswith(b"%PDF")


def test_a_picture_for_a_letter_is_a_png() -> None:
    assert to_png(sample("bars"), width_px=300, scale=1).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_has_its_figures_as_a_table(kind: str) -> None:
    chart = sample(kind)
    assert chart.rows
    assert all(len(row) == len(chart.headings) for row in chart.rows)
    page = render_to_string("kit/chart.html", {"chart": chart})
    assert page.count("<tr>") == len(chart.rows) + 1


def test_the_gantt_names_cover_and_gaps_in_its_table() -> None:
    rows = sample("gantt").rows
    assert (
        "UNIFIL",
        "Company, co-deployed",
        "31 Oct 2018",
        "31 Oct 2019",
        Linked("Kazakhstan", "/p/1/"),
        "proposed",
    ) in rows
    assert ("UNDOF", "Reserve company", "1 Oct 2018", "1 Oct 2020", "–", "gap") in rows


def test_the_gantt_marks_gaps_by_strokes_and_not_by_colour_alone() -> None:
    svg = to_svg(sample("gantt"))
    strokes = [path for path in re.findall(r"<path[^>]*>", svg) if f'stroke="{TOKENS["short"]}"' in path]
    assert len(strokes) > 20


def test_the_gantt_leads_to_the_pledge_by_its_bar_and_by_its_table() -> None:
    chart = sample("gantt")
    bars = chart.spec["datasets"]["covers"]
    assert [bar["href"] for bar in bars] == [None, "/p/1/"]
    assert '<a href="/p/1/">Kazakhstan</a>' in render_to_string("kit/chart.html", {"chart": chart})


def test_today_is_drawn_only_within_the_time_shown() -> None:
    marks = [
        len(gantt(NEEDS, COVERS, today, title="t").spec["layer"])
        for today in (START - timedelta(days=1), START, END - timedelta(days=1), END)
    ]
    assert marks == [7, 8, 8, 7]


def test_nothing_to_draw_is_refused_with_a_remedy() -> None:
    with pytest.raises(ValueError, match="show an empty state instead"):
        gantt((), (), START, title="nothing")


def test_what_a_record_says_cannot_break_out_of_the_page() -> None:
    chart = coverage_bars([Coverage("</script><script>alert(1)</script>", 2, 1)], title="<b>", unit="posts")
    page = render_to_string("kit/chart.html", {"chart": chart})
    assert "<script>alert" not in page
    assert "<b>" not in page
    held = re.search(r'<script id="coverage-spec" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert held is not None
    assert json.loads(held[1]) == chart.spec


def test_the_area_of_a_circle_is_the_ceiling_and_its_filled_part_the_cover() -> None:
    discs = sample("map").spec["layer"][2]["data"]["values"]
    sizes = {(disc["tip_mission"], disc["kind"]): disc["size"] for disc in discs}
    assert sizes["NORTH", "covered"] / sizes["NORTH", "ceiling"] == pytest.approx(10_500 / 15_000)
    assert sizes["WEST", "ceiling"] / sizes["NORTH", "ceiling"] == pytest.approx(13_000 / 15_000)


def test_the_map_says_that_boundaries_imply_no_endorsement() -> None:
    assert "do not imply endorsement" in render_to_string("kit/chart.html", {"chart": sample("map")})


def test_an_outline_may_be_topology_an_address_or_features() -> None:
    topology = {"type": "Topology", "objects": {"countries": {}}, "arcs": []}
    blocks = [
        mission_map(outline, MISSIONS, title="t").spec["layer"][0]["data"]
        for outline in (topology, "/static/map.topojson", "/static/map.geojson", SQUARE)
    ]
    assert blocks[0]["format"] == blocks[1]["format"] == {"type": "topojson", "feature": "countries"}
    assert blocks[2]["format"] == {"type": "json", "property": "features"}
    assert blocks[3] == {"values": SQUARE["features"]}


@pytest.mark.parametrize(
    ("outline", "words"),
    [
        ({"type": "Topology", "objects": {"land": {}}}, "no object 'countries'; it has land"),
        ({"a": 1}, "neither TopoJSON"),
    ],
)
def test_an_outline_of_another_kind_is_refused(outline: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        mission_map(outline, MISSIONS, title="t")


def test_equal_earth_agrees_with_its_published_properties() -> None:
    """The width of the world is 5.41262 radians and its height 2.63470: the ratio 2.05458 of the authors' paper."""
    width = 2 * project(180, 0)[0]
    height = 2 * project(0, 90)[1]
    assert width / height == pytest.approx(2.05458, abs=1e-4)
    assert project(-75, 40) == pytest.approx((-project(75, 40)[0], project(75, -40)[1] * -1))


@given(st.lists(st.tuples(st.floats(-170, 170), st.floats(-80, 80)), min_size=1, max_size=12))
def test_every_mission_lies_within_the_picture(places: list[tuple[float, float]]) -> None:
    frame = frame_for(places, 960, 430, 60, 900)
    for place in places:
        x, y = frame.place(*place)
        assert 59 <= x <= 901
        assert 59 <= y <= 371


circles = st.lists(
    st.builds(Circle, st.floats(100, 860), st.floats(100, 330), st.floats(3, 27)), min_size=2, max_size=10
)


@given(circles)
def test_circles_that_step_aside_stay_in_the_picture_and_do_so_alike(found: list[Circle]) -> None:
    moved = step_aside(found, 960, 430)
    assert moved == step_aside(found, 960, 430)
    assert all(c.radius <= c.x <= 960 - c.radius and c.radius <= c.y <= 430 - c.radius for c in moved)


def test_two_circles_at_one_place_come_apart_and_the_small_one_goes_further() -> None:
    large, small = step_aside([Circle(400, 200, 27), Circle(400, 200, 5)], 960, 430)
    assert (large.x - small.x) ** 2 + (large.y - small.y) ** 2 >= 32**2
    assert abs(large.x - 400) + abs(large.y - 200) < abs(small.x - 400) + abs(small.y - 200)


def test_names_do_not_cover_each_other() -> None:
    dots = [Dot(400 + 12 * at, 200 + 5 * at, 5, f"MISSION {at}") for at in range(8)]
    labels = place_labels(dots, 960, 430)
    boxes = [(label.x, label.y, label.x + 7.2 * len(dot.words)) for label, dot in zip(labels, dots, strict=True)]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] < other[0] or other[2] < one[0] or abs(one[1] - other[1]) >= 13


def test_the_bundle_that_vl_convert_ships_offers_the_one_function_of_the_page(tmp_path: Path) -> None:
    path, is_new = write_bundle(tmp_path / "vega")
    assert is_new
    assert path.read_bytes().count(b"window.vegaEmbed") >= 1


def test_the_bundle_is_written_once_for_each_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda snippet: snippet)
    path, is_new = write_bundle(tmp_path)
    assert is_new
    assert write_bundle(tmp_path) == (path, False)
    (tmp_path / "version.txt").write_text("0.0", encoding="utf-8")
    assert write_bundle(tmp_path) == (path, True)


def test_a_history_spans_whole_years_at_least_as_many_as_asked() -> None:
    day = date(2018, 10, 1)
    assert years_shown([], day, 10) == (date(2018, 1, 1), date(2028, 1, 1))
    assert years_shown([date(2009, 5, 1), date(2024, 1, 1)], day, 10) == (date(2009, 1, 1), date(2025, 1, 1))


@given(st.lists(st.dates(date(1990, 1, 1), date(2060, 1, 1)), max_size=5), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_history_shows_every_day_and_today(days: list[date], today: date) -> None:
    start, end = years_shown(days, today, 10)
    assert all(start <= day < end for day in [*days, today])
    assert end.year - start.year >= 10


def test_a_history_is_drawn_with_its_rows_and_told_in_its_table() -> None:
    spans = [
        Span("Level", date(2018, 1, 1), date(2019, 1, 1), "Level 1", short="L1"),
        Span("Level", date(2019, 1, 1), None, "Level 2", "assessed", "L2", href="/p/2/"),
    ]
    moments = [
        Moment("Visits", date(2018, 6, 1), "Assessment", href="/v/1/"),
        Moment("Visits", date(2050, 1, 1), "Late"),
    ]
    window = (date(2018, 1, 1), date(2028, 1, 1))
    chart = history(spans, moments, date(2020, 1, 1), rows=["Level", "Visits"], window=window, title="Two levels")
    drawn = to_svg(chart)
    assert "2018" in drawn
    assert "2027" in drawn
    assert ">Level 1<" in drawn
    assert [(row[0], row[1], row[2], str(row[3])) for row in chart.rows] == [
        ("Level", "1 Jan 2018", "1 Jan 2019", "Level 1"),
        ("Level", "1 Jan 2019", "–", "Level 2"),
        ("Visits", "1 Jun 2018", "", "Assessment"),
        ("Visits", "1 Jan 2050", "", "Late"),
    ]
    assert isinstance(chart.rows[1][3], Linked)
