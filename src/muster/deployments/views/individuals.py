"""Pages of individuals that only read: posts, what is due, requests, nominees, assignments, shares."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.changes.models import ReachKind
from muster.changes.pages import facts_that_changed
from muster.deployments.actions.extensions import OPEN_EXTENSION, mandate_end
from muster.deployments.pages import individuals as shown
from muster.deployments.pages.individual_blocks import block_facts, blocked_stay
from muster.deployments.queries import individuals as queries
from muster.deployments.queries.candidates import candidates_for, pool_of
from muster.deployments.queries.eligibility import findings_of_nominations
from muster.deployments.queries.headquarters import headquarters_shares
from muster.deployments.queries.individual_sides import sides_of_assignment, sides_of_nomination, waivable_rules
from muster.deployments.queries.individuals_due import due_individuals
from muster.deployments.rules import tenure
from muster.deployments.rules.nominations import OVER, ways_of
from muster.deployments.tables import individuals as tables
from muster.deployments.tables.individual_blocks import HANDOVER_WAYS
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import Table, render_table
from muster.missions.mandate_flags import with_mandate
from muster.missions.queries import covers
from muster.missions.queries.beyond import with_beyond
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.people.queries import visible_persons
from muster.people.service_queries import seen_proofs
from muster.people.service_tables import CREDENTIALS

TABLE_PAGE = "web/table_page.html"


def may_ask(request: MusterRequest) -> bool:
    """Return whether the viewer is an officer of a secretariat, who enters posts and requests."""
    return request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)


def _table_page(
    request: MusterRequest, head: PageHead, table: Table, rows: Any, template: str = TABLE_PAGE, **more: Any
) -> HttpResponse:
    """Answer with one table under a head, or with the file that was asked for."""
    drawn = render_table(request, table, rows)
    if isinstance(drawn, HttpResponse):
        return drawn
    return render(request, template, {"head": head, "table": drawn, **more})


@for_parties
@require_safe
def individual_posts(request: MusterRequest) -> HttpResponse:
    """Show the posts for individuals."""
    doors = [
        Action(_("What is due"), reverse("individuals-due")),
        Action(_("Requests"), reverse("personnel-requests")),
        Action(_("Pool"), reverse("individual-files")),
        Action(_("Headquarters posts by State"), reverse("headquarters-shares")),
    ]
    if may_ask(request):
        doors.append(Action(_("New post"), reverse("new-individual-post"), primary=True, icon="add"))
    head = PageHead(
        title=_("Individuals"),
        kicker=_("Observers, staff officers, police, government-provided personnel"),
        lead=_("The posts of missions and of the Secretariat that one person fills."),
        crumbs=[Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Individuals"))],
        actions=doors,
    )
    found = queries.visible_individual_posts(request.viewer, request.as_of)
    return _table_page(request, head, tables.INDIVIDUAL_POSTS, found)


@for_parties
@require_safe
def individuals_due(request: MusterRequest) -> HttpResponse:
    """Show whose replacement is due, the most urgent first."""
    rows = due_individuals(request.viewer, request.as_of)
    head = PageHead(
        title=_("Individuals due"),
        lead=_("The posts that you fill or have, and those that your people hold; the most urgent first."),
        crumbs=shown.individual_crumbs(Crumb(_("What is due"))),
    )
    figures = shown.due_figures(rows, request.as_of)
    template = "deployments/individuals_due.html"
    declared = with_mandate(
        tables.INDIVIDUALS_DUE,
        covers(request.viewer, request.as_of),
        request.as_of,
        "mission",
        lambda row: row.leaves_on or request.as_of,  # a post that nobody holds goes on beyond nothing
        is_query=False,
    )
    return _table_page(request, head, declared, rows, template, figures=figures)


@for_parties
@require_safe
def individual_post(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one post and who served in it, as far as the viewer may see."""
    post = queries.visible_individual_post(request.viewer, request.as_of, reference)
    doors = []
    if request.viewer.organisation_id == post.organisation_id and request.viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Change"), reverse("change-individual-post", args=[reference]), icon="edit"))
    head = PageHead(
        title=post.title,
        kicker=post.reference,
        crumbs=shown.individual_crumbs(Crumb(post.reference)),
        actions=doors,
        illustrative=post.illustrative,
    )
    served = queries.visible_assignments(request.viewer, request.as_of).filter(post=post)
    facts = shown.post_facts(post)
    known = covers(request.viewer, request.as_of)
    served = with_beyond(served, known, request.as_of, "post__mission", "held_until")
    declared = with_mandate(tables.ASSIGNMENTS, known, request.as_of, "post.mission.acronym", "held_until")
    return _table_page(request, head, declared, served, "deployments/record_page.html", facts=facts)


@for_parties
@require_safe
def personnel_requests(request: MusterRequest) -> HttpResponse:
    """Show the requests for individuals."""
    doors = []
    if may_ask(request):
        doors.append(Action(_("New request"), reverse("new-personnel-request"), primary=True, icon="add"))
    head = PageHead(
        title=_("Requests for individuals"),
        lead=_("Which posts a State is asked to fill, whom it nominates, and how far they are."),
        crumbs=shown.individual_crumbs(Crumb(_("Requests"))),
        actions=doors,
    )
    found = queries.visible_personnel_requests(request.viewer, request.as_of)
    return _table_page(request, head, tables.PERSONNEL_REQUESTS, found)


