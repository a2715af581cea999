"""What is said when a notice is raised, and when a subscription is made, as plain values."""

from dataclasses import dataclass
from datetime import date

from muster.notices.models import Channel, Notice
from muster.parties.models import Organisation


@dataclass(frozen=True)
class Subject:
    """What a notice is about: the kind of record, its reference, and the codes that subscriptions narrow by."""

    kind: str
    reference: str
    state: str = ""
    unit_type: str = ""
    mission: str = ""


@dataclass(frozen=True)
class NoticeTerms:
    """A notice to be raised. `once`: at most one notice with this key is raised for an organisation.

    `only_for`: the id of the one member who is told; None: every member of the organisation.
    """

    topic: str
    to: Organisation
    title: str
    day: date
    subject: Subject
    body: str = ""
    href: str = ""
    once: str = ""
    only_for: int | None = None


@dataclass(frozen=True)
class Notified:
    """The notice, and whether it was raised now or had been before."""

    notice: Notice
    is_new: bool


@dataclass(frozen=True)
class SubscriptionTerms:
    """A subscription's content: codes of each dimension, none meaning any."""

    name: str
    channel: Channel = Channel.SITE
    topics: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    unit_types: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
