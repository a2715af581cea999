"""Pages of individuals as persons: a State's own people with what lapses, the file of one, candidates for a post.

All is as of today, whatever day of the record is looked at: what was handed on once is not to come back by looking at
the past.
"""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.deployments import individual_workbook
from muster.deployments.pages import individual_files as pages
from muster.deployments.pages.candidates import CANDIDATES, candidate_facts, candidate_rows
from muster.deployments.pages.individuals import individual_crumbs
from muster.deployments.queries.candidates import candidates_for, pool_of, women_in_posts
from muster.deployments.queries.individual_files import individual_files, visible_file
from muster.deployments.queries.individuals import visible_assignments, visible_nominations, visible_personnel_request
from muster.deployments.tables.individual_files import NOMINATIONS, TOURS, files_table
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_import
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.request import MusterRequest, as_of_today
from muster.people.service_doors import may_enter_proofs, may_lift
from muster.people.service_queries import seen_proofs, visible_bars, visible_details
from muster.people.service_tables import bars_table, proofs_table


@for_parties
@require_safe
def files(request: MusterRequest) -> HttpResponse:
    """Show the individuals that the viewer holds or was handed, with where they are and what lapses soon."""
    rows = individual_files(request.viewer, request.today)
    table = render_table(request, files_table(request.today), rows, as_of=request.today)
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(_("As workbook"), reverse("individuals-workbook"), icon="download")]
    if request.viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Import a workbook"), reverse("import-individuals")))
    if request.viewer.has_role(Role.OFFICER) and not request.viewer.is_secretariat:
        doors.append(Action(_("New person"), f"{reverse('new-person')}?purpose=individual", primary=True, icon="add"))
    head = PageHead(
        title=_("Pool of individuals"),
        kicker=request.viewer.organisation_name,
        lead=_("Observers, staff officers, police and government-provided personnel whose data your organisation holds "
               "or was handed, as they are today."),
        crumbs=individual_crumbs(Crumb(_("Pool"))),
        actions=doors,
    )  # fmt: skip
    figures = pages.pool_figures(rows, request.today)
    context = {"head": head, "table": table, "figures": figures, **as_of_today(request)}
    return render(request, "deployments/individuals_due.html", context)


@for_parties
@require_safe
def file(request: MusterRequest, number: int) -> HttpResponse:
    """Show one individual: details, proofs, bars, nominations and tours, each as far as the viewer may see it."""
    found = visible_file(request.viewer, request.today, number)
    viewer, today = request.viewer, request.today
    seen = seen_proofs(viewer, today, number)
    door = proofs_table(lambda row: may_enter_proofs(viewer, found, row.kind))
    proofs = render_table(request, door, seen, as_of=today)
    if isinstance(proofs, HttpResponse):
        return proofs
    bars = list(visible_bars(viewer).filter(person=found))
    nominations = list(visible_nominations(viewer, today).filter(person=found))
    served = list(visible_assignments(viewer, today).filter(person=found))
    state = pages.FileState.of([one.proof for one in seen], bars, nominations, served, today)

    def drawn(table: Any, rows: Any, name: str) -> Any:
        return render_table(request, replace(table, tools=False, filters=False), rows, prefix=f"{name}-", as_of=today)

    context = {
        "head": pages.file_head(found, viewer, state),
        "facts": pages.file_facts(found, visible_details(viewer, today).filter(person=found).first(), viewer, today),
        "lapses": state.lapse_words(today),
        "notice": pages.notice_explanation(today),
        "proofs": proofs,
        "bars": drawn(bars_table(today, lambda row: may_lift(viewer, row)), bars, "bars"),
        "nominations": drawn(NOMINATIONS, nominations, "nominations"),
        "tours": drawn(TOURS, served, "tours"),
        **as_of_today(request),
    }
    return render(request, "deployments/individual_file.html", context)


@for_parties
@require_safe
def candidates(request: MusterRequest, reference: str, post: str) -> HttpResponse:
    """Show a State who of its pool could go to a post that it is asked to fill, and what each lacks by when."""
    viewer, today = request.viewer, request.today
    asked = visible_personnel_request(viewer, today, reference)
    wanted = asked.requested_posts.select_related("post__mission").filter(post__reference=post).first()
    if wanted is None or viewer.organisation_id != asked.state_id:
        raise NotFound(_("You are asked for no such post in %(request)s.") % {"request": reference})
    pool = pool_of(viewer, today)
    found = candidates_for(viewer, [wanted], pool, today)[wanted.pk]
    table = render_table(request, CANDIDATES, candidate_rows(found, pool, asked, wanted, today), as_of=today)
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Candidates for %(post)s") % {"post": post},
        kicker=asked.reference,
        lead=_("Your pool, as if nominated today. First those whom nothing binds, then by the rules not met, then by "
               "those not known, then by number: there is no score. Vetting follows the nomination and counts for "
               "nobody."),
        crumbs=individual_crumbs(Crumb(reference, reverse("personnel-request", args=[reference])), Crumb(post)),
        illustrative=asked.illustrative,
    )  # fmt: skip
    facts = candidate_facts(wanted, women_in_posts(viewer, wanted.post.category, today), today)
    context = {"head": head, "table": table, "facts": facts, **as_of_today(request)}
    return render(request, "deployments/record_page.html", context)


@for_parties
@require_safe
def workbook(request: MusterRequest) -> HttpResponse:
    """Hand out the individuals whose service the viewer may see as a workbook that can be imported again."""
    data = individual_workbook.export(request.viewer, request.today)
    return attached(data, f"muster-individuals-{request.today:%Y-%m-%d}.xlsx")


@for_parties
@require_safe
def template(_request: MusterRequest) -> HttpResponse:
    """Hand out the empty workbook."""
    return attached(individual_workbook.template(), "muster-individuals.xlsx")


@for_parties
def import_individuals(request: MusterRequest) -> HttpResponse:
    """Import persons, proofs and nominations: all of it, or none and every error by sheet, row and column."""
    if not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Individuals are imported by officers."))
    head = PageHead(
        title=_("Import individuals"),
        lead=_("One Excel workbook holds persons, proofs, nominations and bars. Either all is saved, or nothing; what "
               "is left out stays as it is. Of those whom it was handed the Secretariat enters vetting, its approvers "
               "bars."),
        crumbs=individual_crumbs(Crumb(_("Pool"), reverse("individual-files")), Crumb(_("Import"))),
        actions=[Action(_("Empty workbook"), reverse("individuals-template"), icon="download")],
    )  # fmt: skip

    def save() -> HttpResponse:
        done = individual_workbook.import_workbook(request.viewer, uploaded_bytes(request), today=request.today)
        told = _(
            "%(persons_entered)s persons entered, %(persons_changed)s changed; %(proofs_entered)s proofs entered, "
            "%(proofs_ended)s ended; %(nominated)s nominated; %(barred)s barred."
        )
        messages.success(request, told % vars(done))
        return redirect("individual-files")

    return answer_import(request, head, reverse("individuals-workbook"), save)
