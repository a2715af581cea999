"""What the pages of a case's parts share: the path to them, their head, and the doors to each other."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.generation.models import Case, CaseVariant
from muster.kit.pages import Action, Badge, Crumb, PageHead, Text


def part_doors(case: Case) -> list[Action]:
    """Return the pages of a case's parts."""
    parts = [
        (_("Case"), "case"),
        (_("Instruments"), "case-instruments"),
        (_("Letters"), "case-letters"),
        (_("Pre-deployment visit"), "case-visit"),
        (_("Load list"), "case-load-list"),
        (_("Movement"), "case-movement"),
        (_("Clearances"), "case-clearances"),
        (_("Bridging"), "case-bridging"),
        (_("Forecasts so far"), "case-history"),
    ]
    if case.variant == CaseVariant.RAPID:
        parts.append((_("Play-book"), "case-play-book"))
    return [Action(label, reverse(name, args=[case.reference])) for label, name in parts]


def part_crumbs(case: Case, *steps: Crumb) -> list[Crumb]:
    """Return the path to a page of a case."""
    return [Crumb(_("Cases"), reverse("generation")), Crumb(case.reference), *steps]


def part_head(
    case: Case, title: Text, *, lead: Text = "", status: Badge | None = None, doors: Sequence[Action] = (),
    steps: Sequence[Crumb] = (), illustrative: bool = False, has_parts: bool = True,
) -> PageHead:  # fmt: skip
    """Return the head of a page of a case: its own doors first, then those to the other parts.

    `has_parts` is false for who sees this page of the case and not the case.
    """
    mission = case.post.requirement.mission.acronym
    return PageHead(
        title=title,
        kicker=f"{case.state.name} · {mission} · {case.reference}",
        lead=lead,
        status=status,
        crumbs=part_crumbs(case, *steps, Crumb(title)),
        actions=[*doors, *(one for one in part_doors(case) if has_parts and not str(title).endswith(str(one.label)))],
        illustrative=illustrative or case.illustrative,
    )
