"""`muster` and `python -m muster`: the command line."""

import sys
import time

STARTED = time.monotonic()
"""When this process began, as near as Python can tell: time limits count from here."""


def main() -> None:
    """Run the command line and leave with its exit status."""
    from muster.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
