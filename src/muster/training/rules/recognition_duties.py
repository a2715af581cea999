"""Who may not decide on a recognition case: whoever applied for it or reviewed it. Pure.

That nobody decides on what they applied for or reviewed themselves is a local choice, as for the evidence of a level.
"""

from collections.abc import Collection

from muster.training.stages import RecognitionDuty

WORDS = {
    RecognitionDuty.APPLIED: "you have applied for it",
    RecognitionDuty.REVIEWED: "you have reviewed it",
}


def deciding_refusal(duties: Collection[str]) -> str:
    """Return why somebody with `duties` in a case may not decide on it; empty where nothing stands against it."""
    said = [words for duty, words in WORDS.items() if duty in duties]
    return f"{' and '.join(said)}; another approver decides" if said else ""
