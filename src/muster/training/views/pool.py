"""Pages of the national pool: the board, one place, what the State asks, certificates that lapse."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation.pages.parameters import explained
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, Explanation, Fact, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.models import OrganisationKind, Role
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest, as_of_today
from muster.training.actions import pool as actions
from muster.training.forms import pool as forms
from muster.training.models import NationalRequirement, PoolEntry
from muster.training.pages.volunteers import volunteer_figures
from muster.training.queries import pool as queries
from muster.training.queries.lapsing import NOTICE_KEY as LAPSING_KEY
from muster.training.queries.lapsing import lapsing_certificates
from muster.training.queries.volunteers import volunteers_only
from muster.training.rules.pool_places import STEPS
from muster.training.stages import PoolStage, PoolTrack
from muster.training.tables import pool as tables

TABLE_PAGE = "web/table_page.html"


def pool_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of the pool."""
    own = Crumb(_("National pool"), reverse("national-pool")) if more else Crumb(_("National pool"))
    return [Crumb(_("Training"), reverse("training")), own, *more]


def may_write(request: MusterRequest) -> bool:
    """Return whether the viewer is an officer of a Member State, which keeps a pool of its own."""
    return request.viewer.kind == OrganisationKind.MEMBER_STATE and request.viewer.has_role(Role.OFFICER)


def require_writer(request: MusterRequest) -> None:
    """Raise NotAllowed unless the viewer may write to a pool of their own."""
    if not may_write(request):
        raise NotAllowed(_("A national pool is kept by officers of its State."))


@for_parties
@require_safe
def national_pool(request: MusterRequest) -> HttpResponse:
    """Show who of the viewer's State is where, by track, and everybody with what hinders them."""
    entries = queries.visible_pool(request.viewer, request.as_of)
    rows = queries.pool_rows(request.viewer, entries, request.as_of, request.today)
    table = render_table(request, tables.POOL, rows)
    if isinstance(table, HttpResponse):
        return table
    doors = [
        Action(_("What the State asks"), reverse("national-requirements")),
        Action(_("Selection camps"), reverse("selection-camps")),
        Action(_("Certificates that lapse"), reverse("lapsing-certificates")),
    ]
    if may_write(request):
        doors.append(Action(_("New candidate"), reverse("enter-pool"), primary=True, icon="add"))
    head = PageHead(
        title=_("National pool"),
        kicker=request.viewer.organisation_name,
        lead=_("Your State's own people, from candidate to the pool; where they are after that follows from "
               "nominations, tours and rosters. Nobody else sees this."),
        crumbs=pool_crumbs(),
        actions=doors,
    )  # fmt: skip
    board = render_table(request, tables.board_table(queries.pool_counts(rows)), list(PoolTrack), prefix="board-")
    explanation = Explanation(
        formula=_("a tour under way, else a roster or confirmed nomination, a nomination, rest, the stage of the pool"),
        parameters=explained((queries.REST_KEY, queries.VALIDITY_KEY, queries.NOTICE_KEY), request.as_of),
    )
    asked = forms.ContingentForm(request.GET if "people" in request.GET else None)
    people = asked.cleaned_data["people"] if asked.is_bound and asked.is_valid() else None
    volunteers = volunteers_only(request.viewer, rows, request.as_of, people)
    context: dict[str, object] = {
        "head": head,
        "board": board,
        "table": table,
        "explanation": explanation,
        "asked": asked,
    }
    if volunteers is not None:
        context["volunteers"] = volunteer_figures(request.viewer, volunteers)
        context["unwilling"] = render_table(
            request, tables.UNWILLING, list(volunteers.not_willing), prefix="unwilling-"
        )
    return render(request, "training/national_pool.html", context)


