"""What the pages of individuals show, as the kit's plain values."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.individual_parameters import DAY_KEYS, TOUR_OF_CATEGORY, day_parameters
from muster.deployments.models import Assignment, IndividualPost, Nomination, PersonnelRequest, TourExtension
from muster.deployments.queries.individuals_due import DueRow
from muster.deployments.rules.candidates import Candidate
from muster.deployments.rules.eligibility import Finding, RuleVerdict
from muster.deployments.rules.individual_days import nominate_by, travel_by
from muster.deployments.rules.individuals_due import Due
from muster.deployments.tables.individuals import DUE_TONES, DUE_WORDS, post_address, stage_badge
from muster.generation.pages.parameters import explained
from muster.kit.days import day_words
from muster.kit.pages import Badge, Crumb, Explanation, Fact, KeyFigure
from muster.reference.individuals import individual_rules

COUNTED = (Due.VACANT, Due.NOMINATION_LATE, Due.NOMINATION_DUE, Due.REQUEST_DUE, Due.ON_ITS_WAY)


def individual_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of individuals."""
    doors = (Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Individuals"), reverse("individual-posts")))
    return [*doors, *more]


def due_figures(rows: Collection[DueRow], day: date) -> list[KeyFigure]:
    """Return how many posts are at each step that wants doing, with the lead times behind it."""
    how = Explanation(
        formula=_(
            "the replacement is there the days of overlap before the holder leaves, named so many months before "
            "that, and asked for so many months before the end of the tour"
        ),
        parameters=explained(DAY_KEYS, day),
    )
    return [
        KeyFigure(
            DUE_WORDS[due],
            sum(1 for row in rows if row.due == due),
            _("posts"),
            tone=DUE_TONES[due],
            explanation=how if due == Due.NOMINATION_DUE else None,
        )
        for due in COUNTED
    ]


def post_facts(post: IndividualPost) -> list[Fact]:
    """Return what is on record of a post."""
    mission = post.mission
    href = reverse("mission", args=[mission.acronym]) if mission else ""
    return [
        Fact(_("Mission"), mission.acronym if mission else _("none: a post of the Secretariat"), href=href),
        Fact(_("Filled by"), post.organisation.name),
        Fact(_("Place"), post.get_place_display()),
        Fact(_("Category"), post.get_category_display()),
        Fact(_("Command post"), _("yes") if post.is_command else _("no")),
        Fact(_("Ranks"), ", ".join(post.wanted_ranks) or _("the usual ones of the category")),
        Fact(_("Languages"), ", ".join(post.wanted_languages) or _("none asked for")),
        Fact(_("Needed from"), post.needed_from),
        Fact(_("Until (excluded)"), post.needed_until or _("no end known")),
        Fact(_("Source"), post.source or "—", standing=post.standing),
    ]


@dataclass(frozen=True)
class RequestedRow:
    """A post of a request with by when each step is due, and its nominee (0: none)."""

    post: str
    nominate_by: date
    travel_by: date
    arrives_on: date
    nomination: int
    person: int | None
    badge: Badge
    request: str
    candidates: str


def requested_rows(
    request: PersonnelRequest,
    nominations: Iterable[Nomination],
    day: date,
    candidates: Mapping[int, Sequence[Candidate]],
) -> list[RequestedRow]:
    """Return the posts of a request, each with its last nominee, and for the State how many of its pool could go."""
    last = {one.requested_id: one for one in nominations}
    numbers = day_parameters(day)
    rows = []
    for asked in request.requested_posts.select_related("post"):
        nominee = last.get(asked.pk)
        rows.append(
            RequestedRow(
                post=asked.post.reference,
                nominate_by=nominate_by(asked.arrives_on, numbers),
                travel_by=travel_by(asked.arrives_on, numbers),
                arrives_on=asked.arrives_on,
                nomination=nominee.pk if nominee else 0,
                person=nominee.person_id if nominee else None,
                badge=stage_badge(nominee) if nominee else Badge(_("nobody yet"), "due"),
                request=request.reference,
                candidates=candidate_words(candidates[asked.pk]) if asked.pk in candidates else "",
            )
        )
    return rows


def candidate_words(candidates: Sequence[Candidate]) -> str:
    """Return how many of a pool could be nominated now."""
    ready = sum(1 for one in candidates if one.can_be_nominated)
    return _("%(ready)s of %(pool)s could go") % {"ready": ready, "pool": len(candidates)}


def request_facts(request: PersonnelRequest) -> list[Fact]:
    """Return what is on record of a request."""
    return [
        Fact(_("Asked by"), request.organisation.name),
        Fact(_("State"), request.state.name),
        Fact(_("Kind"), request.get_kind_display()),
        Fact(_("Tour"), request.tour_months, unit=_("months")),
        Fact(_("Sent on"), request.sent_on or "—"),
        Fact(_("Remarks"), request.remarks or "—"),
        Fact(_("Source"), request.source or "—", standing=request.standing),
    ]


@dataclass(frozen=True)
class FindingRow:
    """What a rule says of a nominee, who may waive it or that it was, and where the rule comes from."""

    rule: str
    verdict: RuleVerdict
    words: str
    remedy: str
    waiver: str
    source: str
    standing: str


def finding_rows(nomination: Nomination, found: Iterable[Finding]) -> list[FindingRow]:
    """Return the findings on a nominee as rows."""
    rules = {one.rule: one for one in individual_rules(TOUR_OF_CATEGORY[nomination.requested.post.category])}
    waived = nomination.waived.split(";")
    who = {"secretariat": _("by the Secretariat"), "nobody": _("by nobody")}
    return [
        FindingRow(
            rule=one.rule,
            verdict=one.verdict,
            words=one.words,
            remedy=one.remedy,
            waiver=_("waived") if one.rule in waived else who[rules[one.rule].waived_by],
            source=rules[one.rule].source,
            standing=rules[one.rule].standing,
        )
        for one in found
    ]


def nomination_facts(nomination: Nomination, *, shows_person: bool, shows_request: bool) -> list[Fact]:
    """Return where a nominee is; the person and the request as links to those who may see them."""
    requested = nomination.requested
    # The reason is that of the present stage; on an earlier day it had not been given.
    is_present = nomination.stage == nomination.stage_then  # type: ignore[attr-defined]  # annotated
    person = reverse("individual-file", args=[nomination.person_id]) if shows_person else ""
    request = reverse("personnel-request", args=[requested.request.reference]) if shows_request else ""
    return [
        Fact(_("Person"), nomination.person_id, href=person),
        Fact(_("State"), requested.request.state.name),
        Fact(_("Request"), requested.request.reference, href=request),
        Fact(_("Post"), requested.post.reference, href=post_address(requested.post.reference)),
        Fact(_("There by"), requested.arrives_on),
        Fact(_("Submitted on"), nomination.submitted_on),
        Fact(_("Travel"), _("urgent") if nomination.is_urgent else _("not urgent")),
        Fact(_("Reason of the last step"), (nomination.reason if is_present else "") or "—"),
    ]


def assignment_facts(assignment: Assignment, mandate_until: date | None, *, shows_person: bool) -> list[Fact]:
    """Return what is on record of an assignment; an end beyond the mandate is flagged."""
    person = reverse("individual-file", args=[assignment.person_id]) if shows_person else ""
    facts = [
        Fact(_("Person"), assignment.person_id, href=person),
        Fact(_("State"), assignment.state.name),
        Fact(_("Post"), assignment.post.reference, href=post_address(assignment.post.reference)),
        Fact(_("From"), assignment.held_from),
        Fact(_("Until (excluded)"), assignment.held_until),
        Fact(_("End first agreed"), assignment.first_until),
    ]
    if mandate_until is not None and assignment.held_until > mandate_until:
        facts.append(Fact(_("Mandate"), _("ends before the tour, on %(day)s") % {"day": day_words(mandate_until)}))
    if assignment.ended_as:
        facts += [
            Fact(_("Ended as"), assignment.get_ended_as_display()),
            Fact(_("Way home paid by"), assignment.paid_by or "—"),
            Fact(_("Reason"), assignment.end_reason or "—"),
            Fact(_("Number of the case"), assignment.end_case or "—"),
        ]
    return [*facts, Fact(_("Source"), assignment.source or "—", standing=assignment.standing)]


def assignment_badge(assignment: Assignment, extension: TourExtension | None, day: date) -> Badge:
    """Return where an assignment stands on a day."""
    if assignment.ended_as:
        return Badge(assignment.get_ended_as_display(), "neutral")
    if extension is not None:
        return Badge(_("extension %(stage)s") % {"stage": extension.get_stage_display()}, "due")
    return Badge(_("in post"), "met") if day < assignment.held_until else Badge(_("past its end"), "short")
