"""What stands between a dossier and a decision to take part, in the order in which it is to be done. Pure."""

from muster.decisions.rules.dossier_gates import Gate, GateState, gates_of
from muster.decisions.rules.dossier_signatures import BodyStanding, SignatureState, standings
from muster.decisions.rules.dossier_terms import CRITERION_WORDS, DossierFacts, RoomFacts
from muster.kit.errors import Problem


def missing_for_approval(facts: DossierFacts, *, acknowledged: str = "", awaited_act: str = "") -> list[Problem]:
    """Return what is missing for a decision to take part, a line each with its remedy; nothing: it may be taken.

    All five criteria are met, with or without reservations, and none is due again (section 7.2 of the dossier); every
    body that must sign has signed the latest assessments (section 7.1, step 7: the State's own table); what the law
    does not simply allow is acknowledged in words; and there is room under a national act, or the act that is awaited
    is named (section 7.3: a plan beyond the ceiling needs a new act). The order is a local choice.
    """
    problems = [problem for gate in gates_of(facts) for problem in _gate_problems(gate)]
    problems += [problem for one in standings(facts) for problem in _signature_problems(one)]
    if facts.conflicts and not acknowledged.strip():
        remedy = "acknowledge in words how the law is kept"
        problems += [Problem("law", one, remedy) for one in facts.conflicts]
    if not awaited_act.strip():
        problems += room_problems(facts.room, facts.people)
    return problems


def _gate_problems(gate: Gate) -> list[Problem]:
    words = CRITERION_WORDS[gate.criterion]
    if gate.state == GateState.NOT_ASSESSED:
        return [Problem(words, "it is not assessed", "assess it")]
    if gate.state == GateState.NOT_MET:
        return [Problem(words, "it is not met", "decline, or assess it again once the facts have changed")]
    if gate.state == GateState.DUE_AGAIN:
        return [Problem(words, f"it is due again: {one}", "assess it again") for one in gate.why]
    return []


def _signature_problems(one: BodyStanding) -> list[Problem]:
    if not one.body.must_sign or one.is_complete:
        return []
    if one.state == SignatureState.REFUSED:
        return [Problem(one.body.name, "it has refused", "meet its reasons, assess again, and ask it anew; or decline")]
    if one.state == SignatureState.OVERTAKEN:
        return [Problem(one.body.name, "it signed what was assessed again since", "ask it to sign the latest content")]
    remedy = f"it signs after {' and '.join(one.waits_for)}" if one.waits_for else "ask it to sign"
    return [Problem(one.body.name, "it has not signed", remedy)]


def room_problems(room: RoomFacts, people: int) -> list[Problem]:
    """Return why national acts leave no room for so many people; nothing where they do, or set no ceiling."""
    remedy = "link an act that gives room, or name the act that is awaited"
    if not room.is_authorised:
        return [Problem("act", room.words or "no act in force names the mission", remedy)]
    if room.left is not None and room.left < people:
        named = f" under {room.act}" if room.act else ""
        return [Problem("act", f"room for {room.left}{named}, and {people} are asked for", remedy)]
    return []
