"""The page of a mission's statement of force requirement, and its print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotFound
from muster.kit.papers import as_pdf, as_word
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.plans.force import force_requirement as requirement_of
from muster.plans.force_pages import FORCE_POSTS, LINES, PRINTS, force_figures, force_head, force_paper


@for_parties
@require_safe
def force_requirement(request: MusterRequest, acronym: str) -> HttpResponse:
    """Show what a mission needs, line by line, and how each line stands."""
    found = requirement_of(request.viewer, request.as_of, acronym)
    table = render_table(request, LINES, list(found.lines))
    if isinstance(table, HttpResponse):
        return table
    context = {
        "head": force_head(found),
        "figures": force_figures(found),
        "table": table,
        "posts": render_table(request, FORCE_POSTS, [post for line in found.lines for post in line.posts]),
    }
    return render(request, "plans/force_requirement.html", context)


@for_parties
@require_safe
def print_force_requirement(request: MusterRequest, acronym: str, kind: str) -> HttpResponse:
    """Hand out the statement of force requirement as PDF or Word."""
    if kind not in dict(PRINTS):
        raise NotFound(_("A statement is printed as pdf or docx."))
    paper = force_paper(requirement_of(request.viewer, request.as_of, acronym))
    data = as_pdf(paper) if kind == "pdf" else as_word(paper)
    return attached(data, f"{acronym}-force-requirement-{request.as_of:%Y-%m-%d}.{kind}")
