"""Pages of statements of unit requirement: the list, one as a document, its header's form, its steps."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form, answer_import
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.papers import as_pdf, as_word
from muster.kit.tables import render_table
from muster.kit.uploads import attached, uploaded_bytes
from muster.missions import actions, queries, statement_workbook
from muster.missions.models import Mission, Post, RequirementStage, StatementVersion
from muster.missions.statement_forms import MakeForm, PostsForm, StatementForm, WithdrawForm
from muster.missions.statement_pages import (
    PRINTS,
    list_doors,
    may_write,
    note_of_standing,
    shown_blocks,
    shown_versions,
    statement_head,
    statements_crumb,
)
from muster.missions.statement_paper import blocks_of, paper_of, standing_rows
from muster.missions.statement_tables import POSTS_OF_STATEMENT, STATEMENTS
from muster.missions.statement_terms import StatementTerms
from muster.missions.statement_versions import terms_of, with_lines
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


def _may_state(request: MusterRequest) -> bool:
    """Return whether the viewer is a Secretariat's officer."""
    return request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)


def _require_planner(request: MusterRequest) -> None:
    if not _may_state(request):
        raise NotAllowed(_("Statements are written by the Secretariat's officers."))


def _number(request: MusterRequest) -> int | None:
    """Return the version that the address asks for, None for the newest. Raises NotFound for what is no number."""
    asked = request.GET.get("version", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 9):
        raise NotFound(_("There is no such version; give its number."))
    return int(asked)


