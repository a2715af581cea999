"""Enters interests of States: what was said in public is published, how much each weighs is ours."""

from collections.abc import Callable

from muster.decisions.actions.interests import write_interests
from muster.decisions.models import StateInterest
from muster.decisions.opportunities.interest_terms import InterestTerms
from muster.decisions.queries.interests import visible_interests
from muster.demonstration.rows import FileLoader, Row
from muster.parties.queries import organisation
from muster.parties.viewer import SYSTEM


def interest_loader() -> Callable[[Row], bool]:
    """Return what enters a row: one interest more from its day on, beside those in force; False where it is there."""
    known = set(StateInterest.objects.values_list("state__code", "kind", "value", "valid_from"))

    def load(row: Row) -> bool:
        day, state = row.day("valid_from"), organisation(row["state"])
        if (state.code, row["kind"], row["value"], day) in known:
            return False
        added = InterestTerms(
            row["kind"], row["value"], row.integer("weight"), row["words"], row["source"], row.standing
        )  # fmt: skip
        held = [
            InterestTerms(one.kind, one.value, one.weight, one.words, one.source, one.standing)
            for one in visible_interests(SYSTEM, day).filter(state=state)
        ]
        write_interests(SYSTEM, [*(one for one in held if one.key != added.key), added], today=day, state=state)
        return True

    return load


FILES: tuple[tuple[str, FileLoader], ...] = (("state_interests", interest_loader),)
"""The files in the order in which they are loaded, each with what makes its loader of rows."""
