"""Lines are added wholly or not at all, by many processes at once, to a file that only its owner reads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from muster.kit import append_line as module
from muster.kit.append_line import append_line

WRITER = """
import sys
from pathlib import Path
from muster.kit.append_line import append_line
for number in range(50):
    append_line(Path(sys.argv[1]), f"{sys.argv[2]}-{number}-" + "x" * 300)
"""


def test_the_file_and_its_folder_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "lines"
    append_line(file, "one")
    append_line(file, "two")
    assert file.read_text() == "one\ntwo\n"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_line_that_somebody_left_unfinished_does_not_swallow_the_next(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_text("one\nhalf a li")
    append_line(file, "two")
    assert file.read_text().splitlines() == ["one", "half a li", "two"]


def test_processes_that_write_at_once_keep_their_lines_whole(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    source = str(Path(module.__file__).parents[2])
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(file), str(name)], env={**os.environ, "PYTHONPATH": source})
        for name in range(4)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0] * 4
    lines = file.read_text().splitlines()
    assert sorted(lines) == sorted(f"{name}-{number}-" + "x" * 300 for name in range(4) for number in range(50))
    for name in range(4):
        own = [line for line in lines if line.startswith(f"{name}-")]
        assert own == [f"{name}-{number}-" + "x" * 300 for number in range(50)]


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "lines"
    append_line(file, "one")

    def full(descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        append_line(file, "two")
    assert file.read_text() == "one\n"
