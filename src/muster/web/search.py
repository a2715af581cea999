"""Search over the rooms, each hit among what the viewer may see."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.queries.individuals import visible_individual_posts, visible_personnel_requests
from muster.deployments.queries.units import visible_tours, visible_units
from muster.generation.queries.cases import visible_cases
from muster.generation.queries.instruments import visible_instruments
from muster.generation.queries.request import visible_requests
from muster.inspections.queries.inspections import visible_inspections
from muster.inspections.stages import InspectionKind
from muster.missions.queries import visible_missions, visible_posts, visible_requirements
from muster.missions.queries.statements import visible_statements
from muster.parties.viewer import Viewer
from muster.people.queries import visible_persons
from muster.pledges.queries import visible_pledges
from muster.reference.missions import missions
from muster.reference.states import simplified, states_with
from muster.reimbursement.claim_stages import ClaimStage
from muster.reimbursement.queries.claims import visible_claims
from muster.reimbursement.queries.memoranda import visible_memoranda
from muster.statistics.explorer.record import is_empty, missions_known, states_known
from muster.statistics.queries.history import visible_entries
from muster.statistics.store import open_store
from muster.training.queries.camps import visible_camps
from muster.training.queries.certifications import visible_certifications
from muster.training.queries.courses import visible_courses
from muster.training.queries.offers import visible_offers
from muster.training.queries.recognition_cases import visible_cases as visible_recognition_cases
from muster.training.queries.recognitions import certificates_known
from muster.training.queries.sessions import visible_sessions
from muster.web.decision_hits import consultations_found, dossiers_found, law_found, resolutions_found
from muster.web.hits import MOST_HITS, Group, Hit

LONGEST_NUMBER = 18
"""Figures of a person's number; more are no key of any database."""


def found_records(viewer: Viewer, day: date, words: str, *, today: date | None = None) -> list[Group]:
    """Return what the words find, by room; rooms without a hit are left out. Persons as of `today`."""
    missions_hit, forces_hit = _missions(viewer, day, words)
    groups = [
        Group(_("States"), _states(words)),
        Group(_("Missions"), missions_hit),
        Group(_("Mandates"), resolutions_found(viewer, day, words)),
        Group(_("Consultations"), consultations_found(viewer, day, words)),
        Group(_("Decisions"), dossiers_found(viewer, day, words)),
        Group(_("National law"), law_found(viewer, day, words)),
        Group(_("Statistics"), _statistics(day, words)),
        Group(_("Requirements"), _requirements(viewer, day, words)),
        Group(_("Force requirements"), forces_hit),
        Group(_("Statements of unit requirement"), _statements(viewer, day, words)),
        Group(_("Pledges"), _pledges(viewer, day, words)),
        Group(_("Requests"), _requests(viewer, day, words)),
        Group(_("Cases"), _cases(viewer, day, words)),
        Group(_("Instruments"), _instruments(viewer, day, words)),
        Group(_("Inspections"), _inspections(viewer, day, words)),
        Group(_("Claims"), _claims(viewer, day, words)),
        Group(_("Memoranda and what is paid"), _memoranda(viewer, day, words)),
        Group(_("Recognition of courses"), _recognitions(viewer, day, words)),
        Group(_("History of States"), _history(viewer, day, words)),
        Group(_("Units in theatre"), _units(viewer, day, words)),
        Group(_("Tours"), _tours(viewer, day, words)),
        Group(_("Posts for individuals"), _individual_posts(viewer, day, words)),
        Group(_("Requests for individuals"), _personnel_requests(viewer, day, words)),
        Group(_("Selection camps"), _camps(viewer, day, words)),
        Group(_("Courses"), _courses(viewer, day, words)),
        Group(_("Sessions of courses"), _training_sessions(viewer, day, words)),
        Group(_("Certifications of training"), _training_certifications(viewer, day, words)),
        Group(_("Offers of training"), _training_offers(viewer, day, words)),
        Group(_("Persons"), _persons(viewer, today or day, words)),
    ]
    return [group for group in groups if group.hits]


