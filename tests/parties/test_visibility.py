"""The predicates that decide every row, on rows made of nothing but the fields that they read."""

import itertools
from collections.abc import Callable
from functools import partial
from typing import Any, cast

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import NotAllowed
from muster.parties import visibility
from muster.parties.models import OrganisationKind, Role
from muster.parties.viewer import ANONYMOUS, ROLE_ORDER, SYSTEM, Viewer
from muster.parties.visibility import EVERYTHING, NOTHING, Fields

PLEDGES = Fields(owner="owner", addressee="addressee", stage="stage", withheld_stages=("draft",))
REQUIREMENTS = Fields(owner="owner", stage="stage", withheld_stages=("draft",), published_stages=("published",))
STAYS = Fields(
    owner="owner", addressee="addressee", mission="mission", partner="partner", stage="stage",
    withheld_stages=("draft",), published_stages=("published",),
)  # fmt: skip
ROW = st.fixed_dictionaries(
    {
        "owner": st.integers(1, 3),
        "addressee": st.integers(1, 3),
        "mission": st.integers(1, 3),
        "partner": st.integers(1, 3),
        "stage": st.sampled_from(["draft", "submitted", "published"]),
    }
)


def viewer(organisation: int = 1, kind: str = OrganisationKind.MEMBER_STATE, role: str = Role.READER) -> Viewer:
    """Return somebody who acts for an organisation."""
    return Viewer(user_id=1, organisation_id=organisation, kind=kind, role=role)


def holds(condition: Q, row: dict[str, object]) -> bool:
    """Return whether a condition of equalities and `in` holds for a row, as the database would say."""
    results = []
    for child in condition.children:
        if isinstance(child, Q):
            results.append(holds(child, row))
            continue
        path, value = cast(tuple[str, Any], child)
        field, _, lookup = path.partition("__")
        results.append(row.get(field, "no field") in value if lookup == "in" else row[field] == value)
    found = any(results) if condition.connector == Q.OR else all(results)
    return not found if condition.negated else found


@given(ROW, st.integers(1, 3), st.sampled_from(list(OrganisationKind)))
def test_a_row_is_seen_by_whom_it_concerns_and_by_nobody_else(
    row: dict[str, object], organisation: int, kind: OrganisationKind
) -> None:
    condition = visibility.rows(viewer(organisation, kind), STAYS)
    concerned = organisation == row["addressee"] or (
        kind == OrganisationKind.MISSION and organisation == row["mission"]
    )
    expected = (
        organisation in (row["owner"], row["partner"])
        or (concerned and row["stage"] != "draft")
        or row["stage"] == "published"
    )
    assert holds(condition, row) == expected


@given(ROW, st.sampled_from([PLEDGES, REQUIREMENTS, STAYS]))
def test_a_withheld_row_is_the_owners_own(row: dict[str, object], fields: Fields) -> None:
    row = row | {"owner": 1, "partner": 1, "stage": "draft"}
    for organisation, kind in itertools.product((1, 2, 3), OrganisationKind):
        assert holds(visibility.rows(viewer(organisation, kind), fields), row) == (organisation == 1)


@pytest.mark.parametrize(
    "fields", [PLEDGES, REQUIREMENTS, STAYS, Fields(is_to_every_party=True), Fields(owner="owner")]
)
def test_who_acts_for_nobody_sees_nothing_and_the_installation_everything(fields: Fields) -> None:
    assert visibility.rows(ANONYMOUS, fields) == NOTHING
    assert visibility.rows(SYSTEM, fields) == EVERYTHING


def test_what_is_public_is_seen_by_all_and_what_is_to_every_party_by_those_signed_in() -> None:
    assert visibility.rows(ANONYMOUS, Fields(is_public=True)) == EVERYTHING
    assert visibility.rows(viewer(), Fields(is_to_every_party=True)) == EVERYTHING


def test_fields_that_say_nothing_let_nobody_see_a_row() -> None:
    """A room that forgets to name its fields shows nothing rather than everything."""
    assert not holds(visibility.rows(viewer(), Fields()), {"pk": 1})


@given(st.sampled_from(ROLE_ORDER), st.sampled_from(ROLE_ORDER))
def test_a_role_may_do_what_those_before_it_may(has: Role, needs: Role) -> None:
    assert viewer(role=has).has_role(needs) == (ROLE_ORDER.index(has) >= ROLE_ORDER.index(needs))
    assert not ANONYMOUS.has_role(needs)
    assert SYSTEM.has_role(needs)


@given(
    st.sampled_from(ROLE_ORDER), st.sampled_from(ROLE_ORDER), st.integers(1, 2), st.sampled_from(list(OrganisationKind))
)
def test_who_may_write_is_the_owner_with_the_role(
    has: Role, needs: Role, organisation: int, kind: OrganisationKind
) -> None:
    actor = viewer(organisation, kind, has)
    suffices = actor.has_role(needs)
    checks: list[tuple[bool, Callable[[], None]]] = [
        (organisation == 1 and suffices, partial(visibility.require_owner, actor, 1, "This", needs)),
        (
            kind == OrganisationKind.SECRETARIAT and suffices,
            partial(visibility.require_secretariat, actor, "This", needs),
        ),
    ]
    for allowed, check in checks:
        if allowed:
            check()
        else:
            with pytest.raises(NotAllowed, match=f"^This: only .* as {needs.label.lower()} or above"):
                check()
