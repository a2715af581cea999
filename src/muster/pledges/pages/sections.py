"""The sections of a pledge's page. Each idea brings a function that returns its section; the page draws them in order.

A section is a template of `pledges/sections/` with its context. To add one, write the function beside its idea and put
it into `WIDE` (the whole width, under the ladder) or `LEFT` or `RIGHT` (the two columns).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from muster.parties.request import MusterRequest
from muster.pledges.models import PledgeVersion
from muster.pledges.pages.freshness import freshness_section
from muster.pledges.pages.obligations import obligations_section
from muster.pledges.pages.register import caveats_section, content_section, history_section
from muster.pledges.pages.section import NOTHING, Section

Part = Callable[[MusterRequest, PledgeVersion], Section]

WIDE: tuple[Part, ...] = (obligations_section,)
LEFT: tuple[Part, ...] = (content_section,)
RIGHT: tuple[Part, ...] = (freshness_section, caveats_section, history_section)


@dataclass(frozen=True)
class Layout:
    """The sections that a viewer is shown, in their places."""

    wide: list[Section] = field(default_factory=list)
    left: list[Section] = field(default_factory=list)
    right: list[Section] = field(default_factory=list)


def layout(request: MusterRequest, pledge: PledgeVersion) -> Layout:
    """Return the sections of a pledge's page for the viewer; those that have nothing to show are left out."""

    def shown(parts: tuple[Part, ...]) -> list[Section]:
        return [section for section in (part(request, pledge) for part in parts) if section is not NOTHING]

    return Layout(shown(WIDE), shown(LEFT), shown(RIGHT))
