"""Pages of the catalogue: courses, sessions, enrolment."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.training.pages.room import ROOM_ACTIONS
from muster.training.queries.courses import visible_courses
from muster.training.tables.courses import COURSES
from muster.training.tables.recognitions import badges_on, with_recognition


@for_parties
def training(request: MusterRequest) -> HttpResponse:
    """Show the courses that the viewer may see."""
    courses = visible_courses(request.viewer, request.as_of)
    badges = badges_on(courses.values_list("pk", flat=True), request.as_of)
    table = render_table(request, with_recognition(COURSES, badges), courses)
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Training"),
        crumbs=[Crumb(_("Training"))],
        lead=_("Courses with the standard that they follow; a course is recognised, never a centre."),
        actions=[Action(label, reverse(name)) for label, name in ROOM_ACTIONS],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})
