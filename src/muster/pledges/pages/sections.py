"""The sections of a pledge's page. Each idea brings a function that returns its section; the page draws them in order.

A section is a template of `pledges/sections/` with its context. To add one, write the function beside its idea and put
it into `WIDE` (the whole width, under the ladder) or `LEFT` or `RIGHT` (the two columns).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from muster.parties.request import MusterRequest
from muster.pledges.models import PledgeVersion
from muster.pledges.pages.changes import changes_section
from muster.pledges.pages.decision import decision_section
from muster.pledges.pages.path import path_section
from muster.pledges.pages.pool import pool_section
from muster.pledges.pages.register import caveats_section, content_section, history_section
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.pages.years import years_section

Part = Callable[[MusterRequest, PledgeVersion], Section]

WIDE: tuple[Part, ...] = (path_section, years_section)
LEFT: tuple[Part, ...] = (content_section, changes_section)
RIGHT: tuple[Part, ...] = (caveats_section, pool_section, history_section, decision_section)


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


def layout(request: MusterRequest, pledge: PledgeVersion) -> Layout:
    """Return the sections of a pledge's page for the viewer; those that have nothing to show are left out."""

    def shown(parts: tuple[Part, ...]) -> list[Section]:
        return [section for section in (part(request, pledge) for part in parts) if section is not NOTHING]

    return Layout(shown(WIDE), shown(LEFT), shown(RIGHT))
