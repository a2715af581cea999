"""Where the statistics store lies."""

import os
from pathlib import Path


def store_folder() -> Path:
    """The folder that `MUSTER_STORE` names, else `statistics` in `MUSTER_HOME`, which is `var` by default."""
    named = os.environ.get("MUSTER_STORE")
    return Path(named).resolve() if named else Path(os.environ.get("MUSTER_HOME", "var")).resolve() / "statistics"
