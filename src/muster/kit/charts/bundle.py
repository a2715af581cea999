"""The script that draws charts in a page, taken out of the installed vl-convert: nothing is fetched or vendored."""

from importlib.metadata import version
from pathlib import Path

from muster.kit.atomic_file import write_atomically

NAME = "vega.js"
SNIPPET = "window.vegaEmbed = vegaEmbed;"
"""What the bundle does when it is loaded: it offers the one function that ``charts.js`` calls."""


def write_bundle(folder: Path, *, force: bool = False) -> tuple[Path, bool]:
    """Write the bundle into a folder; its path, and whether it was written.

    A bundle of the installed version is left alone, for making one takes more than a second.
    """
    path, mark = folder / NAME, folder / "version.txt"
    installed = version("vl-convert-python")
    if not force and path.is_file() and mark.is_file() and mark.read_text(encoding="utf-8") == installed:
        return path, False
    import vl_convert

    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(path, vl_convert.javascript_bundle(SNIPPET).encode())
    write_atomically(mark, installed.encode())
    return path, True