@for_parties
@require_safe
def statements(request: MusterRequest) -> HttpResponse:
    """Show the statements that the viewer may see."""
    table = render_table(request, STATEMENTS, queries.visible_statements(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = [
        Action(_("Requirements"), reverse("requirements")),
        Action(_("As workbook"), reverse("statements-workbook"), icon="download"),
    ]
    if _may_state(request):
        doors.append(Action(_("Import a workbook"), reverse("import-statements")))
        doors.append(Action(_("New statement"), reverse("new-statement"), primary=True, icon="add"))
    head = PageHead(
        title=_("Statements of unit requirement"),
        kicker=_("Requirements"),
        lead=_(
            "What one unit must be able to do, with people, equipment and self-sustainment. Generic ones are templates."
        ),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def statement(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one statement as a document, with its versions and the posts that mean it."""
    found = queries.visible_statement(request.viewer, request.as_of, reference, _number(request))
    seen = with_lines(queries.seen_versions(request.viewer, request.as_of).filter(statement__reference=reference))
    used = queries.visible_posts(request.viewer, request.as_of).filter(statement=found.statement)
    posts = render_table(request, POSTS_OF_STATEMENT, list(used))
    if isinstance(posts, HttpResponse):
        return posts
    context = {
        "head": statement_head(found, request.viewer),
        "note": note_of_standing(found),
        "standing": standing_rows(found),
        "blocks": shown_blocks(blocks_of(found)),
        "versions": shown_versions(list(seen), found),
        "lists": list_doors(found, request.viewer),
        "posts": posts,
    }
    return render(request, "missions/statement.html", context)


@for_parties
@require_safe
def print_statement(request: MusterRequest, reference: str, kind: str) -> HttpResponse:
    """Hand out one statement as PDF or Word."""
    if kind not in dict(PRINTS):
        raise NotFound(_("A statement is printed as pdf or docx."))
    found = queries.visible_statement(request.viewer, request.as_of, reference, _number(request))
    paper = paper_of(found, request.as_of)
    data = as_pdf(paper) if kind == "pdf" else as_word(paper)
    return attached(data, f"{reference}-version-{found.number}.{kind}")


@for_parties
def new_statement(request: MusterRequest) -> HttpResponse:
    """Write a blank statement by form; its lists follow on its page."""
    _require_planner(request)
    form = StatementForm(_own_missions(request), request.POST or None)

    def save() -> HttpResponse:
        terms = StatementTerms(form.cleaned_data["reference"], mission=form.acronym, **form.header())
        saved = actions.create_statement(request.viewer, terms, today=request.today)
        messages.success(request, _("Statement %(one)s is recorded; add its lines.") % {"one": saved.reference})
        return redirect_as_of_today(request, "statement", reference=saved.reference)

    return answer_form(request, form, save, title=_("New statement"), crumbs=[statements_crumb()])


def _own_missions(request: MusterRequest) -> QuerySet[Mission]:
    """Return the missions under way that the viewer's organisation mandates."""
    return queries.visible_missions(request.viewer, request.as_of, only_active=True).filter(
        mandated_by_id=request.viewer.organisation_id
    )


def own_version(request: MusterRequest, reference: str) -> StatementVersion:
    """Return the newest version of a statement of the viewer's organisation. Raises NotFound or NotAllowed."""
    found = queries.visible_statement(request.viewer, request.as_of, reference)
    if not may_write(found.statement, request.viewer):
        raise NotAllowed(_("Only officers of the organisation that states it may change a statement."))
    return found


@for_parties
def change_statement(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a statement's header by form: a new version, to be approved anew."""
    found = own_version(request, reference)
    form = StatementForm(_own_missions(request), request.POST or None, instance=found)
    before = terms_of(found)

    def save() -> HttpResponse:
        terms = replace(before, standing=None, **form.header())
        seen = form.cleaned_data["version"]
        actions.change_statement(request.viewer, terms, today=request.today, expected_version=seen)
        messages.success(request, _("Statement %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "statement", reference=reference)

    title = _("Change %(one)s") % {"one": reference}
    return answer_form(request, form, save, title=title, crumbs=[statements_crumb(), _crumb(reference)])


def _crumb(reference: str) -> Crumb:
    return Crumb(reference, reverse("statement", args=[reference]))


@for_parties
def make_statement(request: MusterRequest, reference: str) -> HttpResponse:
    """Make a mission's statement from a generic one in force, all lines included."""
    _require_planner(request)
    found = queries.visible_statement(request.viewer, request.as_of, reference)
    form = MakeForm(_own_missions(request), request.POST or None)

    def save() -> HttpResponse:
        said = form.cleaned_data
        saved = actions.create_statement_from(
            request.viewer,
            reference,
            said["reference"],
            mission=said["mission"].acronym,
            today=request.today,
            title=said["title"],
        )
        messages.success(request, _("Statement %(one)s is made from %(generic)s.")
                         % {"one": saved.reference, "generic": reference})  # fmt: skip
        return redirect_as_of_today(request, "statement", reference=saved.reference)

    title = _("Make a statement from %(one)s") % {"one": found.statement.reference}
    return answer_form(request, form, save, title=title, crumbs=[statements_crumb(), _crumb(reference)])


@for_parties
@require_POST
def approve_statement(request: MusterRequest, reference: str) -> HttpResponse:
    """Approve the version that the approver has read."""
    read = _number(request)
    if read is None:
        raise Refused(_("Say which version is approved: the one that you have read."))
    actions.approve_statement(request.viewer, reference, today=request.today, expected_version=read)
    messages.success(request, _("Statement %(one)s is approved and in force.") % {"one": reference})
    return redirect_as_of_today(request, "statement", reference=reference)


@for_parties
def withdraw_statement(request: MusterRequest, reference: str) -> HttpResponse:
    """Withdraw a statement, with the reason."""
    found = own_version(request, reference)
    if not may_write(found.statement, request.viewer, Role.APPROVER):
        raise NotAllowed(_("A statement is withdrawn by an approver of the organisation that states it."))
    form = WithdrawForm(request.POST or None)

    def save() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        actions.withdraw_statement(request.viewer, reference, today=request.today, reason=reason)
        messages.success(request, _("Statement %(one)s is withdrawn.") % {"one": reference})
        return redirect_as_of_today(request, "statement", reference=reference)

    title = _("Withdraw %(one)s") % {"one": reference}
    crumbs = [statements_crumb(), _crumb(reference)]
    return answer_form(request, form, save, title=title, crumbs=crumbs, submit_label=_("Withdraw"))


@for_parties
def attach_statement(request: MusterRequest, reference: str) -> HttpResponse:
    """Say which posts mean a statement."""
    found = own_version(request, reference)
    # Nothing ticked sends nothing of the form's own, and is an answer all the same.
    sent = request.POST if request.method == "POST" else None
    form = PostsForm(_posts_to_choose(request, found), found.statement_id, sent)

    def save() -> HttpResponse:
        changed = actions.set_posts_of_statement(request.viewer, reference, form.cleaned_data["posts"])
        messages.success(request, _("%(n)s posts changed.") % {"n": changed})
        return redirect_as_of_today(request, "statement", reference=reference)

    title = _("Posts that mean %(one)s") % {"one": reference}
    return answer_form(request, form, save, title=title, crumbs=[statements_crumb(), _crumb(reference)])


def _posts_to_choose(request: MusterRequest, found: StatementVersion) -> list[Post]:
    """Return the open posts of the unit type, in the statement's mission or all missions of its organisation."""
    in_force = found.statement.in_force or found
    posts = queries.visible_posts(request.viewer, request.as_of).filter(
        unit_type=in_force.unit_type, requirement__mission__mandated_by_id=found.statement.stated_by_id
    )
    if found.statement.mission_id is not None:
        posts = posts.filter(requirement__mission_id=found.statement.mission_id)
    return list(posts.exclude(requirement__stage=RequirementStage.CLOSED).select_related("statement"))


@for_parties
@require_safe
def workbook(request: MusterRequest) -> HttpResponse:
    """Hand out the statements that the viewer may see as one workbook that can be imported again."""
    data = statement_workbook.export(request.viewer, request.as_of)
    return attached(data, f"muster-statements-{request.as_of:%Y-%m-%d}.xlsx")


@for_parties
def import_statements(request: MusterRequest) -> HttpResponse:
    """Import a workbook of statements: all of it, or none and every error by sheet, row and column."""
    _require_planner(request)
    head = PageHead(
        title=_("Import statements"),
        crumbs=[statements_crumb(), Crumb(_("Import"))],
        lead=_("One Excel workbook holds one or many statements with their lines. Either all is saved, or nothing."),
    )

    def save() -> HttpResponse:
        created, changed = statement_workbook.import_workbook(
            request.viewer, uploaded_bytes(request), today=request.today
        )
        done = {"created": created, "changed": changed}
        messages.success(request, _("%(created)s statements created, %(changed)s changed.") % done)
        return redirect_as_of_today(request, "statements")

    return answer_import(request, head, reverse("statements-workbook"), save)
