"""Enters statements of unit requirement: generic ones, those made from them, and the posts that mean them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from muster.demonstration.lines import value_of
from muster.demonstration.rows import Row, place, read_rows
from muster.missions import actions
from muster.missions.models import Post, Statement
from muster.missions.statement_terms import HEADER, LISTS, StatementTerms
from muster.parties.viewer import SYSTEM

FILES: Mapping[str, str] = {name: f"statement_{name}" for name in LISTS}
"""The file of each list, by its name in the terms."""


def known_statements() -> set[str]:
    """Return the references of the statements on record."""
    return set(Statement.objects.values_list("reference", flat=True))


def lines_by_statement() -> dict[str, dict[str, list[Any]]]:
    """Return the lists of the record by statement and name."""
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for name, shape in LISTS.items():
        for row in read_rows(FILES[name]):
            with place(row):
                names = [key for key in row.cells if key not in ("statement", "source", "standing")]
                line = shape(**{key: value_of(shape, key, row, key) for key in names})
                found[row["statement"]][name].append(line)
    return found


def load_statement(row: Row, known: set[str], lines: Mapping[str, Mapping[str, list[Any]]]) -> bool:
    """Enter a generic statement and approve it; False where it is there."""
    if row["reference"] in known:
        return False
    lists: dict[str, Any] = {name: tuple(said) for name, said in lines[row["reference"]].items()}
    terms = StatementTerms(
        reference=row["reference"],
        stated_by=row["stated_by"],
        **{name: value_of(StatementTerms, name, row, name) for name in HEADER},
        **lists,
        source=row["source"],
        standing=row.standing,
    )
    actions.create_statement(SYSTEM, terms, today=row.day("written_on"))
    actions.approve_statement(SYSTEM, row["reference"], today=row.day("approved_on"))
    return True


def load_made(row: Row, known: set[str]) -> bool:
    """Make a mission's statement from a generic one, approve it, and let its posts mean it; False where it is there.

    Posts that users have taken away in between are left out.
    """
    if row["reference"] in known:
        return False
    written: date = row.day("written_on")
    actions.create_statement_from(
        SYSTEM, row["made_from"], row["reference"], mission=row["mission"], today=written, title=row["title"]
    )
    actions.approve_statement(SYSTEM, row["reference"], today=row.day("approved_on"))
    posts = Post.objects.filter(reference__in=row["posts"].split(";")).values_list("reference", flat=True)
    actions.attach_statement(SYSTEM, row["reference"], list(posts))
    return True
