"""Add a line to a file that only ever grows, safely with several processes and a machine that stops at any moment."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER_ONLY = 0o600
FOLDER_OWNER_ONLY = 0o700


def append_line(path: Path, line: str) -> None:
    """Add `line` (without a line break in it) to the file at `path`, wholly or not at all, and bring it to the disk.

    Makes the file and its folder, readable by their owner only, where they are missing. Writers wait for one another.
    What a process killed in the middle left without a line break is closed by one, so that the new line stands alone.
    Raises OSError, and then leaves the file as it was.
    """
    path.parent.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
    is_new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
    try:
        with _alone(descriptor):
            _append(descriptor, line.encode() + b"\n")
    finally:
        os.close(descriptor)
    if is_new:
        _reach_disk(path.parent)


def _append(descriptor: int, content: bytes) -> None:
    """Write at the end and reach the disk; take back what was written if that fails."""
    length = os.fstat(descriptor).st_size
    if length and _last_byte(descriptor, length) != b"\n":
        content = b"\n" + content
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, length)
        raise


def _last_byte(descriptor: int, length: int) -> bytes:
    os.lseek(descriptor, length - 1, os.SEEK_SET)
    return os.read(descriptor, 1)


@contextmanager
def _alone(descriptor: int) -> Iterator[None]:
    """Hold the file's lock; only POSIX systems have this one, elsewhere one write is what keeps lines apart."""
    if os.name != "posix":
        yield
        return
    fcntl = importlib.import_module("fcntl")
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _reach_disk(folder: Path) -> None:
    """Make the new file's name durable; only POSIX systems can open a folder for that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
