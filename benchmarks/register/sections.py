"""The results file of the register's benchmarks: each benchmark keeps its own section."""

from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# The register at full size"


def write_section(heading: str, lines: Sequence[str], path: Path = RESULTS) -> None:
    """Replace the section of this heading, or add it; the other sections stay as they are."""
    known = path.read_text(encoding="utf-8") if path.exists() else f"{TITLE}\n"
    title, *sections = known.split("\n## ")
    kept = [section.strip() for section in sections if section.split("\n", 1)[0] != heading]
    written = sorted([*kept, "\n".join([heading, "", *lines])])
    path.write_text("\n\n## ".join([title.strip(), *written]) + "\n", encoding="utf-8")
