"""Assessed shares of the user's own: each row taken whole, or refused with its place and reason."""

from datetime import date
from pathlib import Path

from tests.statistics.importing.made import found, report_of, write

HEADING = "state,year,share"


def test_a_share_is_kept_with_its_state_and_year(given: Path, store: Path) -> None:
    file = write(given, "scale.csv", HEADING, "Kazakhstan,2019,0.0712", "USA,2019,27.8908")
    assert report_of("assessments", file, store).rows_kept == {"assessments": 2}
    assert found(store, "SELECT state, year, share, known_on, file, line FROM assessments ORDER BY state") == [
        ("KAZ", 2019, 0.0712, date(2019, 1, 1), "scale.csv", 1),
        ("USA", 2019, 27.8908, date(2019, 1, 1), "scale.csv", 2),
    ]


def test_what_cannot_be_used_is_refused_by_row(given: Path, store: Path) -> None:
    file = write(given, "scale.csv", HEADING, "KAZ,2019,0.07", "KAZ,2019,0.08", "Atlantis,2019,1", "USA,2019,127")
    report = report_of("assessments", file, store)
    assert report.rows_kept == {"assessments": 1}
    assert [(row.line, row.reason) for row in report.refused] == [
        (2, "KAZ is named twice for 2019"),
        (3, "no State is named 'Atlantis'"),
        (4, "share '127' is no number of per cent"),
    ]


def test_a_scale_that_is_not_known_yet_is_left_out(given: Path, store: Path) -> None:
    file = write(given, "scale.csv", HEADING, "KAZ,2018,0.07", "KAZ,2019,0.08")
    assert report_of("assessments", file, store, date(2018, 6, 30)).rows_kept == {"assessments": 1}