@for_parties
@require_safe
def personnel_request(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one request: its posts with their days, and the nominees."""
    found = queries.visible_personnel_request(request.viewer, request.as_of, reference)
    nominations = queries.visible_nominations(request.viewer, request.as_of).filter(requested__request=found)
    doors = []
    if request.viewer.has_role(Role.OFFICER):
        if request.viewer.organisation_id == found.state_id and found.stage == "sent":
            doors.append(Action(_("Nominate"), reverse("nominate", args=[reference]), primary=True))
        if request.viewer.organisation_id == found.organisation_id and found.stage in ("draft", "sent"):
            doors.append(Action(_("Next stage"), reverse("move-personnel-request", args=[reference]), primary=True))
    head = PageHead(
        title=_("Request %(reference)s") % {"reference": reference},
        kicker=found.state.name,
        crumbs=shown.individual_crumbs(Crumb(_("Requests"), reverse("personnel-requests")), Crumb(reference)),
        status=tables.stage_badge(found),
        actions=doors,
        illustrative=found.illustrative,
    )
    candidates = {}
    if request.viewer.organisation_id == found.state_id and found.stage == "sent":
        posts = found.requested_posts.select_related("post__mission")
        candidates = candidates_for(request.viewer, posts, pool_of(request.viewer, request.today), request.today)
    rows = shown.requested_rows(found, nominations, request.as_of, candidates)
    facts = shown.request_facts(found)
    return _table_page(request, head, tables.REQUESTED_POSTS, rows, "deployments/record_page.html", facts=facts)


@for_parties
@require_safe
def nomination(request: MusterRequest, number: int) -> HttpResponse:
    """Show one nominee: the stages reached, and what each rule of eligibility says.

    What a person has proven is asked of today, whatever day is looked at.
    """
    found = queries.visible_nomination(request.viewer, request.as_of, number)
    doors = []
    if request.viewer.has_role(Role.OFFICER) and found.stage not in OVER:
        if waivable_rules(request.viewer, found):
            doors.append(Action(_("Waive a rule"), reverse("waive-rule", args=[number])))
        if ways_of(found.stage, sides_of_nomination(request.viewer, found)):
            doors.append(Action(_("Next stage"), reverse("step-nomination", args=[number]), primary=True))
    head = PageHead(
        title=_("Nominee for %(post)s") % {"post": found.requested.post.reference},
        crumbs=shown.individual_crumbs(Crumb(_("Requests"), reverse("personnel-requests")), Crumb(str(number))),
        status=tables.stage_badge(found),
        actions=doors,
        illustrative=found.requested.request.illustrative,
    )
    findings = findings_of_nominations(request.viewer, [found], request.today)[found.pk]
    seen = queries.visible_personnel_requests(request.viewer, request.as_of)
    facts = shown.nomination_facts(
        found,
        shows_person=visible_persons(request.viewer, request.today).filter(pk=found.person_id).exists(),
        shows_request=seen.filter(pk=found.requested.request_id).exists(),
    )
    return _table_page(
        request,
        head,
        tables.FINDINGS,
        shown.finding_rows(found, findings),
        "deployments/nomination.html",
        facts=facts,
        steps=[(one.on, one.get_stage_display()) for one in found.steps.filter(known_from__lte=request.as_of)],
    )


@for_parties
@require_safe
def assignment(request: MusterRequest, number: int) -> HttpResponse:
    """Show one assignment: the days, the extension, how it ended, and the person's proofs as of today."""
    found = queries.visible_assignment(request.viewer, request.as_of, number)
    extensions = queries.visible_extensions(request.viewer, request.as_of).filter(assignment=found)
    extension = extensions.filter(stage__in=OPEN_EXTENSION).first()
    doors = []
    sides = sides_of_assignment(request.viewer, found)
    if request.viewer.has_role(Role.OFFICER) and sides and not found.ended_as:
        doors.append(Action(_("End"), reverse("end-assignment", args=[number])))
        if "secretariat" in sides:
            doors.append(Action(_("Transfer"), reverse("transfer", args=[number])))
        if extension is None:
            doors.append(Action(_("Extend"), reverse("extend", args=[number]), primary=True))
        elif tenure.ways_of(extension.stage, sides):
            door = Action(_("Decide the extension"), reverse("step-extension", args=[number]), primary=True)
            doors.append(door)
    head = PageHead(
        title=_("Person %(person)s in %(post)s") % {"person": found.person_id, "post": found.post.reference},
        kicker=found.state.name,
        crumbs=shown.individual_crumbs(
            Crumb(found.post.reference, tables.post_address(found.post.reference)), Crumb(str(number))
        ),
        status=shown.assignment_badge(found, extension, request.as_of),
        actions=doors,
        illustrative=found.illustrative,
    )
    person = visible_persons(request.viewer, request.today).filter(pk=found.person_id)
    stay = blocked_stay(request.viewer, found, request.as_of)
    facts = [
        *shown.assignment_facts(found, mandate_end(found, request.as_of), shows_person=person.exists()),
        *block_facts(stay.handover, request.as_of),
    ]
    ways = render_table(request, HANDOVER_WAYS, stay.ways, prefix="ways-") if stay.ways else None
    proofs = seen_proofs(request.viewer, request.today, found.person_id)
    changed = facts_that_changed(request, ReachKind.ASSIGNMENT, [str(number)])
    return _table_page(
        request, head, CREDENTIALS, proofs, "deployments/assignment.html", facts=facts, ways=ways, changed_facts=changed
    )


@for_parties
@require_safe
def shares(request: MusterRequest) -> HttpResponse:
    """Show each State's headquarters posts beside its share of the people in missions."""
    head = PageHead(
        title=_("Headquarters posts by State"),
        lead=_(
            "Posts in headquarters of missions and in the Secretariat, beside what each State's share of the people "
            "on the ground would come to. How it is reckoned is a local choice; no rule follows from it."
        ),
        crumbs=shown.individual_crumbs(Crumb(_("Headquarters posts by State"))),
    )
    return _table_page(request, head, tables.SHARES, headquarters_shares(request.viewer, request.as_of))
