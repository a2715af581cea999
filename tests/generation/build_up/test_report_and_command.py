"""`muster build-up`: the record as a table, a mission simulated beside it, and one line for what cannot be used."""

import json
from datetime import date
from pathlib import Path

import pytest

from muster.cli.app import run
from muster.generation.build_up import parameters as settings
from muster.generation.build_up.charts import build_up_chart, chart_of
from muster.generation.build_up.parameters import Effort
from muster.generation.build_up.phases import usual_phases
from muster.generation.build_up.report import Report, report_on
from muster.generation.build_up.requirement import requirement_of_strength
from muster.kit.charts import to_altair, to_svg

DAY = date(2026, 1, 1)


@pytest.fixture
def report() -> Report:
    """A strength of which there is no record."""
    return report_on(
        requirement_of_strength("NEW", 5000, settings.sizes(DAY), is_ceiling=True),
        date(2030, 3, 5),
        None,
        phases_of=usual_phases,
        behaviours=settings.behaviours(DAY),
        effort=Effort(draws=50, seed=1),
        window_months=36,
    )


def asked(folder: Path, *words: str) -> int:
    return run(["build-up", "--data", str(folder), *words])


def test_the_missions_of_the_record_are_listed_with_those_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(folder, "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["mission"], row["took_over"], row["peak"]) for row in rows] == [
        ("MINUSCA", "", 2000),
        ("MONUSCO", "MONUC", 9500),
    ]
    assert asked(folder) == 0
    assert "Medians of the 1 missions that count: 1.7, 2.7, 4.7, 4.7 months." in capsys.readouterr().out


def test_a_mission_is_simulated_beside_its_record(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(folder, "MINUSCA", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["requirement"]["source"] == "Geo-PKO v2.1, Map no. 2, 2014-09"
    assert (told["real_peak"], len(told["curve"]), told["curve"][3]["people"]) == (2000, 36, None)
    assert [
        row["real"] == pytest.approx(months, abs=0.1) for row, months in zip(told["times"], (1.7, 2.7), strict=False)
    ]
    assert {row["key"] for row in told["parameters"]} == set(settings.KEYS)
    assert all(row["source"] and row["standing"] for row in told["parameters"])


def test_the_same_question_has_the_same_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for _ in range(2):
        assert asked(folder, "MINUSCA") == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]
    assert "1,860 people in 7 units" in answers[0]


def test_a_mission_without_maps_is_simulated_from_its_peak_or_a_strength(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(folder, "MONUSCO") == 0
    assert "9,500 people" in capsys.readouterr().out
    assert asked(folder, "NEW", "--strength", "3000", "--start", "2030-01-01") == 0
    assert "3,000 people" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "begins"), [("curve.svg", b"<svg"), ("curve.PNG", b"\x89PNG"), ("curve.pdf", b"%PDF")]
)
def test_the_build_up_is_drawn_into_a_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, begins: bytes
) -> None:
    assert asked(folder, "MINUSCA", "--chart", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert "Months to a share" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["MINUSKA"], "MINUSKA: the register of missions has no such mission of the United Nations; give its start"),
        (["MINUSCA", "--chart", "c.gif"], "c.gif: no such drawing is made; name a file .svg, .png, .pdf"),
        (["--strength", "5"], "--strength: no mission is named; name the mission to simulate"),
        (["NEW", "--start", "2030-01-01"], "NEW: no map shows its units and no month its strength; give its auth"),
        (["NEW", "--start", "soon"], "'soon' is no date"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert asked(folder, *words) == 2
    errors = capsys.readouterr().err
    assert told in errors
    assert errors.count("\n") == 1


def test_a_folder_without_the_file_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(tmp_path) == 2
    assert "data_mission.csv cannot be read" in capsys.readouterr().err


def test_quantiles_of_a_report_are_in_order_and_its_curve_ends_at_the_peak(report: Report) -> None:
    told = [*(row.simulated for row in report.times), *(row.simulated for row in report.curve)]
    assert all(list(figures) == sorted(figures) for figures in told)
    assert list(report.curve[-1].simulated) == [1.0] * 5
    assert report.curve[-1].simulated_people < 5000
    assert [row.real for row in report.times] == [None] * 4
    assert sum(row.people for row in report.units) == 5000


def test_a_chart_without_a_record_has_no_line_of_it(report: Report, folder: Path) -> None:
    chart = chart_of(report)
    assert len(chart.spec["layer"]) == 3
    assert [entry.mark for entry in chart.legend] == ["committed", "proposed"]
    assert len(chart.rows) == 36
    assert to_svg(chart).startswith("<svg")
    to_altair(build_up_chart(report, title="A", source="B"))
