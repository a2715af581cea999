"""What the speed of imports is measured on is whole, and aims that are missed are told."""

from pathlib import Path

import pytest

from benchmarks.statistics import imports
from muster.statistics.importing import import_set


def test_every_row_of_the_small_sets_is_kept(tmp_path: Path) -> None:
    folder = imports._small_sets(tmp_path / "made")
    for name in ("pact", "ucdp"):
        (report,) = import_set(name, folder / name, folder=tmp_path / "store").files
        assert report.refused_rows == 0
        assert sum(report.rows_kept.values()) == imports.SMOKE_ROWS


@pytest.mark.parametrize(("seconds", "mebibytes", "status"), [(59.0, 1024, 0), (61.0, 10, 1), (1.0, 1025, 1)])
def test_aims_that_are_missed_fail_the_measurement(
    capsys: pytest.CaptureFixture[str], seconds: float, mebibytes: int, status: int
) -> None:
    measured = imports.Measured(seconds, seconds, mebibytes, 1)
    assert imports._missed([imports.Line("ipi", 1, measured, 0.0, measured)]) == status
    assert ("aims missed" in capsys.readouterr().err) == bool(status)
