"""Tables of training states, rosters, required training and certifications."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.training.models import TrainingCertification
from muster.training.stages import CertificationStage

NOT_KNOWN = gettext_lazy("not known")
CERTIFICATION_TONES: dict[str, Tone] = {
    CertificationStage.DRAFT: "neutral",
    CertificationStage.SIGNED: "met",
    CertificationStage.REVOKED: "short",
}


def certification_badge(row: TrainingCertification) -> Badge:
    """Return the stage of a certification as a badge."""
    return Badge(CertificationStage(row.stage).label, CERTIFICATION_TONES[row.stage])


def rotation_address(row: Any) -> str:
    """Return where the training of a rotation is shown; rows are mappings."""
    return reverse("rotation-training", args=[row["unit"], row["rotation"]])


STATES = Table(
    name="training-states",
    caption=gettext_lazy("Rotations ahead"),
    empty=gettext_lazy("No rotation of which you are a side is planned ahead. Tours are planned on a unit's page."),
    order="arrives_on,unit",
    columns=[
        Column("unit", gettext_lazy("Unit"), href=rotation_address),
        Column("rotation", gettext_lazy("Rotation")),
        Column("state", gettext_lazy("State"), filter="choice"),
        Column("mission", gettext_lazy("Mission"), filter="choice"),
        Column("arrives_on", gettext_lazy("Deploys on"), kind="date"),
        Column("strength", gettext_lazy("Strength"), kind="integer", unit=gettext_lazy("people")),
        Column("named", gettext_lazy("Named"), kind="integer", unit=gettext_lazy("people")),
        Column("known", gettext_lazy("Training"), kind="badge", filter="choice"),
        Column("trained", gettext_lazy("Fully trained, of those named"), kind="percent"),
        Column("missing", gettext_lazy("Items missing"), kind="integer"),
        Column("lapsing", gettext_lazy("Lapse in the tour"), kind="integer"),
        Column("certified", gettext_lazy("Certified"), kind="badge", filter="choice"),
    ],
)

ITEMS = Table(
    name="training-items",
    caption=gettext_lazy("Required items on the day of deployment"),
    empty=gettext_lazy("How far the people are trained is not known: nobody is named on a roster."),
    filters=False,
    tools=False,
    columns=[
        Column("standard", gettext_lazy("Standard")),
        Column("name", gettext_lazy("Training")),
        Column("needed", gettext_lazy("Need it"), kind="integer", unit=gettext_lazy("people")),
        Column("valid", gettext_lazy("Hold it"), kind="integer", unit=gettext_lazy("people")),
        Column("share", gettext_lazy("Share"), kind="percent"),
        Column("missing", gettext_lazy("Lack it"), kind="integer", unit=gettext_lazy("people")),
        Column("recognised", gettext_lazy("From a recognised course"), kind="integer", unit=gettext_lazy("people")),
        Column("lapsing", gettext_lazy("Lapse in the tour"), kind="integer", unit=gettext_lazy("people")),
    ],
)

REQUIRED_OF_ROTATION = Table(
    name="required-of-rotation",
    caption=gettext_lazy("What is required"),
    filters=False,
    tools=False,
    columns=[
        Column("standard", gettext_lazy("Standard")),
        Column("whom", gettext_lazy("Of whom")),
        Column("asked_by", gettext_lazy("Asked by")),
        Column("source", gettext_lazy("Source")),
        Column("standing", gettext_lazy("Standing")),
    ],
)

ROSTER = Table(
    name="roster",
    caption=gettext_lazy("Roster"),
    empty=gettext_lazy("Nobody is named. Put people on the roster by form or by workbook."),
    filters=False,
    tools=False,
    columns=[
        Column("person", gettext_lazy("Person"), href=lambda row: row["href"] or None),
        Column("rank", gettext_lazy("Rank")),
        Column("function", gettext_lazy("Function")),
        Column("missing", gettext_lazy("Lacks")),
        Column("lapsing", gettext_lazy("Lapses in the tour")),
        Column("off", gettext_lazy("Change"), href=lambda row: row["off_href"] or None),
    ],
)

REQUIRED = Table(
    name="required-training",
    caption=gettext_lazy("Asked for besides"),
    empty=gettext_lazy("No mission, State or secretariat asks for more than the field requires."),
    order="standard",
    columns=[
        Column("standard", gettext_lazy("Standard"), lookup="standard", filter="choice"),
        Column("unit_type", gettext_lazy("Unit type"), lookup="unit_type"),
        Column("function", gettext_lazy("Function"), lookup="function"),
        Column("mission", gettext_lazy("Mission"), "mission.acronym", lookup="mission__acronym"),
        Column("asked_by", gettext_lazy("Asked by"), "asked_by.name", lookup="asked_by__name"),
        Column("valid_from", gettext_lazy("From"), kind="date", lookup="valid_from"),
        Column("valid_until", gettext_lazy("Until (excluded)"), kind="date", lookup="valid_until"),
        Column("source", gettext_lazy("Source"), lookup="source"),
        Column("standing", gettext_lazy("Standing"), lookup="standing", filter="choice"),
        Column("number", gettext_lazy("Number"), "pk", kind="integer", lookup="pk",
               href=lambda row: reverse("end-required-training", args=[row.pk])),
    ],
)  # fmt: skip

FIELD_REQUIRED = Table(
    name="field-required",
    caption=gettext_lazy("What the field requires"),
    filters=False,
    tools=False,
    columns=REQUIRED_OF_ROTATION.columns,
)

CERTIFICATIONS = Table(
    name="training-certifications",
    caption=gettext_lazy("Certifications of training"),
    empty=gettext_lazy("No certification that you may see is on record. A State drafts one on a rotation's page."),
    order="-reference",
    columns=[
        Column("reference", gettext_lazy("Certification"), lookup="reference",
               href=lambda row: reverse("training-certification", args=[row.reference])),
        Column("unit", gettext_lazy("Unit"), "unit.title", lookup="unit__title"),
        Column("rotation", gettext_lazy("Rotation"), lookup="rotation"),
        Column("state", gettext_lazy("State"), "state.name", lookup="state__name", filter="choice"),
        Column("stage", gettext_lazy("Stage"), certification_badge, kind="badge", sortable=False, filter="none"),
        Column("signed_on", gettext_lazy("Signed on"), kind="date", lookup="signed_on"),
        Column("signed_by", gettext_lazy("Signed by"), lookup="signed_by"),
        Column("note_verbale", gettext_lazy("Note verbale"), lookup="note_verbale"),
    ],
)  # fmt: skip

SEATS = Table(
    name="training-seats",
    caption=gettext_lazy("Proposed seats"),
    empty=gettext_lazy("No session can supply what lacks; the reasons stand below."),
    order="held_from,session",
    columns=[
        Column("session", gettext_lazy("Session")),
        Column("course", gettext_lazy("Course")),
        Column("standard", gettext_lazy("Standard"), filter="choice"),
        Column("institution", gettext_lazy("Institution"), filter="choice"),
        Column("held_from", gettext_lazy("From"), kind="date"),
        Column("held_until", gettext_lazy("Until (excluded)"), kind="date"),
        Column("unit", gettext_lazy("Unit"), filter="choice"),
        Column("rotation", gettext_lazy("Rotation"), filter="choice"),
        Column("people", gettext_lazy("Seats"), kind="integer", total=True),
        Column("numbers", gettext_lazy("Persons (numbers)"), hidden=True),
    ],
)

WITHOUT = Table(
    name="training-without",
    caption=gettext_lazy("Who stays without"),
    empty=gettext_lazy("Everybody gets a seat for everything that they lack."),
    order="unit,rotation,standard",
    columns=[
        Column("unit", gettext_lazy("Unit"), filter="choice"),
        Column("rotation", gettext_lazy("Rotation"), filter="choice"),
        Column("standard", gettext_lazy("Standard"), filter="choice"),
        Column("reason", gettext_lazy("Reason"), filter="choice"),
        Column("people", gettext_lazy("People"), kind="integer", total=True),
        Column("numbers", gettext_lazy("Persons (numbers)"), hidden=True),
    ],
)
