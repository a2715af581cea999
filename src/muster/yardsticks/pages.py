"""What the pages of papers show, as the kit's plain values."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.kit.days import day_words
from muster.kit.pages import (
    Action,
    Badge,
    Crumb,
    ExplainInput,
    Explanation,
    KeyFigure,
    NextStep,
    PageHead,
)
from muster.parties.models import OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.yardsticks.files import FILES
from muster.yardsticks.models import CapabilityPaper, PaperStage
from muster.yardsticks.paper import Paper
from muster.yardsticks.tables import stage_badge

TITLE = "Current and emerging uniformed capability requirements"


def may_draft(viewer: Viewer) -> bool:
    """Return whether the viewer is an officer of a Secretariat."""
    return viewer.kind == OrganisationKind.SECRETARIAT and viewer.has_role(Role.OFFICER)


def may_issue(viewer: Viewer, paper: CapabilityPaper) -> bool:
    """Return whether the viewer is an approver of the paper's Secretariat."""
    return viewer.organisation_id == paper.register_id and viewer.has_role(Role.APPROVER)


def papers_head(viewer: Viewer) -> PageHead:
    """Return the head of the list of papers."""
    doors = []
    if may_draft(viewer):
        doors.append(Action(_("As the record stands"), reverse("paper-now")))
    return PageHead(
        title=_("Capability requirements"),
        kicker=_("Papers"),
        lead=_("What missions want, what stands in theatre and what is pledged, by unit type and by mission."),
        actions=doors,
    )


def paper_head(viewer: Viewer, paper: Paper, stored: CapabilityPaper | None) -> PageHead:
    """Return the head of a paper's page, of the record as it stands where none is stored."""
    doors: list[Action] = []
    if stored is None:
        doors.append(Action(_("Keep as the quarter's draft"), reverse("draft-paper"), primary=True, method="post"))
    elif stored.stage == PaperStage.DRAFT and may_issue(viewer, stored):
        confirm = _("An issued paper is seen by every party and never changes.")
        address = reverse("issue-paper", args=[stored.reference])
        doors.append(Action(_("Issue to every party"), address, primary=True, method="post", confirm=confirm))
    last = Crumb(stored.reference if stored else _("As the record stands"))
    return PageHead(
        title=_(TITLE),
        kicker=paper.register_name,
        crumbs=[Crumb(_("Capability requirements"), reverse("papers")), last],
        lead=_("As of %(day)s, reckoned from the record as it was known then.") % {"day": day_words(paper.as_of)},
        status=stage_badge(stored) if stored else Badge(_("not kept"), "neutral"),
        next_step=_next_step(stored),
        actions=doors,
        illustrative=paper.illustrative,
    )


def _next_step(stored: CapabilityPaper | None) -> NextStep | None:
    """Return who must do what with a draft; nothing is left to do with an issued paper."""
    if stored is None or stored.stage == PaperStage.ISSUED:
        return None
    return NextStep(_("An approver of the Secretariat"), _("reads the draft and issues it"))


def paper_figures(paper: Paper) -> list[KeyFigure]:
    """Return the paper's key figures: what is wanted, what stands, what the pool could add, what is short."""
    now = sum(line.now for line in paper.unit_types)
    deployed = sum(line.deployed for line in paper.unit_types)
    short = [line for line in paper.unit_types if line.gap > 0]
    return [
        KeyFigure(_("Required now"), now, unit=_("units")),
        KeyFigure(_("Deployed"), deployed, unit=_("units"), share=deployed / now if now else None, tone="met"),
        KeyFigure(
            _("Unit types short"),
            len(short),
            note=", ".join(line.code for line in short[:4]),
            tone="short" if short else "met",
            href="#unit-types",
        ),
        KeyFigure(
            _("Net gap"),
            sum(line.gap for line in short),
            unit=_("units"),
            tone="short" if short else "met",
            explanation=gap_explanation(paper),
        ),
    ]


def gap_explanation(paper: Paper) -> Explanation:
    """Return how the net gap comes about, with the parameters that were used."""
    return Explanation(
        formula=_("most units required on one of the days - deployed - in the pool at a level for selection"),
        parameters=tuple(
            ExplainInput(
                row["key"],
                f"{row['value']} {row['unit']}".strip(),
                href=reverse("fact", args=["parameters", row["key"]]),
                source=row["source"],
                standing=row["standing"],
            )
            for row in paper.parameters
        ),
        note=_(
            "A pledge in theatre, called, lapsed or not available is not in the pool. No published formula is known."
        ),
    )


def emerging_words(paper: Paper) -> list[str]:
    """Return the paper's findings in sentences: what is short, what visits could narrow, what nobody offers."""
    words = []
    for line in paper.in_demand:
        short = ngettext("%(name)s: %(gap)s unit short.", "%(name)s: %(gap)s units short.", line.gap)
        offered = ngettext("%(states)s State offers it.", "%(states)s States offer it.", line.states)
        values = {"name": line.name, "gap": line.gap, "states": line.states}
        words.append(f"{short % values} {offered % values}" if line.states else short % values)
        if line.code in paper.waiting:
            words[-1] += " " + _("Pledges at Level 1 wait for an assessment and advisory visit.")
        elif line.states == 0:
            words[-1] += " " + _("No State offers one: outreach comes first.")
    return words


def file_links(stored: CapabilityPaper | None) -> list[tuple[str, str]]:
    """Return the paper's files by name and address."""
    if stored is None:
        return [(name, reverse("paper-now-file", args=[name])) for name in FILES]
    return [(name, reverse("paper-file", args=[stored.reference, name])) for name in FILES]
