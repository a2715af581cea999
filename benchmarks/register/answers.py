"""What came of asking an installation. Without Django: it goes from the process that asked to the one that tells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What came of a question: median milliseconds, queries of one request, and the size in kB."""

    what: str
    milliseconds: float
    queries: int
    kilobytes: float


@dataclass(frozen=True)
class Answers:
    """All answers of one process, and the most memory that it has held."""

    answers: tuple[Answer, ...]
    peak_mebibytes: float
