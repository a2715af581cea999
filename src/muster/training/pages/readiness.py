"""What the pages of training states, plans and certifications show, as the kit's plain values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.deployments.models import Tour
from muster.kit.pages import Action, Badge, Crumb, ExplainInput, Explanation, Fact, KeyFigure, PageHead, Text
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.reference.required_training import standard_name
from muster.training.actions.rosters import keeps_roster
from muster.training.models import RosterPlace, TrainingCertification
from muster.training.planning.sessions import Without
from muster.training.queries.certifications import roster_changed, stage_on
from muster.training.queries.readiness_sessions import PlannedSeats
from muster.training.queries.readiness_states import RotationState, arrival
from muster.training.rules.readiness_required import RequiredItem
from muster.training.stages import CertificationStage
from muster.training.tables.readiness import CERTIFICATION_TONES

WITHOUT_WORDS: Mapping[Without, Text] = {
    Without.NO_SESSION: gettext_lazy("no session of this training is planned"),
    Without.TOO_LATE: gettext_lazy("every session ends after the deployment, or may no longer be applied for"),
    Without.NOT_ELIGIBLE: gettext_lazy("the sessions ask for a language or a rank that is not on record"),
    Without.CLASH: gettext_lazy("the sessions with a seat overlap with others that the person takes"),
    Without.NO_SEAT: gettext_lazy("no seat is left on a session that fits"),
}
EVERYBODY = gettext_lazy("everybody")


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of the training of rotations."""
    path = [Crumb(_("Training"), reverse("training"))]
    return [*path, Crumb(_("Rotations"), reverse("training-states")), *more]


def known_badge(rotation: RotationState) -> Badge:
    """Return whether the training of a rotation is known, and whether it is whole."""
    if rotation.state is None:
        return Badge(_("not known: no roster"), "due")
    if rotation.state.trained == rotation.state.people:
        return Badge(_("everybody named is trained"), "met")
    return Badge(_("people lack training"), "short")


def certified_badge(certified: TrainingCertification | None, rotation: RotationState, day: date) -> Badge:
    """Return how far the State's certification is, and whether the roster changed after its signature."""
    if certified is None:
        return Badge(_("not certified"), "neutral")
    stage = stage_on(certified, day)
    if stage == CertificationStage.SIGNED and roster_changed(certified, rotation):
        return Badge(_("signed, roster changed since"), "short")
    return Badge(stage.label, CERTIFICATION_TONES[stage])


def state_row(rotation: RotationState, certified: TrainingCertification | None, day: date) -> dict[str, Any]:
    """Return a rotation as a row: what is not known is empty, never 0 or 100 %."""
    tour, state = rotation.tour, rotation.state
    return {
        "unit": tour.unit.reference,
        "rotation": tour.rotation,
        "state": tour.unit.state.name,
        "mission": tour.unit.post.requirement.mission.acronym,
        "arrives_on": arrival(tour),
        "strength": tour.strength,
        "named": len(rotation.members),
        "known": known_badge(rotation),
        "trained": state.share if state else None,
        "missing": state.missing_items if state else None,
        "lapsing": sum(len(item.lapsing) for item in state.items) if state else None,
        "certified": certified_badge(certified, rotation, day),
        "illustrative": tour.illustrative,
    }


def rotation_head(rotation: RotationState, viewer: Viewer, certified: TrainingCertification | None) -> PageHead:
    """Return the head of a rotation's page, with what the viewer may do."""
    tour = rotation.tour
    place = [tour.unit.reference, tour.rotation]
    doors = [
        Action(_("As PDF"), reverse("rotation-training-paper", args=place), icon="download"),
        Action(_("The rotation"), reverse("tour", args=place)),
    ]
    if viewer.organisation_id == tour.unit.state_id:
        doors.insert(0, Action(_("Training plan"), reverse("training-plan", args=place), primary=True))
        doors.append(Action(_("Roster as workbook"), reverse("roster-workbook", args=place), icon="download"))
    if keeps_roster(viewer, tour):
        doors.append(Action(_("Name a person"), reverse("name-on-roster", args=place), icon="add"))
        doors.append(Action(_("Import a roster"), reverse("import-roster", args=place)))
        if certified is None:
            doors.append(Action(_("Certify"), reverse("draft-certification", args=place)))
    if certified is not None:
        doors.append(Action(_("Certification"), reverse("training-certification", args=[certified.reference])))
    return PageHead(
        title=_("Training of %(rotation)s of %(unit)s") % {"rotation": tour.rotation, "unit": tour.unit.title},
        crumbs=crumbs(Crumb(f"{tour.unit.reference} {tour.rotation}")),
        lead=_("What its people hold on the day of deployment, of what they need by unit type, function and mission."),
        status=known_badge(rotation),
        actions=doors,
        illustrative=tour.illustrative,
    )


