"""Pages of payments, debts, set-offs, arrears and accounts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed, NotFound
from muster.kit.facts import known_on
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, Fact, KeyFigure, PageHead
from muster.kit.tables import render_table
from muster.missions.queries import visible_missions
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import OrganisationKind, Role
from muster.parties.queries import organisation, organisations
from muster.parties.request import MusterRequest
from muster.reimbursement.actions.claim_access import require_secretariat_of
from muster.reimbursement.actions.settlements import enter_debt, pay_claims, set_off_debt
from muster.reimbursement.claim_parameters import age_brackets
from muster.reimbursement.forms.claims import DebtForm, PaymentForm, SetOffForm, typed
from muster.reimbursement.pages import claims as pages
from muster.reimbursement.pages.arrears_chart import arrears_chart
from muster.reimbursement.queries.claim_account import account_of
from muster.reimbursement.queries.claim_arrears import arrears as arrears_on
from muster.reimbursement.queries.claims import visible_claim
from muster.reimbursement.queries.payments import (
    parts_of,
    visible_debt,
    visible_debts,
    visible_payment,
    visible_payments,
)
from muster.reimbursement.tables.claims import (
    ACCOUNT,
    DEBTS,
    DEBTS_OF_STATE,
    PAYMENT_PARTS,
    PAYMENTS,
    SET_OFFS,
    arrears_table,
    claim_address,
)
from muster.reimbursement.tables.statement import USD


def _keeps_accounts(request: MusterRequest) -> bool:
    """Return whether the viewer enters payments and debts: officers of secretariats."""
    return request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)


def _require_accounts(request: MusterRequest) -> None:
    if not _keeps_accounts(request):
        raise NotAllowed(_("Payments and debts are entered by officers of secretariats."))


@for_parties
@require_safe
def payments(request: MusterRequest) -> HttpResponse:
    """Show the payments that the viewer may see."""
    table = render_table(request, PAYMENTS, visible_payments(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(_("Arrears"), reverse("arrears"))]
    if _keeps_accounts(request):
        doors.insert(0, Action(_("Enter a payment"), reverse("enter-payment"), primary=True))
    head = PageHead(
        title=_("Payments"),
        lead=_("What was paid to States on their claims, the oldest claim first."),
        crumbs=pages.crumbs(Crumb(_("Payments"))),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def payment(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one payment with the claims that it pays."""
    found = visible_payment(request.viewer, request.as_of, reference)
    facts = [
        Fact(_("Payee"), found.payee.name, href=reverse("state-account", args=[found.payee.code])),
        Fact(_("Mission"), found.mission.acronym),
        Fact(_("Paid on"), found.paid_on),
        Fact(_("Amount"), pages.shown_money(found.amount_cents), unit=USD),
        Fact(_("Remark"), found.remark or "—"),
        Fact(_("Source"), found.source or "—", standing=found.standing),
    ]
    head = PageHead(
        title=reference,
        kicker=_("Payment"),
        crumbs=pages.crumbs(Crumb(_("Payments"), reverse("payments")), Crumb(reference)),
        illustrative=found.illustrative,
    )
    table = render_table(request, PAYMENT_PARTS, parts_of(found), prefix="parts-")
    return render(request, "reimbursement/settling.html", {"head": head, "facts": facts, "table": table})


@for_parties
def enter_payment(request: MusterRequest) -> HttpResponse:
    """Enter a payment; `claim` proposes what is open of one."""
    _require_accounts(request)
    viewer, today = request.viewer, request.today
    initial: dict[str, Any] = {"paid_on": today}
    if reference := request.GET.get("claim", ""):
        claim = visible_claim(viewer, today, reference)
        initial |= {"payee": claim.payee.code, "mission": claim.mission.acronym, "claims": reference,
                    "amount": typed(claim.open_cents)}  # fmt: skip
    mandated = visible_missions(viewer, today).filter(mandated_by=viewer.organisation_id)
    missions = list(mandated.order_by("acronym").values_list("acronym", flat=True))
    form = PaymentForm(request.POST or None, _states(), missions, initial)

    def save() -> HttpResponse:
        made = pay_claims(viewer, form.terms(), today=today)
        messages.success(request, _("Payment %(one)s is entered.") % {"one": made.reference})
        return redirect_as_of_today(request, "payment", reference=made.reference)

    crumbs = pages.crumbs(Crumb(_("Payments"), reverse("payments")))
    return answer_form(request, form, save, title=_("Enter a payment"), crumbs=crumbs)


def _states() -> list[tuple[str, str]]:
    """Return the States on record as choices."""
    return list(organisations(OrganisationKind.MEMBER_STATE).order_by("name").values_list("code", "name"))