def _recognitions(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return recognition cases and certificates whose reference, number, course or institution has the words."""
    of_course = Q(course__title__icontains=words) | Q(course__reference__icontains=words)
    of_course |= Q(course__institution__name__icontains=words)
    if not viewer.is_signed_in:
        return []
    cases = visible_recognition_cases(viewer, day).filter(of_course | Q(reference__icontains=words))
    certificates = certificates_known(day).filter(of_course | Q(number__icontains=words))
    # Cases before certificates, each by name; one query.
    rows = cases.order_by().values_list(Value(0), "reference", F("course__title"))
    rows = rows.union(certificates.order_by().values_list(Value(1), "number", F("course__title")))
    addresses = ("recognition-case", "course-recognition")
    return [Hit(name, title, reverse(addresses[kind], args=[name])) for kind, name, title in sorted(rows)[:MOST_HITS]]


def _states(words: str) -> list[Hit]:
    """Return the States whose name in any official language, or code, has the words."""
    return [
        Hit(state.display_name or state.name, state.iso3, reverse("fact", args=["states", state.iso3]))
        for state in states_with(words)[:MOST_HITS]
    ]


def _statistics(day: date, words: str) -> list[Hit]:
    """Return the States and missions of the public record that have the words in their name, code or acronym."""
    wanted, store = simplified(words), open_store()
    if not wanted or is_empty(store):
        return []
    known = states_known(store, day)
    hits = [
        Hit(state.display_name, _("contributions over time"), reverse("statistics-state", args=[state.iso3]))
        for state in states_with(words)
        if state.iso3 in known
    ]
    full = {fact.acronym: fact.name for fact in missions()}
    hits += [
        Hit(acronym, full.get(acronym, _("mission")), reverse("statistics-mission", args=[acronym]))
        for acronym in sorted(missions_known(store, day))
        if wanted in simplified(acronym) or wanted in simplified(full.get(acronym, ""))
    ]
    return hits[:MOST_HITS]


def _missions(viewer: Viewer, day: date, words: str) -> tuple[list[Hit], list[Hit]]:
    """Return the missions whose acronym or name has the words, and the force requirements of those that have a post."""
    stated = visible_requirements(viewer, day).order_by().filter(mission=OuterRef("pk"))
    found = visible_missions(viewer, day).filter(Q(acronym__icontains=words) | Q(name__icontains=words))
    named = list(found.annotate(is_stated=Exists(stated)))
    return [Hit(one.acronym, one.name, reverse("mission", args=[one.acronym])) for one in named[:MOST_HITS]], [
        Hit(one.acronym, _("statement of force requirement"), reverse("force-requirement", args=[one.acronym]))
        for one in named
        if one.is_stated
    ][:MOST_HITS]


def _requirements(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the requirements whose reference, title or posts' unit types have the words."""
    of_the_type = visible_posts(viewer, day).order_by().filter(unit_type__icontains=words).values("requirement")
    matching = Q(reference__icontains=words) | Q(title__icontains=words) | Q(pk__in=of_the_type)
    found = visible_requirements(viewer, day).filter(matching)
    return [Hit(one.reference, one.title, reverse("requirement", args=[one.reference])) for one in found[:MOST_HITS]]


def _pledges(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the pledges whose reference, title, State or unit type have the words."""
    matching = (
        Q(pledge__reference__icontains=words)
        | Q(title__icontains=words)
        | Q(pledge__state__name__icontains=words)
        | Q(unit_type__icontains=words)
    )
    found = visible_pledges(viewer, day).filter(matching)
    return [
        Hit(one.reference, f"{one.state.name}, {one.unit_type}", reverse("pledge", args=[one.reference]))
        for one in found[:MOST_HITS]
    ]


def _courses(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the courses whose reference, title, standard or institution have the words."""
    matching = (
        Q(reference__icontains=words)
        | Q(title__icontains=words)
        | Q(standard__icontains=words)
        | Q(institution__name__icontains=words)
    )
    found = visible_courses(viewer, day).filter(matching)
    return [
        Hit(one.reference, f"{one.title}, {one.institution.name}", reverse("course", args=[one.reference]))
        for one in found[:MOST_HITS]
    ]


def _training_sessions(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the sessions of courses whose reference, place or course have the words."""
    matching = Q(reference__icontains=words) | Q(place__icontains=words) | Q(course__title__icontains=words)
    found = visible_sessions(viewer, day).prefetch_related(None).filter(matching)
    return [
        Hit(one.reference, one.course.title, reverse("training-session", args=[one.reference]))
        for one in found[:MOST_HITS]
    ]


def _training_certifications(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the certifications of training whose reference, unit, State or mission have the words."""
    matching = (
        Q(reference__icontains=words)
        | Q(unit__title__icontains=words)
        | Q(state__name__icontains=words)
        | Q(unit__post__requirement__mission__acronym__icontains=words)
    )
    found = visible_certifications(viewer, day).filter(matching).order_by("reference")
    return [
        Hit(
            one.reference, f"{one.rotation} · {one.unit.title}", reverse("training-certification", args=[one.reference])
        )
        for one in found[:MOST_HITS]
    ]


def _training_offers(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the offers of training whose reference, standard, conditions or offerer have the words."""
    matching = (
        Q(reference__icontains=words)
        | Q(standard__icontains=words)
        | Q(conditions__icontains=words)
        | Q(offered_by__name__icontains=words)
    )
    found = visible_offers(viewer, day).filter(matching)
    return [
        Hit(one.reference, f"{one.standard}, {one.offered_by.name}", reverse("training-offer", args=[one.reference]))
        for one in found[:MOST_HITS]
    ]


def _statements(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the statements of unit requirement whose reference, title, unit type or mission have the words."""
    matching = (
        Q(statement__reference__icontains=words)
        | Q(title__icontains=words)
        | Q(unit_type__icontains=words)
        | Q(statement__mission__acronym__icontains=words)
    )
    found = visible_statements(viewer, day).filter(matching)
    return [
        Hit(
            one.statement.reference,
            f"{one.title}, {one.unit_type}",
            reverse("statement", args=[one.statement.reference]),
        )
        for one in found[:MOST_HITS]
    ]


def _requests(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the requests for contributions whose reference, title or note verbale have the words."""
    matching = Q(reference__icontains=words) | Q(title__icontains=words) | Q(note_verbale__icontains=words)
    found = visible_requests(viewer, day).filter(matching).prefetch_related(None)
    return [Hit(one.reference, one.title, reverse("force-request", args=[one.reference])) for one in found[:MOST_HITS]]


def _cases(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the cases whose reference, title, State, mission or unit type have the words."""
    matching = (
        Q(reference__icontains=words)
        | Q(title__icontains=words)
        | Q(state__name__icontains=words)
        | Q(post__unit_type__icontains=words)
        | Q(post__requirement__mission__acronym__icontains=words)
    )
    found = visible_cases(viewer, day).filter(matching)
    return [
        Hit(
            one.reference,
            f"{one.state.name} to {one.post.requirement.mission.acronym}, {one.post.unit_type}",
            reverse("case", args=[one.reference]),
        )
        for one in found[:MOST_HITS]
    ]


def _instruments(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the instruments of cases whose reference, number or title have the words."""
    matching = Q(reference__icontains=words) | Q(number__icontains=words) | Q(title__icontains=words)
    found = visible_instruments(viewer, day).filter(matching)
    return [
        Hit(one.reference, one.title, reverse("instrument", args=[one.case.reference, one.reference]))
        for one in found[:MOST_HITS]
    ]


def _inspections(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the inspections whose reference, unit, State or mission have the words, the latest first."""
    matching = (
        Q(reference__icontains=words)
        | Q(unit__title__icontains=words)
        | Q(unit__state__name__icontains=words)
        | Q(unit__post__requirement__mission__acronym__icontains=words)
    )
    found = visible_inspections(viewer, day).filter(matching).order_by("-planned_for", "reference")
    return [
        Hit(
            one.reference,
            f"{InspectionKind(one.kind).label}, {one.unit.title}",
            reverse("inspection", args=[one.reference]),
        )
        for one in found[:MOST_HITS]
    ]


def _claims(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the claims whose reference, payee, unit or mission have the words, the latest quarter first."""
    matching = (
        Q(reference__icontains=words)
        | Q(payee__name__icontains=words)
        | Q(memorandum__unit__title__icontains=words)
        | Q(memorandum__unit__post__requirement__mission__acronym__icontains=words)
    )
    found = visible_claims(viewer, day).defer("content").filter(matching).order_by("-covers_from", "reference")
    return [
        Hit(
            one.reference,
            f"{one.payee.name}, {ClaimStage(one.stage_then).label}",
            reverse("claim", args=[one.reference]),
        )
        for one in found[:MOST_HITS]
    ]


def _memoranda(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the memoranda whose reference, number, title, unit, State or mission have the words."""
    matching = Q(reference__icontains=words) | Q(title__icontains=words) | Q(number__icontains=words)
    matching |= Q(unit__title__icontains=words) | Q(unit__state__name__icontains=words)
    matching |= Q(unit__post__requirement__mission__acronym__icontains=words)
    if not viewer.is_signed_in:
        return []
    found = visible_memoranda(viewer, day).filter(matching)
    return [
        Hit(one.reference, one.title, reverse("reimbursement-memorandum", args=[one.reference]))
        for one in found[:MOST_HITS]
    ]


def _history(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the records of States' own history that hold the words anywhere."""
    if not viewer.is_signed_in:
        return []
    found = visible_entries(viewer, day, words)[:MOST_HITS]
    return [Hit(one.title, one.state.name, reverse("history-entry", args=[one.reference])) for one in found]


def _units(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the units in theatre whose reference, title, State or mission have the words."""
    matching = (
        Q(reference__icontains=words)
        | Q(title__icontains=words)
        | Q(state__name__icontains=words)
        | Q(post__requirement__mission__acronym__icontains=words)
    )
    found = visible_units(viewer, day).filter(matching).order_by("reference")[:MOST_HITS]
    return [Hit(one.title, one.reference, reverse("deployed-unit", args=[one.reference])) for one in found]


def _tours(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the tours whose unit's reference or title, company, or note have the words."""
    matching = (
        Q(unit__reference__icontains=words)
        | Q(unit__title__icontains=words)
        | Q(company__name__icontains=words)
        | Q(note__icontains=words)
    )
    found = visible_tours(viewer, day).filter(matching).order_by("unit__reference", "arrives_on")[:MOST_HITS]
    return [
        Hit(f"{one.rotation} · {one.unit.title}", one.unit.reference,
            reverse("tour", args=[one.unit.reference, one.rotation]))
        for one in found
    ]  # fmt: skip


def _individual_posts(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the posts for individuals whose reference, title or mission have the words."""
    matching = Q(reference__icontains=words) | Q(title__icontains=words) | Q(mission__acronym__icontains=words)
    found = visible_individual_posts(viewer, day).filter(matching)
    return [
        Hit(one.reference, one.title, reverse("individual-post", args=[one.reference])) for one in found[:MOST_HITS]
    ]


def _personnel_requests(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the requests for individuals whose reference or State have the words."""
    matching = Q(reference__icontains=words) | Q(state__name__icontains=words)
    found = visible_personnel_requests(viewer, day).filter(matching)
    return [
        Hit(one.reference, one.state.name, reverse("personnel-request", args=[one.reference]))
        for one in found[:MOST_HITS]
    ]


def _camps(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the selection camps of the viewer's own State whose reference, title or place have the words."""
    matching = Q(reference__icontains=words) | Q(title__icontains=words) | Q(place__icontains=words)
    found = visible_camps(viewer, day).filter(matching)
    return [Hit(one.title, one.reference, reverse("selection-camp", args=[one.reference])) for one in found[:MOST_HITS]]


def _persons(viewer: Viewer, today: date, words: str) -> list[Hit]:
    """Return the person whose number it is; nobody is found by name here, as the words stand in the address."""
    number = words.strip()
    if not (number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER):
        return []
    found = visible_persons(viewer, today).filter(pk=int(number))
    label = _("Person %(number)s")
    return [Hit(label % {"number": one.pk}, one.organisation.name, reverse("person", args=[one.pk])) for one in found]
