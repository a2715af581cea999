"""Enters on what levels rest: caps with their reason, evidence with what was decided on it, changes asked for."""

from dataclasses import replace
from datetime import date

from muster.demonstration.load_deployments import pledge
from muster.demonstration.rows import Row
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.actions.content import latest_content
from muster.pledges.models import ChangeRequest, Evidence, LevelCap
from muster.pledges.rules.evidence import Verdict
from muster.pledges.terms import PledgeTerms
from muster.reference.registers import VISIT, level_evidence

Key = tuple[str, str, str, date]


def known_caps() -> set[tuple[str, date]]:
    """Return the level caps on record by pledge and first day."""
    return set(LevelCap.objects.values_list("pledge__reference", "held_from"))


def load_cap(row: Row, known: set[tuple[str, date]]) -> bool:
    """Enter a level cap; False where it is there."""
    if (row["pledge"], row.day("held_from")) in known:
        return False
    actions.set_level_cap(
        SYSTEM,
        row["pledge"],
        row["level"],
        reason=row["reason"],
        held_from=row.day("held_from"),
        today=row.day("known_from"),
        source=row["source"],
        standing=row.standing,
    )
    return True


def known_evidence() -> set[Key]:
    """Return the evidence on record by pledge, level, kind and day."""
    return set(Evidence.objects.values_list("pledge__reference", "level", "kind", "handed_in_on"))


def load_evidence(row: Row, known: set[Key]) -> bool:
    """Enter a piece of evidence, by its visit where one shows it, and the decision on it; False where it is there."""
    today = row.day("handed_in_on")
    if (row["pledge"], row["level"], row["kind"], today) in known:
        return False
    reference, level, kind = row["pledge"], row["level"], row["kind"]
    if _is_shown_by_visit(row):
        evidence = actions.take_visit_as_evidence(SYSTEM, reference, level=level, kind=kind, today=today)
    else:
        title = f"{row['title']} (illustrative)"
        evidence = actions.hand_in_evidence(SYSTEM, reference, level=level, kind=kind, title=title, today=today)
    reviewed_on = row.optional_day("reviewed_on")
    if reviewed_on is not None:
        verdict = Verdict(row["verdict"])
        actions.review_evidence(SYSTEM, evidence.pk, verdict, today=reviewed_on, remarks=row["remarks"])
    return True


def _is_shown_by_visit(row: Row) -> bool:
    """Return whether the register's table says that a visit's report shows this kind of evidence."""
    rows = level_evidence(pledge(row["pledge"]).register.code, row["level"], is_pool=False)
    return any(one.kind == row["kind"] and one.shown_by == VISIT for one in rows)


def known_change_requests() -> set[tuple[str, date]]:
    """Return the changes asked for by pledge and day."""
    return set(ChangeRequest.objects.values_list("pledge__reference", "asked_on"))


def load_change_request(row: Row, known: set[tuple[str, date]]) -> bool:
    """Enter a change that a State asks for: another quantity of an item of equipment; False where it is there."""
    today = row.day("asked_on")
    if (row["pledge"], today) in known:
        return False
    terms = latest_content(pledge(row["pledge"]), today=today)
    actions.request_change(SYSTEM, _changed(terms, row), reason=row["reason"], today=today)
    return True


def _changed(terms: PledgeTerms, row: Row) -> PledgeTerms:
    """Return the content as the State wants it. Raises ValueError where the pledge has no such item."""
    wanted = [line for line in terms.equipment if line.item.startswith(row["item"])]
    if not wanted:
        raise ValueError(f"{row['item']!r} is no item of the pledge's equipment")
    lines = [
        replace(line, quantity=row.integer("value"), serviceable=row.integer("value")) if line in wanted else line
        for line in terms.equipment
    ]
    return replace(terms, equipment=tuple(lines))
