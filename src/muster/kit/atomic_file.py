"""Write a file so that a reader, or a machine that stops at the worst moment, finds the old file or the new one."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

NEW_FILE_MODE = 0o644


def write_atomically(path: Path | str, content: bytes) -> None:
    """Replace the file at `path` by `content`, wholly or not at all.

    The bytes go to a temporary file in the same folder, reach the disk, and take the place of the old file in one
    step; the old file's permissions are kept. Raises OSError, and then leaves no temporary file behind.
    """
    target = Path(path)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    _reach_disk(target.parent)


def _mode(target: Path) -> int:
    return stat.S_IMODE(target.stat().st_mode) if target.exists() else NEW_FILE_MODE


def _reach_disk(folder: Path) -> None:
    """Make the change of name durable; only POSIX systems can open a folder for that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
