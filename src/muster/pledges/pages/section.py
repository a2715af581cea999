"""One section of a pledge's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from muster.kit.pages import Action


@dataclass(frozen=True)
class Section:
    """A heading, the template under `pledges/sections/` that draws it, and what the template is given.

    `doors` are what the viewer may do with it, beside the heading.
    """

    heading: str
    template: str
    content: Mapping[str, Any] = field(default_factory=dict)
    anchor: str = ""
    doors: Sequence[Action] = ()

    @property
    def template_name(self) -> str:
        """Return the full name of the template."""
        return f"pledges/sections/{self.template}.html"


NOTHING = Section("", "")
"""What a part returns that has nothing to show to this viewer."""