@for_parties
@require_safe
def pool_place(request: MusterRequest, number: int) -> HttpResponse:
    """Show one person's place in the pool: where they are, what the State's requirements say, stages and results."""
    entry = queries.visible_pool_entry(request.viewer, request.as_of, number)
    row = queries.pool_rows(request.viewer, [entry], request.as_of, request.today)[0]
    is_erased = entry.person.erased_on is not None
    findings = [] if is_erased else queries.findings_of(request.viewer, entry, request.as_of, request.today)
    doors = [Action(_("Data held"), reverse("person", args=[entry.person_id]))]
    if may_write(request) and not is_erased:
        doors.append(Action(_("Willing?"), reverse("pool-willing", args=[number])))
        doors.append(Action(_("Next stage"), reverse("pool-step", args=[number]), primary=True))
    head = PageHead(
        title=row.label,
        kicker=_("Person %(number)s") % {"number": entry.person_id},
        crumbs=pool_crumbs(Crumb(row.label)),
        status=tables.place_badge(row.place.where),
        actions=doors,
    )
    facts = [
        Fact(_("State"), entry.state.name),
        Fact(_("Track"), row.track.label),
        Fact(_("Rank"), row.rank or "—"),
        Fact(_("Where"), row.place.where.label),
        Fact(_("Until (excluded)"), row.place.until or "—"),
        Fact(_("Willing to serve"), tables.willing_words(entry.is_volunteer) or _("not known")),
    ]
    events = entry.stage_events.filter(known_from__lte=request.as_of).order_by("held_from", "pk")
    results = entry.camp_results.filter(known_from__lte=request.as_of).select_related("camp").order_by("pk")
    context = {
        "head": head,
        "facts": facts,
        "findings": render_table(request, tables.findings_table(), findings, prefix="findings-"),
        "stages": render_table(request, tables.STAGES, list(events), prefix="stages-"),
        "results": list(results),
    }
    return render(request, "training/pool_place.html", context)


def _own(request: MusterRequest, number: int) -> PoolEntry:
    entry = queries.visible_pool_entry(request.viewer, request.today, number)
    require_writer(request)
    return entry


def _place_crumbs(entry: PoolEntry) -> list[Crumb]:
    label = _("Person %(number)s") % {"number": entry.person_id}
    return pool_crumbs(Crumb(label, reverse("pool-place", args=[entry.pk])))


@for_parties
def enter_pool(request: MusterRequest) -> HttpResponse:
    """Make somebody whose data are held a candidate, by form."""
    require_writer(request)
    form = forms.EnterPoolForm(request.POST or None, initial={"person": request.GET.get("person", "")})

    def save() -> HttpResponse:
        said = form.cleaned_data
        entry = actions.enter_pool(
            request.viewer,
            said["person"],
            track=said["track"],
            is_volunteer=forms.willing_from(said["is_volunteer"]),
            today=request.today,
        )
        messages.success(request, _("The candidate is recorded."))
        return redirect("pool-place", number=entry.pk)

    crumbs = [Crumb(_("Training"), reverse("training")), Crumb(_("National pool"), reverse("national-pool"))]
    return answer_form(request, form, save, title=_("New candidate"), crumbs=crumbs)


@for_parties
def pool_step(request: MusterRequest, number: int) -> HttpResponse:
    """Take somebody to the next stage, by form."""
    entry = _own(request, number)
    data = request.POST if request.method == "POST" else None
    form = forms.PoolStepForm(data, entry.version, STEPS[PoolStage(entry.stage)])

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.move_in_pool(
            request.viewer,
            number,
            said["stage"],
            today=request.today,
            pooled_until=said["pooled_until"],
            reason=said["reason"],
            exception=said["exception"],
            expected_version=said["version"],
        )
        messages.success(request, _("The stage is recorded."))
        return redirect("pool-place", number=number)

    return answer_form(request, form, save, title=_("Next stage"), crumbs=_place_crumbs(entry))


