"""Pages of certificates of recognition, and the public page on which anyone verifies one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.papers import as_pdf
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter
from muster.training.actions import recognition_certificates as actions
from muster.training.actions.recognition_daily import NOTICE_MONTHS
from muster.training.forms import recognition as forms
from muster.training.pages import recognition as pages
from muster.training.papers.recognition import recognition_paper
from muster.training.queries.recognition_cases import visible_case
from muster.training.queries.recognitions import (
    certificates_known,
    course_recognition,
    courses_on_older_version,
    ending_within,
    found_by_number,
    on_older_version,
)
from muster.training.tables.recognitions import COURSES_ON_OLDER_VERSION, recognitions_table, standing_badge


@for_parties
@require_safe
def course_recognitions(request: MusterRequest) -> HttpResponse:
    """Show all certificates of recognition: that a course is recognised is public."""
    table = render_table(request, recognitions_table(request.as_of), certificates_known(request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Certificates of recognition"),
        lead=_("Which courses are recognised, against which version of their standard, and until when."),
        crumbs=[pages.certificate_crumbs()[0], Crumb(_("Certificates of recognition"))],
        actions=[
            Action(_("What needs somebody to act"), reverse("course-recognitions-due")),
            Action(_("Verify a number"), reverse("verify")),
        ],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def due(request: MusterRequest) -> HttpResponse:
    """Show the certificates that end soon, have ended, or are on an older version of their standard."""
    day, months = request.as_of, parameter(NOTICE_MONTHS, request.as_of).integer
    tables = {}
    shown = (
        ("ending", recognitions_table(day), ending_within(day, months)),
        ("older", recognitions_table(day), on_older_version(day)),
        ("courses", COURSES_ON_OLDER_VERSION, courses_on_older_version(request.viewer, day)),
    )
    for name, columns, rows in shown:
        table = render_table(request, columns, rows, prefix=f"{name}-")
        if isinstance(table, HttpResponse):
            return table
        tables[name] = table
    title = _("Certificates that need somebody to act")
    head = PageHead(
        title=title,
        lead=_("They end within %(months)s months, have ended without a successor, or are on an older version.")
        % {"months": months},
        crumbs=pages.certificate_crumbs(Crumb(title)),
    )
    return render(request, "training/recognitions_due.html", {"head": head, **tables})


@for_parties
@require_safe
def certificate(request: MusterRequest, number: str) -> HttpResponse:
    """Show one certificate."""
    found = course_recognition(request.as_of, number)
    context = {
        "head": pages.certificate_head(request.viewer, found, request.as_of),
        "words": pages.verdict_words(found, request.as_of),
        "facts": pages.certificate_facts_shown(found, request.viewer, request.as_of),
    }
    return render(request, "training/course_recognition.html", context)


@for_parties
@require_safe
def paper(request: MusterRequest, number: str) -> HttpResponse:
    """Hand out a certificate as PDF, with a code that leads to its public page."""
    found = course_recognition(request.as_of, number)
    address = request.build_absolute_uri(reverse("verify-recognition", args=[found.number]))
    made = recognition_paper(found, address, request.as_of, made_on=request.today)
    return attached(as_pdf(made), f"recognition-{found.number}.pdf")


@for_parties
def sign(request: MusterRequest, reference: str) -> HttpResponse:
    """Sign the certificate of a case that was decided for."""
    case = visible_case(request.viewer, request.today, reference)
    if not (request.viewer.organisation_id == case.register_id and request.viewer.has_role(Role.APPROVER)):
        raise NotAllowed(_("Certificates are signed by approvers of the register's secretariat."))
    form = forms.SignatureForm(
        request.POST or None,
        version=case.version,
        day=request.today,
        years=parameter(actions.VALIDITY_YEARS, request.today).integer,
        allowed=parameter(actions.ALLOWED_YEARS, request.today).range,
    )

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        made = actions.sign_recognition(
            request.viewer, reference, form.terms(), today=request.today, expected_version=version
        )
        messages.success(request, _("Certificate %(one)s is signed.") % {"one": made.number})
        return redirect_as_of_today(request, "course-recognition", number=made.number)

    crumbs = pages.crumbs(pages.case_crumb(reference))
    return answer_form(request, form, save, title=_("Sign the certificate"), crumbs=crumbs)


@for_parties
def revoke(request: MusterRequest, number: str) -> HttpResponse:
    """Revoke a certificate with a reason."""
    found = course_recognition(request.today, number)
    if not (request.viewer.organisation_id == found.issued_by_id and request.viewer.has_role(Role.APPROVER)):
        raise NotAllowed(_("Certificates are revoked by approvers of the secretariat that issued them."))
    form = forms.RevocationForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.revoke_recognition(
            request.viewer, found.number, said["reason"], today=request.today, expected_version=said["version"]
        )
        messages.success(request, _("Certificate %(one)s is revoked.") % {"one": found.number})
        return redirect_as_of_today(request, "course-recognition", number=found.number)

    crumbs = pages.certificate_crumbs(
        Crumb(found.number, reverse("course-recognition", args=[found.number])),
    )
    return answer_form(request, form, save, title=_("Revoke"), crumbs=crumbs)


@require_safe
def verify(request: MusterRequest) -> HttpResponse:
    """Let anyone verify a certificate by its number, without signing in."""
    asked = request.GET.get("number", "").strip()
    if not asked:
        return render(request, "training/verify.html", _verification("", request.as_of))
    found = found_by_number(request.as_of, asked)
    if found is not None:
        return redirect("verify-recognition", number=found.number)
    return render(request, "training/verify.html", _verification(asked, request.as_of), status=404)


@require_safe
def verify_number(request: MusterRequest, number: str) -> HttpResponse:
    """Show anyone what a certificate is worth on the day; its printed code leads here."""
    context = _verification(number, request.as_of)
    return render(request, "training/verify.html", context, status=200 if context["found"] else 404)


def _verification(asked: str, day: date) -> dict[str, Any]:
    found = found_by_number(day, asked) if asked else None
    head = PageHead(
        title=_("Verify a certificate of recognition"),
        lead=_("That a course for peacekeepers is recognised may be verified by anyone, by the certificate's number."),
        illustrative=found.illustrative if found else False,
    )
    context: dict[str, Any] = {
        "head": head,
        "form": forms.VerificationForm(initial={"number": asked}),
        "asked": asked,
        "found": found,
    }
    if found is not None:
        context |= {
            "words": pages.verdict_words(found, day),
            "badge": standing_badge(found, day),
            "facts": pages.public_facts(found, day),
        }
    return context
