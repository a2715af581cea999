"""What several tests start from and is dear to make: made once a run, by the first process that asks, then copied."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder of this run that `make` has filled; not to be changed. Other processes wait until it is there."""
    folder = Path(os.environ["MUSTER_TEST_HOME"]) / name
    with (folder.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = folder.with_name(f"{name}.unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)  # of one who failed
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder
