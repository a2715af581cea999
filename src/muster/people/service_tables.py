"""Proofs of individuals and bars from service, as tables."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.people.models import PersonCredential, ServiceBar
from muster.people.proof_recognition import ProofRecognition
from muster.people.service_queries import SeenProof
from muster.people.service_rules import bar_lasts


def score_words(row: PersonCredential) -> str:
    """Return the test of a language with its score."""
    score = "" if row.score is None else f"{row.score.normalize():f}"
    return " ".join(filter(None, (row.test, score)))


RECOGNISED_TONES: dict[ProofRecognition, Tone] = {
    ProofRecognition.RECOGNISED: "met",
    ProofRecognition.NOT_RECOGNISED: "due",
    ProofRecognition.UNKNOWN: "neutral",
}


def recognised_badge(row: SeenProof) -> Badge | None:
    """Return whether the course of a certificate was recognised on its day; nothing for other proofs."""
    if row.recognised is None:
        return None
    verdict = row.recognised.verdict
    return Badge(verdict.label.lower(), RECOGNISED_TONES[verdict], _("The course, on the day of the certificate."))


def _file_address(row: SeenProof) -> str:
    return reverse("document", args=[row.proof.document_id]) if row.shows_file else ""


CREDENTIALS = Table(
    name="credentials",
    caption=gettext_lazy("Proofs"),
    empty=gettext_lazy("No proof that you may see is on record."),
    order="",
    filters=False,
    illustrative=lambda row: False,
    columns=[
        Column("kind", gettext_lazy("Kind"), "proof.get_kind_display"),
        Column("subject", gettext_lazy("Language or course"), "proof.subject"),
        Column("valid_from", gettext_lazy("Valid from"), "proof.valid_from", kind="date"),
        Column("valid_until", gettext_lazy("Until"), "proof.valid_until", kind="date"),
        Column("number", gettext_lazy("Number"), "proof.number"),
        Column("course", gettext_lazy("Course"), "proof.course"),
        Column("standard_version", gettext_lazy("Version"), "proof.standard_version"),
        Column("recognised", gettext_lazy("Course recognised"), recognised_badge, kind="badge"),
        Column(
            "recognition",
            gettext_lazy("By certificate"),
            "recognised.number",
            href=lambda row: row.recognised.address if row.recognised else "",
        ),
        Column("recognised_until", gettext_lazy("Recognised until"), "recognised.until", kind="date"),
        Column("result", gettext_lazy("Result"), lambda row: score_words(row.proof)),
        Column("evidence", gettext_lazy("Evidence"), "proof.evidence"),
        Column(
            "file",
            gettext_lazy("File"),
            lambda row: _("file") if row.shows_file else "",
            kind="link",
            href=_file_address,
        ),
    ],
)


def proofs_table(may_change: Callable[[PersonCredential], bool]) -> Table:
    """Return the table of proofs on a person's page, with the doors to each that the viewer may change.

    A proof takes one file, and may be ended.
    """

    def takes_file(row: SeenProof) -> bool:
        return row.proof.document_id is None and may_change(row.proof)

    def door(address: str, row: SeenProof) -> str:
        return reverse(address, args=[row.proof.person_id, row.proof.pk])

    doors = [
        Column("attach", gettext_lazy("Add a file"), lambda row: _("add") if takes_file(row) else "", kind="link",
               href=lambda row: door("attach-evidence", row) if takes_file(row) else ""),
        Column("end", gettext_lazy("Change"), lambda row: _("end") if may_change(row.proof) else "", kind="link",
               href=lambda row: door("end-proof", row) if may_change(row.proof) else ""),
    ]  # fmt: skip
    return replace(CREDENTIALS, columns=[*CREDENTIALS.columns, *doors])


def bars_table(today: date, may_lift: Callable[[ServiceBar], bool]) -> Table:
    """Return the table of bars as of today, with a door to lift each that the viewer may lift."""

    def lasts(row: ServiceBar) -> bool:
        return bar_lasts(row.barred_from, row.barred_until, today)

    def is_open(row: ServiceBar) -> bool:
        return may_lift(row) and (row.barred_until is None or row.barred_until > today)

    def status(row: ServiceBar) -> Badge:
        if lasts(row):
            return Badge(_("barred"), "short")
        return Badge(_("not yet"), "due") if row.barred_from > today else Badge(_("ended"), "neutral")

    def address(row: ServiceBar) -> str:
        return reverse("lift-bar", args=[row.pk]) if is_open(row) else ""

    return Table(
        name="service_bars",
        caption=gettext_lazy("Bars from service"),
        empty=gettext_lazy("No bar that you may see is on record."),
        order="person",
        illustrative=lambda row: False,
        columns=[
            Column("person", gettext_lazy("Person"), "person_id", kind="integer", lookup="person_id"),
            Column("status", gettext_lazy("Today"), status, kind="badge", filter="none", sortable=False),
            Column("barred_from", gettext_lazy("From"), kind="date", lookup="barred_from"),
            Column("barred_until", gettext_lazy("Until (empty: for good)"), kind="date", lookup="barred_until"),
            Column("imposed_by", gettext_lazy("Imposed by"), "imposed_by.name", lookup="imposed_by__name"),
            Column("reason", gettext_lazy("Reason"), lookup="reason"),
            Column("due_process", gettext_lazy("Due process"), lookup="due_process"),
            Column("case", gettext_lazy("Case"), lookup="case"),
            Column("lift", gettext_lazy("Change"), lambda row: _("lift") if is_open(row) else "", kind="link",
                   href=address, filter="none", sortable=False),
        ],
    )  # fmt: skip
