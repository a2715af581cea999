"""Write docs/commands.md from the help of the commands: `python -m tools.command_docs`.

A test compares the file with what this gives, so that no command changes without its page.
"""

import contextlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
WIDTH = "100"
HEAD = """# Commands

What `muster` can be asked, in the words of its own help. This page is written by `make docs`.

Every command answers `--help`. Exit status: 0 done, 1 refused or not found, 2 input that cannot be used, 130
interrupted. Errors are one line each on the error stream.
"""


def page() -> str:
    """Return the page as it should be."""
    parts = [HEAD]
    for path in [(), *_paths()]:
        name = " ".join(("muster", *path))
        parts.append(f"{'#' * min(3, 2 + max(0, len(path) - 1))} {name}\n\n```text\n{_help(path)}\n```\n")
    return "\n".join(parts)


def _paths() -> Iterator[tuple[str, ...]]:
    """The words of every command, those of a group after it."""
    from muster.cli.lazy import load
    from muster.cli.table import ENTRIES

    for entry in ENTRIES:
        yield (entry.name,)
        command: Any = load(entry)
        for name in getattr(command, "commands", {}):
            yield (entry.name, name)


def _help(path: tuple[str, ...]) -> str:
    """What a command answers to `--help`, at a fixed width."""
    from muster.cli.app import run

    told, before = io.StringIO(), dict(os.environ)
    os.environ.update(COLUMNS=WIDTH, TERMINAL_WIDTH=WIDTH, NO_COLOR="1")
    try:
        with contextlib.redirect_stdout(told):
            run([*path, "--help"])
    finally:
        os.environ.clear()
        os.environ.update(before)
    return re.sub(r"[ \t]+$", "", told.getvalue(), flags=re.MULTILINE).strip("\n")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
