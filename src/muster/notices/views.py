"""Pages of notices and subscriptions."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, Fact, PageHead
from muster.kit.tables import render_table
from muster.notices import actions, queries
from muster.notices.forms import SubscriptionForm
from muster.notices.models import Notice, Subscription
from muster.notices.tables import NOTICES, SUBSCRIPTIONS, read_badge, subscription_row
from muster.notices.topics import topic_name
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@for_parties
@require_safe
def notices(request: MusterRequest) -> HttpResponse:
    """Show what the viewer's organisation was told, unread first; with `?followed=1` what they subscribe to."""
    is_followed = request.GET.get("followed") == "1"
    found = queries.followed_notices if is_followed else queries.visible_notices
    table = render_table(request, NOTICES, found(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    other = (
        Action(_("Show all"), reverse("notices"))
        if is_followed
        else Action(_("Only what I subscribe to"), f"{reverse('notices')}?followed=1")
    )
    head = PageHead(
        title=_("Notices"),
        kicker=request.viewer.organisation_name,
        lead=_("What your organisation was told: seen by its members and by nobody else."),
        actions=[
            Action(_("Mark all as read"), reverse("read-all-notices"), method="post", icon="done"),
            other,
            Action(_("Subscriptions"), reverse("subscriptions")),
        ],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def notice(request: MusterRequest, number: int) -> HttpResponse:
    """Show one notice."""
    found = queries.visible_notice(request.viewer, request.as_of, number)
    return render(request, "notices/notice.html", {"head": _head(found), "notice": found, "facts": _facts(found)})


def _head(found: Notice) -> PageHead:
    label = _("Mark as read and go there") if found.href else _("Mark as read")
    return PageHead(
        title=found.title,
        crumbs=[Crumb(_("Notices"), reverse("notices")), Crumb(topic_name(found.topic))],
        status=read_badge(found),
        actions=[Action(label, reverse("read-notice", args=[found.pk]), primary=True, method="post", icon="done")],
    )


def _facts(found: Notice) -> list[Fact]:
    """Return what is on record of a notice; what does not apply is left out."""
    facts = [
        Fact(_("Day"), found.day),
        Fact(_("Topic"), topic_name(found.topic), href=reverse("fact", args=["notice_topics", found.topic])),
        Fact(_("About"), f"{found.subject_kind} {found.subject_reference}", href=found.href),
        Fact(_("State"), found.state),
        Fact(_("Unit type"), found.unit_type),
        Fact(_("Mission"), found.mission),
    ]
    return [fact for fact in facts if fact.value]


@for_parties
@require_POST
def read_notice(request: MusterRequest, number: int) -> HttpResponse:
    """Note that the viewer has read a notice, and go to what it is about."""
    found = actions.mark_read(request.viewer, number, day=request.as_of)
    return redirect(found.href or reverse("notices"))


@for_parties
@require_POST
def read_all(request: MusterRequest) -> HttpResponse:
    """Note that the viewer has read all their notices."""
    number = actions.mark_all_read(request.viewer, day=request.as_of)
    messages.success(request, _("%(number)s notices marked as read.") % {"number": number})
    return redirect("notices")


@for_parties
@require_safe
def subscriptions(request: MusterRequest) -> HttpResponse:
    """Show the viewer's subscriptions, each with how many notices of the last days it would have matched."""
    own = list(queries.own_subscriptions(request.viewer))
    matched = queries.matched_lately(request.viewer, request.as_of, own)
    days = parameter("notice_preview_days", on=request.as_of)
    rows = [subscription_row(one, matched[one.pk]) for one in own]
    table = render_table(request, SUBSCRIPTIONS, rows)
    if isinstance(table, HttpResponse):
        return table
    weekday = WEEKDAYS[parameter("digest_weekday", on=request.as_of).integer - 1]
    head = PageHead(
        title=_("Subscriptions"),
        crumbs=[Crumb(_("Notices"), reverse("notices")), Crumb(_("Subscriptions"))],
        lead=_(
            "What you want to be told by mail. Every dimension given must match: topic and State and unit type and "
            "mission, each by any of those chosen. On the site you see all. The weekly digest ends before %(weekday)s; "
            "matched lately: in the last %(days)s days (parameters digest_weekday, notice_preview_days: %(standing)s)."
        )
        % {"weekday": _(weekday), "days": days.integer, "standing": days.standing},
        actions=[Action(_("New subscription"), reverse("new-subscription"), primary=True, icon="add")],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def new_subscription(request: MusterRequest) -> HttpResponse:
    """Make a subscription by form."""
    return _subscription_page(request, None)


@for_parties
def change_subscription(request: MusterRequest, number: int) -> HttpResponse:
    """Change a subscription by form."""
    return _subscription_page(request, queries.own_subscription(request.viewer, number))


def _subscription_page(request: MusterRequest, found: Subscription | None) -> HttpResponse:
    """Show the form of a subscription, or save it and go to the list."""
    form = SubscriptionForm(request.POST or None, initial=asdict(actions.terms_of(found)) if found else None)

    def save() -> HttpResponse:
        if found is None:
            saved = actions.subscribe(request.viewer, form.terms())
        else:
            saved = actions.change_subscription(request.viewer, found.pk, form.terms())
        messages.success(request, _("Subscription %(one)s is recorded.") % {"one": saved.name})
        return redirect("subscriptions")

    title = _("New subscription") if found is None else _("Change %(one)s") % {"one": found.name}
    doors = []
    if found is not None:
        remove = reverse("remove-subscription", args=[found.pk])
        doors.append(Action(_("Remove"), remove, method="post", icon="close"))
    crumbs = [Crumb(_("Subscriptions"), reverse("subscriptions"))]
    return answer_form(request, form, save, title=title, crumbs=crumbs, doors=doors)


@for_parties
@require_POST
def remove_subscription(request: MusterRequest, number: int) -> HttpResponse:
    """Remove a subscription."""
    actions.unsubscribe(request.viewer, number)
    messages.success(request, _("The subscription is removed."))
    return redirect("subscriptions")