def rotation_figures(rotation: RotationState, certified: TrainingCertification | None, day: date) -> list[KeyFigure]:
    """Return the figures of a rotation; without a roster they say that nothing is known."""
    tour, state = rotation.tour, rotation.state
    named = KeyFigure(
        _("Named"), len(rotation.members), unit=_("of %(people)s people") % {"people": tour.strength},
        tone="met" if len(rotation.members) >= tour.strength else "due",
    )  # fmt: skip
    signed = certified_badge(certified, rotation, day)
    last = KeyFigure(_("Certification"), signed.label, tone=signed.tone)
    if state is None:
        return [named, KeyFigure(_("Fully trained"), _("not known"), note=_("there is no roster"), tone="due"), last]
    lapsing = sum(len(item.lapsing) for item in state.items)
    return [
        named,
        KeyFigure(
            _("Fully trained"), state.trained, unit=_("of %(people)s named") % {"people": state.people},
            share=state.share, tone="met" if state.trained == state.people else "short",
        ),
        KeyFigure(_("Items missing"), state.missing_items, tone="short" if state.missing_items else "met"),
        KeyFigure(_("Lapse during the tour"), lapsing, tone="due" if lapsing else "neutral"),
        last,
    ]  # fmt: skip


def item_rows(rotation: RotationState) -> list[dict[str, Any]]:
    """Return the required items of a rotation with how many people hold and lack them."""
    items = rotation.state.items if rotation.state else ()
    return [
        {
            "standard": item.standard,
            "name": standard_name(item.standard),
            "needed": item.needed,
            "valid": item.valid,
            "share": item.share,
            "missing": len(item.missing),
            "recognised": item.recognised,
            "lapsing": len(item.lapsing),
        }
        for item in items
    ]


def _whom(item: RequiredItem) -> Text:
    narrowed = (item.unit_type or item.personnel_category, item.function)
    return ", ".join(part for part in narrowed if part) or EVERYBODY


def required_rows(items: Iterable[RequiredItem]) -> list[dict[str, Any]]:
    """Return what is required, of whom, by whom and on what ground."""
    return [
        {
            "standard": one.standard,
            "whom": _whom(one),
            "asked_by": one.asked_by,
            "source": one.source or "—",
            "standing": one.standing,
        }
        for one in items
    ]


def person_words(place: RosterPlace) -> str:
    """Return how a person on a roster is named: one that was erased by number."""
    person = place.person
    if person.erased_on is not None:
        return _("person %(number)s (erased)") % {"number": person.pk}
    return " ".join(part for part in (person.given_names, person.family_name) if part)


def roster_rows(rotation: RotationState, places: Sequence[RosterPlace], *, may_change: bool) -> list[dict[str, Any]]:
    """Return the people of a roster with what they lack; for their State alone."""
    lacking: dict[int, list[str]] = defaultdict(list)
    lapsing: dict[int, list[str]] = defaultdict(list)
    for item in rotation.state.items if rotation.state else ():
        for number in item.missing:
            lacking[number].append(item.standard)
        for number in item.lapsing:
            lapsing[number].append(item.standard)
    place = [rotation.tour.unit.reference, rotation.tour.rotation]
    return [
        {
            "person": person_words(one),
            "href": reverse("person", args=[one.person_id]),
            "rank": one.person.rank,
            "function": one.function,
            "missing": ", ".join(lacking[one.person_id]),
            "lapsing": ", ".join(lapsing[one.person_id]),
            "off": _("Take off") if may_change else "",
            "off_href": (reverse("take-off-roster", args=[*place, one.person_id]) if may_change else ""),
        }
        for one in places
    ]


def plan_figures(found: PlannedSeats) -> list[KeyFigure]:
    """Return the figures of a plan, with the bounds that no plan exceeds."""
    plan = found.plan
    proof = _("proven: no plan does better") if plan.is_proven else _("not proven")
    return [
        KeyFigure(_("Lack something"), len(found.problem.trainees), unit=_("people")),
        KeyFigure(
            _("Would be fully trained"), plan.trained, unit=_("people"),
            note=_("at most %(most)s") % {"most": plan.trained_bound},
        ),
        KeyFigure(_("Seats"), plan.items, note=_("at most %(most)s") % {"most": plan.items_bound}),
        KeyFigure(_("Plan"), proof, tone="met" if plan.is_proven else "due"),
    ]  # fmt: skip


