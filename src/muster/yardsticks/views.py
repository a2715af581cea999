"""Pages of papers. Thin: what may be seen is in queries, what may be done in actions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from muster.audit import actions as audit
from muster.kit.errors import NotAllowed
from muster.kit.tables import BoundTable, render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.yardsticks import actions, queries
from muster.yardsticks.files import paper_file
from muster.yardsticks.models import CapabilityPaper
from muster.yardsticks.pages import (
    emerging_words,
    file_links,
    may_draft,
    paper_figures,
    paper_head,
    papers_head,
)
from muster.yardsticks.paper import Paper, paper_from_json
from muster.yardsticks.tables import PAPERS, missions_table, types_table


@for_parties
@require_safe
def papers(request: MusterRequest) -> HttpResponse:
    """List the papers that the viewer may see."""
    table = render_table(request, PAPERS, queries.visible_papers(request.viewer))
    if isinstance(table, HttpResponse):
        return table
    return render(request, "web/table_page.html", {"head": papers_head(request.viewer), "table": table})


def _own_paper(request: MusterRequest) -> Paper:
    """Return the paper of the viewer's own register as of the day. Raises NotAllowed for others."""
    if not may_draft(request.viewer):
        raise NotAllowed(_("What is not issued yet is reckoned for officers of the register's Secretariat."))
    register = organisation(request.viewer.organisation_code)
    return queries.reckoned_paper(request.viewer, register, request.as_of)


@for_parties
@require_safe
def paper_now(request: MusterRequest) -> HttpResponse:
    """Show what the paper would say as the record stands on the day."""
    return _paper_page(request, _own_paper(request), None)


@for_parties
@require_safe
def paper(request: MusterRequest, reference: str) -> HttpResponse:
    """Show a paper as it was kept."""
    stored = queries.visible_paper(request.viewer, reference)
    return _paper_page(request, paper_from_json(stored.content), stored)


def _paper_page(request: MusterRequest, shown: Paper, stored: CapabilityPaper | None) -> HttpResponse:
    """Draw the page of a paper, or hand out one of its tables."""
    tables: dict[str, BoundTable] = {}
    for name, declared, rows in (
        ("types", types_table(shown.months_ahead), shown.unit_types),
        ("missions", missions_table(shown.months_ahead), shown.missions),
    ):
        bound = render_table(request, declared, rows, prefix=f"{name}-", as_of=shown.as_of)
        if isinstance(bound, HttpResponse):
            return bound
        tables[name] = bound
    context = {
        "head": paper_head(request.viewer, shown, stored),
        "figures": paper_figures(shown),
        "findings": emerging_words(shown),
        "files": file_links(stored),
        "paper": shown,
        **tables,
    }
    return render(request, "yardsticks/paper.html", context)


@for_parties
@require_safe
def paper_now_file(request: MusterRequest, name: str) -> HttpResponse:
    """Hand out a file of what the paper would say; the export is an event."""
    shown = _own_paper(request)
    return _file(request, shown, f"{shown.register}, as of {shown.as_of}", name)


@for_parties
@require_safe
def paper_file_of(request: MusterRequest, reference: str, name: str) -> HttpResponse:
    """Hand out a file of a paper; the export is an event."""
    stored = queries.visible_paper(request.viewer, reference)
    return _file(request, paper_from_json(stored.content), reference, name)


def _file(request: MusterRequest, shown: Paper, subject: str, name: str) -> HttpResponse:
    """Record the export and answer with the file."""
    data = paper_file(shown, name)
    audit.record(request.viewer, "yardsticks:paper:exported", subject, after={"file": name, "as_of": shown.as_of})
    stem, ending = name.rsplit(".", 1)
    return attached(data, f"muster-capability-requirements-{shown.as_of:%Y-%m-%d}.{ending}" if stem else name)


@for_parties
@require_POST
def draft_paper(request: MusterRequest) -> HttpResponse:
    """Keep what is reckoned as of the day as the quarter's draft."""
    register = organisation(request.viewer.organisation_code)
    kept = actions.draft_paper(request.viewer, register, day=request.as_of, today=request.today)
    messages.success(request, _("Paper %(paper)s is drafted.") % {"paper": kept.reference})
    return redirect("paper", reference=kept.reference)


@for_parties
@require_POST
def issue_paper(request: MusterRequest, reference: str) -> HttpResponse:
    """Issue a draft to every party."""
    actions.issue_paper(request.viewer, reference, today=request.today)
    messages.success(request, _("Paper %(paper)s is issued; every party sees it.") % {"paper": reference})
    return redirect("paper", reference=reference)
