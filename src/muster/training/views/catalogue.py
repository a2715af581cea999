"""Pages of the catalogue: courses, sessions, enrolment."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.training.queries.courses import visible_courses
from muster.training.tables.courses import COURSES


@for_parties
def training(request: MusterRequest) -> HttpResponse:
    """Show the courses that the viewer may see."""
    table = render_table(request, COURSES, visible_courses(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Training"),
        crumbs=[Crumb(_("Training"))],
        lead=_("Courses with the standard that they follow; a course is recognised, never a centre."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})
