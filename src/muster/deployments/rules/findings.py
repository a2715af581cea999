"""What a rule finds wrong with a plan of tours: a code, where, in words, and what would cure it. Pure."""

from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "no-holder",
    "short-overlap",
    "past-mandate",
    "training-late",
    "request-late",
    "over-ceiling",
    "past-act",
    "company-untrained",
    "company-small",
    "company-away",
    "company-dwell",
    "no-basis",
    "support-without-basis",
]


@dataclass(frozen=True)
class Finding:
    """One thing that a plan does not keep. It is no refusal: whoever decides sees it."""

    code: Code
    place: str
    words: str
    remedy: str