def plan_explained(keys: Iterable[str], day: date) -> Explanation:
    """Return by what rule seats are given out."""
    rows = [parameter(key, day) for key in keys]
    return Explanation(
        _("The most people fully trained; then the most seats; then the earliest sessions, where one outside the State "
          "weighs as so many days later. Nobody sits in two sessions at once; a session is over by the deployment."),
        parameters=tuple(
            ExplainInput(one.key, f"{one.value} {one.unit}", source=one.source, standing=one.standing) for one in rows
        ),
        note=_("A proposal: nobody is enrolled by it, its State may apply for its seats. Each plan is read again by a "
               "checker of its own."),
    )  # fmt: skip


def seat_rows(found: PlannedSeats) -> list[dict[str, Any]]:
    """Return the seats by session and rotation."""
    numbers: dict[tuple[str, int], list[int]] = defaultdict(list)
    for person, taken in found.plan.seats.items():
        for reference in taken:
            numbers[reference, found.rotations[person].tour.pk].append(person)
    tours: dict[int, Tour] = {one.tour.pk: one.tour for one in found.rotations.values()}
    rows = []
    for (reference, key), people in numbers.items():
        session, tour = found.sessions[reference], tours[key]
        rows.append(
            {
                "session": reference,
                "course": session.course.title,
                "standard": session.course.standard,
                "institution": session.course.institution.name,
                "held_from": session.held_from,
                "held_until": session.held_until,
                "unit": tour.unit.reference,
                "rotation": tour.rotation,
                "people": len(people),
                "numbers": _numbers(people),
                "illustrative": session.illustrative,
            }
        )
    return rows


def without_rows(found: PlannedSeats) -> list[dict[str, Any]]:
    """Return who stays without, by rotation, standard and reason."""
    numbers: dict[tuple[str, str, str, Without], list[int]] = defaultdict(list)
    for (person, standard), reason in found.plan.without.items():
        tour = found.rotations[person].tour
        numbers[tour.unit.reference, tour.rotation, standard, reason].append(person)
    return [
        {
            "unit": unit,
            "rotation": rotation,
            "standard": standard,
            "reason": str(WITHOUT_WORDS[reason]),
            "people": len(people),
            "numbers": _numbers(people),
        }
        for (unit, rotation, standard, reason), people in numbers.items()
    ]


def _numbers(people: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(people)))


def certification_head(found: TrainingCertification, viewer: Viewer, day: date) -> PageHead:
    """Return the head of a certification's page, with the steps that the viewer may take."""
    stage = stage_on(found, day)
    place = [found.reference]
    doors = [
        Action(_("As PDF"), reverse("certification-paper", args=place), icon="download"),
        Action(_("The rotation's training"), reverse("rotation-training", args=[found.unit.reference, found.rotation])),
    ]
    is_own = viewer.organisation_id == found.state_id
    if is_own and stage == CertificationStage.DRAFT and viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Change"), reverse("change-certification", args=place), icon="edit"))
    if is_own and viewer.has_role(Role.APPROVER):
        if stage == CertificationStage.DRAFT:
            doors.append(Action(_("Sign"), reverse("sign-certification", args=place), primary=True))
        if stage == CertificationStage.SIGNED:
            doors.append(Action(_("Revoke"), reverse("revoke-certification", args=place)))
    return PageHead(
        title=_("Certification of %(rotation)s of %(unit)s") % {"rotation": found.rotation, "unit": found.unit.title},
        crumbs=crumbs(Crumb(_("Certifications"), reverse("training-certifications")), Crumb(found.reference)),
        status=Badge(stage.label, CERTIFICATION_TONES[stage]),
        actions=doors,
        illustrative=found.illustrative,
    )


def certification_facts(found: TrainingCertification, day: date) -> list[Fact]:
    """Return what is on record of a certification on a day."""
    stage = stage_on(found, day)
    facts = [Fact(_("State"), found.state.name), Fact(_("Source"), found.source or "—", standing=found.standing)]
    if stage != CertificationStage.DRAFT:
        facts += [
            Fact(_("Signed by"), found.signed_by),
            Fact(_("Signed on"), found.signed_on),
            Fact(_("Note verbale"), found.note_verbale),
        ]
    if stage == CertificationStage.REVOKED:
        facts += [Fact(_("Revoked on"), found.revoked_on), Fact(_("Why"), found.revoked_reason)]
    return facts


def certified_item_rows(found: TrainingCertification) -> list[dict[str, Any]]:
    """Return the items as they were counted on the day of the signature."""
    return [{**item, "name": standard_name(item["standard"])} for item in found.content.get("items", [])]
