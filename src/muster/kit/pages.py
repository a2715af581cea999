"""The parts of a page that are more than text: badges, ladders, figures, facts and explanations as plain values.

A view builds them from records; the templates under ``templates/kit/`` draw them (``{% load kit %}``). None of them
knows a model, a request or a clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
"""Words for the reader: a string, or one that is translated when it is shown."""

Tone = Literal["neutral", "accent", "met", "due", "short", "illustrative"]
"""What a badge, figure or entry means. Each tone has a shape as well as a colour."""


@dataclass(frozen=True)
class Badge:
    """A named status. ``title`` says more on hover and to screen readers."""

    label: Text
    tone: Tone = "neutral"
    title: Text = ""


RUNGS: tuple[Text, ...] = (
    _("Draft"),
    _("Level 1"),
    _("Level 2"),
    _("Level 3"),
    _("Rapid deployment"),
)
"""The five rungs of a pledge's readiness, lowest first; a ladder counts them from 0."""

SHORT_RUNGS = ("D", "L1", "L2", "L3", "RDL")
"""The rungs as people write them in lists, in the same order."""

RUNG_CODES = ("draft", "1", "2", "3", "rapid")
"""Codes of the rungs, in the same order, as ``Ladder.of`` takes them."""


@dataclass(frozen=True)
class NextRung:
    """One piece of evidence that the next rung still needs: who owes it, and by when."""

    what: Text
    owner: Text = ""
    due: date | None = None
    done: bool = False


@dataclass(frozen=True)
class Ladder:
    """Readiness of a pledge: rungs up to ``proven`` are filled, rungs up to ``claimed`` outlined.

    Both count from 0 (draft) to the last of ``names``, by default 4 (rapid deployment); a register with rungs of its
    own gives their names, long and short. ``expires`` is the first day on which the proof of the rung no longer holds;
    ``is_expired`` says that it has come.
    """

    proven: int
    claimed: int | None = None
    expires: date | None = None
    is_expired: bool = False
    needed: tuple[NextRung, ...] = ()
    href: str = ""
    names: tuple[Text, ...] = RUNGS
    short_names: tuple[str, ...] = SHORT_RUNGS

    def __post_init__(self) -> None:
        top = len(self.names) - 1
        for name, rung in (("proven", self.proven), ("claimed", self.claimed)):
            if rung is not None and not 0 <= rung <= top:
                raise ValueError(
                    f"ladder: {name} is {rung}; "
                    f"a rung is a number from 0 ({self.names[0]}) to {top} ({self.names[top]})"
                )

    @classmethod
    def of(cls, proven: str, claimed: str | None = None, **more: Any) -> "Ladder":
        """Make a ladder from rung codes (``"draft"``, ``"1"``, ``"2"``, ``"3"``, ``"rapid"``)."""
        return cls(_rung(proven), None if claimed is None else _rung(claimed), **more)

    @property
    def rungs(self) -> list[tuple[Text, str]]:
        """Each rung's name with its state: ``proven``, ``claimed`` or ``open``."""
        claimed = self.proven if self.claimed is None else self.claimed
        return [
            (name, "proven" if at <= self.proven else "claimed" if at <= claimed else "open")
            for at, name in enumerate(self.names)
        ]

    @property
    def proven_name(self) -> Text:
        """Name of the highest proven rung."""
        return self.names[self.proven]

    @property
    def claimed_name(self) -> Text:
        """Name of the highest claimed rung, or an empty string when nothing above the proven one is claimed."""
        if self.claimed is None or self.claimed <= self.proven:
            return ""
        return self.names[self.claimed]

    @property
    def short_name(self) -> str:
        """The proven rung as people write it in lists: ``D``, ``L1``, ``L2``, ``L3``, ``RDL``."""
        return self.short_names[self.proven]

    @property
    def next_name(self) -> Text:
        """Name of the rung above the proven one, or an empty string at the top."""
        return self.names[self.proven + 1] if self.proven + 1 < len(self.names) else ""


def _rung(code: str) -> int:
    """The number of a rung from its code; an unknown code is refused by name."""
    try:
        return RUNG_CODES.index(code)
    except ValueError:
        known = ", ".join(RUNG_CODES)
        raise ValueError(f"ladder: {code!r} is no rung; known are {known}") from None


@dataclass(frozen=True)
class ExplainInput:
    """One input of a figure: a link to the record, or a parameter with its source and its ``Standing``."""

    label: Text
    value: Text
    href: str = ""
    source: Text = ""
    standing: str = ""


@dataclass(frozen=True)
class Explanation:
    """How a figure came about: formula, inputs with links, parameters with source and standing."""

    formula: Text
    inputs: tuple[ExplainInput, ...] = ()
    parameters: tuple[ExplainInput, ...] = ()
    note: Text = ""


@dataclass(frozen=True)
class KeyFigure:
    """One number of a strip: what it counts, its unit, and a share to draw under it (0 to 1)."""

    label: Text
    value: Text | int
    unit: Text = ""
    note: Text = ""
    tone: Tone = "neutral"
    href: str = ""
    share: float | None = None
    explanation: Explanation | None = None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, kept between 0 and 100."""
        return None if self.share is None else round(100 * min(1.0, max(0.0, self.share)))


@dataclass(frozen=True)
class Fact:
    """One line of a definition list: a labelled value with its source and its ``Standing``."""

    label: Text
    value: Any
    unit: Text = ""
    href: str = ""
    source: Text = ""
    standing: str = ""
    explanation: Explanation | None = None


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened or will happen on a day."""

    day: date
    what: Text
    detail: Text = ""
    tone: Tone = "neutral"
    href: str = ""
    planned: bool = False


@dataclass(frozen=True)
class Reason:
    """One rule that says no, in words: what it says, what would change it, and where it comes from."""

    says: Text
    remedy: Text = ""
    source: Text = ""
    href: str = ""


@dataclass(frozen=True)
class Crumb:
    """One step of the path to a page; the last one has no address."""

    label: Text
    href: str = ""


@dataclass(frozen=True)
class RailItem:
    """One room of the left rail. ``icon`` is a name of ``muster.kit.icons``; ``count`` a number that waits there."""

    label: Text
    href: str
    icon: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Action:
    """A button or link of the page header. ``method`` ``post`` draws a form with one button."""

    label: Text
    href: str
    primary: bool = False
    method: Literal["get", "post"] = "get"
    icon: str = ""
    confirm: Text = ""


@dataclass(frozen=True)
class NextStep:
    """Who must do what next, by when; ``late`` when the day has passed."""

    who: Text
    what: Text
    due: date | None = None
    late: bool = False
    href: str = ""


@dataclass(frozen=True)
class PageHead:
    """What stands at the top of a page: what it is, its status, the next step, and what can be done."""

    title: Text
    kicker: Text = ""
    lead: Text = ""
    status: Badge | None = None
    crumbs: Sequence[Crumb] = field(default_factory=tuple)
    next_step: NextStep | None = None
    actions: Sequence[Action] = field(default_factory=tuple)
    illustrative: bool = False
