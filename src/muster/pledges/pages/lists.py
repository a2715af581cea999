"""The lists of a pledge on its page: table of organisation, pool, major equipment, self-sustainment, contributions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Action
from muster.kit.tables.cells import figure
from muster.parties.request import MusterRequest
from muster.pledges.models import LeaseMode, Ownership, PledgeVersion
from muster.pledges.pages.register import may_change
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.page import PledgePage
from muster.pledges.rules.content import is_pool
from muster.pledges.rules.organisation import Branch, tree
from muster.pledges.terms import EquipmentTerms, PoolTerms
from muster.pledges.versions import list_terms
from muster.reference.catalogue import table

OPEN_LINES = 12
"""A list of at most as many lines is shown open; a longer one is folded, with its totals."""


def _doors(request: MusterRequest, pledge: PledgeVersion, page: str) -> tuple[Action, ...]:
    """Return the way to the form of a list, for those who may change it."""
    if not may_change(pledge, request.viewer):
        return ()
    return (Action(_("Change"), reverse(page, args=[pledge.reference]), icon="edit"),)


@dataclass(frozen=True)
class OrganisationTotals:
    """What a whole table of organisation comes to, beside the pledged strength."""

    people: int
    officers: int
    women: int
    not_listed: int


def organisation_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the table of organisation as a tree with sub-totals; a pool has none."""
    pledge = page.pledge
    if is_pool(pledge.unit_type):
        return NOTHING
    branches = tree(list_terms(pledge, "sub_units"), list_terms(pledge, "posts"))
    people = sum(one.people for one in branches)
    totals = OrganisationTotals(
        people=people,
        officers=sum(one.officers for one in branches),
        women=sum(one.women for one in branches),
        not_listed=pledge.strength - people,
    )
    content = {"branches": branches, "totals": totals, "is_open": _lines_under(branches) <= OPEN_LINES}
    doors = _doors(request, pledge, "pledge-organisation")
    return Section(_("Table of organisation"), "organisation", content, anchor="organisation", doors=doors)


def _lines_under(branches: Sequence[Branch]) -> int:
    """Return how many posts a tree has, as lines."""
    return sum(len(one.posts) + _lines_under(one.branches) for one in branches)


@dataclass(frozen=True)
class EquipmentGroup:
    """The lines of one category of major equipment; `serviceable` counts where the State says it."""

    name: str
    lines: Sequence[EquipmentTerms]

    @property
    def rows(self) -> list[tuple[EquipmentTerms, str]]:
        """Return the lines, each with what else is said of it in words."""
        return [(line, _more(line)) for line in self.lines]

    @property
    def quantity(self) -> int:
        """Return how many items there are."""
        return sum(line.quantity for line in self.lines)

    @property
    def asked(self) -> int:
        """Return of how many items the State says whether they are serviceable."""
        return sum(line.quantity for line in self.lines if line.serviceable is not None)

    @property
    def serviceable(self) -> int:
        """Return how many items are serviceable now."""
        return sum(line.serviceable or 0 for line in self.lines)

    @property
    def share(self) -> float | None:
        """Return the serviceable share of those of which it is said; None where it is said of none."""
        return self.serviceable / self.asked if self.asked else None


def _more(line: EquipmentTerms) -> str:
    """Return what a line says besides item and numbers: ownership, lease, state, size and who brings it."""
    size = (line.length_cm, line.width_cm, line.height_cm)
    said = (
        _("to be procured") if line.ownership == Ownership.TO_BE_PROCURED else "",
        _("dry lease") if line.lease == LeaseMode.DRY else _("wet lease"),
        line.condition,
        line.armament,
        line.fuel,
        line.painting,
        "" if None in size else _("%s × %s × %s cm") % size,
        "" if line.weight_kg is None else _("%s kg") % figure(line.weight_kg),
        line.contributor,
    )
    return "; ".join(filter(None, said))


def equipment_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the major equipment by category of the table, each with its serviceable share."""
    pledge = page.pledge
    lines: Sequence[EquipmentTerms] = list_terms(pledge, "equipment")
    doors = _doors(request, pledge, "pledge-equipment")
    if is_pool(pledge.unit_type) and not lines:
        return NOTHING
    groups = []
    for code, row in table("equipment_categories").by_key.items():
        own = [line for line in lines if line.category == code]
        if own:
            groups.append(EquipmentGroup(str(row["name"]), own))
    content = {
        "groups": groups,
        "all": EquipmentGroup("", lines),
        "is_open": len(lines) <= OPEN_LINES,
        "has_partners": any(line.contributor for line in lines),
    }
    return Section(_("Major equipment"), "equipment", content, anchor="equipment", doors=doors)


def self_sustainment_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return who provides which category of self-sustainment, and which categories nobody is named for."""
    pledge = page.pledge
    lines = pledge.self_sustainment.all()
    if is_pool(pledge.unit_type) and not lines:
        return NOTHING
    names = {code: str(row["name"]) for code, row in table("self_sustainment_categories").by_key.items()}
    said = {line.category for line in lines}
    content = {
        "lines": [(names.get(line.category, line.category), line) for line in lines],
        "missing": ", ".join(name for code, name in names.items() if code not in said),
        "is_open": len(lines) <= OPEN_LINES,
    }
    doors = _doors(request, pledge, "pledge-self-sustainment")
    return Section(_("Self-sustainment"), "self_sustainment", content, anchor="self-sustainment", doors=doors)


def pool_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the profiles of individuals pledged as a pool; a unit has none."""
    pledge = page.pledge
    if not is_pool(pledge.unit_type):
        return NOTHING
    lines: Sequence[PoolTerms] = list_terms(pledge, "pool")
    people = sum(line.count for line in lines)
    content = {
        "lines": lines,
        "people": people,
        "women": sum(line.women for line in lines),
        "not_listed": pledge.strength - people,
    }
    doors = _doors(request, pledge, "pledge-pool")
    return Section(_("Pool of individuals"), "pool", content, anchor="pool", doors=doors)


def contributions_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return which State brings what to a joint pledge; of any other only the State is told that it could be one."""
    pledge = page.pledge
    lines = pledge.contributions.all()
    doors = _doors(request, pledge, "pledge-contributions")
    if not lines and not doors:
        return NOTHING
    return Section(_("Contributions"), "contributions", {"lines": lines}, anchor="contributions", doors=doors)
