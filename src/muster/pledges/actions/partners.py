"""What the partners of a joint pledge say: they agree, or they withdraw and the whole is looked at anew."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed, Refused
from muster.kit.standing import Standing
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.content import latest_content
from muster.pledges.models import OPEN_STAGES, PartnerAnswer, PartnerNote, Pledge
from muster.pledges.queries.joint import MINIMUM_SHARE
from muster.pledges.rules.joint import partners_of, re_evaluate
from muster.pledges.terms import PledgeTerms
from muster.reference.parameters import parameter


@transaction.atomic
def partner_agrees(
    actor: Viewer,
    reference: str,
    *,
    held_from: date,
    today: date,
    note_verbale: str = "",
    state: Organisation | None = None,
    source: str = "",
    standing: str = Standing.ENTERED.value,
) -> PartnerNote:
    """Record that a partner agrees to its part, by its note verbale. `state`: whose, where the installation acts."""
    pledge, partner, _ = _answering(actor, reference, state, today)
    note = PartnerNote(answer=PartnerAnswer.AGREED, held_from=held_from, note_verbale=note_verbale, source=source)
    _write(actor, pledge, partner, note, standing, today)
    audit.record(actor, "pledges:partner:agreed", reference, after=_snapshot(note))
    return note


@transaction.atomic
def partner_withdraws(
    actor: Viewer,
    reference: str,
    *,
    held_from: date,
    today: date,
    note_verbale: str = "",
    reason: str = "",
    state: Organisation | None = None,
    source: str = "",
    standing: str = Standing.ENTERED.value,
) -> PartnerNote:
    """Record that a partner withdraws or declines its part; the rest is evaluated anew and both sides are told.

    Source: withdrawal by one partner re-evaluates the whole pledge (14.3, rule 14). A State withdraws at any time by
    note verbale, reason optional (2.7). The level is not touched: the Secretariat decides on it, with the evaluation
    before it.
    """
    pledge, partner, terms = _answering(actor, reference, state, today)
    note = PartnerNote(
        answer=PartnerAnswer.WITHDREW, held_from=held_from, note_verbale=note_verbale, reason=reason, source=source
    )
    _write(actor, pledge, partner, note, standing, today)
    rest = re_evaluate(terms, [partner.code], parameter(MINIMUM_SHARE, held_from).integer)
    evaluated = {"remaining": rest.remaining, "of": rest.strength, "holds": rest.holds, "breaks": list(rest.breaks)}
    audit.record(
        actor,
        "pledges:partner:withdrew",
        reference,
        after={**_snapshot(note), "evaluation": evaluated},
        reason=reason,
    )
    words = "the rest still holds" if rest.holds else "the rest does not hold: " + "; ".join(rest.breaks)
    for told in (pledge.register, pledge.state):
        notify(
            topic="partner-withdrew",
            to=told,
            title=f"{partner.name} withdraws from the joint pledge {reference}",
            body=f"From {long_day(held_from)}. {rest.remaining} of {rest.strength} people remain; {words}.",
            day=today,
            subject=Subject("pledge", reference, state=pledge.state.code, unit_type=terms.unit_type),
            href=reverse("pledge", args=[reference]),
        )
    return note


def _answering(
    actor: Viewer, reference: str, state: Organisation | None, today: date
) -> tuple[Pledge, Organisation, PledgeTerms]:
    """Return the locked pledge, the partner that answers and the content. Raises NotFound, NotAllowed or Refused."""
    pledge = locked_pledge(actor, reference)
    terms = latest_content(pledge, today=today)
    partners = partners_of(terms.state, terms.contributions)
    partner = state if actor.is_system else Organisation.objects.filter(pk=actor.organisation_id or 0).first()
    if partner is None or partner.code not in partners:
        raise NotAllowed(f"Pledge {reference}: only a partner named in it answers, by its own officer.")
    visibility.require_owner(actor, partner.pk, f"Partner's answer on pledge {reference}")
    if pledge.stage not in OPEN_STAGES:
        raise Refused(f"Pledge {reference} is {pledge.get_stage_display()}; partners answer on one that is submitted.")
    return pledge, partner, terms


def _write(actor: Viewer, pledge: Pledge, partner: Organisation, note: PartnerNote, standing: str, today: date) -> None:
    """Write an unsaved note. Raises Refused where it says nothing new or would hold before the one that it follows."""
    last = pledge.partner_notes.filter(state=partner).order_by("-held_from", "-pk").first()
    if last is not None and last.answer == note.answer:
        since = long_day(last.held_from)
        raise Refused(f"Pledge {pledge.reference}: {partner.name} {last.get_answer_display()} already, from {since}.")
    if last is not None and note.held_from < last.held_from:
        before = long_day(last.held_from)
        raise Refused(f"Pledge {pledge.reference}: the note before holds from {before}; give that day or a later one.")
    note.pledge, note.state, note.known_from = pledge, partner, today
    note.standing = standing if actor.is_system else Standing.ENTERED
    require_clean_fields(note, f"Partner's answer on pledge {pledge.reference}")
    note.save(force_insert=True)


def _snapshot(note: PartnerNote) -> dict[str, object]:
    """Return a note as the audit event keeps it."""
    names = ("answer", "held_from", "note_verbale", "reason")
    return {"state": note.state.code, **{name: getattr(note, name) for name in names}}
