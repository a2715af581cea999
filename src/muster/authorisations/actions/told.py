"""What is told of a change of national law or of an act to the records that rest on it."""

from muster.authorisations.models import DecisionBody, NationalAct, NationalLaw
from muster.authorisations.rules.acts import ActTerms, act_in_words
from muster.changes.actions import record_change
from muster.changes.models import ChangeKind
from muster.changes.terms import ChangeTerms
from muster.parties.viewer import Viewer


def tell_act(actor: Viewer, act: NationalAct, before: ActTerms | None, after: ActTerms) -> None:
    """Tell what an act changed: what the one that it replaces allowed, and what it allows.

    The change names the mission where it is about a single one.
    """
    named = sorted(after.missions | (before.missions if before else frozenset()))
    record_change(
        actor,
        ChangeTerms(
            kind=ChangeKind.ACT,
            subject=act.title,
            before=act_in_words(before) if before else "",
            after=act_in_words(after),
            true_from=act.valid_from,
            mission=named[0] if len(named) == 1 else "",
            state_id=act.state_id,
            source=act.source,
            standing=act.standing,
        ),
        today=act.known_from,
    )


def tell_law(actor: Viewer, law: NationalLaw, before: str, after: str) -> None:
    """Tell what an instrument changed: the words of the one that it replaces, and its own."""
    record_change(
        actor,
        ChangeTerms(
            kind=ChangeKind.LAW,
            subject=law.title,
            before=before,
            after=after,
            true_from=law.valid_from,
            state_id=law.state_id,
            source=law.source,
            standing=law.standing,
        ),
        today=law.known_from,
    )


def tell_body(actor: Viewer, body: DecisionBody, before: str, after: str) -> None:
    """Tell how a body's part in decisions changed."""
    record_change(
        actor,
        ChangeTerms(
            kind=ChangeKind.LAW,
            subject=body.name,
            before=before,
            after=after,
            true_from=body.valid_from,
            state_id=body.state_id,
            source=body.source,
            standing=body.standing,
        ),
        today=body.known_from,
    )
