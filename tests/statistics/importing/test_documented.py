"""The page on statistics names every set, file, rule and licence there is."""

import importlib
import re
from pathlib import Path

import muster.statistics.importing as room
from muster.statistics.importing import SETS

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
COUNTED = re.compile(r"sink\.(?:repaired|left_out)\(f?\"?\{?([A-Z_]+)")


def rules() -> set[str]:
    """The names of all rules that a reader counts."""
    found = set()
    for file in Path(room.__file__).parent.glob("*.py"):
        module = importlib.import_module(f"{room.__name__}.{file.stem}")
        found |= {getattr(module, name) for name in COUNTED.findall(file.read_text(encoding="utf-8"))}
    return found


def test_every_rule_is_on_the_page() -> None:
    assert len(rules()) > 25
    assert sorted(rule for rule in rules() if f"| {rule} |" not in PAGE) == []


def test_every_set_is_on_the_page() -> None:
    public = [one for one in SETS if one.name != "assessments"]
    assert [one.name for one in public if f"| `{one.name}` |" not in PAGE] == []
    patterns = [source.pattern for one in public for source in one.files if not source.alone]
    assert [pattern for pattern in patterns if f"`{pattern}`" not in PAGE] == []
