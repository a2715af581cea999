"""The house as a whole: what holds for all files, and whether the documents say what the code does."""

import csv
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from muster.cli.table import ENTRIES
from muster.matching import rules
from tests.matching.pairs import pledge, post, surroundings
from tools import command_docs

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "muster"
DOCS = ROOT / "docs"
# Put together from pieces, so that this file does not hold what it looks for.
REGISTRY = re.compile(
    "|".join(["pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs", "--(extra-)?index" + "-url "])
)
HOME_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|work)/[\w.-]")


@cache
def tracked_texts() -> dict[str, str]:
    """The text files under version control, by name."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout: what is tracked cannot be told")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    names = [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]
    texts = {}
    for name in names:
        content = (ROOT / name).read_bytes()
        if b"\0" not in content:
            texts[name] = content.decode()
    return texts


def test_the_licence_is_there_and_is_the_one_that_the_package_names() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    assert project["license"] == "Apache-2.0"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert [name for name, text in tracked_texts().items() if REGISTRY.search(text)] == []


def test_no_file_carries_a_path_of_a_machine() -> None:
    here = f"{ROOT.parent}/" if ROOT.parent != Path("/") else "\0"
    found = [name for name, text in tracked_texts().items() if here in text or HOME_PATH.search(text)]
    assert found == []


def test_every_requirement_is_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        pinned = re.findall(r"^(\S+)( \\)?$", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert pinned
        assert [line for line, follows in pinned if "==" not in line or not follows] == []


def test_every_room_stands_on_a_floor_of_the_architecture() -> None:
    rooms = [path.parent.name for path in SOURCE.glob("*/__init__.py")]
    told = (DOCS / "architecture.md").read_text(encoding="utf-8")
    assert rooms
    assert [room for room in rooms if f"`{room}/`" not in told] == []


def _parameter_keys() -> set[str]:
    with (SOURCE / "reference" / "tables" / "parameters.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"] for row in csv.DictReader(file)}


def test_every_parameter_is_applied_or_told_to_be_waiting() -> None:
    tables = SOURCE / "reference" / "tables"
    read = [*SOURCE.rglob("*.py"), tables / "level_evidence.csv", tables / "registers.csv"]  # both name parameters
    code = "\n".join(path.read_text(encoding="utf-8") for path in read)
    applied = _parameter_keys() & set(re.findall(r"\b[a-z0-9_]+\b", code))
    told = set(re.findall(r"`([a-z0-9_]+)`", (DOCS / "parameters.md").read_text(encoding="utf-8")))
    assert told == _parameter_keys() - applied


def test_the_page_of_commands_is_what_the_commands_say_of_themselves() -> None:
    """If this fails, run `make docs`."""
    written = command_docs.PAGE.read_text(encoding="utf-8")
    assert written == command_docs.page()
    assert [entry.name for entry in ENTRIES if f"## muster {entry.name}\n" not in written] == []


def test_every_command_stands_once_in_the_table() -> None:
    names = [entry.name for entry in ENTRIES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    "name", sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    path = ROOT / name
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (path.parent / target).exists()] == []


def test_every_decision_is_listed_and_tells_its_four_parts() -> None:
    records = sorted(path for path in (DOCS / "decisions").glob("0*.md"))
    listed = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in records if f"({path.name})" not in listed] == []
    for path in records:
        parts = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences", "Also weighed"], path.name


def test_the_example_of_adding_a_rule_is_a_rule() -> None:
    blocks = re.findall(
        r"```python\n(.*?)```", (DOCS / "adding-a-rule.md").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    example = next(block for block in blocks if block.startswith("def unit_is_not_too_large"))
    names: dict[str, Any] = dict(vars(rules))
    exec(compile(example, "adding-a-rule.md", "exec"), names)
    around = surroundings(parameters=SimpleNamespace(maximum_strength_percent=150))
    rule: rules.Rule = names["unit_is_not_too_large"]
    assert rule(pledge(strength=180), post(strength=120), around).fits
    refusal = rule(pledge(strength=181), post(strength=120), around)
    assert not refusal.fits
    assert refusal.words == "181 people for 120 wanted: more than 150 %."
