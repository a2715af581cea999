"""Pages of one's own subscriptions to the crisis watch."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.statistics.actions.watch_subscriptions import (
    change_watch_subscription as change,
)
from muster.statistics.actions.watch_subscriptions import (
    subscribe_to_watch,
    unsubscribe_from_watch,
    watch_terms_of,
)
from muster.statistics.forms.watch import WatchSubscriptionForm
from muster.statistics.models import WatchSubscription
from muster.statistics.pages.watch import alerts_head, watch_crumbs
from muster.statistics.queries.watch_subscriptions import (
    own_alerts,
    own_watch_subscription,
    own_watch_subscriptions,
)
from muster.statistics.tables.watch import WATCH_ALERTS, WATCH_SUBSCRIPTIONS


@for_parties
@require_safe
def watch_alerts(request: MusterRequest) -> HttpResponse:
    """Show the viewer's own subscriptions and where each State stands for them."""
    alerts = render_table(request, WATCH_ALERTS, list(own_alerts(request.viewer)), prefix="alerts-")
    if isinstance(alerts, HttpResponse):
        return alerts
    own = list(own_watch_subscriptions(request.viewer))
    context = {
        "head": alerts_head(request.as_of),
        "subscriptions": render_table(request, WATCH_SUBSCRIPTIONS, own),
        "alerts": alerts,
    }
    return render(request, "statistics/watch_alerts.html", context)


@for_parties
def new_watch_subscription(request: MusterRequest) -> HttpResponse:
    """Make a subscription by form; `?state=` names the State of the page that one comes from."""
    return _subscription_page(request, None)


@for_parties
def change_watch_subscription(request: MusterRequest, number: int) -> HttpResponse:
    """Change one's own subscription by form."""
    return _subscription_page(request, own_watch_subscription(request.viewer, number))


def _subscription_page(request: MusterRequest, found: WatchSubscription | None) -> HttpResponse:
    """Show the form of a subscription, or save it and go to the list."""
    initial = asdict(watch_terms_of(found)) if found else {"states": [request.GET.get("state", "")], "scope": "states"}
    form = WatchSubscriptionForm(request.POST or None, initial=initial)

    def save() -> HttpResponse:
        if found is None:
            saved = subscribe_to_watch(request.viewer, form.terms())
        else:
            saved = change(request.viewer, found.pk, form.terms())
        messages.success(request, _("Subscription %(one)s is recorded.") % {"one": saved.name})
        return redirect("watch-alerts")

    doors = []
    if found is not None:
        remove = reverse("remove-watch-subscription", args=[found.pk])
        doors.append(Action(_("Remove"), remove, method="post", icon="close"))
    return answer_form(
        request,
        form,
        save,
        title=_("New alert") if found is None else _("Change %(one)s") % {"one": found.name},
        crumbs=watch_crumbs(Crumb(_("Alerts"), reverse("watch-alerts"))),
        doors=doors,
    )


@for_parties
@require_POST
def remove_watch_subscription(request: MusterRequest, number: int) -> HttpResponse:
    """Remove one's own subscription."""
    unsubscribe_from_watch(request.viewer, number)
    messages.success(request, _("The subscription is removed."))
    return redirect("watch-alerts")
