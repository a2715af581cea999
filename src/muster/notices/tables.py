"""The tables of notices and of subscriptions."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.notices.models import Channel, Notice, Subscription
from muster.notices.topics import topic_name, topics

READ_CHOICES = [("False", gettext_lazy("unread")), ("True", gettext_lazy("read"))]


def notice_address(notice: Notice) -> str:
    """Return the address of a notice's page."""
    return reverse("notice", args=[notice.pk])


def read_badge(notice: Any) -> Badge:
    """Return whether the viewer has read a notice that `visible_notices` gave, as a badge."""
    return Badge(gettext_lazy("read")) if notice.is_read else Badge(gettext_lazy("unread"), "accent")


def _topic_choices() -> list[tuple[str, str]]:
    return [(topic.code, topic.name) for topic in topics()]


NOTICES = Table(
    name="notices",
    caption=gettext_lazy("Notices"),
    empty=gettext_lazy("Nothing has been told to your organisation as of this day."),
    order="is_read,-day",
    columns=[
        Column("is_read", gettext_lazy("Read"), read_badge, kind="badge", lookup="is_read", choices=READ_CHOICES),
        Column("day", gettext_lazy("Day"), kind="date", lookup="day"),
        Column("title", gettext_lazy("Notice"), kind="link", href=notice_address, lookup="title"),
        Column(
            "topic",
            gettext_lazy("Topic"),
            lambda notice: topic_name(notice.topic),
            lookup="topic",
            filter="choice",
            choices=_topic_choices,
        ),
        Column("subject", gettext_lazy("About"), "subject_reference", lookup="subject_reference"),
        Column("state", gettext_lazy("State"), lookup="state", filter="choice"),
        Column("unit_type", gettext_lazy("Unit type"), lookup="unit_type", filter="choice", hidden=True),
        Column("mission", gettext_lazy("Mission"), lookup="mission", filter="choice", hidden=True),
    ],
)

SUBSCRIPTIONS = Table(
    name="subscriptions",
    caption=gettext_lazy("Your subscriptions"),
    empty=gettext_lazy("You have no subscription: you learn of each notice as its topic says by default."),
    filters=False,
    tools=False,
    columns=[
        Column("name", gettext_lazy("Name"), kind="link", href=lambda row: row["address"]),
        Column("channel", gettext_lazy("How"), kind="badge"),
        Column("topics", gettext_lazy("Topics")),
        Column("states", gettext_lazy("States")),
        Column("unit_types", gettext_lazy("Unit types")),
        Column("missions", gettext_lazy("Missions")),
        Column("matched", gettext_lazy("Matched lately"), kind="integer", unit=gettext_lazy("notices")),
    ],
)


def subscription_row(subscription: Subscription, matched: int) -> Mapping[str, Any]:
    """Return a subscription as a row of `SUBSCRIPTIONS`."""
    channel = Channel(subscription.channel)
    return {
        "name": subscription.name,
        "address": reverse("change-subscription", args=[subscription.pk]),
        "channel": Badge(channel.label, "neutral" if channel is Channel.SITE else "accent"),
        "topics": _told([topic_name(code) for code in subscription.topics]),
        "states": _told(subscription.states),
        "unit_types": _told(subscription.unit_types),
        "missions": _told(subscription.missions),
        "matched": matched,
    }


def _told(values: list[str]) -> Any:
    return ", ".join(values) if values else gettext_lazy("any")
