"""Who reads what a State brought in: it decides, step by step, and never back. Pure.

Source: section 8.5 of the dossier asks for questions and positions of contributors; that a confidential position stays
with its State until it shares it, and the order of the steps, are a local choice.
"""

from datetime import date
from enum import StrEnum

OWN, SECRETARIAT, PARTICIPANTS = "own", "secretariat", "participants"
ORDER = (OWN, SECRETARIAT, PARTICIPANTS)
"""From the narrowest circle of readers to the widest."""

WORDS = {
    OWN: "the State alone",
    SECRETARIAT: "the convening secretariat too",
    PARTICIPANTS: "everybody who takes part",
}


class Reader(StrEnum):
    """As what somebody looks at what a State brought in."""

    STATE = "state"
    SECRETARIAT = "secretariat"
    PARTICIPANT = "participant"
    NOBODY = "nobody"


def may_read(reader: Reader, sharing: str) -> bool:
    """Return whether `reader` sees what is shared so far: the State always, the secretariat and the others as shared.

    Local choice: whoever takes no part sees nothing, whatever is shared.
    """
    if reader == Reader.STATE:
        return True
    if reader == Reader.SECRETARIAT:
        return sharing != OWN
    return reader == Reader.PARTICIPANT and sharing == PARTICIPANTS


def widening_problem(sharing: str, following: str, *, is_withdrawn: bool) -> str:
    """Return why what is shared with `sharing` may not be shared with `following`; empty where it may.

    Each step is the next one of `ORDER`; what was withdrawn is shared with nobody else. Local choice.
    """
    if is_withdrawn:
        return "it is withdrawn and is shared with nobody else; write it anew"
    now, then = ORDER.index(sharing), ORDER.index(following)
    if then == now + 1:
        return ""
    if then <= now:
        return f"it is read by {WORDS[sharing]} already, and sharing is never taken back"
    return f"it is submitted first: now it is read by {WORDS[sharing]}"


def revision_problem(sharing: str, *, is_withdrawn: bool) -> str:
    """Return why a position's words may not be changed; empty where they may.

    Once anybody else has read it, it stands as it was read: the State withdraws it and writes another. Local choice.
    """
    if is_withdrawn:
        return "it is withdrawn; write it anew"
    if sharing != OWN:
        return "others have read it; withdraw it and write another"
    return ""


def sharing_on(submitted_on: date | None, shared_on: date | None, day: date) -> str:
    """Return who could read it at the end of `day`, from the days of the steps: two times, as everywhere."""
    if shared_on is not None and shared_on <= day:
        return PARTICIPANTS
    if submitted_on is not None and submitted_on <= day:
        return SECRETARIAT
    return OWN


def is_late(submitted_on: date | None, latest_input: date | None) -> bool:
    """Return whether an input came after the latest useful day (8.5); it is taken all the same, and marked.

    Without such a step, or before it is submitted, nothing is late.
    """
    return submitted_on is not None and latest_input is not None and submitted_on > latest_input


def takes_input_on(opened_on: date | None, closed_on: date | None, day: date) -> bool:
    """Return whether a consultation takes questions and positions on `day`: from its opening until it is closed."""
    return opened_on is not None and opened_on <= day and (closed_on is None or day < closed_on)
