"""All reads of force generation. One file an idea; this is the list of all."""

from muster.generation.queries.case_list import listed_cases
from muster.generation.queries.cases import still_open, visible_blocks, visible_case, visible_cases
from muster.generation.queries.standing import Standing, as_they_stood, leading, standing_of, with_verdict

__all__ = [
    "Standing",
    "as_they_stood",
    "leading",
    "listed_cases",
    "standing_of",
    "still_open",
    "visible_blocks",
    "visible_case",
    "visible_cases",
    "with_verdict",
]