@for_parties
@require_safe
def debts(request: MusterRequest) -> HttpResponse:
    """Show the debts that the viewer may see."""
    table = render_table(request, DEBTS, visible_debts(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if _keeps_accounts(request):
        doors.append(Action(_("Enter a debt"), reverse("enter-debt"), primary=True))
    head = PageHead(
        title=_("Debts of States"),
        lead=_("What States owe to a secretariat, and how much of it is set off against their claims."),
        crumbs=pages.crumbs(Crumb(_("Debts of States"))),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def debt(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one debt with the claims against which it is set off."""
    found = visible_debt(request.viewer, request.as_of, reference)
    facts = [
        Fact(_("State"), found.state.name, href=reverse("state-account", args=[found.state.code])),
        Fact(_("Owed to"), found.creditor.name),
        Fact(_("Incurred on"), found.incurred_on),
        Fact(_("Reason"), found.reason),
        Fact(_("Amount"), pages.shown_money(found.amount_cents), unit=USD),
        Fact(_("Open"), pages.shown_money(found.open_cents), unit=USD),
        Fact(_("Source"), found.source or "—", standing=found.standing),
    ]
    head = PageHead(
        title=reference,
        kicker=_("Debt of a State"),
        crumbs=pages.crumbs(Crumb(_("Debts of States"), reverse("state-debts")), Crumb(reference)),
        illustrative=found.illustrative,
    )
    set_off = known_on(found.set_offs.filter(settled_on__lte=request.as_of), request.as_of)
    rows = list(set_off.select_related("claim").order_by("settled_on", "pk"))
    table = render_table(request, SET_OFFS, rows, prefix="off-")
    return render(request, "reimbursement/settling.html", {"head": head, "facts": facts, "table": table})


@for_parties
def enter_state_debt(request: MusterRequest) -> HttpResponse:
    """Enter what a State owes to the viewer's secretariat."""
    _require_accounts(request)
    form = DebtForm(request.POST or None, _states(), request.today)

    def save() -> HttpResponse:
        made = enter_debt(request.viewer, form.terms(request.viewer.organisation_code), today=request.today)
        messages.success(request, _("Debt %(one)s is entered.") % {"one": made.reference})
        return redirect_as_of_today(request, "state-debt", reference=made.reference)

    crumbs = pages.crumbs(Crumb(_("Debts of States"), reverse("state-debts")))
    return answer_form(request, form, save, title=_("Enter a debt"), crumbs=crumbs)


@for_parties
def set_off(request: MusterRequest, reference: str) -> HttpResponse:
    """Set a debt of the payee off against its claim."""
    viewer, today = request.viewer, request.today
    claim = visible_claim(viewer, today, reference)
    require_secretariat_of(viewer, claim.mission, _("A set-off against claim %(one)s") % {"one": reference},
                           Role.APPROVER)  # fmt: skip
    owed = visible_debts(viewer, today).filter(state=claim.payee, creditor=claim.mission.mandated_by, open_cents__gt=0)
    form = SetOffForm(request.POST or None, list(owed), version=claim.version, day=today, open_cents=claim.open_cents)

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        set_off_debt(viewer, reference, form.terms(), today=today, expected_version=version)
        messages.success(request, _("The set-off against claim %(one)s is entered.") % {"one": reference})
        return redirect_as_of_today(request, "claim", reference=reference)

    crumbs = pages.crumbs(Crumb(reference, claim_address(reference)))
    doors = [Action(_("Enter a debt"), reverse("enter-debt"))]
    return answer_form(request, form, save, title=_("Set a debt off"), crumbs=crumbs, doors=doors)


@for_parties
@require_safe
def arrears(request: MusterRequest) -> HttpResponse:
    """Show what is owed by State and mission, by its age."""
    ages = age_brackets(request.as_of)
    rows = arrears_on(request.viewer, request.as_of)
    table = render_table(request, arrears_table(ages), rows)
    if isinstance(table, HttpResponse):
        return table
    addresses = [reverse("state-account", args=[row.state]) for row in rows]
    is_owed = any(row.owed_cents for row in rows)
    context = {
        "head": PageHead(
            title=_("Arrears"),
            lead=_("What is owed to States on certified claims, by mission and age."),
            crumbs=pages.crumbs(Crumb(_("Arrears"))),
            actions=[Action(_("Claims"), reverse("claims")), Action(_("Payments"), reverse("payments"))],
        ),
        "figures": pages.arrears_figures(rows, ages),
        "rule": pages.arrears_rule(request.as_of),
        "chart": arrears_chart(rows, ages, addresses, title=pages.arrears_title(rows)) if is_owed else None,
        "table": table,
    }
    return render(request, "reimbursement/arrears.html", context)


@for_parties
@require_safe
def account(request: MusterRequest, state: str) -> HttpResponse:
    """Show the statement of account of a State, as far as the viewer sees its claims: a mission sees its own part."""
    found = organisation(state)
    if found.kind != OrganisationKind.MEMBER_STATE:
        raise NotFound(_("%(name)s is no State: it has no account.") % {"name": found.name})
    viewer, day = request.viewer, request.as_of
    entries = account_of(viewer, day, state)
    table = render_table(request, ACCOUNT, entries)
    if isinstance(table, HttpResponse):
        return table
    own_debts = visible_debts(viewer, day).filter(state=found)
    owed = entries[-1].balance_cents if entries else 0
    indebted = sum(one.open_cents for one in own_debts)
    head = PageHead(
        title=_("Account of %(state)s") % {"state": found.name},
        lead=_("Certified claims, payments and set-offs by day, with what is owed after each."),
        crumbs=pages.crumbs(Crumb(_("Arrears"), reverse("arrears")), Crumb(found.name)),
    )
    figures = [
        KeyFigure(_("Owed to the State"), pages.shown_money(owed), USD),
        KeyFigure(_("Debts that are open"), pages.shown_money(indebted), USD, href="#debts"),
    ]
    debts_table = render_table(request, DEBTS_OF_STATE, own_debts, prefix="debts-")
    context = {"head": head, "figures": figures, "table": table, "debts": debts_table}
    return render(request, "reimbursement/account.html", context)