@for_parties
def pool_willing(request: MusterRequest, number: int) -> HttpResponse:
    """Note by form whether somebody is willing to serve."""
    entry = _own(request, number)
    form = forms.WillingForm(request.POST if request.method == "POST" else None, entry.version, entry.is_volunteer)

    def save() -> HttpResponse:
        said = form.cleaned_data
        willing = forms.willing_from(said["is_volunteer"])
        actions.note_willingness(
            request.viewer, number, is_volunteer=willing, today=request.today, expected_version=said["version"]
        )
        messages.success(request, _("It is noted."))
        return redirect("pool-place", number=number)

    return answer_form(request, form, save, title=_("Willing to serve"), crumbs=_place_crumbs(entry))


@for_parties
@require_safe
def requirements(request: MusterRequest) -> HttpResponse:
    """Show what the viewer's State asks of its own people."""
    found = queries.visible_requirements(request.viewer, request.as_of)
    table = render_table(request, tables.requirements_table(lambda row: may_write(request)), found)
    doors = []
    if may_write(request):
        doors.append(Action(_("New requirement"), reverse("new-national-requirement"), primary=True, icon="add"))
    head = PageHead(
        title=_("What the State asks"),
        kicker=request.viewer.organisation_name,
        lead=_("On top of what the United Nations ask of individuals. Of several tests of a language one is enough; "
               "who does not meet a rule is taken exceptionally, with the reason."),
        crumbs=pool_crumbs(Crumb(_("What the State asks"))),
        actions=doors,
    )  # fmt: skip
    return render(request, TABLE_PAGE, {"head": head, "table": table})


@for_parties
def new_requirement(request: MusterRequest) -> HttpResponse:
    """Enter a requirement by form."""
    require_writer(request)
    form = forms.NationalRequirementForm(request.POST or None, initial={"valid_from": request.today})

    def save() -> HttpResponse:
        row: NationalRequirement = form.instance
        row.state, row.known_from = organisation(request.viewer.organisation_code), request.today
        actions.record_requirement(request.viewer, row)
        messages.success(request, _("The requirement is recorded."))
        return redirect("national-requirements")

    crumbs = pool_crumbs(Crumb(_("What the State asks"), reverse("national-requirements")))
    return answer_form(request, form, save, title=_("New requirement"), crumbs=crumbs)


@for_parties
def end_requirement(request: MusterRequest, number: int) -> HttpResponse:
    """Let a requirement end, by form."""
    found = queries.visible_requirements(request.viewer, request.today).filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no such requirement of your State in force."))
    require_writer(request)
    data = request.POST if request.method == "POST" else None
    form = forms.EndRequirementForm(data, initial={"version": found.version})

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.end_requirement(
            request.viewer, number, on=said["on"], today=request.today, expected_version=said["version"]
        )
        messages.success(request, _("The requirement ends then."))
        return redirect("national-requirements")

    crumbs = pool_crumbs(Crumb(_("What the State asks"), reverse("national-requirements")))
    return answer_form(request, form, save, title=_("End a requirement"), crumbs=crumbs)


@for_parties
@require_safe
def certificates(request: MusterRequest) -> HttpResponse:
    """Show the certificates of the viewer's own people that end soon, as of today as all data of persons."""
    found = lapsing_certificates(request.viewer, request.today)
    people = set(found.order_by().values_list("person", flat=True)[:1000])
    labels = queries.person_labels(request.viewer, people, request.today)
    table = render_table(request, tables.certificates_table(labels, request.today), found, as_of=request.today)
    if isinstance(table, HttpResponse):
        return table
    notice = explained((LAPSING_KEY,), request.today)[0]
    head = PageHead(
        title=_("Certificates that lapse"),
        kicker=request.viewer.organisation_name,
        lead=_("Training certificates of your people that end within %(days)s and that no later one takes over from.")
        % {"days": notice.value},
        crumbs=pool_crumbs(Crumb(_("Certificates that lapse"))),
    )
    return render(request, TABLE_PAGE, {"head": head, "table": table, **as_of_today(request)})
