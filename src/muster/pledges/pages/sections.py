"""The sections of a pledge's page. Each idea brings a function that returns its section; the page draws them in order.

A section is a template of `pledges/sections/` with its context, drawn from what `queries/page.py` read once for all. To
add one, write the function beside its idea and put it into `WIDE` (the whole width, under the ladder) or `LEFT` or
`RIGHT` (the two columns).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from muster.parties.request import MusterRequest
from muster.pledges.pages.attached import attachments_section, focal_points_section
from muster.pledges.pages.caveats import caveats_section
from muster.pledges.pages.changes import changes_section
from muster.pledges.pages.content import content_section
from muster.pledges.pages.decision import decision_section
from muster.pledges.pages.freshness import freshness_section
from muster.pledges.pages.joint import joint_section
from muster.pledges.pages.lists import (
    contributions_section,
    equipment_section,
    organisation_section,
    pool_section,
    self_sustainment_section,
)
from muster.pledges.pages.obligations import obligations_section
from muster.pledges.pages.path import path_section
from muster.pledges.pages.pool import pool_standing_section
from muster.pledges.pages.register import history_section
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.pages.theatre import theatre_section
from muster.pledges.pages.units import unit_section
from muster.pledges.pages.versions import versions_section
from muster.pledges.pages.years import years_section
from muster.pledges.queries.page import PledgePage

Part = Callable[[MusterRequest, PledgePage], Section]

WIDE: tuple[Part, ...] = (path_section, years_section, obligations_section, joint_section)
LEFT: tuple[Part, ...] = (
    content_section,
    organisation_section,
    pool_section,
    equipment_section,
    self_sustainment_section,
    contributions_section,
    unit_section,
    changes_section,
)
RIGHT: tuple[Part, ...] = (
    freshness_section,
    theatre_section,
    caveats_section,
    pool_standing_section,
    history_section,
    decision_section,
    attachments_section,
    focal_points_section,
    versions_section,
)


FOR_PARTNERS: tuple[Part, ...] = (
    joint_section,
    content_section,
    organisation_section,
    equipment_section,
    self_sustainment_section,
    contributions_section,
)
"""What a partner of a joint pledge is shown: the header, its own lines, and who brings what."""


@dataclass(frozen=True)
class Layout:
    """The sections that a viewer is shown, in their places."""

    wide: list[Section] = field(default_factory=list)
    left: list[Section] = field(default_factory=list)
    right: list[Section] = field(default_factory=list)

    @property
    def has_chart(self) -> bool:
        """Return whether a section draws a chart, so that the page brings the script that does."""
        return any("chart" in section.content for section in (*self.wide, *self.left, *self.right))


def layout(request: MusterRequest, page: PledgePage) -> Layout:
    """Return the sections of a pledge's page for the viewer; those that have nothing to show are left out."""

    def shown(parts: tuple[Part, ...]) -> list[Section]:
        seen = [part for part in parts if page.sides is not None or part in FOR_PARTNERS]
        return [section for section in (part(request, page) for part in seen) if section is not NOTHING]

    return Layout(shown(WIDE), shown(LEFT), shown(RIGHT))
