"""A chart as a page shows it: the finding as its title, the drawing, and the same figures as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from muster.kit.pages import Text


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend. ``mark`` is a ``.key-*`` class of the style sheet."""

    mark: str
    label: Text


@dataclass(frozen=True)
class Linked:
    """A cell of the table beside a chart that leads to its record."""

    label: Text
    href: str

    def __str__(self) -> str:
        return str(self.label)


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite specification with what stands around it.

    ``title`` says the finding, ``summary`` how to read it. ``headings`` and ``rows`` are the text alternative.
    ``address`` is where the page fetches the specification, if it is too large to stand in it; ``spec`` is then empty.
    ``fit`` is ``width`` for a drawing that is laid out anew for the width of its column, ``scale`` for one that is
    scaled, ``narrow`` for one that is laid out for a telephone too and needs no scrolling sideways.
    """

    id: str
    spec: Mapping[str, Any]
    title: Text
    summary: Text = ""
    source: Text = ""
    note: Text = ""
    headings: Sequence[Text] = ()
    rows: Sequence[Sequence[Any]] = ()
    legend: Sequence[LegendEntry] = ()
    height: int = 0
    address: str = ""
    fit: Literal["width", "scale", "narrow"] = "width"

    @property
    def spec_id(self) -> str:
        """The HTML id of the specification in the page."""
        return f"{self.id}-spec"
